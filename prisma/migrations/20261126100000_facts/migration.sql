-- Held time that did not pause a run; null: still to be worked out of the holds, by the application (complaints/unpaused-store.ts).
ALTER TABLE "runs" ADD COLUMN     "unpaused_ms" BIGINT DEFAULT 0;
UPDATE runs SET unpaused_ms = NULL WHERE complaint_id IN (SELECT complaint_id FROM holds);
CREATE INDEX runs_unpaused ON runs (complaint_id) WHERE unpaused_ms IS NULL;

-- Facts say too what the SOP's steps are judged by, the way a complaint took, and whether its connection was complained about in the 30 × 24 hours
-- before: at all, by the same kind, by what the Direktur sees, and by both. All are worked out anew.
DROP VIEW facts_now, spells_now;
TRUNCATE kept_tallies, facts, spells;
DROP INDEX complaints_connection_arrivals;
ALTER TABLE "facts"
    ADD COLUMN     "receive_unpaused" INTEGER,
    ADD COLUMN     "explain_unpaused" INTEGER,
    ADD COLUMN     "follow_up_unpaused" INTEGER,
    ADD COLUMN     "connection_number" TEXT,
    ADD COLUMN     "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    ADD COLUMN     "repeated" BOOLEAN,
    ADD COLUMN     "repeated_kind" BOOLEAN,
    ADD COLUMN     "repeated_seen" BOOLEAN,
    ADD COLUMN     "repeated_kind_seen" BOOLEAN,
    ADD COLUMN     "received" BOOLEAN NOT NULL,
    ADD COLUMN     "decided" BOOLEAN NOT NULL,
    ADD COLUMN     "started" BOOLEAN NOT NULL,
    ADD COLUMN     "finished" BOOLEAN NOT NULL,
    ADD COLUMN     "declared" BOOLEAN NOT NULL,
    ADD COLUMN     "reported" BOOLEAN NOT NULL,
    ADD COLUMN     "confirmed" BOOLEAN NOT NULL,
    ADD COLUMN     "undone" BOOLEAN NOT NULL,
    ADD COLUMN     "path" TEXT,
    ADD COLUMN     "path_minutes" INTEGER[];
-- Those of one connection by their arrival: among complaints for the view, among facts for whom a change of another one concerns.
CREATE INDEX complaints_of_connection ON complaints (connection_number, arrived_at) WHERE connection_number IS NOT NULL;
CREATE INDEX facts_of_connection ON facts (connection_number, arrived_at) WHERE connection_number IS NOT NULL;

CREATE VIEW facts_now AS
SELECT c.id AS complaint_id, c.arrived_on,
  extract(isodow FROM c.arrived_at AT TIME ZONE 'Asia/Makassar')::smallint AS weekday,
  extract(hour FROM c.arrived_at AT TIME ZONE 'Asia/Makassar')::smallint AS hour,
  c.state, c.kind, c.service, c.technical, c.priority, c.category_id, c.channel_id,
  coalesce(c.owner_unit_id, (SELECT unit_id FROM routings o WHERE o.complaint_id = c.id AND o.role = 'OWNER' ORDER BY o.id DESC LIMIT 1),
    (SELECT id FROM units WHERE code = 'HUMAS')) AS unit_id,
  c.village_code, v.district_code,
  k.needs <> '{}' OR k.needs_note IS NOT NULL AS special,
  ARRAY(SELECT DISTINCT person_id FROM assignments a WHERE a.complaint_id = c.id ORDER BY person_id) AS officers,
  e.submitted, c.ever_escalated AS escalated,
  CASE c.state WHEN 'DISMISSED' THEN e.dismissal END AS dismissal,
  e.reopened, e.returned, e.transferred, e.sent_back, e.held,
  r.receive_kept, r.receive_late, r.receive_unjudged,
  CASE WHEN r.receive_running = 0 THEN floor(r.receive_ms / 60000)::int END AS receive_minutes,
  floor(r.receive_held_ms / 60000)::int AS receive_held,
  CASE WHEN r.receive_late > 0 OR r.receive_ms > r.receive_limit * 60000 THEN false
    WHEN r.receive_running = 0 AND r.receive_kept > 0 THEN true END AS receive_whole,
  r.explain_kept, r.explain_late, r.explain_unjudged,
  CASE WHEN r.explain_running = 0 THEN floor(r.explain_ms / 60000)::int END AS explain_minutes,
  floor(r.explain_held_ms / 60000)::int AS explain_held,
  CASE WHEN r.explain_late > 0 OR r.explain_ms > r.explain_limit * 60000 THEN false
    WHEN r.explain_running = 0 AND r.explain_kept > 0 THEN true END AS explain_whole,
  r.follow_up_kept, r.follow_up_late, r.follow_up_unjudged,
  CASE WHEN r.follow_up_running = 0 THEN floor(r.follow_up_ms / 60000)::int END AS follow_up_minutes,
  floor(r.follow_up_held_ms / 60000)::int AS follow_up_held,
  CASE WHEN r.follow_up_late > 0 OR r.follow_up_ms > r.follow_up_limit * 60000 THEN false
    WHEN r.follow_up_running = 0 AND r.follow_up_kept > 0 THEN true END AS follow_up_whole,
  floor(r.receive_unpaused_ms / 60000)::int AS receive_unpaused,
  floor(r.explain_unpaused_ms / 60000)::int AS explain_unpaused,
  floor(r.follow_up_unpaused_ms / 60000)::int AS follow_up_unpaused,
  c.connection_number, c.arrived_at,
  p.repeated, p.repeated_kind, p.repeated_seen, p.repeated_kind_seen,
  e.received, e.decided, e.started, e.finished, e.declared, e.reported, e.confirmed, e.undone, e.path,
  ARRAY(SELECT floor(extract(epoch FROM e.ats[place + 1] - e.ats[place]) / 60)::int
    FROM generate_series(1, cardinality(e.ats) - 1) place ORDER BY place) AS path_minutes
