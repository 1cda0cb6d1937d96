-- What figures are counted from: one row a complaint, as its rows are now, and one for each time that it was open. Both are worked out anew of the
-- complaints that an event marks, before anything is counted.
CREATE TABLE "facts" (
    "complaint_id" INTEGER NOT NULL,
    "arrived_on" DATE NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "hour" SMALLINT NOT NULL,
    "state" "State" NOT NULL,
    "kind" "Kind" NOT NULL,
    "service" "Service" NOT NULL,
    "technical" BOOLEAN NOT NULL,
    "priority" "Priority" NOT NULL,
    "category_id" INTEGER NOT NULL,
    "channel_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "village_code" TEXT,
    "district_code" TEXT,
    "special" BOOLEAN NOT NULL,
    "officers" INTEGER[],
    "submitted" BOOLEAN NOT NULL,
    "escalated" BOOLEAN NOT NULL,
    "dismissal" TEXT,
    "reopened" SMALLINT NOT NULL,
    "returned" SMALLINT NOT NULL,
    "transferred" SMALLINT NOT NULL,
    "sent_back" SMALLINT NOT NULL,
    "held" SMALLINT NOT NULL,
    "receive_kept" SMALLINT NOT NULL,
    "receive_late" SMALLINT NOT NULL,
    "receive_unjudged" SMALLINT NOT NULL,
    "receive_minutes" INTEGER,
    "receive_held" INTEGER,
    "receive_whole" BOOLEAN,
    "explain_kept" SMALLINT NOT NULL,
    "explain_late" SMALLINT NOT NULL,
    "explain_unjudged" SMALLINT NOT NULL,
    "explain_minutes" INTEGER,
    "explain_held" INTEGER,
    "explain_whole" BOOLEAN,
    "follow_up_kept" SMALLINT NOT NULL,
    "follow_up_late" SMALLINT NOT NULL,
    "follow_up_unjudged" SMALLINT NOT NULL,
    "follow_up_minutes" INTEGER,
    "follow_up_held" INTEGER,
    "follow_up_whole" BOOLEAN,

    CONSTRAINT "facts_pkey" PRIMARY KEY ("complaint_id")
);
CREATE INDEX "facts_arrived_on_idx" ON "facts"("arrived_on");
ALTER TABLE "facts" ADD CONSTRAINT "facts_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "spells" (
    "complaint_id" INTEGER NOT NULL,
    "number" SMALLINT NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE,
    "dismissed" BOOLEAN NOT NULL,

    CONSTRAINT "spells_pkey" PRIMARY KEY ("complaint_id","number")
);
CREATE INDEX "spells_from_on_idx" ON "spells"("from_on");
CREATE INDEX "spells_until_on_idx" ON "spells"("until_on");
ALTER TABLE "spells" ADD CONSTRAINT "spells_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Open at the end of a day.
CREATE INDEX spells_open ON spells USING gist (daterange(from_on, until_on, '[)'));

CREATE TABLE "facts_stale" (
    "id" BIGSERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,

    CONSTRAINT "facts_stale_pkey" PRIMARY KEY ("id")
);

-- The tallies of days that are over, until one of the complaints that they count changes.
CREATE TABLE "kept_tallies" (
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "sight" TEXT NOT NULL,
    "tallies" JSONB NOT NULL,

    CONSTRAINT "kept_tallies_pkey" PRIMARY KEY ("from_on","until_on","kind","sight")
);

CREATE FUNCTION mark_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO facts_stale (complaint_id) SELECT DISTINCT complaint_id FROM told;
  RETURN NULL;
