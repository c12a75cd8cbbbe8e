CREATE TABLE clauses (
    id INTEGER NOT NULL,
    ref TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_clauses PRIMARY KEY (id),
    CONSTRAINT fk_clauses_id FOREIGN KEY(id) REFERENCES entry (id)
);

CREATE INDEX ix_clauses_ref ON clauses (ref);

CREATE INDEX ix_clauses_title ON clauses (title);

CREATE TABLE family_support (
    id INTEGER NOT NULL,
    held_on DATE NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    audience TEXT NOT NULL,
    reach INTEGER NOT NULL,
    remarks TEXT NOT NULL,
    aims TEXT NOT NULL,
    CONSTRAINT pk_family_support PRIMARY KEY (id),
    CONSTRAINT ck_family_support_kind CHECK ("kind" IN ('workshop', 'advice', 'newsletter', 'drop-in',
        'other')),
    CONSTRAINT fk_family_support_id FOREIGN KEY(id) REFERENCES entry (id)
);

CREATE INDEX ix_family_support_audience ON family_support (audience);

CREATE INDEX ix_family_support_held_on ON family_support (held_on);

CREATE INDEX ix_family_support_kind ON family_support (kind);

CREATE INDEX ix_family_support_reach ON family_support (reach);

CREATE INDEX ix_family_support_topic ON family_support (topic);

CREATE TABLE platforms (
    id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    check_again_on DATE NOT NULL,
    remarks TEXT NOT NULL,
    CONSTRAINT pk_platforms PRIMARY KEY (id),
    CONSTRAINT fk_platforms_id FOREIGN KEY(id) REFERENCES entry (id)
);

CREATE INDEX ix_platforms_check_again_on ON platforms (check_again_on);

CREATE INDEX ix_platforms_platform ON platforms (platform);

CREATE TABLE policy_versions (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    adopted_on DATE NOT NULL,
    review_due DATE NOT NULL,
    remarks TEXT NOT NULL,
    CONSTRAINT pk_policy_versions PRIMARY KEY (id),
    CONSTRAINT fk_policy_versions_id FOREIGN KEY(id) REFERENCES entry (id)
);

CREATE INDEX ix_policy_versions_adopted_on ON policy_versions (adopted_on);

CREATE INDEX ix_policy_versions_name ON policy_versions (name);

CREATE INDEX ix_policy_versions_review_due ON policy_versions (review_due);

ALTER TABLE referrals ADD COLUMN impact TEXT NOT NULL DEFAULT '';

ALTER TABLE referrals ADD COLUMN childs_wishes TEXT NOT NULL DEFAULT '';

ALTER TABLE referrals ADD COLUMN review_on DATE;

ALTER TABLE referrals ADD COLUMN review_held_on DATE;

ALTER TABLE referrals ADD COLUMN recurrence TEXT NOT NULL DEFAULT 'not-known'
    CONSTRAINT ck_referrals_recurrence CHECK ("recurrence" IN ('not-known', 'no', 'yes'));

CREATE INDEX ix_referrals_review_on ON referrals (review_on);

ALTER TABLE school ADD COLUMN exemption_warning_days INTEGER NOT NULL DEFAULT 7;

ALTER TABLE school ADD COLUMN platform_check_months INTEGER NOT NULL DEFAULT 6;

ALTER TABLE school ADD COLUMN acknowledgement_months INTEGER NOT NULL DEFAULT 12;

ALTER TABLE school ADD COLUMN filtering_review_months INTEGER NOT NULL DEFAULT 12;

