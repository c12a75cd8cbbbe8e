"""The words of a governors' report that its author may change: proposed from the figures, kept with the report.

What was never touched stays as proposed and follows the figures; what was edited stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from esafety_desk.policy.report_choices import Chapter
from esafety_desk.records.base import Choice

T = TypeVar("T")
GOVERNORS = "Governors"


class Became(Choice):
    """What became of something that governors asked or the school promised."""

    NOT_SAID = "not-said", "Not said yet"
    DONE = "done", "Done"
    UNDER_WAY = "under-way", "Under way"
    NOT_DONE = "not-done", "Not done"


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing to be done by someone's role, governors among them."""

    what: str
    owner: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a thing the last issued report asked or promised, and a word on it."""

    became: Became = Became.NOT_SAID
    words: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """Something out of the last issued report, with its answer. ``source`` is that report's period."""

    what: str
    owner: str
    source: str
    answer: Answer = Answer()


@dataclass(frozen=True, slots=True)
class Narrative:
    """What the author changed; None where the proposal stands.

    ``answers`` are by the words of what was carried over, ``remarks`` the author's own paragraphs by part.
    ``not_names`` are words the author has looked at and that name nobody here ("Rose" in a rose garden).
    """

    sentences: tuple[str, ...] | None = None
    risks: tuple[tuple[str, str], ...] | None = None
    decisions: tuple[str, ...] | None = None
    promises: tuple[Promise, ...] | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    remarks: Mapping[Chapter, str] = field(default_factory=dict)
    not_names: frozenset[str] = frozenset()

    def written(self) -> Iterator[tuple[str, str]]:
        """Every text the author wrote, with the place it stands at."""
        for number, text in enumerate(self.sentences or (), start=1):
            yield f"Sentence {number}", text
        for number, (title, text) in enumerate(self.risks or (), start=1):
            yield f"Risk {number}", f"{title}: {text}"
        for number, text in enumerate(self.decisions or (), start=1):
            yield f"Decision {number}", text
        for number, promise in enumerate(self.promises or (), start=1):
            yield f"Action {number}", f"{promise.what} ({promise.owner})"
        for what, answer in self.answers.items():
            if answer.words:
                yield f"What became of “{what[:40]}”", answer.words
        for chapter, text in self.remarks.items():
            yield chapter.label, text


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a report as they are printed, edited and proposed ones together."""

    sentences: tuple[str, ...]
    risks: tuple[tuple[str, str], ...]
    decisions: tuple[str, ...]
    promises: tuple[Promise, ...]
    carried: tuple[Carried, ...] = ()

    def edited(self, narrative: Narrative) -> Told:
        """These words with the author's in the place of those that were changed; empty ones are left out."""
        return replace(
            self,
            sentences=_kept(self.sentences, narrative.sentences),
            risks=_kept(self.risks, narrative.risks),
            decisions=_kept(self.decisions, narrative.decisions),
            promises=_kept(self.promises, narrative.promises),
            carried=tuple(
                replace(item, answer=narrative.answers.get(item.what, item.answer)) for item in self.carried
            ),
        )

    def to_carry(self, source: str) -> tuple[Carried, ...]:
        """What a later report has to answer for: all that was promised, then what governors were asked."""
        promised = [Carried(promise.what, promise.owner, source) for promise in self.promises]
        return (*promised, *(Carried(text, GOVERNORS, source) for text in self.decisions))


def _kept(proposed: tuple[T, ...], edited: tuple[T, ...] | None) -> tuple[T, ...]:
    return proposed if edited is None else edited
