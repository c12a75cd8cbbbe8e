"""The first shape of the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


TABLES = (
    "audit",
    "counter",
    "draft",
    "entry",
    "secret",
    "word",
    "notes",
    "people",
    "referrals",
    "school",
    "search_text",
    "actions",
    "approvals",
    "incidents",
    "people_external_ids",
    "people_roles",
    "school_terms",
    "support_sessions",
    "incidents_people",
    "support_sessions_attendees",
)


def upgrade() -> None:
    _audit()
    _counter()
    _draft()
    _entry()
    _secret()
    _word()
    _notes()
    _people()
    _referrals()
    _school()
    _search_text()
    _actions()
    _approvals()
    _incidents()
    _people_external_ids()
    _people_roles()
    _school_terms()
    _support_sessions()
    _incidents_people()
    _support_sessions_attendees()
    _search()


def downgrade() -> None:
    op.execute("DROP TABLE search")
    for table in reversed(TABLES):
        op.drop_table(table)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit"),
    )
    op.create_index("ix_audit_reference", "audit", ["reference"], unique=False)


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", name="pk_counter"),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("form", name="pk_draft"),
    )


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.UniqueConstraint("reference", name="uq_entry_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_register_dated_on", "entry", ["register", "dated_on"], unique=False)


def _secret() -> None:
    op.create_table(
        "secret",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secret"),
    )


def _word() -> None:
    op.create_table(
        "word",
        sa.Column("vocabulary", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("vocabulary", "code", name="pk_word"),
    )


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('fact', 'opinion', 'correction')", name="ck_notes_kind"),
        sa.ForeignKeyConstraint(["about_id"], ["entry.id"], name="fk_notes_about_id"),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_notes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_about_id", "notes", ["about_id"], unique=False)
    op.create_index("ix_notes_dated", "notes", ["dated"], unique=False)
    op.create_index("ix_notes_kind", "notes", ["kind"], unique=False)


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("known_as", sa.Text(), nullable=False),
        sa.Column("year_group", sa.Text(), nullable=True),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "\"kind\" IN ('staff', 'pupil', 'parent', 'governor', 'other')", name="ck_people_kind"
        ),
        sa.CheckConstraint(
            "\"year_group\" IN ('00-n', '00-r', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13')",
            name="ck_people_year_group",
        ),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_people_id"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_class_name", "people", ["class_name"], unique=False)
    op.create_index("ix_people_family_name", "people", ["family_name"], unique=False)
    op.create_index("ix_people_given_name", "people", ["given_name"], unique=False)
    op.create_index("ix_people_kind", "people", ["kind"], unique=False)
    op.create_index("ix_people_left_on", "people", ["left_on"], unique=False)
    op.create_index("ix_people_year_group", "people", ["year_group"], unique=False)


def _referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("their_reference", sa.Text(), nullable=False),
        sa.Column("reply_due", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"outcome\" IN ('waiting', 'taken-up', 'advice', 'not-taken-up', 'finished')",
            name="ck_referrals_outcome",
        ),
        sa.CheckConstraint(
            "\"to\" IN ('anti-bullying', 'dsl', 'head', 'hr', 'legal', 'lado', 'police', 'social-care', 'prevent', 'ceop', 'iwf', 'harmful-content', 'posh', 'platform', 'la-filtering', 'dpo')",
            name="ck_referrals_to",
        ),
        sa.ForeignKeyConstraint(["about_id"], ["entry.id"], name="fk_referrals_about_id"),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_referrals_id"),
        sa.PrimaryKeyConstraint("id", name="pk_referrals"),
    )
    op.create_index("ix_referrals_about_id", "referrals", ["about_id"], unique=False)
    op.create_index("ix_referrals_outcome", "referrals", ["outcome"], unique=False)
    op.create_index("ix_referrals_referred_on", "referrals", ["referred_on"], unique=False)
    op.create_index("ix_referrals_replied_on", "referrals", ["replied_on"], unique=False)
    op.create_index("ix_referrals_reply_due", "referrals", ["reply_due"], unique=False)
    op.create_index("ix_referrals_to", "referrals", ["to"], unique=False)


def _school() -> None:
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("roll", sa.Integer(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("reply_days", sa.Integer(), nullable=False),
        sa.Column("approval_review_months", sa.Integer(), nullable=False),
        sa.Column("support_valid_months", sa.Integer(), nullable=False),
        sa.Column("idle_lock_minutes", sa.Integer(), nullable=False),
        sa.Column("keep_birth_dates", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "\"phase\" IN ('infant', 'junior', 'primary', 'middle', 'secondary', 'all-through', 'special')",
            name="ck_school_phase",
        ),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_school_id"),
        sa.PrimaryKeyConstraint("id", name="pk_school"),
    )


def _search_text() -> None:
    op.create_table(
        "search_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_search_text_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_search_text"),
        sa.UniqueConstraint("entry_id", name="uq_search_text_entry_id"),
    )


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("set_aside", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["entry.id"], name="fk_actions_about_id"),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_actions_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_actions_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
    )
    op.create_index("ix_actions_about_id", "actions", ["about_id"], unique=False)
    op.create_index("ix_actions_done_on", "actions", ["done_on"], unique=False)
    op.create_index("ix_actions_due_on", "actions", ["due_on"], unique=False)
    op.create_index("ix_actions_owner_id", "actions", ["owner_id"], unique=False)
    op.create_index("ix_actions_what", "actions", ["what"], unique=False)


def _approvals() -> None:
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("requested_by", sa.Integer(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account_name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "\"decision\" IN ('asked', 'approved', 'refused', 'taken-back')", name="ck_approvals_decision"
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_approvals_decided_by"),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_approvals_id"),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name="fk_approvals_requested_by"),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
    )
    op.create_index("ix_approvals_decided_by", "approvals", ["decided_by"], unique=False)
    op.create_index("ix_approvals_decision", "approvals", ["decision"], unique=False)
    op.create_index("ix_approvals_platform", "approvals", ["platform"], unique=False)
    op.create_index("ix_approvals_requested_by", "approvals", ["requested_by"], unique=False)
    op.create_index("ix_approvals_requested_on", "approvals", ["requested_on"], unique=False)
    op.create_index("ix_approvals_review_on", "approvals", ["review_on"], unique=False)


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("happened_at", sa.Text(), nullable=False),
        sa.Column("whereabouts", sa.Text(), nullable=False),
        sa.Column("platforms", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("identity_targeted", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("policies_applied", sa.Text(), nullable=False),
        sa.Column("parents_told", sa.Text(), nullable=False),
        sa.Column("urgent_action", sa.Text(), nullable=False),
        sa.Column("urgent_action_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"decision\" IN ('undecided', 'acts', 'does-not-act', 'to-review')", name="ck_incidents_decision"
        ),
        sa.CheckConstraint(
            "\"parents_told\" IN ('not-yet', 'told', 'not-needed', 'unsafe')",
            name="ck_incidents_parents_told",
        ),
        sa.CheckConstraint(
            "\"severity\" IN ('1-low', '2-moderate', '3-high', '4-critical')", name="ck_incidents_severity"
        ),
        sa.CheckConstraint(
            "\"status\" IN ('draft', 'open', 'waiting', 'monitoring', 'closed', 'closed-no-action', 'reopened', 'error', 'duplicate')",
            name="ck_incidents_status",
        ),
        sa.CheckConstraint(
            "\"whereabouts\" IN ('in-school', 'outside', 'both', 'unknown')", name="ck_incidents_whereabouts"
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_incidents_decided_by"),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_incidents_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_incidents_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_happened_on", "incidents", ["happened_on"], unique=False)
    op.create_index("ix_incidents_kind", "incidents", ["kind"], unique=False)
    op.create_index("ix_incidents_owner_id", "incidents", ["owner_id"], unique=False)
    op.create_index("ix_incidents_reported_on", "incidents", ["reported_on"], unique=False)
    op.create_index("ix_incidents_severity", "incidents", ["severity"], unique=False)
    op.create_index("ix_incidents_status", "incidents", ["status"], unique=False)
    op.create_index("ix_incidents_summary", "incidents", ["summary"], unique=False)
    op.create_index("ix_incidents_whereabouts", "incidents", ["whereabouts"], unique=False)


def _people_external_ids() -> None:
    op.create_table(
        "people_external_ids",
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["people.id"], name="fk_people_external_ids_parent_id"),
        sa.PrimaryKeyConstraint("parent_id", "position", name="pk_people_external_ids"),
    )


def _people_roles() -> None:
    op.create_table(
        "people_roles",
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "\"role\" IN ('head', 'slt', 'hod', 'esafety-leader', 'computing-leader', 'social-team', 'technical-support', 'dsl', 'anti-bullying')",
            name="ck_people_roles_role",
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["people.id"], name="fk_people_roles_parent_id"),
        sa.PrimaryKeyConstraint("parent_id", "position", name="pk_people_roles"),
    )


def _school_terms() -> None:
    op.create_table(
        "school_terms",
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("break_from", sa.Date(), nullable=True),
        sa.Column("break_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["school.id"], name="fk_school_terms_parent_id"),
        sa.PrimaryKeyConstraint("parent_id", "position", name="pk_school_terms"),
    )


def _support_sessions() -> None:
    op.create_table(
        "support_sessions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("platforms", sa.Text(), nullable=False),
        sa.Column("settings_covered", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["adviser_id"], ["people.id"], name="fk_support_sessions_adviser_id"),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_support_sessions_id"),
        sa.PrimaryKeyConstraint("id", name="pk_support_sessions"),
    )
    op.create_index("ix_support_sessions_adviser_id", "support_sessions", ["adviser_id"], unique=False)
    op.create_index("ix_support_sessions_follow_up_on", "support_sessions", ["follow_up_on"], unique=False)
    op.create_index("ix_support_sessions_held_on", "support_sessions", ["held_on"], unique=False)


def _incidents_people() -> None:
    op.create_table(
        "incidents_people",
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("involved_as", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"involved_as\" IN ('target', 'instigator', 'witness', 'reporter', 'other')",
            name="ck_incidents_people_involved_as",
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["incidents.id"], name="fk_incidents_people_parent_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_incidents_people_person_id"),
        sa.PrimaryKeyConstraint("parent_id", "position", name="pk_incidents_people"),
    )
    op.create_index("ix_incidents_people_person_id", "incidents_people", ["person_id"], unique=False)


def _support_sessions_attendees() -> None:
    op.create_table(
        "support_sessions_attendees",
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("confidence_before", sa.Integer(), nullable=True),
        sa.Column("confidence_after", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["support_sessions.id"], name="fk_support_sessions_attendees_parent_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_support_sessions_attendees_person_id"),
        sa.PrimaryKeyConstraint("parent_id", "position", name="pk_support_sessions_attendees"),
    )
    op.create_index(
        "ix_support_sessions_attendees_person_id", "support_sessions_attendees", ["person_id"], unique=False
    )


def _search() -> None:
    """A full-text index over search_text, kept in step by triggers."""
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(title, body, facets, content='search_text', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
    )
    kept = "INSERT INTO search(rowid, title, body, facets) VALUES (new.id, new.title, new.body, new.facets);"
    dropped = (
        "INSERT INTO search(search, rowid, title, body, facets) "
        "VALUES ('delete', old.id, old.title, old.body, old.facets);"
    )
    op.execute(f"CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN {kept} END")
    op.execute(f"CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN {dropped} END")
    op.execute(f"CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN {dropped} {kept} END")
