-- The access log by time, and one person's part of it, read page by key.
CREATE INDEX "access_log_at_id_idx" ON "access_log"("at", "id");
CREATE INDEX "access_log_person_id_at_id_idx" ON "access_log"("person_id", "at", "id");
