"""Every reader of the program, called as the program calls it: each takes a file and says what it made of it.

They run in a process of their own, on a desk that nobody needs afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from esafety_desk.exchange.mapping_file import mapping_in
from esafety_desk.host import terminal
from esafety_desk.records.attachment import MediaType
from esafety_desk.services import (
    archive,
    evidence,
    keeping,
    logos,
    moving_in,
    proving,
    restoring,
    unlocking,
)
from esafety_desk.services.bringing_in import bring_in, meanings_of
from esafety_desk.services.import_report import Asked, Report
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.store import erased
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.evidence_files import incident

Told = Sequence[str]
_SHOWN = 6


def people(work: Work, path: Path) -> Told:
    """A list of people, looked through as before an import."""
    return _rows(work, "people", path)


def incidents(work: Work, path: Path) -> Told:
    """An old log of incidents, likewise."""
    return _rows(work, "incidents", path)


def _rows(work: Work, what: str, path: Path) -> Told:
    heard: list[Report] = []
    counts: Counter[str] = Counter()

    def hear(report: Report) -> None:
        counts[report.action.value] += 1
        if len(heard) <= _SHOWN:
            heard.append(report)

    bring_in(work, what, [path], Asked(dry_run=True), hear)
    if counts.total() > _SHOWN:
        return [f"{number} {action}" for action, number in sorted(counts.items())]
    return [f"{row.line} {row.action.value} {_understood(row.understood)[:40]}".strip() for row in heard]


def _understood(fields: Any) -> str:
    said = [fields.get(name) for name in ("given_name", "family_name", "happened_on", "summary")]
    return " ".join(str(part) for part in said if part)


def mapping(work: Work, path: Path) -> Told:
    """What the columns of a log mean, written down."""
    return [
        f"{heading} is {meaning}" for heading, meaning in mapping_in(path, meanings_of("incidents")).items()
    ]


def attached(work: Work, path: Path) -> Told:
    """A file as evidence on an incident; what of it is kept."""
    about = keeping.save(work, incident()).record
    try:
        kept = evidence.attach(work, about.id or 0, path).record
    except Refused as refusal:
        return [f"refused: {next(iter(refusal.messages.values()))}"]
    content = evidence.content(work, kept.id or 0)
    marks = [word for word in (b"Quetzalcanary", b"GPS", b"PK\x03\x04", b"<script") if word in content]
    return [f"{kept.media_type.value}", *(f"with {mark.decode('latin-1')}" for mark in marks)]


def shown(work: Work, path: Path) -> Told:
    """A file that is kept, opened inside the window."""
    from PySide6.QtWidgets import QApplication

    from esafety_desk.ui.evidence_viewer import inside

    app = QApplication.instance() or QApplication(["reader"])
    media = {".png": MediaType.PNG, ".jpg": MediaType.JPEG, ".pdf": MediaType.PDF}
    widget = inside(media.get(path.suffix, MediaType.TEXT), path.read_bytes())
    widget.resize(640, 480)
    widget.grab()
    app.processEvents()
    return [widget.objectName()]


def logo(work: Work, path: Path) -> Told:
    """The school's logo."""
    kept = logos.choose_file(work, path).record
    return ["a logo" if kept.size < 2_000_000 else "a very large logo"]


def report(work: Work, path: Path) -> Told:
    """A file that may be a report as it was issued."""
    return [str(archive.verify(work.desk, archive.read_file(path)).outcome)]


def whole_desk(work: Work, path: Path) -> Told:
    """A folder with a whole desk, brought into a new one."""
    school, leader = moving_in.beginnings_of(path)
    home = work.desk.home.parent / "moved in"
    made = unlocking.create_desk(home, school, leader, PASSPHRASE, now=NOW, cost=CHEAP)
    try:
        came = moving_in.bring_in(Work(made.desk, "leader", NOW), path)
    finally:
        made.desk.close()
    return [f"{sum(came.counts.values())} records"]


def desk(work: Work, path: Path) -> Told:
    """A desk's own folder, unlocked."""
    opened = unlocking.unlock(path, PASSPHRASE, now=NOW, floor=CHEAP)
    try:
        return [f"{len(erased.read_file(path))} erased"]
    finally:
        opened.close()


def backup(work: Work, path: Path) -> Told:
    """A folder with backups, the newest of them brought back."""
    prove = partial(proving.by_passphrase, passphrase=PASSPHRASE, floor=CHEAP)
    result = restoring.restore(restoring.chosen(path), work.desk.home.parent / "back", prove, now=NOW)
    return ["brought back" if result.is_sound else "unsound"]


def passphrase_file(work: Work, path: Path) -> Told:
    """A file with the passphrase in its first line."""
    return [f"{len(terminal.passphrase(str(path), ''))} characters"]


def settings(work: Work, path: Path) -> Told:
    """What the machine remembers of the window."""
    from PySide6.QtCore import QSettings

    from esafety_desk.ui.machine_settings import MachineSettings

    kept = MachineSettings(QSettings(str(path), QSettings.Format.IniFormat))
    assert kept.last_folder.is_dir()
    return [f"{kept.theme}, {kept.detail_width}, {kept.window.size()}"]


READERS: dict[str, Callable[[Work, Path], Told]] = {
    each.__name__: each
    for each in (
        people, incidents, mapping, attached, shown, logo, report, whole_desk, desk, backup, passphrase_file, settings,
    )
}  # fmt: skip
