-- The queue by what runs out first, and how many wait in each tab, which every page counts, out of one narrow index over the open complaints.
DROP INDEX complaints_open_due;
CREATE INDEX complaints_open_due ON complaints (coalesce(next_due_at, 'infinity'::timestamptz), id)
  INCLUDE (state, next_due_at, finished_at, owner_unit_id, active_units, officers, technical, ever_escalated, seen_by_units, seen_by_people)
  WHERE state NOT IN ('CLOSED', 'DISMISSED');

-- What an index alone can answer depends on vacuum: the open complaints are few and change all day, a fifth of the table would come too late.
ALTER TABLE complaints SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000);

-- Numbers are looked for by their beginning, whatever the collation of the server.
DROP INDEX complaints_connection_number_idx;
CREATE INDEX complaints_connection_number ON complaints (connection_number text_pattern_ops) WHERE connection_number IS NOT NULL;
DROP INDEX complainants_phone_digits_idx;
CREATE INDEX complainants_phone_digits ON complainants (phone_digits text_pattern_ops) WHERE phone_digits IS NOT NULL;
