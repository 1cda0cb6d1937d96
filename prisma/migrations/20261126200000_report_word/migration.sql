-- CreateEnum
CREATE TYPE "ReportEventType" AS ENUM ('READY', 'ISSUED', 'APPROVED', 'RETURNED');

-- CreateTable
CREATE TABLE "report_events" (
    "id" SERIAL NOT NULL,
    "period" TEXT NOT NULL,
    "version" INTEGER,
    "type" "ReportEventType" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER,

    CONSTRAINT "report_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_recipients" (
    "address" TEXT NOT NULL,

    CONSTRAINT "report_recipients_pkey" PRIMARY KEY ("address")
);

-- AlterTable
ALTER TABLE "report_drafts" ADD COLUMN     "pdf" BYTEA;

-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "report_event_id" INTEGER,
ALTER COLUMN "complaint_id" DROP NOT NULL,
ALTER COLUMN "event_sequence" DROP NOT NULL;

-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "address" TEXT,
ADD COLUMN     "report_event_id" INTEGER,
ALTER COLUMN "complaint_id" DROP NOT NULL,
ALTER COLUMN "event_sequence" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "report_events_period_version_idx" ON "report_events"("period", "version");

-- CreateIndex
CREATE UNIQUE INDEX "notices_report_event_id_person_id_key" ON "notices"("report_event_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_report_event_id_address_key" ON "messages"("report_event_id", "address");

-- AddForeignKey
ALTER TABLE "report_events" ADD CONSTRAINT "report_events_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_report_event_id_fkey" FOREIGN KEY ("report_event_id") REFERENCES "report_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_report_event_id_fkey" FOREIGN KEY ("report_event_id") REFERENCES "report_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is told is about one thing: a complaint or a report. Only a report goes to an address that is nobody's account.
ALTER TABLE notices ADD CONSTRAINT notices_about CHECK (num_nonnulls(complaint_id, report_event_id) = 1 AND num_nonnulls(event_sequence, report_event_id) = 1);
ALTER TABLE messages ADD CONSTRAINT messages_about CHECK (num_nonnulls(complaint_id, report_event_id) = 1 AND num_nonnulls(event_sequence, report_event_id) = 1
  AND (report_event_id IS NULL AND address IS NULL OR report_event_id IS NOT NULL AND num_nonnulls(person_id, address) <= 1));

CREATE TRIGGER report_events_append_only BEFORE UPDATE OR DELETE ON report_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
