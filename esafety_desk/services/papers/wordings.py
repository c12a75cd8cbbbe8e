"""The wording of papers: what ships with the program, and what the school has made of it."""

from __future__ import annotations

from dataclasses import dataclass

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.letters import LETTERS
from esafety_desk.policy.merging import wording_problem
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers.wording_in_use import shipped
from esafety_desk.store import letters
from esafety_desk.store.desk import Desk

_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Wording:
    """One paper's wording as Settings shows it."""

    name: str
    title: str
    text: str
    is_own: bool
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WordingSaved:
    """What a change of wording did, in the shape of every other change."""

    message: str
    changed: frozenset[str] = frozenset({"letters"})
    undo: None = None


def wordings(desk: Desk) -> tuple[Wording, ...]:
    """Every wording, in the order of Settings."""
    with desk.reading() as connection:
        own = letters.read(connection)
    return tuple(
        Wording(
            letter.name,
            letter.title,
            own.get(letter.name, shipped(letter.name)),
            letter.name in own,
            (*letter.fields.items(), *letter.blocks.items()),
        )
        for letter in LETTERS.values()
    )


def problem(name: str, text: str) -> str:
    """What keeps ``text`` from being this paper's wording, in a sentence; empty where nothing does."""
    from esafety_desk.reports.printable import unprintable

    letter = LETTERS[name]
    if len(text) > _LONGEST:
        return f"This is too long: {_LONGEST:,} characters at most."
    lacking = ", ".join(f"{one} (U+{ord(one):04X})" for one in unprintable(text))
    if lacking:
        return f"The paper's font lacks {lacking}. Write these in Latin letters."
    return wording_problem(text, letter.fields, letter.blocks)


def reword(work: Work, name: str, text: str) -> WordingSaved:
    """Keep the school's own wording of a paper. Raises KnownError, which names what is wrong with it."""
    wrong = problem(name, text)
    if wrong:
        raise KnownError(wrong)
    with work.desk.writing(work.actor, work.now) as unit:
        letters.keep(unit.connection, name, text.strip() + "\n")
        unit.witness("letter reworded", name)
    return WordingSaved(f"{LETTERS[name].title}: the school's own wording is kept.")


def go_back(work: Work, name: str) -> WordingSaved:
    """Use the wording that ships with the program again."""
    with work.desk.writing(work.actor, work.now) as unit:
        letters.drop(unit.connection, name)
        unit.witness("letter reset", name)
    return WordingSaved(f"{LETTERS[name].title}: as it came with the program.")
