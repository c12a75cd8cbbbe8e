"""Projects in which pupils use social media: approved, prepared in time, and told to parents (Staff 7, Pupils 2, 3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from esafety_desk.records.aims import Aim, aims_served
from esafety_desk.records.base import Choice, Part, PersonId, Record, RecordId, WordCode, kept
from esafety_desk.records.people import YearGroup


class Stage(Choice):
    PLANNED = "planned", "Being prepared"
    READY = "ready", "Ready"
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"
    REFUSED = "refused", "Refused"
    CALLED_OFF = "called-off", "Called off"


BEGUN = frozenset({Stage.READY, Stage.RUNNING, Stage.FINISHED})
"""Stages that only a ready project reaches."""
NEVER_RUN = frozenset({Stage.REFUSED, Stage.CALLED_OFF})
"""Stages of projects that ended before they began."""


class Devices(Choice):
    SCHOOL = "school", "School devices only"
    AT_HOME = "at-home", "Family devices at home"
    BOTH = "both", "School devices, and family devices at home"


class ToldBy(Choice):
    LETTER = "letter", "Letter"
    EMAIL = "email", "Email"
    APP = "app", "School app or message"
    MEETING = "meeting", "Meeting"


class ParentsNotice(Part):
    """One way in which parents were told how and when a project runs."""

    told_on: date = kept(
        "Told on", clause="Pupils 2", why="Parents hear before pupils begin, not afterwards."
    )
    how: ToldBy = kept("How", clause="Pupils 2", why="The policy asks that parents are told how and when.")

    def said(self, spoken: Callable[[date], str]) -> str:
        """The notice in a few words, its day as ``spoken`` has it: "Letter, 5 Nov 2026"."""
        return f"{self.how.label}, {spoken(self.told_on)}"


class Project(Record):
    """A piece of learning on a platform, from the first idea to the last day."""

    title: str = kept("Project", listed=True, searched=True, min_length=1, max_length=160, group="Project")
    owner_id: PersonId = kept(
        "Led by",
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        group="Project",
        why="Whoever leads it does not approve it.",
    )
    platforms: tuple[WordCode, ...] = kept(
        "Platforms",
        listed=True,
        searched=True,
        vocabulary="platforms",
        min_length=1,
        group="Project",
        why="Age limits are looked up for each of them.",
    )
    year_groups: tuple[YearGroup, ...] = kept(
        "Year groups",
        default=(),
        group="Project",
        clause="Pupils 1",
        why="Their ages are held against the platforms' age limits.",
    )
    purpose: str = kept(
        "What pupils will do and learn",
        default="",
        long=True,
        searched=True,
        max_length=40_000,
        group="Project",
        why="Whoever approves, and every parent, reads it.",
        clause="Pupils 2",
    )
    devices: Devices = kept(
        "Devices", default=Devices.SCHOOL, group="Project", clause="Pupils 3",
        help="Personal mobiles are not used in school.",
        why="Pupils work on the school's devices; their own mobiles stay out of it.",
    )  # fmt: skip
    planned_on: date = kept(
        "Asked on",
        past_only=True,
        index=True,
        group="Project",
        why="How early a project is asked for shows whether the notice could be kept.",
    )
    first_use_on: date = kept(
        "First day of use",
        listed=True,
        index=True,
        group="Project",
        clause="Staff 7",
        why="Technical support hears at least two weeks before this day.",
    )
    last_use_on: date | None = kept(
        "Last day of use", default=None, group="Project", why="Exemptions end with it."
    )
    aims: tuple[Aim, ...] = aims_served(group="Project")
    enquiry_id: RecordId | None = kept(
        "Began as",
        default=None,
        refers_to="enquiries",
        foreign_key="enquiries.id",
        index=True,
        group="Project",
        why="So that what was asked first is found beside what came of it.",
    )
    stage: Stage = kept(
        "Stage",
        default=Stage.PLANNED,
        listed=True,
        group="Approval",
        why="A project is ready only once every step before it is done.",
        clause="Pupils 2",
    )
    approved_by: PersonId | None = kept(
        "Approved by", default=None, refers_to="people", foreign_key="people.id", group="Approval", clause="Pupils 2",
        help="A Head of Department or a member of the senior leadership team on that day; not the person who leads it.",
        why="A project with pupils needs a yes before it begins; the role is checked on the day.",
    )  # fmt: skip
    approved_on: date | None = kept(
        "Approved on",
        default=None,
        past_only=True,
        group="Approval",
        why="The role of whoever approved is looked up on this day.",
        clause="Pupils 2",
    )
    conditions: str = kept(
        "Conditions",
        default="",
        long=True,
        max_length=40_000,
        group="Approval",
        why="What the yes depends on is looked at before the project is ready.",
    )
    technical_request_on: date | None = kept(
        "Technical support told on",
        default=None,
        listed=True,
        past_only=True,
        group="Preparation",
        clause="Staff 7",
        why="The notice technical support had is counted from this day.",
    )
    late_reason: str = kept(
        "Why the notice was short",
        default="",
        long=True,
        max_length=4_000,
        group="Preparation",
        clause="Staff 7",
        why="Less than two weeks' notice is possible, and is explained.",
    )
    needs_exemption: bool = kept(
        "Needs a filter exemption",
        default=False,
        group="Preparation",
        clause="Pupils 4",
        why="What the filter holds back is opened by an exemption, and never by a way round it.",
    )
    parents_notices: tuple[ParentsNotice, ...] = kept(
        "Parents told",
        default=(),
        group="Preparation",
        clause="Pupils 2",
        why="A project is not ready until parents know of it.",
    )
    override_by: PersonId | None = kept(
        "Ready all the same, says", default=None, refers_to="people", foreign_key="people.id", group="Preparation",
        help="A member of the senior leadership team may let a project begin before every step is done.",
        why="Somebody senior answers for a project that begins all the same.",
    )  # fmt: skip
    override_on: date | None = kept("On", default=None, past_only=True, group="Preparation")
    override_reason: str = kept(
        "Because",
        default="",
        long=True,
        max_length=4_000,
        group="Preparation",
        why="The scorecard shows it beside the projects that waited.",
    )

    @property
    def dated_on(self) -> date:
        return self.first_use_on

    @property
    def heading(self) -> str:
        return self.title

    @property
    def has_begun(self) -> bool:
        return self.stage in BEGUN

    @property
    def is_over(self) -> bool:
        return self.stage in (Stage.FINISHED, Stage.REFUSED, Stage.CALLED_OFF)

    @property
    def is_overridden(self) -> bool:
        return self.override_by is not None

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.last_use_on and self.last_use_on < self.first_use_on:
            problems["last_use_on"] = "This is before the first day of use."
        if (self.approved_by is None) != (self.approved_on is None):
            missing = "approved_on" if self.approved_on is None else "approved_by"
            problems[missing] = "Say both who approved it and on which day."
        if self.approved_by is not None and self.approved_by == self.owner_id:
            problems["approved_by"] = "Nobody may approve their own project. Choose someone else."
        if self.is_overridden and not self.override_reason.strip():
            problems["override_reason"] = "Give the reason: the governors' report counts it."
        if self.is_overridden and self.override_on is None:
            problems["override_on"] = "Say on which day this was decided."
        return problems
