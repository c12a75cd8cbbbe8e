"""The ground of every record: frozen models whose fields carry what form, list, search and paper need."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NewType, Self

from pydantic import StringConstraints
from sqlmodel import Field, SQLModel

RecordId = NewType("RecordId", int)
"""Identifies any record of the desk; one sequence serves all registers, so links need no register beside them."""
PersonId = NewType("PersonId", int)
"""The RecordId of a Person."""
WordCode = Annotated[str, StringConstraints(min_length=1, max_length=80)]
"""One word of a vocabulary, or one typed freely; held to a length like every other text."""


class Choice(StrEnum):
    """A closed list of words that rules depend on: kept by value, shown by label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Part(SQLModel):
    """A line inside a record (a role held, a person involved); it lives and changes with its record."""

    model_config = {
        "frozen": True,
        "extra": "forbid",
        "str_strip_whitespace": True,
        "hide_input_in_errors": True,
    }


class Record(SQLModel):
    """One thing the school keeps. Frozen: a change is a new copy, made by ``changed``.

    Texts lose their outer blanks, so that nothing but blanks counts as nothing.
    """

    model_config = {
        "frozen": True,
        "extra": "forbid",
        "str_strip_whitespace": True,
        "hide_input_in_errors": True,
    }

    id: RecordId | None = Field(default=None)
    reference: str = Field(default="", max_length=20)

    @property
    def dated_on(self) -> date | None:
        """The day this record belongs to in lists and counts; None where it belongs to no day."""
        return None

    @property
    def heading(self) -> str:
        """What this record is called in a list of hits or above its page."""
        return self.reference

    @property
    def is_restricted(self) -> bool:
        """True where content is shown only on demand: never in lists, search hits or reports."""
        return False

    def changed(self, **fields: Any) -> Self:
        """A validated copy with ``fields`` replaced; raises pydantic's ValidationError."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(values | fields)

    def rule_problems(self) -> dict[str, str]:
        """Messages by field for what the record's own rules forbid; empty when all is well."""
        return {}


def kept(
    title: str,
    *,
    help: str = "",
    why: str = "",
    listed: bool = False,
    searched: bool = False,
    personal: bool = False,
    long: bool = False,
    vocabulary: str = "",
    clause: str = "",
    past_only: bool = False,
    refers_to: str = "",
    relevant_if: str = "",
    group: str = "",
    **options: Any,
) -> Any:
    """Declare a kept field: its ``title`` is what a person reads, the marks say where it appears.

    ``why``: the reason it is asked, said with its ``clause`` while the field has the cursor.
    ``listed``: a column of the register by default. ``searched``: found by Ctrl+K. ``personal``: may hold
    a person's data. ``long``: several lines. ``vocabulary``: the school's word list it draws from.
    ``past_only``: a future date asks once again. ``refers_to``: the register a record id points to
    ("people"), or "any". ``relevant_if``: name of a property of the record that must be true
    for the field to be offered. ``group``: the form's heading it stands under.
    """
    marks = {
        "why": why,
        "listed": listed,
        "searched": searched,
        "personal": personal,
        "long": long,
        "vocabulary": vocabulary,
        "clause": clause,
        "past_only": past_only,
        "refers_to": refers_to,
        "relevant_if": relevant_if,
        "group": group,
    }
    return Field(title=title, description=help, schema_extra={"json_schema_extra": marks}, **options)
