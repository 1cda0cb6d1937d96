// The rows of every table of a complaint, out of the plan; in the order in which they may be written.

const COMPLAINTS = `INSERT INTO complaints (id, year, sequence, state, form_key, channel_id, kind, service, category_id, technical, priority,
    subject, description, village_code, address, connection_number, arrived_at, entered_at, received_at, decided_at, started_at, finished_at,
    reported_at, closed_at, closed_by_id, arrived_on, closed_on, next_due_at, next_warn_at, owner_unit_id, ever_escalated, active_units, officers,
    seen_by_units, seen_by_people)
  SELECT n, year, sequence, state, 'isi-' || n, channel_id, 'COMPLAINT', service, category_id, technical, priority,
    subject, text || ' Nomor rumah ' || n % 977 || '.', village, address, CASE WHEN n % 3 > 0 THEN (100000000 + n * 7)::text END,
    arrived, arrived, received, decided, started, finished, reported, closed, CASE WHEN NOT open THEN admin END,
    (arrived AT TIME ZONE 'Asia/Makassar')::date, (closed AT TIME ZONE 'Asia/Makassar')::date, due, due - warned,
    CASE WHEN escalated THEN unit_id END, escalated,
    CASE WHEN escalated THEN ARRAY[unit_id] ELSE '{}' END, CASE WHEN assigned AND open THEN ARRAY[officer] ELSE '{}' END,
    CASE WHEN escalated THEN ARRAY[unit_id] ELSE '{}' END, CASE WHEN assigned THEN ARRAY[officer] ELSE '{}' END
  FROM plan, LATERAL (SELECT
    CASE state WHEN 'SUBMITTED' THEN arrived + interval '30 min' WHEN 'RECEIVED' THEN received + interval '10 min'
      WHEN 'ESCALATED' THEN decided + interval '3 h' WHEN 'IN_PROGRESS' THEN decided + interval '3 h' END AS due,
    CASE state WHEN 'SUBMITTED' THEN interval '10 min' WHEN 'RECEIVED' THEN interval '3 min' ELSE interval '1 h' END AS warned) next
  ORDER BY n`

const SERIES = `INSERT INTO number_series SELECT year, max(sequence) FROM plan GROUP BY year`

const COMPLAINANTS = `INSERT INTO complainants (complaint_id, kind, anonymous, name, phone, phone_digits, contact_way, proxy, needs)
  SELECT n, 'INDIVIDUAL', false, name, '0812' || 30000000 + n * 13, '0812' || 30000000 + n * 13, 'PHONE', n % 9 = 0,
    CASE WHEN n % 8 = 0 THEN ARRAY[(SELECT id FROM needs WHERE code = 'LANSIA')] ELSE '{}' END FROM plan ORDER BY n`

/** The three clocks as they ran round the clock; what is on hold is paused. */
const RUNS = `INSERT INTO runs (complaint_id, clock, policy_row_id, calendar, warn_minutes, limit_minutes, started_at, warn_at, due_at, paused_at,
    stopped_at, net_ms, breached_at, judged)
  SELECT n, r.clock::"ClockName", p.id, p.calendar, p.warn_minutes, p.limit_minutes, begun, begun + interval '1 min' * p.warn_minutes, due,
    paused, ended, extract(epoch FROM ended - begun) * 1000, CASE WHEN ended > due THEN due END, true
  FROM plan, LATERAL (VALUES ('RECEIVE', arrived, received, NULL), ('EXPLAIN', received, coalesce(decided, closed), NULL),
      ('FOLLOW_UP', CASE WHEN escalated THEN decided END, reported, CASE WHEN state = 'ON_HOLD' THEN started END)) r(clock, begun, ended, paused),
    LATERAL (SELECT * FROM policy_rows WHERE clock::text = r.clock AND coalesce(policy_rows.technical, plan.technical) = plan.technical LIMIT 1) p,
    LATERAL (SELECT begun + interval '1 min' * p.limit_minutes AS due) d
  WHERE begun IS NOT NULL ORDER BY n`

const ROUTINGS = `INSERT INTO routings (complaint_id, unit_id, role, "from", until, first_opened_at)
  SELECT n, unit_id, 'OWNER', decided, NULL, CASE WHEN n % 4 > 0 THEN decided + pace * 0.2 END FROM plan WHERE escalated ORDER BY n`

