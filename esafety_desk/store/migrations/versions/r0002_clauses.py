"""Every clause of the policy gets its register. The statements stand beside this file."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "attachment_content",
    "attachments",
    "filtering_reviews",
    "positive_uses",
    "platforms_age_rules",
    "platforms",
    "teaching",
    "family_support",
    "moderation",
    "contacts",
    "monitoring_checks",
    "official_accounts",
    "exemptions",
    "projects_parents_notices",
    "projects",
    "account_reviews",
    "declarations",
    "acknowledgements",
    "enquiries",
    "clauses",
    "policy_versions",
)
INDEXES = ("ix_referrals_review_on", "ix_incidents_duplicate_of", "ix_incidents_linked_id")
COLUMNS = {
    "referrals": ("impact", "childs_wishes", "review_on", "review_held_on", "recurrence"),
    "incidents": ("duplicate_of", "linked_id"),
    "school": (
        "exemption_warning_days",
        "platform_check_months",
        "acknowledgement_months",
        "filtering_review_months",
    ),
}


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for index in INDEXES:
        op.drop_index(index)
    for table, columns in COLUMNS.items():
        for column in columns:
            op.get_bind().exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in TABLES:
        op.drop_table(table)
