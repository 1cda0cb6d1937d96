-- Complaints of connections by their arrival, and what was never passed on, each out of one narrow index: indicators count them for whole years.
CREATE INDEX complaints_connection_arrivals ON complaints (arrived_at) INCLUDE (connection_number, id, state, kind) WHERE connection_number IS NOT NULL;
CREATE INDEX facts_first_contact ON facts (complaint_id) INCLUDE (state, kind) WHERE NOT escalated;
