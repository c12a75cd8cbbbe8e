"""Actions: what someone is to do by a day, on any record."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import PersonId, Record, RecordId, kept


class Action(Record):
    """One thing to do. It is open until done or set aside with a reason."""

    about_id: RecordId | None = kept(
        "About", default=None, listed=True, refers_to="any", foreign_key="entry.id", index=True
    )
    what: str = kept(
        "What is to be done", listed=True, searched=True, personal=True, min_length=1, max_length=400
    )
    owner_id: PersonId | None = kept(
        "Who does it",
        default=None,
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        why="Today names whoever is waited for.",
    )
    due_on: date | None = kept(
        "Due", default=None, listed=True, index=True, why="Today says when it is late."
    )
    done_on: date | None = kept(
        "Done on",
        default=None,
        listed=True,
        past_only=True,
        index=True,
        why="Done actions leave Today and are counted as kept.",
    )
    set_aside: str = kept(
        "Set aside because",
        default="",
        listed=True,
        index=False,
        max_length=400,
        help="If it need not be done after all.",
        why="It leaves Today without having been done, and says why.",
    )

    @property
    def heading(self) -> str:
        return self.what

    @property
    def dated_on(self) -> date | None:
        return self.due_on

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.set_aside.strip()
