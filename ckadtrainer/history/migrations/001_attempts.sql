CREATE TABLE attempt (
    id             TEXT PRIMARY KEY,
    pack           TEXT NOT NULL,
    drill          TEXT NOT NULL,
    topic          TEXT NOT NULL,
    namespace      TEXT NOT NULL,
    namespace_uid  TEXT NOT NULL,
    nonce          TEXT NOT NULL,
    seconds        INTEGER NOT NULL,
    started_at     TEXT NOT NULL,
    paused_seconds REAL NOT NULL,
    paused_at      TEXT,
    hints_opened   INTEGER NOT NULL,
    solution_seen  INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
    ended_at       TEXT
);

CREATE INDEX attempt_by_state ON attempt (state, started_at);

CREATE TABLE grade (
    number  INTEGER PRIMARY KEY,
    attempt TEXT NOT NULL REFERENCES attempt (id),
    made_at TEXT NOT NULL,
    drill   TEXT NOT NULL,
    seconds REAL NOT NULL,
    checks  TEXT NOT NULL
);

CREATE INDEX grade_by_attempt ON grade (attempt, number);

CREATE TABLE turn (
    number  INTEGER PRIMARY KEY,
    attempt TEXT NOT NULL REFERENCES attempt (id),
    seconds REAL NOT NULL,
    check_id TEXT NOT NULL,
    before  TEXT,
    after   TEXT NOT NULL
);

CREATE INDEX turn_by_attempt ON turn (attempt, number);

CREATE TABLE record (
    attempt       TEXT PRIMARY KEY REFERENCES attempt (id),
    pack          TEXT NOT NULL,
    drill         TEXT NOT NULL,
    topic         TEXT NOT NULL,
    ended_at      TEXT NOT NULL,
    seconds       REAL NOT NULL,
    time_limit    REAL NOT NULL,
    points        INTEGER NOT NULL,
    max_points    INTEGER NOT NULL,
    hints_opened  INTEGER NOT NULL,
    solution_seen INTEGER NOT NULL
);

CREATE INDEX record_by_drill ON record (drill, ended_at);
