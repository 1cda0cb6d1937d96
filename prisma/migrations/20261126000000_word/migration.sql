-- CreateEnum
CREATE TYPE "StepMoment" AS ENUM ('WARNING', 'LIMIT');

-- CreateEnum
CREATE TYPE "StepRecipient" AS ENUM ('ASSIGNED', 'UNIT_STAFF', 'UNIT_HEAD', 'SECTION_HEAD', 'DEPARTMENT_HEAD');

-- CreateEnum
CREATE TYPE "NoticeWay" AS ENUM ('BELL', 'EMAIL', 'GATEWAY');

-- CreateEnum
CREATE TYPE "NoticeKind" AS ENUM ('WORK', 'PROGRESS', 'OVERDUE');

-- CreateEnum
CREATE TYPE "MessageWay" AS ENUM ('EMAIL', 'GATEWAY');

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('WAITING', 'SENT', 'GIVEN_UP');

-- AlterTable
ALTER TABLE "complaints" ADD COLUMN     "silent_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "promises" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promises_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absences" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "deputy_id" INTEGER,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "absences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "overdue_steps" (
    "id" SERIAL NOT NULL,
    "moment" "StepMoment" NOT NULL,
    "after_minutes" INTEGER NOT NULL,
    "recipients" "StepRecipient"[],
    "ways" "NoticeWay"[],
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "overdue_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminders" (
    "run_id" INTEGER NOT NULL,
    "step_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "passed_over" BOOLEAN NOT NULL,

    CONSTRAINT "reminders_pkey" PRIMARY KEY ("run_id","step_id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" BIGSERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_preferences" (
    "person_id" INTEGER NOT NULL,
    "email" "NoticeKind"[],
    "gateway" "NoticeKind"[],
    "quiet_from" INTEGER,
    "quiet_until" INTEGER,

    CONSTRAINT "notice_preferences_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" BIGSERIAL NOT NULL,
    "key" UUID NOT NULL,
    "way" "MessageWay" NOT NULL,
    "template" TEXT NOT NULL,
    "person_id" INTEGER,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "MessageState" NOT NULL DEFAULT 'WAITING',
    "next_try_at" TIMESTAMPTZ(3),
    "give_up_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "fault" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "recipient" TEXT,
    "subject" TEXT,
    "body" TEXT,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_templates" (
    "key" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" INTEGER NOT NULL,

    CONSTRAINT "message_templates_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "promises_person_id_at_idx" ON "promises"("person_id", "at");

-- CreateIndex
CREATE INDEX "promises_complaint_id_idx" ON "promises"("complaint_id");

-- CreateIndex
CREATE INDEX "absences_person_id_until_idx" ON "absences"("person_id", "until");

-- CreateIndex
CREATE INDEX "notices_person_id_id_idx" ON "notices"("person_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "notices_complaint_id_event_sequence_person_id_key" ON "notices"("complaint_id", "event_sequence", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_key_key" ON "messages"("key");

-- CreateIndex
CREATE INDEX "messages_complaint_id_idx" ON "messages"("complaint_id");

-- AddForeignKey
ALTER TABLE "promises" ADD CONSTRAINT "promises_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promises" ADD CONSTRAINT "promises_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "overdue_steps"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is still to be read, to be sent, to run out; what one person did.
CREATE INDEX notices_unread ON notices (person_id) WHERE read_at IS NULL;
CREATE INDEX messages_waiting ON messages (next_try_at NULLS FIRST, id) WHERE state = 'WAITING';
CREATE INDEX runs_open ON runs (due_at) WHERE stopped_at IS NULL;
CREATE INDEX events_by_actor ON events (actor_id, recorded_at) WHERE actor_id IS NOT NULL;
CREATE INDEX complaints_officers ON complaints USING gin (officers) WHERE state NOT IN ('CLOSED', 'DISMISSED');

CREATE TRIGGER reminders_append_only BEFORE UPDATE OR DELETE ON reminders FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER messages_kept BEFORE DELETE ON messages FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER promises_append_only BEFORE UPDATE OR DELETE ON promises FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER absences_kept BEFORE DELETE ON absences FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What pages keep in memory of people and settings is read anew once it changes, in whichever instance.
CREATE FUNCTION tell_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('settings', '');
  RETURN NULL;
END $$;
DO $$
DECLARE one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['units', 'people', 'grants', 'absences', 'channels', 'categories', 'districts', 'villages', 'needs', 'hold_reasons',
    'overdue_steps', 'notice_preferences', 'policy_versions', 'policy_rows', 'office_hours', 'holidays']
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION tell_settings()', one || '_told', one);
  END LOOP;
END $$;
