"""What a register's page is told: its columns, filters, sentence and words. The page itself is one class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from esafety_desk.records.registers import Register
from esafety_desk.ui.registers.requests import Act, Advice

_FROM_FILES = frozenset({"people", "incidents", "support-sessions", "approvals"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of the list. ``width`` in px at 100 %; the ones that ``stretch`` share what is left.

    ``keep``: when there is little room the columns with the lowest keep go first; 9 always stays.
    ``roomy``: the width it grows to first, where the window is wide enough for all its words.
    ``late_while``: a day gone by is late as long as those other fields show those texts.
    """

    field: str
    width: int
    title: str = ""
    stretches: bool = False
    keep: int = 5
    roomy: int = 0
    late_while: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A chip that lets through the records whose ``field`` has one of ``values``, or which leave ``empty`` fields."""

    label: str
    field: str = ""
    values: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What tells it from the others of its register."""
        return f"{self.field}.{min(self.values)}" if self.values else f"{min(self.empty)}.empty"


@dataclass(frozen=True, slots=True)
class Tally:
    """One count in the head's sentence: ``one`` and ``many`` hold {n}; left out when it is nought and optional.

    ``empty`` names fields that must hold nothing to be counted.
    """

    one: str
    many: str
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    this_year: bool = False
    mine: bool = False
    empty: frozenset[str] = frozenset()
    optional: bool = False

    def words(self, n: int) -> str:
        return (self.one if n == 1 else self.many).format(n=f"{n:,}")


@dataclass(frozen=True, slots=True)
class Caution:
    """A notice at the head of the form while ``applies`` to what is typed."""

    applies: Callable[[Mapping[str, Any]], bool]
    text: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A register as a person meets it.

    ``extras`` are acts of the detail panel: "note", "action", "refer", "done". ``mine`` is the field that says whose a
    record is, ``assigns`` the one by which several are given to somebody at once, ``day`` the column that shows the
    day it belongs to. ``lead`` are the fields that make one line under the title of the detail, ``unsaid`` those its
    title says already. ``left_out`` are fields the form does not ask for; ``wanted_by`` gives the setting of the
    school that must be on for a field to be asked for. ``acts`` carry a record on into another form. ``panels`` name
    what stands under the title of the detail and above the form ("readiness", "twins", "bullying", "recurrence"),
    ``above`` what stands over the list ("coverage"). ``advice`` is said beneath a field as one types.
    """

    register: Register
    columns: tuple[Shown, ...]
    purpose: str
    first_step: str
    tallies: tuple[Tally, ...] = ()
    chips: tuple[FilterChip, ...] = ()
    extras: tuple[str, ...] = ("note", "action")
    mine: str = ""
    assigns: str = ""
    by_term: bool = True
    sort: str = "reference"
    descending: bool = True
    cautions: tuple[Caution, ...] = ()
    day: str = ""
    lead: tuple[str, ...] = ()
    unsaid: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    wanted_by: Mapping[str, str] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    panels: tuple[str, ...] = ()
    above: str = ""
    advice: Mapping[str, Advice] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.register.name

    @property
    def comes_in_files(self) -> bool:
        """Whether files can be brought into this register."""
        return self.name in _FROM_FILES

    @property
    def singular(self) -> str:
        return self.register.singular
