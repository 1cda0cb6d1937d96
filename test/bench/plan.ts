// The complaints that a benchmark runs on, as SQL over numbers 1 to n in order of arrival: what each is, and when it went through its steps.
// Everything else (fill.ts) follows from this one table. Nothing is random, so that two runs measure the same.

/** Over so many days; evenly, or more the nearer to now, as an office looks that takes the application into use. */
export type Size = { total: number; open: number; days?: number; evenly?: boolean }

/** Five years of a city's complaints. */
export const MILLION: Size = { total: 1_000_000, open: 2_000, days: 1_826, evenly: true }

/** Real texts, which complaints take in turn, with who answers for each; $1: the texts as JSON. */
export const TEXTS = `CREATE TEMP TABLE said AS
  SELECT ord - 1 AS turn, c.id AS category_id, coalesce(c.service, 'WATER') AS service, c.technical, c.priority,
    coalesce(t.subject, c.name || ', ' || v.name) AS subject, t.text, t.village, t.address, u.id AS unit_id,
    coalesce((SELECT person_id FROM grants WHERE role = 'TECHNICIAN' AND unit_id = u.id LIMIT 1),
      (SELECT person_id FROM grants WHERE role = 'QUICK_RESPONSE' LIMIT 1)) AS officer,
    (SELECT id FROM channels ORDER BY position OFFSET ord % 3 LIMIT 1) AS channel_id
  FROM ROWS FROM (json_to_recordset($1) AS (category text, subject text, text text, village text, address text)) WITH ORDINALITY
      AS t(category, subject, text, village, address, ord)
    JOIN categories c ON c.code = t.category JOIN villages v ON v.code = t.village JOIN units humas ON humas.code = 'HUMAS'
    JOIN units u ON u.id = coalesce(c.unit_id, v.unit_id, humas.id)`

export const NAMES = `CREATE TEMP TABLE named AS
  SELECT ord - 1 AS turn, name FROM ROWS FROM (json_to_recordset($1) AS (name text)) WITH ORDINALITY AS t(name, ord)`

/** Of the last twice as many as are open, every second one is. */
export const PLAN = `CREATE TEMP TABLE plan AS
  WITH numbered AS MATERIALIZED (
    SELECT n, n > $2::int - 2 * $3::int AND n % 2 = 0 AS open, n / 2 % 20 AS part,
      $1::timestamptz - interval '1 day' * $4::int * (($2::int - n + 1)::float / $2::int) ^ $5::int AS arrived
    FROM generate_series(1, $2::int) n),
  stated AS MATERIALIZED (
    SELECT *, least(interval '1 minute' * (8 + n % 60), ($1 - arrived) / 8) AS pace,
      CASE WHEN NOT open THEN CASE WHEN part = 0 THEN 'DISMISSED' ELSE 'CLOSED' END
        WHEN part = 0 THEN 'SUBMITTED' WHEN part < 5 THEN 'RECEIVED' WHEN part < 10 THEN 'ESCALATED' WHEN part < 16 THEN 'IN_PROGRESS'
        WHEN part < 18 THEN 'ON_HOLD' ELSE 'MONITORING' END::"State" AS state,
      CASE WHEN open THEN part >= 5 ELSE part BETWEEN 1 AND 4 END AS escalated
    FROM numbered),
  timed AS MATERIALIZED (
    SELECT *, escalated AND (NOT open OR part >= 10 OR n % 3 = 0) AS assigned,
      CASE WHEN state <> 'SUBMITTED' THEN arrived + pace * 0.1 END AS received,
      CASE WHEN state NOT IN ('SUBMITTED', 'RECEIVED', 'DISMISSED') THEN arrived + pace * 0.3 END AS decided,
      CASE WHEN escalated AND state <> 'ESCALATED' THEN arrived + pace END AS started,
      CASE WHEN escalated AND state IN ('MONITORING', 'CLOSED') THEN arrived + pace * 4 END AS finished,
      CASE WHEN escalated AND state IN ('MONITORING', 'CLOSED') THEN arrived + pace * 5 END AS reported,
      CASE WHEN NOT open THEN arrived + pace * CASE WHEN escalated THEN 6 ELSE 0.3 END END AS closed
    FROM stated)
  SELECT timed.*, said.category_id, said.service, said.technical, said.priority, said.subject, said.text, said.village, said.address,
    said.unit_id, said.officer, said.channel_id, named.name,
    extract(year FROM arrived AT TIME ZONE 'Asia/Makassar')::int AS year,
    row_number() OVER (PARTITION BY extract(year FROM arrived AT TIME ZONE 'Asia/Makassar') ORDER BY n)::int AS sequence,
    (SELECT person_id FROM grants WHERE role = 'HUMAS_ADMIN' LIMIT 1) AS admin
  FROM timed JOIN said ON said.turn = n % (SELECT count(*) FROM said) JOIN named ON named.turn = n % (SELECT count(*) FROM named)`
