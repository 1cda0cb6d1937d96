-- Of one date the version made last holds: so a coming version is withdrawn by a later one. None is ever changed or deleted.
DROP INDEX policy_versions_effective_from_key;

CREATE TRIGGER policy_versions_append_only BEFORE UPDATE OR DELETE ON policy_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_versions_never_truncated BEFORE TRUNCATE ON policy_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_rows_append_only BEFORE UPDATE OR DELETE ON policy_rows FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_rows_never_truncated BEFORE TRUNCATE ON policy_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
