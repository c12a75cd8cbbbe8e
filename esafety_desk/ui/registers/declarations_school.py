"""The registers about children, families and the policy itself: teaching, family support, what went well, clauses."""

from __future__ import annotations

from esafety_desk.records import registers
from esafety_desk.records.family_support import SupportKind
from esafety_desk.ui.registers.declaration import RegisterView, Shown, Tally
from esafety_desk.ui.registers.shorthand import chips, this_year

TEACHING = RegisterView(
    registers.TEACHING,
    day="taught_on",
    columns=(
        Shown("reference", 116, keep=8),
        Shown("taught_on", 108, keep=8),
        Shown("topic", 200, stretches=True, keep=9),
        Shown("year_groups", 160, stretches=True, keep=9),
    ),
    purpose="What pupils were taught about age limits, terms and staying safe, and which year groups had it.",
    first_step="Record the first lesson",
    tallies=(this_year(), Tally("{n} in all", "{n} in all")),
    lead=("taught_on", "year_groups", "taught_by"),
    unsaid=frozenset({"topic"}),
    above="coverage",
)

FAMILY_SUPPORT = RegisterView(
    registers.FAMILY_SUPPORT,
    day="held_on",
    columns=(
        Shown("reference", 116, keep=7),
        Shown("held_on", 108, keep=8),
        Shown("kind", 150, keep=8),
        Shown("topic", 180, stretches=True, keep=9),
        Shown("audience", 130, stretches=True, keep=4),
        Shown("reach", 130, keep=6),
    ),
    purpose="Workshops, advice and newsletters that help families keep safe online.",
    first_step="Record the first",
    tallies=(this_year(),),
    chips=chips("kind", SupportKind),
    lead=("held_on", "audience"),
    unsaid=frozenset({"kind", "topic"}),
)

POSITIVE_USES = RegisterView(
    registers.POSITIVE_USES,
    day="seen_on",
    columns=(
        Shown("reference", 116, keep=8),
        Shown("seen_on", 108, keep=8),
        Shown("title", 220, stretches=True, keep=9),
        Shown("aims", 200, stretches=True, keep=6),
    ),
    purpose="Where social media did good, and how the school knows. It stands in the report beside what went wrong.",
    first_step="Record the first",
    tallies=(this_year(),),
    lead=("seen_on", "told_by", "platforms"),
)

CLAUSES = RegisterView(
    registers.CLAUSES,
    columns=(
        Shown("ref", 100, keep=9),
        Shown("title", 180, stretches=True, keep=9),
        Shown("reference", 116, keep=2),
    ),
    purpose="What the school has agreed, clause by clause, in its own words.",
    first_step="Write the first clause",
    tallies=(Tally("{n} clause", "{n} clauses"),),
    extras=("note",),
    unsaid=frozenset({"ref", "title"}),
    by_term=False,
    descending=False,
)

POLICY_VERSIONS = RegisterView(
    registers.POLICY_VERSIONS,
    day="adopted_on",
    columns=(
        Shown("reference", 116, keep=7),
        Shown("name", 160, stretches=True, keep=9),
        Shown("adopted_on", 130, keep=8),
        Shown("review_due", 130, keep=8),
    ),
    purpose="Each version of the policy that governors adopted, and the day it is looked at again.",
    first_step="Record the first version",
    tallies=(Tally("{n} version", "{n} versions"),),
    unsaid=frozenset({"name"}),
    by_term=False,
    sort="adopted_on",
)

VIEWS = (TEACHING, FAMILY_SUPPORT, POSITIVE_USES, CLAUSES, POLICY_VERSIONS)
