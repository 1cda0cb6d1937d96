-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('BAGIAN', 'WILAYAH');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('HUMAS_ADMIN', 'CALL_CENTER', 'SECTION_HEAD', 'DEPARTMENT_HEAD', 'QUICK_RESPONSE', 'TECHNICIAN', 'UNIT_STAFF', 'DIRECTOR', 'SYSTEM_ADMIN');

-- CreateEnum
CREATE TYPE "Service" AS ENUM ('WATER', 'WASTEWATER');

-- CreateEnum
CREATE TYPE "Priority" AS ENUM ('LOW', 'NORMAL', 'HIGH', 'URGENT');

-- CreateEnum
CREATE TYPE "HolidayKind" AS ENUM ('NATIONAL', 'COLLECTIVE', 'LOCAL');

-- CreateEnum
CREATE TYPE "ClockName" AS ENUM ('RECEIVE', 'EXPLAIN', 'FOLLOW_UP');

-- CreateEnum
CREATE TYPE "Milestone" AS ENUM ('ARRIVED', 'RECEIVED', 'DECIDED', 'ESCALATED', 'STARTED', 'FINISHED', 'REPORTED', 'CLOSED');

-- CreateEnum
CREATE TYPE "CalendarName" AS ENUM ('OFFICE_HOURS', 'ROUND_THE_CLOCK');

-- CreateEnum
CREATE TYPE "State" AS ENUM ('SUBMITTED', 'RECEIVED', 'ESCALATED', 'IN_PROGRESS', 'ON_HOLD', 'MONITORING', 'CLOSED', 'DISMISSED');

-- CreateEnum
CREATE TYPE "Kind" AS ENUM ('COMPLAINT', 'SUGGESTION', 'QUESTION', 'INFORMATION');

-- CreateEnum
CREATE TYPE "ComplainantKind" AS ENUM ('INDIVIDUAL', 'GROUP', 'ORGANISATION');

-- CreateEnum
CREATE TYPE "TariffClass" AS ENUM ('HOUSEHOLD', 'BUSINESS', 'INDUSTRY', 'SOCIAL', 'GOVERNMENT');

-- CreateEnum
CREATE TYPE "ContactWay" AS ENUM ('PHONE', 'WHATSAPP', 'SMS', 'EMAIL', 'SOCIAL_MEDIA', 'VISIT', 'NONE');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('PERSON', 'COMPLAINANT', 'SYSTEM', 'API');

-- CreateEnum
CREATE TYPE "TextKind" AS ENUM ('EXPLANATION', 'NOTE', 'REASON', 'REQUEST', 'DISPOSITION');

-- CreateEnum
CREATE TYPE "RoutingRole" AS ENUM ('OWNER', 'SUPPORTER');

-- CreateEnum
CREATE TYPE "WorkReportKind" AS ENUM ('WORK_DONE', 'COMPLETION');

-- CreateEnum
CREATE TYPE "WorkResult" AS ENUM ('RESOLVED', 'TEMPORARY', 'CUSTOMER_ABSENT', 'LOCATION_NOT_FOUND', 'NOT_OUR_AUTHORITY', 'REFUSED_BY_CUSTOMER');

-- CreateEnum
CREATE TYPE "LinkKind" AS ENUM ('DUPLICATE', 'RELATED', 'FOLLOW_UP');

