CREATE TABLE audit (
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    reference TEXT NOT NULL,
    fields TEXT NOT NULL,
    digest BLOB NOT NULL,
    mac BLOB NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (sequence)
);

CREATE INDEX ix_audit_reference ON audit (reference);

CREATE TABLE counter (
    prefix TEXT NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY (prefix)
);

CREATE TABLE draft (
    form TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (form)
);

CREATE TABLE entry (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    register TEXT NOT NULL,
    reference TEXT NOT NULL,
    dated_on DATE,
    entered_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    withdrawn TEXT,
    salt BLOB NOT NULL,
    digest BLOB NOT NULL,
    CONSTRAINT uq_entry_reference UNIQUE (reference)
);

CREATE INDEX ix_entry_kept ON entry (register, id) WHERE withdrawn IS NULL;

CREATE INDEX ix_entry_dated ON entry (register, dated_on) WHERE withdrawn IS NULL;

CREATE TABLE secret (
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    CONSTRAINT pk_secret PRIMARY KEY (name)
);

CREATE TABLE word (
    vocabulary TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    position INTEGER NOT NULL,
    archived BOOLEAN NOT NULL,
    CONSTRAINT pk_word PRIMARY KEY (vocabulary, code)
);

CREATE TABLE notes (
    id INTEGER NOT NULL,
    about_id INTEGER NOT NULL,
    dated DATE NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_notes PRIMARY KEY (id),
    CONSTRAINT ck_notes_kind CHECK ("kind" IN ('fact', 'opinion', 'correction')),
    CONSTRAINT fk_notes_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_notes_about_id FOREIGN KEY(about_id) REFERENCES entry (id)
);

CREATE INDEX ix_notes_about_id ON notes (about_id);

CREATE INDEX ix_notes_dated ON notes (dated);

CREATE INDEX ix_notes_kind ON notes (kind);

CREATE TABLE people (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    known_as TEXT NOT NULL,
    year_group TEXT,
    class_name TEXT NOT NULL,
    birth_date DATE,
    joined_on DATE,
    left_on DATE,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT ck_people_kind CHECK ("kind" IN ('staff', 'pupil', 'parent', 'governor', 'other')),
    CONSTRAINT ck_people_year_group CHECK ("year_group" IN ('00-n', '00-r', '01', '02', '03', '04',
        '05', '06', '07', '08', '09', '10', '11', '12', '13')),
    CONSTRAINT fk_people_id FOREIGN KEY(id) REFERENCES entry (id)
);

CREATE INDEX ix_people_class_name ON people (class_name);

CREATE INDEX ix_people_family_name ON people (family_name);

CREATE INDEX ix_people_given_name ON people (given_name);

CREATE INDEX ix_people_kind ON people (kind);

CREATE INDEX ix_people_left_on ON people (left_on);

CREATE INDEX ix_people_year_group ON people (year_group);

CREATE TABLE referrals (
    id INTEGER NOT NULL,
    about_id INTEGER,
    "to" TEXT NOT NULL,
    referred_on DATE NOT NULL,
    reason TEXT NOT NULL,
    their_reference TEXT NOT NULL,
    reply_due DATE,
    replied_on DATE,
    outcome TEXT NOT NULL,
    reply TEXT NOT NULL,
    CONSTRAINT pk_referrals PRIMARY KEY (id),
    CONSTRAINT ck_referrals_to CHECK ("to" IN ('anti-bullying', 'dsl', 'head', 'hr', 'legal', 'lado',
        'police', 'social-care', 'prevent', 'ceop', 'iwf', 'harmful-content', 'posh', 'platform',
        'la-filtering', 'dpo')),
    CONSTRAINT ck_referrals_outcome CHECK ("outcome" IN ('waiting', 'taken-up', 'advice',
        'not-taken-up', 'finished')),
    CONSTRAINT fk_referrals_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_referrals_about_id FOREIGN KEY(about_id) REFERENCES entry (id)
);

CREATE INDEX ix_referrals_about_id ON referrals (about_id);

CREATE INDEX ix_referrals_outcome ON referrals (outcome);

CREATE INDEX ix_referrals_referred_on ON referrals (referred_on);

CREATE INDEX ix_referrals_replied_on ON referrals (replied_on);

CREATE INDEX ix_referrals_reply_due ON referrals (reply_due);

CREATE INDEX ix_referrals_to ON referrals ("to");