const ASSIGNMENTS = `INSERT INTO assignments (complaint_id, person_id, unit_id, "from", until)
  SELECT n, officer, unit_id, decided + pace * 0.3, closed FROM plan WHERE assigned ORDER BY n`

const HOLDS = `INSERT INTO holds (complaint_id, reason_id, pausing, "from")
  SELECT n, (SELECT min(id) FROM hold_reasons WHERE pausing), true, started FROM plan WHERE state = 'ON_HOLD'`

/** Two to seven steps each, three on average. */
const EVENTS = `INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, actor_id, to_state, payload)
  SELECT n, row_number() OVER (PARTITION BY n ORDER BY e.step), e.type, e.at, e.at, CASE WHEN e.by IS NULL THEN 'COMPLAINANT' ELSE 'PERSON' END::"ActorKind",
    e.by, CASE e.type WHEN 'submitted' THEN 'SUBMITTED' WHEN 'recorded' THEN 'RECEIVED' WHEN 'escalated' THEN 'ESCALATED' WHEN 'started' THEN 'IN_PROGRESS'
      WHEN 'held' THEN 'ON_HOLD' WHEN 'reported' THEN 'MONITORING' WHEN 'dismissed' THEN 'DISMISSED' WHEN 'explained' THEN 'CLOSED' WHEN 'confirmed' THEN 'CLOSED'
    END::"State", e.payload
  FROM plan, LATERAL (VALUES
    (1, 'submitted', CASE WHEN received IS NULL THEN arrived END, NULL, jsonb_build_object('channelId', channel_id)),
    (2, 'recorded', received, admin, jsonb_build_object('channelId', channel_id, 'openedAt', to_char(arrived, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))),
    (3, 'explained', CASE WHEN NOT escalated AND state = 'CLOSED' THEN closed END, admin, '{"outcome": "ACCEPTED", "attempts": []}'),
    (4, 'escalated', CASE WHEN escalated THEN decided END, admin, jsonb_build_object('unitId', unit_id, 'explanation', 'NOT_YET')),
    (5, 'assigned', CASE WHEN assigned THEN decided + pace * 0.3 END, admin, jsonb_build_object('officers', ARRAY[officer])),
    (6, 'started', started, officer, '{}'),
    (7, 'held', CASE WHEN state = 'ON_HOLD' THEN started END, officer, jsonb_build_object('reasonId', (SELECT min(id) FROM hold_reasons WHERE pausing), 'pausing', true)),
    (8, 'finished', finished, officer, jsonb_build_object('result', 'RESOLVED', 'officers', ARRAY[officer])),
    (9, 'reported', reported, officer, jsonb_build_object('result', 'RESOLVED', 'officers', ARRAY[officer])),
    (10, 'confirmed', CASE WHEN escalated THEN closed END, admin, '{}'),
    (11, 'dismissed', CASE WHEN state = 'DISMISSED' THEN closed END, admin, '{"reason": "SPAM"}')) e(step, type, at, by, payload)
  WHERE e.at IS NOT NULL ORDER BY n, e.step`

/** $1, $2: an explanation, a note for the unit. */
export const TEXTS_OF_EVENTS = `INSERT INTO texts (complaint_id, event_sequence, kind, body, for_complainant)
  SELECT complaint_id, sequence, CASE type WHEN 'explained' THEN 'EXPLANATION' ELSE 'DISPOSITION' END::"TextKind",
    CASE type WHEN 'explained' THEN $1 ELSE $2 END, type = 'explained' FROM events WHERE type IN ('explained', 'escalated') ORDER BY 1`

/** $1, $2: cause and action. */
export const REPORTS = `INSERT INTO work_reports (complaint_id, event_sequence, kind, cause, action, officers, started_at, finished_at, result, visits)
  SELECT n, events.sequence, CASE type WHEN 'finished' THEN 'WORK_DONE' ELSE 'COMPLETION' END::"WorkReportKind", $1, $2, ARRAY[officer],
    started, finished, 'RESOLVED', '{}' FROM plan JOIN events ON complaint_id = n WHERE type IN ('finished', 'reported') ORDER BY n`

const KEYS = `SELECT setval('complaints_id_seq', max(n)) FROM plan`

export const STATEMENTS = [COMPLAINTS, SERIES, COMPLAINANTS, RUNS, ROUTINGS, ASSIGNMENTS, HOLDS, EVENTS, KEYS]