-- CreateTable
CREATE TABLE "units" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "head_id" INTEGER,

    CONSTRAINT "units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" SERIAL NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "password_hash" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "role" "Role" NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_links" (
    "token_hash" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_links_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_failures" (
    "id" BIGSERIAL NOT NULL,
    "name_hash" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER,
    "subject_id" INTEGER,
    "action" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" INTEGER NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "what" TEXT NOT NULL,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "districts" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "districts_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "villages" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "district_code" TEXT NOT NULL,
    "unit_id" INTEGER,

    CONSTRAINT "villages_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "channels" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "direct" BOOLEAN NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "categories" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "service" "Service",
    "technical" BOOLEAN NOT NULL,
    "unit_id" INTEGER,
    "priority" "Priority" NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "needs" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "needs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold_reasons" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pausing" BOOLEAN NOT NULL,
    "position" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "hold_reasons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holidays" (
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "HolidayKind" NOT NULL,

    CONSTRAINT "holidays_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "office_hours" (
    "id" SERIAL NOT NULL,
    "weekday" INTEGER NOT NULL,
    "from" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,

    CONSTRAINT "office_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_versions" (
    "id" SERIAL NOT NULL,
    "effective_from" DATE NOT NULL,

    CONSTRAINT "policy_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_rows" (
    "id" SERIAL NOT NULL,
    "version_id" INTEGER NOT NULL,
    "clock" "ClockName" NOT NULL,
    "technical" BOOLEAN,
    "priority" "Priority",
    "from" "Milestone" NOT NULL,
    "to" "Milestone" NOT NULL,
    "calendar" "CalendarName" NOT NULL,
    "warn_minutes" INTEGER NOT NULL,
    "limit_minutes" INTEGER NOT NULL,

    CONSTRAINT "policy_rows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_series" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" "State" NOT NULL,
    "form_key" TEXT NOT NULL,
    "channel_id" INTEGER NOT NULL,
    "kind" "Kind" NOT NULL,
    "service" "Service" NOT NULL,
    "category_id" INTEGER NOT NULL,
    "technical" BOOLEAN NOT NULL,
    "priority" "Priority" NOT NULL,
    "subject" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "village_code" TEXT,
    "address" TEXT,
    "connection_number" TEXT,
    "tariff_class" "TariffClass",
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "reported_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" INTEGER,
    "arrived_on" DATE NOT NULL,
    "closed_on" DATE,
    "next_due_at" TIMESTAMPTZ(3),
    "next_warn_at" TIMESTAMPTZ(3),
    "owner_unit_id" INTEGER,
    "ever_escalated" BOOLEAN NOT NULL DEFAULT false,
    "active_units" INTEGER[],
    "officers" INTEGER[],
    "seen_by_units" INTEGER[],
    "seen_by_people" INTEGER[],

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complainants" (
    "complaint_id" INTEGER NOT NULL,
    "kind" "ComplainantKind" NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "name" TEXT,
    "phone" TEXT,
    "phone_digits" TEXT,
    "account" TEXT,
    "contact_way" "ContactWay" NOT NULL,
    "proxy" BOOLEAN NOT NULL,
    "needs" INTEGER[],
    "needs_note" TEXT,

    CONSTRAINT "complainants_pkey" PRIMARY KEY ("complaint_id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" BIGSERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" "ActorKind" NOT NULL,
    "actor_id" INTEGER,
    "from_state" "State",
    "to_state" "State",
    "payload" JSONB NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "texts" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "kind" "TextKind" NOT NULL,
    "body" TEXT NOT NULL,
    "for_complainant" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "texts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "amendments" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,

    CONSTRAINT "amendments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "clock" "ClockName" NOT NULL,
    "policy_row_id" INTEGER NOT NULL,
    "calendar" "CalendarName" NOT NULL,
    "warn_minutes" INTEGER NOT NULL,
    "limit_minutes" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "warn_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "held_ms" BIGINT NOT NULL DEFAULT 0,
    "net_ms" BIGINT,
    "breached_at" TIMESTAMPTZ(3),
    "judged" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holds" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "reason_id" INTEGER NOT NULL,
    "pausing" BOOLEAN NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "routings" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "role" "RoutingRole" NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "first_opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "routings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_reports" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "event_sequence" INTEGER NOT NULL,
    "kind" "WorkReportKind" NOT NULL,
    "cause" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "officers" INTEGER[],
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "result" "WorkResult" NOT NULL,
    "visits" TIMESTAMPTZ(3)[],

    CONSTRAINT "work_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "links" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "kind" "LinkKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "units_code_key" ON "units"("code");

-- CreateIndex
CREATE UNIQUE INDEX "people_username_key" ON "people"("username");

-- CreateIndex
CREATE INDEX "grants_person_id_idx" ON "grants"("person_id");

-- CreateIndex
CREATE INDEX "grants_unit_id_role_idx" ON "grants"("unit_id", "role");

-- CreateIndex
CREATE INDEX "password_links_person_id_idx" ON "password_links"("person_id");

-- CreateIndex
CREATE INDEX "sign_in_failures_name_hash_at_idx" ON "sign_in_failures"("name_hash", "at");

-- CreateIndex
CREATE INDEX "sign_in_failures_address_at_idx" ON "sign_in_failures"("address", "at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_person_id_name_key" ON "saved_views"("person_id", "name");

-- CreateIndex
CREATE INDEX "audit_entries_subject_id_id_idx" ON "audit_entries"("subject_id", "id");

-- CreateIndex
CREATE INDEX "access_log_complaint_id_person_id_at_idx" ON "access_log"("complaint_id", "person_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "channels_code_key" ON "channels"("code");

-- CreateIndex
CREATE UNIQUE INDEX "categories_code_key" ON "categories"("code");

-- CreateIndex
CREATE UNIQUE INDEX "needs_code_key" ON "needs"("code");

-- CreateIndex
CREATE UNIQUE INDEX "hold_reasons_code_key" ON "hold_reasons"("code");

-- CreateIndex
CREATE UNIQUE INDEX "policy_versions_effective_from_key" ON "policy_versions"("effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "complaints_form_key_key" ON "complaints"("form_key");

-- CreateIndex
CREATE INDEX "complaints_connection_number_idx" ON "complaints"("connection_number");

-- CreateIndex
CREATE INDEX "complaints_closed_at_id_idx" ON "complaints"("closed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "complaints_arrived_at_id_idx" ON "complaints"("arrived_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "complaints_seen_by_units_idx" ON "complaints" USING GIN ("seen_by_units");

-- CreateIndex
CREATE INDEX "complaints_seen_by_people_idx" ON "complaints" USING GIN ("seen_by_people");

-- CreateIndex
CREATE UNIQUE INDEX "complaints_year_sequence_key" ON "complaints"("year", "sequence");

-- CreateIndex
CREATE INDEX "complainants_phone_digits_idx" ON "complainants"("phone_digits");

-- CreateIndex
CREATE UNIQUE INDEX "events_complaint_id_sequence_key" ON "events"("complaint_id", "sequence");

-- CreateIndex
CREATE INDEX "texts_complaint_id_idx" ON "texts"("complaint_id");

-- CreateIndex
CREATE INDEX "amendments_complaint_id_idx" ON "amendments"("complaint_id");

-- CreateIndex
CREATE INDEX "runs_complaint_id_idx" ON "runs"("complaint_id");

-- CreateIndex
CREATE INDEX "holds_complaint_id_idx" ON "holds"("complaint_id");

-- CreateIndex
CREATE INDEX "routings_complaint_id_idx" ON "routings"("complaint_id");

-- CreateIndex
CREATE INDEX "assignments_complaint_id_idx" ON "assignments"("complaint_id");

-- CreateIndex
CREATE INDEX "work_reports_complaint_id_idx" ON "work_reports"("complaint_id");

-- CreateIndex
CREATE INDEX "links_other_id_idx" ON "links"("other_id");

-- CreateIndex
CREATE UNIQUE INDEX "links_complaint_id_other_id_kind_key" ON "links"("complaint_id", "other_id", "kind");

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_head_id_fkey" FOREIGN KEY ("head_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "villages" ADD CONSTRAINT "villages_district_code_fkey" FOREIGN KEY ("district_code") REFERENCES "districts"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "villages" ADD CONSTRAINT "villages_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "categories" ADD CONSTRAINT "categories_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_rows" ADD CONSTRAINT "policy_rows_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "policy_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_village_code_fkey" FOREIGN KEY ("village_code") REFERENCES "villages"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_owner_unit_id_fkey" FOREIGN KEY ("owner_unit_id") REFERENCES "units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complainants" ADD CONSTRAINT "complainants_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "texts" ADD CONSTRAINT "texts_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_policy_row_id_fkey" FOREIGN KEY ("policy_row_id") REFERENCES "policy_rows"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holds" ADD CONSTRAINT "holds_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holds" ADD CONSTRAINT "holds_reason_id_fkey" FOREIGN KEY ("reason_id") REFERENCES "hold_reasons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routings" ADD CONSTRAINT "routings_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routings" ADD CONSTRAINT "routings_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_reports" ADD CONSTRAINT "work_reports_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "links" ADD CONSTRAINT "links_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "links" ADD CONSTRAINT "links_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


