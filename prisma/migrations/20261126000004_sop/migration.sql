-- CreateTable
CREATE TABLE "sop_versions" (
    "id" SERIAL NOT NULL,
    "texts" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" INTEGER NOT NULL,

    CONSTRAINT "sop_versions_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "sop_versions" ADD CONSTRAINT "sop_versions_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER sop_versions_append_only BEFORE UPDATE OR DELETE ON sop_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sop_versions_told AFTER INSERT ON sop_versions FOR EACH STATEMENT EXECUTE FUNCTION tell_settings();
