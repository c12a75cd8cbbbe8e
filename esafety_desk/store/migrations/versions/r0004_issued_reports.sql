CREATE TABLE issued_report (
    id INTEGER NOT NULL,
    period_label TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    counted_to DATE NOT NULL,
    edition TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    attested_by TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    short_hash TEXT NOT NULL,
    figures TEXT NOT NULL,
    report TEXT NOT NULL,
    words TEXT NOT NULL,
    frozen TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    digest TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_issued_report PRIMARY KEY (id)
);

CREATE INDEX ix_issued_report_digest ON issued_report (digest)