CREATE TABLE school (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    phase TEXT NOT NULL,
    roll INTEGER,
    notice_days INTEGER NOT NULL,
    reply_days INTEGER NOT NULL,
    approval_review_months INTEGER NOT NULL,
    support_valid_months INTEGER NOT NULL,
    idle_lock_minutes INTEGER NOT NULL,
    keep_birth_dates BOOLEAN NOT NULL,
    CONSTRAINT pk_school PRIMARY KEY (id),
    CONSTRAINT ck_school_phase CHECK ("phase" IN ('infant', 'junior', 'primary', 'middle',
        'secondary', 'all-through', 'special')),
    CONSTRAINT fk_school_id FOREIGN KEY(id) REFERENCES entry (id)
);

CREATE TABLE search_text (
    id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    facets TEXT NOT NULL,
    CONSTRAINT pk_search_text PRIMARY KEY (id),
    CONSTRAINT uq_search_text_entry_id UNIQUE (entry_id),
    CONSTRAINT fk_search_text_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id)
);

CREATE TABLE actions (
    id INTEGER NOT NULL,
    about_id INTEGER,
    what TEXT NOT NULL,
    owner_id INTEGER,
    due_on DATE,
    done_on DATE,
    set_aside TEXT NOT NULL,
    CONSTRAINT pk_actions PRIMARY KEY (id),
    CONSTRAINT fk_actions_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_actions_about_id FOREIGN KEY(about_id) REFERENCES entry (id),
    CONSTRAINT fk_actions_owner_id FOREIGN KEY(owner_id) REFERENCES people (id)
);

CREATE INDEX ix_actions_about_id ON actions (about_id);

CREATE INDEX ix_actions_done_on ON actions (done_on);

CREATE INDEX ix_actions_due_on ON actions (due_on);

CREATE INDEX ix_actions_owner_id ON actions (owner_id);

CREATE INDEX ix_actions_what ON actions (what);

CREATE TABLE approvals (
    id INTEGER NOT NULL,
    requested_by INTEGER NOT NULL,
    requested_on DATE NOT NULL,
    platform TEXT NOT NULL,
    account_name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided_by INTEGER,
    decided_on DATE,
    conditions TEXT NOT NULL,
    review_on DATE,
    CONSTRAINT pk_approvals PRIMARY KEY (id),
    CONSTRAINT ck_approvals_decision CHECK ("decision" IN ('asked', 'approved', 'refused', 'taken-back')),
    CONSTRAINT fk_approvals_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_approvals_requested_by FOREIGN KEY(requested_by) REFERENCES people (id),
    CONSTRAINT fk_approvals_decided_by FOREIGN KEY(decided_by) REFERENCES people (id)
);

CREATE INDEX ix_approvals_decided_by ON approvals (decided_by);

CREATE INDEX ix_approvals_decision ON approvals (decision);

CREATE INDEX ix_approvals_platform ON approvals (platform);

CREATE INDEX ix_approvals_requested_by ON approvals (requested_by);

CREATE INDEX ix_approvals_requested_on ON approvals (requested_on);

CREATE INDEX ix_approvals_review_on ON approvals (review_on);

CREATE TABLE incidents (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    happened_on DATE,
    happened_at TEXT NOT NULL,
    whereabouts TEXT NOT NULL,
    platforms TEXT NOT NULL,
    account TEXT NOT NULL,
    identity_targeted TEXT NOT NULL,
    severity TEXT NOT NULL,
    status TEXT NOT NULL,
    reported_on DATE NOT NULL,
    owner_id INTEGER,
    policies_applied TEXT NOT NULL,
    parents_told TEXT NOT NULL,
    urgent_action TEXT NOT NULL,
    urgent_action_on DATE,
    decision TEXT NOT NULL,
    grounds TEXT NOT NULL,
    rationale TEXT NOT NULL,
    decided_by INTEGER,
    decided_on DATE,
    closed_on DATE,
    closing_reason TEXT NOT NULL,
    CONSTRAINT pk_incidents PRIMARY KEY (id),
    CONSTRAINT ck_incidents_whereabouts CHECK ("whereabouts" IN ('in-school', 'outside', 'both', 'unknown')),
    CONSTRAINT ck_incidents_severity CHECK ("severity" IN ('1-low', '2-moderate', '3-high', '4-critical')),
    CONSTRAINT ck_incidents_status CHECK ("status" IN ('draft', 'open', 'waiting', 'monitoring',
        'closed', 'closed-no-action', 'reopened', 'error', 'duplicate')),
    CONSTRAINT ck_incidents_parents_told CHECK ("parents_told" IN ('not-yet', 'told', 'not-needed',
        'unsafe')),
    CONSTRAINT ck_incidents_decision CHECK ("decision" IN ('undecided', 'acts', 'does-not-act', 'to-review')),
    CONSTRAINT fk_incidents_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_incidents_owner_id FOREIGN KEY(owner_id) REFERENCES people (id),
    CONSTRAINT fk_incidents_decided_by FOREIGN KEY(decided_by) REFERENCES people (id)
);

