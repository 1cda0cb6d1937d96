-- What may fall due, by when it does.
CREATE INDEX runs_falling_due ON runs (due_at) WHERE stopped_at IS NULL AND paused_at IS NULL AND breached_at IS NULL;

-- A limit is missed once: two runs of a clock are never open at one instant.
CREATE UNIQUE INDEX events_one_miss ON events (complaint_id, (payload ->> 'clock'), at) WHERE type = 'limitMissed';
