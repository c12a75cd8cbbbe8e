"""Files given to be verified as reports, passphrase files, and the machine's own settings."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.evidence_files import PDF, PNG
from tests.faults.hostile.table import kind, written

FOREIGN = "not from this desk"
SEAL = b"esafetydesk seal 1 0123456789abcdef 0123456789abcdef issued"


def paper(name: str, content: Callable[[], bytes], *gives: str, refused: str = "") -> None:
    """One more file that may be a report."""

    @kind("report", name, *gives, refused=refused)
    def made(folder: Path) -> Path:
        return written(folder, "report.pdf", content())


def streams(count: int, packed: bytes) -> bytes:
    return PDF + (b"1 0 obj<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream endobj\n") * count


def burst() -> bytes:
    """A hundred megabytes of blanks, packed twice."""
    return zlib.compress(zlib.compress(bytes(100_000_000), 9), 9)


paper("a PDF of somebody else's", lambda: PDF, FOREIGN)
paper("a picture called a PDF", lambda: PNG, FOREIGN)
paper("nothing", lambda: b"", FOREIGN)
paper("a stream that bursts", lambda: streams(1, zlib.compress(bytes(100_000_000), 9)), FOREIGN)
paper("a thousand streams that burst", lambda: streams(1_000, zlib.compress(bytes(20_000_000), 9)), FOREIGN)
paper("a stream within a stream that bursts", lambda: streams(1, burst()), FOREIGN)
paper("five million beginnings of streams", lambda: b"%PDF-1.4\n" + b"stream\n" * 5_000_000, FOREIGN)
paper("streams of nonsense", lambda: streams(2_000, os.urandom(500)), FOREIGN)
paper("a hundred thousand forged seals", lambda: b"%PDF-1.4\n" + (SEAL + b"\n") * 100_000, FOREIGN)
paper(
    "keywords in digits without end",
    lambda: b"%PDF-1.4\n" + b"/Keywords <" * 100_000 + b"41" * 5_000_000,
    FOREIGN,
)
paper("keywords followed by blanks without end", lambda: b"%PDF-1.4\n/Keywords" + b" " * 30_000_000, FOREIGN)
paper("sixty megabytes of NULs", lambda: b"%PDF-1.4\n" + bytes(60_000_000), FOREIGN)


@kind("report", "a file of 1 GB", refused="far too large to be a report")
def gigabyte(folder: Path) -> Path:
    path = written(folder, "report.pdf", PDF)
    os.truncate(path, 1_000_000_000)
    return path


@kind("report", "a pipe that nobody writes to", refused="cannot be read")
def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "report.pdf")
    return folder / "report.pdf"


@kind("report", "a folder called a PDF", refused="cannot be read")
def folder_instead(folder: Path) -> Path:
    (folder / "report.pdf").mkdir()
    return folder / "report.pdf"


@kind("passphrase_file", "a device without end", refused="passphrase file")
def device(folder: Path) -> Path:
    (folder / "secret").symlink_to("/dev/urandom")
    return folder / "secret"


@kind("passphrase_file", "UTF-16", refused="passphrase file cannot be read")
def wide(folder: Path) -> Path:
    return written(folder, "secret", "gentle otter".encode("utf-16"))


@kind("passphrase_file", "a mark and the ending of another system", "12 characters")
def marked(folder: Path) -> Path:
    return written(folder, "secret", "\ufeffgentle otter\r\nand more")


def remembered(name: str, content: bytes, said: str) -> None:
    """One more settings file."""

    @kind("settings", name, said)
    def made(folder: Path) -> Path:
        return written(folder, "window.ini", content)


USUAL = "system, 0, 0"
remembered("as it should be", b"[General]\ntheme=dark\ndetail_width=420\n", "dark, 420, 0")
remembered("nothing", b"", USUAL)
remembered("bytes that are no letters", bytes(range(256)) * 400, USUAL)
remembered(
    "words that are no choice",
    b"[General]\ntheme=@Invalid()\ndetail_width=-1e99\nlast_folder=/dev/zero\n",
    USUAL,
)
remembered(
    "a window that is a megabyte",
    b"[General]\nwindow=@ByteArray(" + b"x" * 1_000_000 + b")\n",
    "system, 0, 1000000",
)
remembered("an object of another make", b"[General]\nwindow=@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\xffX)\n", USUAL)
remembered("a width beyond any screen", b"[General]\ndetail_width=" + b"9" * 5_000, USUAL)