CREATE INDEX ix_incidents_happened_on ON incidents (happened_on);

CREATE INDEX ix_incidents_kind ON incidents (kind);

CREATE INDEX ix_incidents_owner_id ON incidents (owner_id);

CREATE INDEX ix_incidents_reported_on ON incidents (reported_on);

CREATE INDEX ix_incidents_severity ON incidents (severity);

CREATE INDEX ix_incidents_status ON incidents (status);

CREATE INDEX ix_incidents_summary ON incidents (summary);

CREATE INDEX ix_incidents_whereabouts ON incidents (whereabouts);

CREATE TABLE people_external_ids (
    parent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    number TEXT NOT NULL,
    CONSTRAINT pk_people_external_ids PRIMARY KEY (parent_id, position),
    CONSTRAINT fk_people_external_ids_parent_id FOREIGN KEY(parent_id) REFERENCES people (id)
);

CREATE TABLE people_roles (
    parent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE,
    CONSTRAINT pk_people_roles PRIMARY KEY (parent_id, position),
    CONSTRAINT ck_people_roles_role CHECK ("role" IN ('head', 'slt', 'hod', 'esafety-leader',
        'computing-leader', 'social-team', 'technical-support', 'dsl', 'anti-bullying')),
    CONSTRAINT fk_people_roles_parent_id FOREIGN KEY(parent_id) REFERENCES people (id)
);

CREATE TABLE school_terms (
    parent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    break_from DATE,
    break_until DATE,
    CONSTRAINT pk_school_terms PRIMARY KEY (parent_id, position),
    CONSTRAINT fk_school_terms_parent_id FOREIGN KEY(parent_id) REFERENCES school (id)
);

CREATE TABLE support_sessions (
    id INTEGER NOT NULL,
    held_on DATE NOT NULL,
    adviser_id INTEGER NOT NULL,
    platforms TEXT NOT NULL,
    settings_covered TEXT NOT NULL,
    advice TEXT NOT NULL,
    follow_up_on DATE,
    followed_up_on DATE,
    CONSTRAINT pk_support_sessions PRIMARY KEY (id),
    CONSTRAINT fk_support_sessions_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_support_sessions_adviser_id FOREIGN KEY(adviser_id) REFERENCES people (id)
);

CREATE INDEX ix_support_sessions_adviser_id ON support_sessions (adviser_id);

CREATE INDEX ix_support_sessions_follow_up_on ON support_sessions (follow_up_on);

CREATE INDEX ix_support_sessions_held_on ON support_sessions (held_on);

CREATE TABLE incidents_people (
    parent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    involved_as TEXT NOT NULL,
    CONSTRAINT pk_incidents_people PRIMARY KEY (parent_id, position),
    CONSTRAINT ck_incidents_people_involved_as CHECK ("involved_as" IN ('target', 'instigator',
        'witness', 'reporter', 'other')),
    CONSTRAINT fk_incidents_people_parent_id FOREIGN KEY(parent_id) REFERENCES incidents (id),
    CONSTRAINT fk_incidents_people_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_incidents_people_person_id ON incidents_people (person_id);

CREATE TABLE support_sessions_attendees (
    parent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    confidence_before INTEGER,
    confidence_after INTEGER,
    CONSTRAINT pk_support_sessions_attendees PRIMARY KEY (parent_id, position),
    CONSTRAINT fk_support_sessions_attendees_parent_id FOREIGN KEY(parent_id) REFERENCES
        support_sessions (id),
    CONSTRAINT fk_support_sessions_attendees_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_support_sessions_attendees_person_id ON support_sessions_attendees (person_id);

CREATE VIRTUAL TABLE search USING fts5(
    title, body, facets,
    content='search_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);

CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search(rowid, title, body, facets) VALUES (new.id, new.title, new.body, new.facets);
END;

CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search(search, rowid, title, body, facets)
    VALUES ('delete', old.id, old.title, old.body, old.facets);
END;

CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN
    INSERT INTO search(search, rowid, title, body, facets)
    VALUES ('delete', old.id, old.title, old.body, old.facets);
    INSERT INTO search(rowid, title, body, facets) VALUES (new.id, new.title, new.body, new.facets);
END;
