"""What a fault left: whether the desk opens, is whole, and holds everything that was acknowledged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from esafety_desk.host.errors import KnownError
from esafety_desk.records.registers import NOTES
from esafety_desk.services import listing, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.faults.saving import text_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """Numbers of acknowledged notes that are gone, and what is wrong with what is there."""

    lost: tuple[int, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return not self.lost and not self.wrong


def judge(folder: Path, acknowledged: Iterable[int]) -> Verdict:
    """Open the desk as its leader would and look at everything."""
    try:
        desk = unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)
    except KnownError as error:
        return Verdict(tuple(acknowledged), (f"does not open: {error.sentence}",))
    try:
        problems = check(desk).problems
        if problems:
            return Verdict((), problems)
        kept = {row["text"] for row in listing.dump(Work(desk, "leader", NOW), NOTES)}
    except KnownError as error:
        return Verdict((), (error.sentence,))
    finally:
        desk.close()
    return Verdict(tuple(n for n in acknowledged if text_of(n).strip() not in kept))
