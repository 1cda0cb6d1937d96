-- Every change leaves an event: whoever listens hears of it at the commit, in whichever instance it was made.
CREATE FUNCTION tell_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('complaints', ids) FROM (
    SELECT string_agg(id::text, ',') AS ids FROM (
      SELECT DISTINCT complaint_id AS id FROM told) changed
    GROUP BY id / 500) parts; -- a notification holds 8,000 bytes
  RETURN NULL;
END $$;
CREATE TRIGGER events_told AFTER INSERT ON events REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION tell_changes();
