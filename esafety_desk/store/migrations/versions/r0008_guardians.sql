CREATE TABLE people_guardians (
    parent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    relation TEXT NOT NULL,
    CONSTRAINT pk_people_guardians PRIMARY KEY (parent_id, position),
    CONSTRAINT fk_people_guardians_parent_id FOREIGN KEY(parent_id) REFERENCES people (id),
    CONSTRAINT fk_people_guardians_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_people_guardians_person_id ON people_guardians (person_id);

ALTER TABLE school ADD COLUMN keep_guardians BOOLEAN NOT NULL DEFAULT 0