END $$;
CREATE TRIGGER events_counted AFTER INSERT ON events REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION mark_facts();
INSERT INTO facts_stale (complaint_id) SELECT id FROM complaints;

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
    WHEN r.follow_up_running = 0 AND r.follow_up_kept > 0 THEN true END AS follow_up_whole
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
    count(*) FILTER (WHERE type = 'held')::smallint AS held
    FROM events WHERE complaint_id = c.id) e
  CROSS JOIN LATERAL (SELECT
    count(*) FILTER (WHERE clock = 'RECEIVE' AND judged AND stopped_at IS NOT NULL AND breached_at IS NULL)::smallint AS receive_kept,
    count(*) FILTER (WHERE clock = 'RECEIVE' AND breached_at IS NOT NULL)::smallint AS receive_late,
    count(*) FILTER (WHERE clock = 'RECEIVE' AND NOT judged AND breached_at IS NULL)::smallint AS receive_unjudged,
    count(*) FILTER (WHERE clock = 'RECEIVE' AND judged AND stopped_at IS NULL) AS receive_running,
    sum(net_ms) FILTER (WHERE clock = 'RECEIVE' AND judged AND stopped_at IS NOT NULL) AS receive_ms,
    sum(held_ms) FILTER (WHERE clock = 'RECEIVE') AS receive_held_ms,
    (array_agg(limit_minutes ORDER BY id DESC) FILTER (WHERE clock = 'RECEIVE'))[1] AS receive_limit,
    count(*) FILTER (WHERE clock = 'EXPLAIN' AND judged AND stopped_at IS NOT NULL AND breached_at IS NULL)::smallint AS explain_kept,
    count(*) FILTER (WHERE clock = 'EXPLAIN' AND breached_at IS NOT NULL)::smallint AS explain_late,
    count(*) FILTER (WHERE clock = 'EXPLAIN' AND NOT judged AND breached_at IS NULL)::smallint AS explain_unjudged,
    count(*) FILTER (WHERE clock = 'EXPLAIN' AND judged AND stopped_at IS NULL) AS explain_running,
    sum(net_ms) FILTER (WHERE clock = 'EXPLAIN' AND judged AND stopped_at IS NOT NULL) AS explain_ms,
    sum(held_ms) FILTER (WHERE clock = 'EXPLAIN') AS explain_held_ms,
    (array_agg(limit_minutes ORDER BY id DESC) FILTER (WHERE clock = 'EXPLAIN'))[1] AS explain_limit,
    count(*) FILTER (WHERE clock = 'FOLLOW_UP' AND judged AND stopped_at IS NOT NULL AND breached_at IS NULL)::smallint AS follow_up_kept,
    count(*) FILTER (WHERE clock = 'FOLLOW_UP' AND breached_at IS NOT NULL)::smallint AS follow_up_late,
    count(*) FILTER (WHERE clock = 'FOLLOW_UP' AND NOT judged AND breached_at IS NULL)::smallint AS follow_up_unjudged,
    count(*) FILTER (WHERE clock = 'FOLLOW_UP' AND judged AND stopped_at IS NULL) AS follow_up_running,
    sum(net_ms) FILTER (WHERE clock = 'FOLLOW_UP' AND judged AND stopped_at IS NOT NULL) AS follow_up_ms,
    sum(held_ms) FILTER (WHERE clock = 'FOLLOW_UP') AS follow_up_held_ms,
    (array_agg(limit_minutes ORDER BY id DESC) FILTER (WHERE clock = 'FOLLOW_UP'))[1] AS follow_up_limit
    FROM runs WHERE complaint_id = c.id) r;

-- A closing by mistake, and its taking back, leave the spell as if neither had been.
CREATE VIEW spells_now AS
SELECT c.id AS complaint_id, b.number::smallint AS number, b.day AS from_on, CASE WHEN x.day IS NOT NULL THEN greatest(x.day, b.day) END AS until_on, coalesce(x.dismissed, false) AS dismissed
FROM complaints c
  CROSS JOIN LATERAL (
    SELECT 1 AS number, c.arrived_on AS day
    UNION ALL
    SELECT 1 + row_number() OVER (ORDER BY sequence), (at AT TIME ZONE 'Asia/Makassar')::date
    FROM events WHERE complaint_id = c.id AND type = 'reopened' AND NOT (payload ->> 'mistaken')::boolean) b
  LEFT JOIN LATERAL (
    SELECT row_number() OVER (ORDER BY sequence) AS number, day, dismissed FROM (
      SELECT sequence, (at AT TIME ZONE 'Asia/Makassar')::date AS day, type = 'dismissed' AS dismissed, type <> 'reopened' AS closing,
        coalesce(lead(type = 'reopened' AND (payload ->> 'mistaken')::boolean) OVER (ORDER BY sequence), false) AS undone
      FROM events WHERE complaint_id = c.id AND type IN ('explained', 'confirmed', 'dismissed', 'reopened')) flow
    WHERE closing AND NOT undone) x ON x.number = b.number;

CREATE INDEX messages_given_up ON messages (id) WHERE state = 'GIVEN_UP';
