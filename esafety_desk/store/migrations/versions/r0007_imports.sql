ALTER TABLE incidents ADD COLUMN people_as_written TEXT NOT NULL DEFAULT '';

ALTER TABLE support_sessions ADD COLUMN people_as_written TEXT NOT NULL DEFAULT '';

ALTER TABLE support_sessions ADD COLUMN to_review BOOLEAN NOT NULL DEFAULT 0;

ALTER TABLE approvals ADD COLUMN people_as_written TEXT NOT NULL DEFAULT '';

ALTER TABLE approvals ADD COLUMN to_review BOOLEAN NOT NULL DEFAULT 0;

CREATE TABLE import_batch (
    id INTEGER NOT NULL,
    register TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    files TEXT NOT NULL,
    undone_at TEXT,
    CONSTRAINT pk_import_batch PRIMARY KEY (id)
);

CREATE TABLE import_row (
    batch_id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    likeness BLOB,
    content BLOB,
    before TEXT,
    digest BLOB NOT NULL,
    CONSTRAINT pk_import_row PRIMARY KEY (batch_id, entry_id),
    CONSTRAINT fk_import_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    CONSTRAINT fk_import_row_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id) ON DELETE CASCADE
);

CREATE INDEX ix_import_row_entry_id ON import_row (entry_id);

CREATE INDEX ix_import_row_likeness ON import_row (likeness);

CREATE TABLE import_mapping (
    register TEXT NOT NULL,
    headings TEXT NOT NULL,
    mapping TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_import_mapping PRIMARY KEY (register, headings)
)
