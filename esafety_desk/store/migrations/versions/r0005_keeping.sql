CREATE TABLE backup_place (
    path TEXT NOT NULL,
    added_at TEXT NOT NULL,
    last_at TEXT,
    problem TEXT NOT NULL,
    CONSTRAINT pk_backup_place PRIMARY KEY (path)
);

CREATE TABLE retention (
    entry_id INTEGER NOT NULL,
    review_on DATE,
    hold TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    CONSTRAINT pk_retention PRIMARY KEY (entry_id),
    CONSTRAINT fk_retention_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id)
);

CREATE TABLE erased (
    mark TEXT NOT NULL,
    act TEXT NOT NULL,
    erasure INTEGER NOT NULL,
    CONSTRAINT pk_erased PRIMARY KEY (mark)
);

CREATE TABLE erasure (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    ground TEXT NOT NULL,
    records TEXT NOT NULL,
    backups_until DATE,
    sequence INTEGER NOT NULL,
    short_hash TEXT NOT NULL,
    CONSTRAINT pk_erasure PRIMARY KEY (id)
);

ALTER TABLE school ADD COLUMN backup_reminder_days INTEGER NOT NULL DEFAULT 7;

ALTER TABLE school ADD COLUMN keep_incidents_years INTEGER NOT NULL DEFAULT 6;

ALTER TABLE school ADD COLUMN keep_staff_matters_years INTEGER NOT NULL DEFAULT 10;

ALTER TABLE school ADD COLUMN keep_accounts_years INTEGER NOT NULL DEFAULT 6;

ALTER TABLE school ADD COLUMN keep_support_years INTEGER NOT NULL DEFAULT 3;

ALTER TABLE school ADD COLUMN keep_projects_years INTEGER NOT NULL DEFAULT 3;

ALTER TABLE school ADD COLUMN keep_evidence_years INTEGER NOT NULL DEFAULT 6;

ALTER TABLE school ADD COLUMN keep_pupils_years INTEGER NOT NULL DEFAULT 1;

ALTER TABLE school ADD COLUMN keep_adults_years INTEGER NOT NULL DEFAULT 6
