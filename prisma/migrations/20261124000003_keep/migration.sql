-- What was said and reported stays as it was said; of the course of a complaint nothing is ever removed.
CREATE TRIGGER texts_append_only BEFORE UPDATE OR DELETE ON texts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER amendments_append_only BEFORE UPDATE OR DELETE ON amendments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_reports_append_only BEFORE UPDATE OR DELETE ON work_reports FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER links_append_only BEFORE UPDATE OR DELETE ON links FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER complaints_kept BEFORE DELETE ON complaints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER complainants_kept BEFORE DELETE ON complainants FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER runs_kept BEFORE DELETE ON runs FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER routings_kept BEFORE DELETE ON routings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assignments_kept BEFORE DELETE ON assignments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER holds_kept BEFORE DELETE ON holds FOR EACH ROW EXECUTE FUNCTION refuse_change();
