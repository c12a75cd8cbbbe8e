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
    for table, columns in COLUMNS.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
    for table in TABLES:
        op.drop_table(table)
