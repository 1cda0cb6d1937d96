-- CreateEnum
CREATE TYPE "ReportState" AS ENUM ('ISSUED', 'APPROVED', 'RETURNED');

-- CreateTable
CREATE TABLE "issued_reports" (
    "id" SERIAL NOT NULL,
    "period" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "figures" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "pdf" BYTEA NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by_id" INTEGER NOT NULL,
    "state" "ReportState" NOT NULL DEFAULT 'ISSUED',
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" INTEGER,
    "note" TEXT,

    CONSTRAINT "issued_reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "issued_reports_period_version_key" ON "issued_reports"("period", "version");

-- AddForeignKey
ALTER TABLE "issued_reports" ADD CONSTRAINT "issued_reports_issued_by_id_fkey" FOREIGN KEY ("issued_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issued_reports" ADD CONSTRAINT "issued_reports_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "report_drafts" (
    "period" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_drafts_pkey" PRIMARY KEY ("period")
);

-- What was issued stays as it was: only the decision about it is added, once.
CREATE FUNCTION refuse_reissue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'ISSUED' OR (OLD.period, OLD.version, OLD.figures, OLD.sha256, OLD.pdf, OLD.issued_at, OLD.issued_by_id)
    IS DISTINCT FROM (NEW.period, NEW.version, NEW.figures, NEW.sha256, NEW.pdf, NEW.issued_at, NEW.issued_by_id)
  THEN RAISE EXCEPTION 'an issued report stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER issued_reports_kept BEFORE UPDATE ON issued_reports FOR EACH ROW EXECUTE FUNCTION refuse_reissue();
CREATE TRIGGER issued_reports_never_deleted BEFORE DELETE ON issued_reports FOR EACH ROW EXECUTE FUNCTION refuse_change();
