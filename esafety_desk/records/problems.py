"""One place that says what is wrong with a draft, in words for a teacher, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from esafety_desk.records.base import Record
from esafety_desk.records.facts import Kind, facts, names_people

R = TypeVar("R", bound=Record)

_WORDS = {
    "missing": "This is needed.",
    "date_type": "Give a date, for example 3 Sept 2026.",
    "date_parsing": "Give a date, for example 3 Sept 2026.",
    "date_from_datetime_parsing": "Give a date, for example 3 Sept 2026.",
    "int_parsing": "Give a whole number.",
    "int_type": "Give a whole number.",
    "enum": "Choose one from the list.",
    "string_type": "This is needed.",
    "string_unicode": "This holds a character that cannot be kept. Type it again.",
    "extra_forbidden": "This is not kept here.",
}


def problems(model: type[Record], draft: Mapping[str, Any]) -> dict[str, str]:
    """Messages by field name for ``draft``, empty when it can be kept. No message echoes what was typed."""
    return checked(model, draft)[1]


def checked(model: type[R], draft: Mapping[str, Any]) -> tuple[R | None, dict[str, str]]:
    """The record that ``draft`` makes, or None, and the messages by field name."""
    try:
        record = model.model_validate(dict(draft))
    except ValidationError as error:
        return None, _messages(model, error)
    found = record.rule_problems()
    return (None if found else record), found


def _messages(model: type[Record], error: ValidationError) -> dict[str, str]:
    messages: dict[str, str] = {}
    for item in error.errors(include_url=False, include_input=False):
        name = str(item["loc"][0]) if item["loc"] else ""
        messages.setdefault(name, _in_plain_words(model, name, item))
    return messages


def _in_plain_words(model: type[Record], name: str, item: ErrorDetails) -> str:
    kind, context = item["type"], item.get("ctx", {})
    fact = facts(model).get(name)
    if kind in ("string_too_short", "too_short"):
        if fact is None or fact.part is None:
            return "This is needed."
        return "Add at least one person." if names_people(fact) else "Add at least one line."
    if kind == "string_too_long":
        return f"This is too long: {context['max_length']:,} characters at most."
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return f"Give {bound} or {'more' if 'ge' in context else 'less'}."
    if fact and fact.kind is Kind.LINK:
        return _WORDS["enum"]
    if len(item["loc"]) > 1 and fact and fact.part:
        return "One line is not complete: fill it in or remove it."
    return _WORDS.get(kind, "This cannot be read. Please check it.")