FROM complaints c
  JOIN complainants k ON k.complaint_id = c.id
  LEFT JOIN villages v ON v.code = c.village_code
  CROSS JOIN LATERAL (SELECT
    coalesce(bool_or(type = 'submitted'), false) AS submitted,
    (array_agg(payload ->> 'reason' ORDER BY sequence DESC) FILTER (WHERE type = 'dismissed'))[1] AS dismissal,
    count(*) FILTER (WHERE type = 'reopened' AND NOT (payload ->> 'mistaken')::boolean)::smallint AS reopened,
    count(*) FILTER (WHERE type = 'returned')::smallint AS returned,
    count(*) FILTER (WHERE type = 'transferred')::smallint AS transferred,
    count(*) FILTER (WHERE type = 'sentBack')::smallint AS sent_back,
    count(*) FILTER (WHERE type = 'held')::smallint AS held,
    coalesce(bool_or(to_state = 'RECEIVED'), false) AS received,
    coalesce(bool_or(type IN ('explained', 'escalated')), false) AS decided,
    coalesce(bool_or(type = 'started'), false) AS started,
    coalesce(bool_or(type = 'finished'), false) AS finished,
    coalesce(min(sequence) FILTER (WHERE type = 'finished') < min(sequence) FILTER (WHERE type = 'reported'), false) AS declared,
    coalesce(bool_or(type = 'reported'), false) AS reported,
    coalesce(bool_or(type = 'confirmed'), false) AS confirmed,
    coalesce(bool_or(type = 'reopened' AND from_state = 'CLOSED' AND NOT (payload ->> 'mistaken')::boolean), false) AS undone,
    string_agg(to_state::text, '.' ORDER BY sequence) AS path,
    array_agg(at ORDER BY sequence) FILTER (WHERE to_state IS NOT NULL) AS ats
    FROM events WHERE complaint_id = c.id) e
  CROSS JOIN LATERAL (SELECT
    count(*) FILTER (WHERE clock = 'RECEIVE' AND judged AND stopped_at IS NOT NULL AND breached_at IS NULL)::smallint AS receive_kept,
    count(*) FILTER (WHERE clock = 'RECEIVE' AND breached_at IS NOT NULL)::smallint AS receive_late,
    count(*) FILTER (WHERE clock = 'RECEIVE' AND NOT judged AND breached_at IS NULL)::smallint AS receive_unjudged,
    count(*) FILTER (WHERE clock = 'RECEIVE' AND judged AND stopped_at IS NULL) AS receive_running,
    sum(net_ms) FILTER (WHERE clock = 'RECEIVE' AND judged AND stopped_at IS NOT NULL) AS receive_ms,
    sum(held_ms) FILTER (WHERE clock = 'RECEIVE') AS receive_held_ms,
    sum(unpaused_ms) FILTER (WHERE clock = 'RECEIVE') AS receive_unpaused_ms,
    (array_agg(limit_minutes ORDER BY id DESC) FILTER (WHERE clock = 'RECEIVE'))[1] AS receive_limit,
    count(*) FILTER (WHERE clock = 'EXPLAIN' AND judged AND stopped_at IS NOT NULL AND breached_at IS NULL)::smallint AS explain_kept,
    count(*) FILTER (WHERE clock = 'EXPLAIN' AND breached_at IS NOT NULL)::smallint AS explain_late,
    count(*) FILTER (WHERE clock = 'EXPLAIN' AND NOT judged AND breached_at IS NULL)::smallint AS explain_unjudged,
    count(*) FILTER (WHERE clock = 'EXPLAIN' AND judged AND stopped_at IS NULL) AS explain_running,
    sum(net_ms) FILTER (WHERE clock = 'EXPLAIN' AND judged AND stopped_at IS NOT NULL) AS explain_ms,
    sum(held_ms) FILTER (WHERE clock = 'EXPLAIN') AS explain_held_ms,
    sum(unpaused_ms) FILTER (WHERE clock = 'EXPLAIN') AS explain_unpaused_ms,
    (array_agg(limit_minutes ORDER BY id DESC) FILTER (WHERE clock = 'EXPLAIN'))[1] AS explain_limit,
    count(*) FILTER (WHERE clock = 'FOLLOW_UP' AND judged AND stopped_at IS NOT NULL AND breached_at IS NULL)::smallint AS follow_up_kept,
    count(*) FILTER (WHERE clock = 'FOLLOW_UP' AND breached_at IS NOT NULL)::smallint AS follow_up_late,
    count(*) FILTER (WHERE clock = 'FOLLOW_UP' AND NOT judged AND breached_at IS NULL)::smallint AS follow_up_unjudged,
    count(*) FILTER (WHERE clock = 'FOLLOW_UP' AND judged AND stopped_at IS NULL) AS follow_up_running,
    sum(net_ms) FILTER (WHERE clock = 'FOLLOW_UP' AND judged AND stopped_at IS NOT NULL) AS follow_up_ms,
    sum(held_ms) FILTER (WHERE clock = 'FOLLOW_UP') AS follow_up_held_ms,
    sum(unpaused_ms) FILTER (WHERE clock = 'FOLLOW_UP') AS follow_up_unpaused_ms,
    (array_agg(limit_minutes ORDER BY id DESC) FILTER (WHERE clock = 'FOLLOW_UP'))[1] AS follow_up_limit
    FROM runs WHERE complaint_id = c.id) r
  LEFT JOIN LATERAL (SELECT
    count(*) > 0 AS repeated,
    coalesce(bool_or(o.kind = c.kind), false) AS repeated_kind,
    coalesce(bool_or(o.state <> 'SUBMITTED'), false) AS repeated_seen,
    coalesce(bool_or(o.kind = c.kind AND o.state <> 'SUBMITTED'), false) AS repeated_kind_seen
    FROM complaints o WHERE o.connection_number = c.connection_number
      AND (o.arrived_at, o.id) < (c.arrived_at, c.id) AND o.arrived_at >= c.arrived_at - interval '720 hours') p ON c.connection_number IS NOT NULL;

