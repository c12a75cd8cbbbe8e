"""Good files of every format, and how each is spoilt: what a fuzzer begins with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from tests.evidence_files import JPEG, PDF, PNG
from tests.exchange import test_roster
from tests.faults.hostile import archives, folders, papers, pictures, texts, workbooks
from tests.faults.hostile.mutations import spoilt, spoilt_archive, spoilt_lines, spoilt_value
from tests.faults.hostile.table import KINDS, Make, written

Spoil = Callable[[Path, Random], None]
"""Spoils the good file, or one of the good folder, where it lies."""
DATA = Path(test_roster.__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Seed:
    make: Make
    spoil: Spoil


def as_bytes(path: Path, dice: Random) -> None:
    path.write_bytes(spoilt(path.read_bytes(), dice))


def as_archive(path: Path, dice: Random) -> None:
    path.write_bytes(spoilt_archive(path.read_bytes(), dice))


def as_lines(path: Path, dice: Random) -> None:
    path.write_bytes(spoilt_lines(path.read_bytes(), dice))


def a_file(name: str, content: bytes | str, spoil: Spoil = as_bytes) -> Seed:
    return Seed(lambda folder: written(folder, name, content), spoil)


def _open_folder(folder: Path, dice: Random) -> None:
    """One of its files, the digest mended for the most part."""
    files = [
        file for file in sorted(folder.rglob("*.json*")) if "schema" not in file.name and file.stat().st_size
    ]
    as_lines(dice.choice(files), dice)
    if dice.random() < 0.8:
        try:
            folders.resealed(folder)
        except (ValueError, TypeError, KeyError):
            return


def _keys(folder: Path, dice: Random) -> None:
    """The key header with sums that fit, the erase list, or bytes of any file."""
    if dice.random() < 0.6:
        folders.signed(folder, json.dumps(spoilt_value(folders.keys_of(folder), dice)))
        return
    (folder / "desk.erased").write_text('E-Safety Desk erased\n{"00": "erased"}\n', encoding="ascii")
    as_bytes(folder / dice.choice(("desk.keys", "desk.erased", "desk.db")), dice)


def _manifest(folder: Path, dice: Random) -> None:
    (kept,) = (each for each in folder.iterdir() if each.is_dir())
    name = dice.choice(("backup.json", "backup.json", "desk.keys", "desk.db"))
    (as_lines if name == "backup.json" else as_bytes)(kept / name, dice)


def _copied(where: Path, folder: Path) -> Path:
    return shutil.copytree(where, folder / "copy")


def folder_seed(make: Make, spoil: Spoil, once: Path) -> Seed:
    """A folder that takes long to make: made once, and copied."""
    made = make(once)
    return Seed(partial(_copied, made), spoil)


def seeds(aside: Path) -> dict[str, list[Seed]]:
    """The good files of each reader."""
    found = {
        "people": [
            a_file("Pupils.csv", texts.PLAIN * 5),
            a_file("Pupils.csv", texts.PLAIN.encode("utf-16")),
            *(a_file(file.name, file.read_bytes()) for file in sorted(DATA.glob("*.csv"))),
            Seed(lambda folder: workbooks.book(folder, workbooks.whole(), styles=workbooks.STYLES), as_archive),
            Seed(archives.plain, as_archive),
        ],
        "incidents": [
            a_file("Log.csv", texts.LOG + "31/01/2025,A scam message.,Tom\n3 Sept 2025,Another.,Zoë Lee; Tom\n" * 5),
            Seed(workbooks.strange_days, as_archive),
        ],
        "mapping": [a_file("mapping.json", '{"Details": "details", "When": "date", "Old": null}', as_lines)],
        "attached": [
            a_file("a.png", pictures.chatty_png()), a_file("a.jpg", pictures.located()), a_file("a.pdf", PDF),
            a_file("a.png", PNG), a_file("a.jpg", JPEG),
        ],
        "shown": [
            a_file("a.png", pictures.noise("PNG")), a_file("a.jpg", pictures.located()), a_file("a.pdf", PDF),
            a_file("a.txt", texts.PLAIN),
        ],
        "logo": [a_file("a.png", pictures.noise("PNG")), a_file("a.jpg", pictures.located()), a_file("a.png", PNG)],
        "report": [
            a_file("report.pdf", papers.streams(3, papers.zlib.compress(papers.SEAL))),
            a_file("report.pdf", PDF + b"/Keywords <" + papers.SEAL.hex().encode() + b">" + papers.SEAL),
        ],
        "passphrase_file": [a_file("secret", "gentle otter paints seven lanterns\n")],
        "settings": [
            a_file("window.ini", "[General]\ntheme=dark\ndetail_width=420\nwindow=@ByteArray(\\0\\1)\nlast_folder=/\n"),
        ],
    }  # fmt: skip
    rooms = {name: aside / name for name in ("whole_desk", "desk", "backup")}
    for room in rooms.values():
        room.mkdir(parents=True)
    found["whole_desk"] = [folder_seed(folders.taken_out, _open_folder, rooms["whole_desk"])]
    found["desk"] = [folder_seed(folders.own_desk, _keys, rooms["desk"])]
    found["backup"] = [folder_seed(KINDS["backup: as it should be"].make, _manifest, rooms["backup"])]
    return found