CREATE TABLE acknowledgements (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    seen_on DATE NOT NULL,
    renew_on DATE,
    CONSTRAINT pk_acknowledgements PRIMARY KEY (id),
    CONSTRAINT fk_acknowledgements_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_acknowledgements_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_acknowledgements_person_id ON acknowledgements (person_id);

CREATE INDEX ix_acknowledgements_platform ON acknowledgements (platform);

CREATE INDEX ix_acknowledgements_policy_version ON acknowledgements (policy_version);

CREATE INDEX ix_acknowledgements_renew_on ON acknowledgements (renew_on);

CREATE INDEX ix_acknowledgements_seen_on ON acknowledgements (seen_on);

CREATE TABLE attachments (
    id INTEGER NOT NULL,
    about_id INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    taken_on DATE,
    source TEXT NOT NULL,
    seal TEXT NOT NULL,
    seal_decided_by INTEGER,
    seal_decided_on DATE,
    seal_reason TEXT NOT NULL,
    CONSTRAINT pk_attachments PRIMARY KEY (id),
    CONSTRAINT ck_attachments_media_type CHECK ("media_type" IN ('image/png', 'image/jpeg',
        'application/pdf', 'text/plain')),
    CONSTRAINT ck_attachments_seal CHECK ("seal" IN ('open', 'sealed', 'released', 'destroyed')),
    CONSTRAINT fk_attachments_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_attachments_about_id FOREIGN KEY(about_id) REFERENCES entry (id),
    CONSTRAINT fk_attachments_seal_decided_by FOREIGN KEY(seal_decided_by) REFERENCES people (id)
);

CREATE INDEX ix_attachments_about_id ON attachments (about_id);

CREATE INDEX ix_attachments_file_name ON attachments (file_name);

CREATE INDEX ix_attachments_media_type ON attachments (media_type);

CREATE INDEX ix_attachments_seal ON attachments (seal);

CREATE TABLE declarations (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    connection TEXT NOT NULL,
    connected_to INTEGER,
    declared_on DATE NOT NULL,
    advice TEXT NOT NULL,
    review_on DATE,
    ended_on DATE,
    CONSTRAINT pk_declarations PRIMARY KEY (id),
    CONSTRAINT ck_declarations_connection CHECK ("connection" IN ('own-child', 'relative',
        'family-friend', 'parent', 'club', 'other')),
    CONSTRAINT fk_declarations_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_declarations_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_declarations_connected_to FOREIGN KEY(connected_to) REFERENCES people (id)
);

CREATE INDEX ix_declarations_connected_to ON declarations (connected_to);

CREATE INDEX ix_declarations_connection ON declarations (connection);

CREATE INDEX ix_declarations_declared_on ON declarations (declared_on);

CREATE INDEX ix_declarations_ended_on ON declarations (ended_on);

CREATE INDEX ix_declarations_person_id ON declarations (person_id);

CREATE INDEX ix_declarations_review_on ON declarations (review_on);

CREATE TABLE enquiries (
    id INTEGER NOT NULL,
    asked_by INTEGER NOT NULL,
    asked_on DATE NOT NULL,
    channel TEXT NOT NULL,
    topic TEXT NOT NULL,
    platform TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_on DATE,
    CONSTRAINT pk_enquiries PRIMARY KEY (id),
    CONSTRAINT ck_enquiries_channel CHECK ("channel" IN ('in-person', 'email', 'phone', 'meeting', 'other')),
    CONSTRAINT fk_enquiries_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_enquiries_asked_by FOREIGN KEY(asked_by) REFERENCES people (id)
);

CREATE INDEX ix_enquiries_answered_on ON enquiries (answered_on);

CREATE INDEX ix_enquiries_asked_by ON enquiries (asked_by);

CREATE INDEX ix_enquiries_asked_on ON enquiries (asked_on);

CREATE INDEX ix_enquiries_platform ON enquiries (platform);

CREATE INDEX ix_enquiries_topic ON enquiries (topic);

CREATE TABLE filtering_reviews (
    id INTEGER NOT NULL,
    reviewed_on DATE NOT NULL,
    reviewer_id INTEGER NOT NULL,
    second_reviewer INTEGER,
    checks_planned INTEGER NOT NULL,
    checks_done INTEGER NOT NULL,
    findings TEXT NOT NULL,
    next_on DATE,
    CONSTRAINT pk_filtering_reviews PRIMARY KEY (id),
    CONSTRAINT fk_filtering_reviews_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_filtering_reviews_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES people (id),
    CONSTRAINT fk_filtering_reviews_second_reviewer FOREIGN KEY(second_reviewer) REFERENCES people (id)
);

CREATE INDEX ix_filtering_reviews_checks_done ON filtering_reviews (checks_done);

CREATE INDEX ix_filtering_reviews_checks_planned ON filtering_reviews (checks_planned);

CREATE INDEX ix_filtering_reviews_next_on ON filtering_reviews (next_on);

CREATE INDEX ix_filtering_reviews_reviewed_on ON filtering_reviews (reviewed_on);

CREATE INDEX ix_filtering_reviews_reviewer_id ON filtering_reviews (reviewer_id);

CREATE INDEX ix_filtering_reviews_second_reviewer ON filtering_reviews (second_reviewer);

ALTER TABLE incidents ADD COLUMN duplicate_of INTEGER
    CONSTRAINT fk_incidents_duplicate_of REFERENCES incidents (id);

ALTER TABLE incidents ADD COLUMN linked_id INTEGER
    CONSTRAINT fk_incidents_linked_id REFERENCES entry (id);

CREATE INDEX ix_incidents_duplicate_of ON incidents (duplicate_of);

CREATE INDEX ix_incidents_linked_id ON incidents (linked_id);

CREATE TABLE official_accounts (
    id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    name TEXT NOT NULL,
    owner_id INTEGER NOT NULL,
    second_administrator INTEGER,
    external_monitor TEXT NOT NULL,
    check_every INTEGER NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    CONSTRAINT pk_official_accounts PRIMARY KEY (id),
    CONSTRAINT fk_official_accounts_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_official_accounts_owner_id FOREIGN KEY(owner_id) REFERENCES people (id),
    CONSTRAINT fk_official_accounts_second_administrator FOREIGN KEY(second_administrator) REFERENCES
        people (id)
);

CREATE INDEX ix_official_accounts_check_every ON official_accounts (check_every);

CREATE INDEX ix_official_accounts_closed_on ON official_accounts (closed_on);

CREATE INDEX ix_official_accounts_name ON official_accounts (name);

CREATE INDEX ix_official_accounts_opened_on ON official_accounts (opened_on);

CREATE INDEX ix_official_accounts_owner_id ON official_accounts (owner_id);

CREATE INDEX ix_official_accounts_platform ON official_accounts (platform);

CREATE TABLE platforms_age_rules (
    parent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    effective_from DATE NOT NULL,
    minimum_age INTEGER NOT NULL,
    basis TEXT NOT NULL,
    source TEXT NOT NULL,
    checked_on DATE NOT NULL,
    CONSTRAINT pk_platforms_age_rules PRIMARY KEY (parent_id, position),
    CONSTRAINT ck_platforms_age_rules_basis CHECK ("basis" IN ('terms', 'law', 'rating', 'school')),
    CONSTRAINT fk_platforms_age_rules_parent_id FOREIGN KEY(parent_id) REFERENCES platforms (id)
);

CREATE TABLE teaching (
    id INTEGER NOT NULL,
    taught_on DATE NOT NULL,
    topic TEXT NOT NULL,
    year_groups TEXT NOT NULL,
    taught_by INTEGER,
    what TEXT NOT NULL,
    aims TEXT NOT NULL,
    CONSTRAINT pk_teaching PRIMARY KEY (id),
    CONSTRAINT fk_teaching_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_teaching_taught_by FOREIGN KEY(taught_by) REFERENCES people (id)
);

CREATE INDEX ix_teaching_taught_on ON teaching (taught_on);

CREATE INDEX ix_teaching_topic ON teaching (topic);

CREATE INDEX ix_teaching_year_groups ON teaching (year_groups);

CREATE TABLE account_reviews (
    id INTEGER NOT NULL,
    about_id INTEGER NOT NULL,
    reviewed_on DATE NOT NULL,
    reviewer_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    findings TEXT NOT NULL,
    next_on DATE,
    CONSTRAINT pk_account_reviews PRIMARY KEY (id),
    CONSTRAINT ck_account_reviews_outcome CHECK ("outcome" IN ('goes-on', 'changed', 'closed')),
    CONSTRAINT fk_account_reviews_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_account_reviews_about_id FOREIGN KEY(about_id) REFERENCES approvals (id),
    CONSTRAINT fk_account_reviews_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES people (id)
);

CREATE INDEX ix_account_reviews_about_id ON account_reviews (about_id);

CREATE INDEX ix_account_reviews_next_on ON account_reviews (next_on);

CREATE INDEX ix_account_reviews_outcome ON account_reviews (outcome);

CREATE INDEX ix_account_reviews_reviewed_on ON account_reviews (reviewed_on);

CREATE INDEX ix_account_reviews_reviewer_id ON account_reviews (reviewer_id);

CREATE TABLE attachment_content (
    id INTEGER NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_attachment_content PRIMARY KEY (id),
    CONSTRAINT fk_attachment_content_id FOREIGN KEY(id) REFERENCES attachments (id)
);

CREATE TABLE contacts (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    received_on DATE NOT NULL,
    about TEXT NOT NULL,
    about_a_child BOOLEAN NOT NULL,
    moved_to TEXT NOT NULL,
    signposted_to TEXT NOT NULL,
    answered_on DATE,
    CONSTRAINT pk_contacts PRIMARY KEY (id),
    CONSTRAINT ck_contacts_moved_to CHECK ("moved_to" IN ('phone', 'face-to-face', 'email', 'letter',
        'signposted', 'answered')),
    CONSTRAINT fk_contacts_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_contacts_account_id FOREIGN KEY(account_id) REFERENCES official_accounts (id)
);

CREATE INDEX ix_contacts_about ON contacts (about);

CREATE INDEX ix_contacts_about_a_child ON contacts (about_a_child);

CREATE INDEX ix_contacts_account_id ON contacts (account_id);

CREATE INDEX ix_contacts_answered_on ON contacts (answered_on);

CREATE INDEX ix_contacts_moved_to ON contacts (moved_to);

CREATE INDEX ix_contacts_received_on ON contacts (received_on);

CREATE TABLE moderation (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    done_on DATE NOT NULL,
    address TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_by INTEGER NOT NULL,
    review_on DATE NOT NULL,
    reviewed_on DATE,
    reversed_on DATE,
    CONSTRAINT pk_moderation PRIMARY KEY (id),
    CONSTRAINT ck_moderation_kind CHECK ("kind" IN ('blocked', 'removed', 'hidden', 'reported')),
    CONSTRAINT fk_moderation_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_moderation_account_id FOREIGN KEY(account_id) REFERENCES official_accounts (id),
    CONSTRAINT fk_moderation_decided_by FOREIGN KEY(decided_by) REFERENCES people (id)
);

CREATE INDEX ix_moderation_account_id ON moderation (account_id);

CREATE INDEX ix_moderation_decided_by ON moderation (decided_by);

CREATE INDEX ix_moderation_done_on ON moderation (done_on);

CREATE INDEX ix_moderation_kind ON moderation (kind);

CREATE INDEX ix_moderation_reversed_on ON moderation (reversed_on);

CREATE INDEX ix_moderation_review_on ON moderation (review_on);

CREATE INDEX ix_moderation_reviewed_on ON moderation (reviewed_on);

CREATE TABLE monitoring_checks (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    checked_on DATE NOT NULL,
    checked_by INTEGER NOT NULL,
    sample_size INTEGER NOT NULL,
    points_kept TEXT NOT NULL,
    photo_permissions_checked BOOLEAN NOT NULL,
    findings TEXT NOT NULL,
    needs_action BOOLEAN NOT NULL,
    CONSTRAINT pk_monitoring_checks PRIMARY KEY (id),
    CONSTRAINT fk_monitoring_checks_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_monitoring_checks_account_id FOREIGN KEY(account_id) REFERENCES official_accounts (id),
    CONSTRAINT fk_monitoring_checks_checked_by FOREIGN KEY(checked_by) REFERENCES people (id)
);

CREATE INDEX ix_monitoring_checks_account_id ON monitoring_checks (account_id);

CREATE INDEX ix_monitoring_checks_checked_by ON monitoring_checks (checked_by);

CREATE INDEX ix_monitoring_checks_checked_on ON monitoring_checks (checked_on);

CREATE INDEX ix_monitoring_checks_needs_action ON monitoring_checks (needs_action);

CREATE INDEX ix_monitoring_checks_sample_size ON monitoring_checks (sample_size);

CREATE TABLE projects (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    owner_id INTEGER NOT NULL,
    platforms TEXT NOT NULL,
    year_groups TEXT NOT NULL,
    purpose TEXT NOT NULL,
    devices TEXT NOT NULL,
    planned_on DATE NOT NULL,
    first_use_on DATE NOT NULL,
    last_use_on DATE,
    stage TEXT NOT NULL,
    approved_by INTEGER,
    approved_on DATE,
    conditions TEXT NOT NULL,
    technical_request_on DATE,
    late_reason TEXT NOT NULL,
    needs_exemption BOOLEAN NOT NULL,
    override_by INTEGER,
    override_on DATE,
    override_reason TEXT NOT NULL,
    aims TEXT NOT NULL,
    enquiry_id INTEGER,
    CONSTRAINT pk_projects PRIMARY KEY (id),
    CONSTRAINT ck_projects_devices CHECK ("devices" IN ('school', 'at-home', 'both')),
    CONSTRAINT ck_projects_stage CHECK ("stage" IN ('planned', 'ready', 'running', 'finished',
        'refused', 'called-off')),
    CONSTRAINT fk_projects_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_projects_owner_id FOREIGN KEY(owner_id) REFERENCES people (id),
    CONSTRAINT fk_projects_approved_by FOREIGN KEY(approved_by) REFERENCES people (id),
    CONSTRAINT fk_projects_override_by FOREIGN KEY(override_by) REFERENCES people (id),
    CONSTRAINT fk_projects_enquiry_id FOREIGN KEY(enquiry_id) REFERENCES enquiries (id)
);

CREATE INDEX ix_projects_enquiry_id ON projects (enquiry_id);

CREATE INDEX ix_projects_first_use_on ON projects (first_use_on);

CREATE INDEX ix_projects_owner_id ON projects (owner_id);

CREATE INDEX ix_projects_planned_on ON projects (planned_on);

CREATE INDEX ix_projects_stage ON projects (stage);

CREATE INDEX ix_projects_technical_request_on ON projects (technical_request_on);

CREATE INDEX ix_projects_title ON projects (title);

CREATE TABLE exemptions (
    id INTEGER NOT NULL,
    service TEXT NOT NULL,
    for_whom TEXT NOT NULL,
    reason TEXT NOT NULL,
    risk TEXT NOT NULL,
    project_id INTEGER,
    state TEXT NOT NULL,
    authorised_by INTEGER,
    authorised_on DATE,
    starts_on DATE NOT NULL,
    ends_on DATE,
    review_on DATE,
    open_because TEXT NOT NULL,
    la_reference TEXT NOT NULL,
    tested_on DATE,
    removed_on DATE,
    removed_by INTEGER,
    extends_id INTEGER,
    CONSTRAINT pk_exemptions PRIMARY KEY (id),
    CONSTRAINT ck_exemptions_state CHECK ("state" IN ('asked', 'in-force', 'removed', 'refused')),
    CONSTRAINT fk_exemptions_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_exemptions_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
    CONSTRAINT fk_exemptions_authorised_by FOREIGN KEY(authorised_by) REFERENCES people (id),
    CONSTRAINT fk_exemptions_removed_by FOREIGN KEY(removed_by) REFERENCES people (id),
    CONSTRAINT fk_exemptions_extends_id FOREIGN KEY(extends_id) REFERENCES exemptions (id)
);

CREATE INDEX ix_exemptions_ends_on ON exemptions (ends_on);

CREATE INDEX ix_exemptions_extends_id ON exemptions (extends_id);

CREATE INDEX ix_exemptions_for_whom ON exemptions (for_whom);

CREATE INDEX ix_exemptions_project_id ON exemptions (project_id);

CREATE INDEX ix_exemptions_removed_on ON exemptions (removed_on);

CREATE INDEX ix_exemptions_service ON exemptions (service);

CREATE INDEX ix_exemptions_starts_on ON exemptions (starts_on);

CREATE INDEX ix_exemptions_state ON exemptions (state);

CREATE TABLE positive_uses (
    id INTEGER NOT NULL,
    seen_on DATE NOT NULL,
    title TEXT NOT NULL,
    aims TEXT NOT NULL,
    platforms TEXT NOT NULL,
    evidence TEXT NOT NULL,
    told_by INTEGER,
    project_id INTEGER,
    CONSTRAINT pk_positive_uses PRIMARY KEY (id),
    CONSTRAINT fk_positive_uses_id FOREIGN KEY(id) REFERENCES entry (id),
    CONSTRAINT fk_positive_uses_told_by FOREIGN KEY(told_by) REFERENCES people (id),
    CONSTRAINT fk_positive_uses_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
);

CREATE INDEX ix_positive_uses_aims ON positive_uses (aims);

CREATE INDEX ix_positive_uses_project_id ON positive_uses (project_id);

CREATE INDEX ix_positive_uses_seen_on ON positive_uses (seen_on);

CREATE INDEX ix_positive_uses_title ON positive_uses (title);

CREATE TABLE projects_parents_notices (
    parent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    told_on DATE NOT NULL,
    how TEXT NOT NULL,
    CONSTRAINT pk_projects_parents_notices PRIMARY KEY (parent_id, position),
    CONSTRAINT ck_projects_parents_notices_how CHECK ("how" IN ('letter', 'email', 'app', 'meeting')),
    CONSTRAINT fk_projects_parents_notices_parent_id FOREIGN KEY(parent_id) REFERENCES projects (id)
);
