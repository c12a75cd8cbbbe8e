"""What runs on the store thread between a passphrase and the first page. Imports the services only when called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from esafety_desk.records.school import School
    from esafety_desk.records.words import Words
    from esafety_desk.store.desk import Desk
    from esafety_desk.store.keyslots import Cost


_FILES = ("desk.keys", "desk.db", "desk.current", "generations")


class Opened(NamedTuple):
    """An unlocked desk with what every page needs at once."""

    desk: Desk
    school: School
    words: Words
    actor: str


class Opening:
    """The ways into the desk of one folder. Every method blocks: for the store thread only."""

    def __init__(self, folder: Path, clock: Callable[[], datetime], cost: Cost | None = None) -> None:
        """``cost`` below the floor is for tests alone."""
        self.folder = folder
        self._clock = clock
        self._cost = cost
        self.hint = ""
        """What the way in may tell about the passphrase; empty but for an invented school."""
        self._untaken: Desk | None = None

    def is_set_up(self) -> bool:
        """Whether the folder holds a desk, whole or in part; looks at names only, and may be asked anywhere."""
        return any((self.folder / name).exists() for name in _FILES)

    def look(self) -> None:
        """Raise what stands in the way before anyone types; on the way load what unlocking needs."""
        from esafety_desk.services import getting_in

        getting_in.check_folder(self.folder)

    def by_passphrase(self, passphrase: str) -> Opened:
        from esafety_desk.services import getting_in

        desk = getting_in.unlock(self.folder, passphrase, now=self._clock(), floor=self.cost)
        return self._opened(desk)

    def by_recovery_key(self, key: str, new_passphrase: str = "") -> Opened:
        """Open with the key on paper; where ``new_passphrase`` is given it replaces the forgotten one."""
        from esafety_desk.services import getting_in

        desk = getting_in.unlock_with_recovery_key(self.folder, key, now=self._clock())
        if new_passphrase:
            from esafety_desk.services import keys

            keys.set_passphrase(desk, key, new_passphrase, now=self._clock(), cost=self.cost)
        return self._opened(desk)

    def by_backup(self, source: Path, secret: str) -> Opened:
        """Make a backup the desk of this folder, and open it; the desk that stood here is kept beside it.

        ``source`` is one backup or a folder of several, ``secret`` its passphrase or recovery key.
        """
        from functools import partial

        from esafety_desk.host.errors import MistypedRecoveryKey
        from esafety_desk.services import getting_in, proving, restoring

        backup = restoring.chosen(source)
        prove = partial(proving.by_either, typed=secret, floor=self.cost)
        restoring.restore(backup, self.folder, prove, now=self._clock())
        try:
            desk = getting_in.unlock_with_recovery_key(self.folder, secret, now=self._clock())
        except MistypedRecoveryKey:  # it was a passphrase
            desk = getting_in.unlock(self.folder, secret, now=self._clock(), floor=self.cost)
        return self._opened(desk)

    def set_up(self, school: School, given_name: str, family_name: str, passphrase: str, key: str) -> Opened:
        """Make the desk, and open it."""
        from esafety_desk.services import unlocking

        leader = unlocking.NewLeader(given_name, family_name)
        made = unlocking.create_desk(
            self.folder, school, leader, passphrase, now=self._clock(), recovery=key, cost=self.cost
        )
        return self._opened(made.desk)

    @property
    def cost(self) -> Cost:
        """What one guess at a passphrase of this desk costs."""
        from esafety_desk.store.keyslots import FLOOR

        return self._cost or FLOOR

    def make_up_a_school(self) -> Opened:
        """Build an invented school in the folder, under a passphrase that ``hint`` tells, and open it."""
        from esafety_desk.services import passphrases
        from esafety_desk.services.demo import build_demo_desk

        passphrase = passphrases.suggest_passphrase()
        self.hint = f"This school is invented. Its passphrase is: {passphrase}"
        return self._opened(build_demo_desk(self.folder, passphrase, now=self._clock(), cost=self.cost))

    def take(self) -> None:
        """The desk that was opened has come to its window."""
        self._untaken = None

    def let_go(self) -> None:
        """Close a desk whose window went while it was being opened. For when no worker is left."""
        if self._untaken is not None:
            self._untaken.close()
            self._untaken = None

    def _opened(self, desk: Desk) -> Opened:
        from esafety_desk.host import loading

        with loading.alone:
            from esafety_desk.services import school

        self._untaken = desk
        return Opened(desk, school.school(desk), school.words(desk), desk.opened_by)


def passphrase_problem(text: str) -> str:
    """What is wrong with a new passphrase; empty where it will do."""
    from esafety_desk.services import passphrases

    return passphrases.passphrase_problem(text)
