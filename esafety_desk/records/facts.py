"""What a field's declaration says, read back for the form, the list, the store and the papers."""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from functools import cache
from typing import Any, Union, get_args, get_origin

from sqlmodel import SQLModel

from esafety_desk.records.base import Choice, Part


class Kind(Enum):
    """The shapes a kept value can have; each has one editor, one column type and one way to print."""

    TEXT = auto()
    LONG_TEXT = auto()
    NUMBER = auto()
    YES_NO = auto()
    DATE = auto()
    INSTANT = auto()
    CHOICE = auto()
    CHOICES = auto()
    WORD = auto()
    WORDS = auto()
    LINK = auto()
    PARTS = auto()


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """One field's declaration. ``choices`` is set for CHOICE and CHOICES, ``part`` for PARTS."""

    name: str
    title: str
    help: str
    why: str
    kind: Kind
    optional: bool
    default: Any
    choices: type[Choice] | None
    part: type[Part] | None
    listed: bool
    searched: bool
    personal: bool
    vocabulary: str
    clause: str
    past_only: bool
    refers_to: str
    relevant_if: str
    group: str
    max_length: int | None
    minimum: float | None
    maximum: float | None

    @property
    def reason(self) -> str:
        """Why the field is asked, with the clause of the policy that asks for it."""
        return f"{self.why} ({self.clause})" if self.clause else self.why

    @property
    def spoken(self) -> str:
        """What a screen reader says of the field beside its title."""
        return " ".join(filter(None, (self.help, self.reason)))


@cache
def facts(model: type[SQLModel]) -> dict[str, FieldFacts]:
    """Every declared field of a record or part by name, in order of declaration; id and reference left out."""
    return {
        name: _read(name, info)
        for name, info in model.model_fields.items()
        if name not in ("id", "reference")
    }


def names_people(fact: FieldFacts) -> bool:
    """Whether the field holds parts, each about one person."""
    return fact.part is not None and "person_id" in fact.part.model_fields


def _read(name: str, info: Any) -> FieldFacts:
    marks: dict[str, Any] = info.json_schema_extra or {}
    inner, optional = _without_none(info.annotation)
    kind, choices, part = _shape(inner, marks)
    limits = {type(m).__name__: m for m in info.metadata}
    return FieldFacts(
        name=name,
        title=info.title or name,
        help=info.description or "",
        why=marks.get("why", ""),
        kind=kind,
        optional=optional,
        default=None if info.is_required() else info.get_default(call_default_factory=True),
        choices=choices,
        part=part,
        listed=marks.get("listed", False),
        searched=marks.get("searched", False),
        personal=marks.get("personal", False),
        vocabulary=marks.get("vocabulary", ""),
        clause=marks.get("clause", ""),
        past_only=marks.get("past_only", False),
        refers_to=marks.get("refers_to", ""),
        relevant_if=marks.get("relevant_if", ""),
        group=marks.get("group", ""),
        max_length=getattr(limits.get("MaxLen"), "max_length", None),
        minimum=getattr(limits.get("Ge"), "ge", None),
        maximum=getattr(limits.get("Le"), "le", None),
    )


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return inner[0], len(inner) < len(get_args(annotation))
    return annotation, False


def _shape(inner: Any, marks: dict[str, Any]) -> tuple[Kind, type[Choice] | None, type[Part] | None]:
    if get_origin(inner) is tuple:
        item = get_args(inner)[0]
        if isinstance(item, type) and issubclass(item, Part):
            return Kind.PARTS, None, item
        if isinstance(item, type) and issubclass(item, Choice):
            return Kind.CHOICES, item, None
        return Kind.WORDS, None, None
    if marks.get("refers_to"):
        return Kind.LINK, None, None
    if isinstance(inner, type) and issubclass(inner, Choice):
        return Kind.CHOICE, inner, None
    if marks.get("vocabulary"):
        return Kind.WORD, None, None
    simple = {
        bool: Kind.YES_NO,
        int: Kind.NUMBER,
        float: Kind.NUMBER,
        datetime: Kind.INSTANT,
        date: Kind.DATE,
    }
    text = Kind.LONG_TEXT if marks.get("long") else Kind.TEXT
    return simple.get(inner, text), None, None
