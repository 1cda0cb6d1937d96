-- CreateEnum
CREATE TYPE "Phase" AS ENUM ('BEFORE', 'AFTER');

-- CreateEnum
CREATE TYPE "PaperKind" AS ENUM ('RECEIPT', 'WORK_ORDER', 'OFFICIAL_REPORT', 'COMPLETION_REPORT', 'LETTER');

-- CreateEnum
CREATE TYPE "SignatureParty" AS ENUM ('CUSTOMER', 'OFFICER');

-- CreateEnum
CREATE TYPE "Refusal" AS ENUM ('COULD_NOT', 'WOULD_NOT');

-- CreateTable
CREATE TABLE "blobs" (
    "hash" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blobs_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "attachments" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER,
    "event_sequence" INTEGER,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "hash" TEXT NOT NULL,
    "thumb_hash" TEXT,
    "phase" "Phase",
    "for_complainant" BOOLEAN NOT NULL DEFAULT false,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "staged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "positions" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "positions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measures" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "decimals" INTEGER NOT NULL,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "confirmed" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "measures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category_measures" (
    "category_id" INTEGER NOT NULL,
    "measure_id" INTEGER NOT NULL,

    CONSTRAINT "category_measures_pkey" PRIMARY KEY ("category_id","measure_id")
);

-- CreateTable
CREATE TABLE "readings" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "measure_id" INTEGER NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,

    CONSTRAINT "readings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "papers" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "kind" "PaperKind" NOT NULL,
    "letter_id" INTEGER,
    "version" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "content" TEXT,
    "sha256" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" INTEGER NOT NULL,

    CONSTRAINT "papers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signatures" (
    "id" SERIAL NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "party" "SignatureParty" NOT NULL,
    "name" TEXT,
    "strokes" TEXT,
    "refusal" "Refusal",
    "reason" TEXT,
    "sha256" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" INTEGER NOT NULL,

    CONSTRAINT "signatures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_templates" (
    "id" SERIAL NOT NULL,
    "category_id" INTEGER,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "letter_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_series" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "letter_series_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "letters" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "recipient" TEXT,
    "subject" TEXT NOT NULL,
    "body" TEXT,
    "sent_way" "MessageWay",
    "sent_at" TIMESTAMPTZ(3),
    "sent_by_id" INTEGER,

    CONSTRAINT "letters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letterheads" (
    "id" SERIAL NOT NULL,
    "texts" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" INTEGER NOT NULL,

    CONSTRAINT "letterheads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "blobs_touched_at_idx" ON "blobs"("touched_at");

-- CreateIndex
CREATE INDEX "attachments_complaint_id_idx" ON "attachments"("complaint_id");

-- CreateIndex
CREATE INDEX "attachments_hash_idx" ON "attachments"("hash");

-- CreateIndex
CREATE INDEX "attachments_thumb_hash_idx" ON "attachments"("thumb_hash");

-- CreateIndex
CREATE INDEX "positions_complaint_id_idx" ON "positions"("complaint_id");

-- CreateIndex
CREATE UNIQUE INDEX "measures_code_key" ON "measures"("code");

-- CreateIndex
CREATE INDEX "readings_complaint_id_idx" ON "readings"("complaint_id");

-- CreateIndex
CREATE UNIQUE INDEX "papers_code_key" ON "papers"("code");

-- CreateIndex
CREATE INDEX "papers_complaint_id_idx" ON "papers"("complaint_id");

-- CreateIndex
CREATE UNIQUE INDEX "signatures_paper_id_party_key" ON "signatures"("paper_id", "party");

-- CreateIndex
CREATE INDEX "letters_complaint_id_idx" ON "letters"("complaint_id");

-- CreateIndex
CREATE UNIQUE INDEX "letters_year_sequence_key" ON "letters"("year", "sequence");

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_hash_fkey" FOREIGN KEY ("hash") REFERENCES "blobs"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_thumb_hash_fkey" FOREIGN KEY ("thumb_hash") REFERENCES "blobs"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category_measures" ADD CONSTRAINT "category_measures_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category_measures" ADD CONSTRAINT "category_measures_measure_id_fkey" FOREIGN KEY ("measure_id") REFERENCES "measures"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "readings" ADD CONSTRAINT "readings_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "readings" ADD CONSTRAINT "readings_measure_id_fkey" FOREIGN KEY ("measure_id") REFERENCES "measures"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "papers" ADD CONSTRAINT "papers_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "papers" ADD CONSTRAINT "papers_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letters"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "papers" ADD CONSTRAINT "papers_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_templates" ADD CONSTRAINT "letter_templates_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letters" ADD CONSTRAINT "letters_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letters" ADD CONSTRAINT "letters_sent_by_id_fkey" FOREIGN KEY ("sent_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letterheads" ADD CONSTRAINT "letterheads_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What waits for its form, by who brought it, for the page and for the sweep.
CREATE INDEX attachments_staged ON attachments (person_id, staged_at) WHERE complaint_id IS NULL;
CREATE UNIQUE INDEX papers_once ON papers (complaint_id, kind, coalesce(letter_id, 0), version);
CREATE UNIQUE INDEX letter_templates_once ON letter_templates (coalesce(category_id, 0));

-- What was made and signed stays as it was: retention may empty what is personal, the SHA-256 stays.
CREATE FUNCTION refuse_all_but_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_each(to_jsonb(NEW)) n WHERE n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key
    AND NOT (n.key = ANY(TG_ARGV) AND n.value = 'null'::jsonb))
  THEN RAISE EXCEPTION '% stays as it is', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER papers_kept BEFORE UPDATE ON papers FOR EACH ROW EXECUTE FUNCTION refuse_all_but_emptying('content');
CREATE TRIGGER papers_never_deleted BEFORE DELETE ON papers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signatures_kept BEFORE UPDATE ON signatures FOR EACH ROW EXECUTE FUNCTION refuse_all_but_emptying('name', 'strokes', 'reason');
CREATE TRIGGER signatures_never_deleted BEFORE DELETE ON signatures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letterheads_append_only BEFORE UPDATE OR DELETE ON letterheads FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letterheads_told AFTER INSERT ON letterheads FOR EACH STATEMENT EXECUTE FUNCTION tell_settings();
CREATE TRIGGER measures_told AFTER INSERT OR UPDATE ON measures FOR EACH STATEMENT EXECUTE FUNCTION tell_settings();
CREATE TRIGGER category_measures_told AFTER INSERT OR DELETE ON category_measures FOR EACH STATEMENT EXECUTE FUNCTION tell_settings();