-- What was put in on a later day than it was reopened on is open from that day. A closing by mistake, and its taking back, leave the spell as if neither had been.
CREATE VIEW spells_now AS
SELECT c.id AS complaint_id, b.number::smallint AS number, b.day AS from_on, CASE WHEN x.day IS NOT NULL THEN greatest(x.day, b.day) END AS until_on, coalesce(x.dismissed, false) AS dismissed
FROM complaints c
  CROSS JOIN LATERAL (
    SELECT 1 AS number, c.arrived_on AS day
    UNION ALL
    SELECT 1 + row_number() OVER (ORDER BY sequence), greatest((at AT TIME ZONE 'Asia/Makassar')::date, c.arrived_on)
    FROM events WHERE complaint_id = c.id AND type = 'reopened' AND NOT (payload ->> 'mistaken')::boolean) b
  LEFT JOIN LATERAL (
    SELECT row_number() OVER (ORDER BY sequence) AS number, day, dismissed FROM (
      SELECT sequence, (at AT TIME ZONE 'Asia/Makassar')::date AS day, type = 'dismissed' AS dismissed, type <> 'reopened' AS closing,
        coalesce(lead(type = 'reopened' AND (payload ->> 'mistaken')::boolean) OVER (ORDER BY sequence), false) AS undone
      FROM events WHERE complaint_id = c.id AND type IN ('explained', 'confirmed', 'dismissed', 'reopened')) flow
    WHERE closing AND NOT undone) x ON x.number = b.number;

INSERT INTO facts_stale (complaint_id) SELECT id FROM complaints;
