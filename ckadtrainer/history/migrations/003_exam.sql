ALTER TABLE attempt ADD COLUMN exam TEXT NOT NULL DEFAULT '';
ALTER TABLE record ADD COLUMN exam TEXT NOT NULL DEFAULT '';

CREATE TABLE exam (
    id       TEXT PRIMARY KEY,
    plan     TEXT NOT NULL,
    places   TEXT NOT NULL,
    desks    TEXT NOT NULL,
    stage    TEXT NOT NULL CHECK (stage IN ('staging', 'open', 'ended', 'graded', 'abandoned')),
    made_at  TEXT NOT NULL,
    begun_at TEXT,
    seen_at  TEXT,
    result   TEXT
);

CREATE TABLE exam_event (
    number INTEGER PRIMARY KEY,
    exam   TEXT NOT NULL REFERENCES exam (id),
    at     TEXT NOT NULL,
    kind   TEXT NOT NULL,
    task   INTEGER NOT NULL,
    text   TEXT NOT NULL
);

CREATE INDEX exam_event_by_exam ON exam_event (exam, number);
