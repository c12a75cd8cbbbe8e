"""Blank forms for when no computer is near, made from what each register declares."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.records.facts import FieldFacts, Kind, facts
from esafety_desk.records.registers import (
    CLAUSES,
    LISTED,
    PLATFORMS,
    POLICY_VERSIONS,
    REGISTERS,
    Register,
)
from esafety_desk.records.words import Words
from esafety_desk.reports.document import (
    Blanks,
    Document,
    Heading,
    Notice,
    Paragraph,
    Part,
    Signature,
    Signatures,
    Ticks,
)
from esafety_desk.services.papers.parts import Asked, paper
from esafety_desk.services.papers.sources import Sources

FORMS = tuple(name for name in LISTED if name not in {CLAUSES.name, POLICY_VERSIONS.name, PLATFORMS.name})
"""The registers there is a blank form of."""
_MOST_BOXES = 14
_LONG_LINES = 4
_A_THIRD, _HALF = 28, 44
"""How many letters a box may have beside it where three, or two, stand in a row."""
_NOT_BY_HAND = frozenset(
    {"external_ids", "duplicate_of", "extends_id", "birth_date", "people_as_written", "to_review"}
)
_KEEP = (
    "Write facts as they were reported. Keep this sheet locked away, enter it at the desk the same day, "
    "then shred it. Do not copy, print or keep any image."
)


def blank_forms(sources: Sources, asked: Asked) -> Document:
    """One form of a register, or of each, to be filled in by hand."""
    wanted = [asked.register] if asked.register else [REGISTERS[name] for name in FORMS]
    parts: list[Part] = []
    for at, register in enumerate(wanted):
        parts += _form(register, sources.words, is_first=at == 0, is_only=len(wanted) == 1)
    one = wanted[0] if len(wanted) == 1 else None
    title = f"{one.singular[:1].upper()}{one.singular[1:]}" if one else "Blank forms"
    return paper(sources, title, parts, subtitle="Blank form" if one else "One of each register")


def _form(register: Register, words: Words, *, is_first: bool, is_only: bool) -> Iterator[Part]:
    if not is_only:
        yield Heading(f"{register.singular[:1].upper()}{register.singular[1:]}", starts_page=not is_first)
    yield Notice(_KEEP)
    group = ""
    short: list[str] = []
    for fact in facts(register.record).values():
        if fact.name in _NOT_BY_HAND:
            continue
        if fact.group != group:
            yield from _in_pairs(short)
            short, group = [], fact.group
            yield Heading(group, level=2)
        if _is_short(fact, words):
            short.append(fact.title)
        else:
            yield from _in_pairs(short)
            short = []
            yield from _field(fact, words)
    yield from _in_pairs(short)
    yield Signatures((Signature("Filled in by"),))


def _is_short(fact: FieldFacts, words: Words) -> bool:
    if fact.kind in (Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.LINK, Kind.INSTANT):
        return True
    if fact.choices is not None:
        return len(fact.choices) > _MOST_BOXES
    return fact.kind in (Kind.WORD, Kind.WORDS) and not 0 < len(words.of(fact.vocabulary)) <= _MOST_BOXES


def _in_pairs(labels: list[str]) -> Iterator[Part]:
    for at in range(0, len(labels), 2):
        yield Blanks(tuple(labels[at : at + 2]))


def _field(fact: FieldFacts, words: Words) -> Iterator[Part]:
    if fact.kind is Kind.LONG_TEXT:
        yield Blanks((fact.title,), _LONG_LINES)
    elif fact.kind is Kind.PARTS and fact.part is not None:
        yield Paragraph(fact.title, "strong")
        yield Blanks(tuple(one.title for one in facts(fact.part).values())[:4], 3)
    else:
        if fact.title != fact.group:
            yield Paragraph(fact.title, "strong")
        yield _boxes(_choices(fact, words))


def _boxes(labels: list[str]) -> Ticks:
    """Beside each other where the words are few."""
    longest = max(map(len, labels), default=0)
    return Ticks(tuple(labels), columns=3 if longest <= _A_THIRD else 2 if longest <= _HALF else 1)


def _choices(fact: FieldFacts, words: Words) -> list[str]:
    if fact.kind is Kind.YES_NO:
        return ["Yes", "No"]
    if fact.choices is not None:
        return [choice.label for choice in fact.choices]
    return [word.label for word in words.of(fact.vocabulary)]
