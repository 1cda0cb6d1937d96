-- What Prisma cannot say: append-only tables, the sessions' own schema, partial and expression indexes.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_never_truncated BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_never_truncated BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_never_truncated BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE SCHEMA web;
CREATE TABLE web.session (
  sid varchar PRIMARY KEY,
  sess json NOT NULL,
  expire timestamptz(6) NOT NULL,
  person_id int GENERATED ALWAYS AS ((sess -> 'passport' ->> 'user')::int) STORED
);
CREATE INDEX session_expire ON web.session (expire);
CREATE INDEX session_person ON web.session (person_id);

-- A person's user name is one whatever its case.
CREATE UNIQUE INDEX people_username_lower ON people (lower(username));

-- The queue: open complaints by what runs out first.
CREATE INDEX complaints_open_due ON complaints (coalesce(next_due_at, 'infinity'::timestamptz), id)
  WHERE state NOT IN ('CLOSED', 'DISMISSED');

-- Search by words; prefixes of words match.
CREATE INDEX complaints_words ON complaints
  USING gin (to_tsvector('simple', subject || ' ' || description || ' ' || coalesce(address, '')));
CREATE INDEX complainants_words ON complainants USING gin (to_tsvector('simple', coalesce(name, '')));

-- One owner and one present assignment a person at a time, whatever happens at once.
CREATE UNIQUE INDEX routings_one_owner ON routings (complaint_id) WHERE role = 'OWNER' AND until IS NULL;
CREATE UNIQUE INDEX assignments_once ON assignments (complaint_id, person_id) WHERE until IS NULL;
CREATE UNIQUE INDEX holds_one_open ON holds (complaint_id) WHERE until IS NULL;
