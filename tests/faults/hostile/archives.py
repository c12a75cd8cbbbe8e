"""Archives of lists: bombs, archives in archives, names that lead elsewhere, lists of members without end."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from tests.faults.hostile.table import kind, written
from tests.faults.hostile.texts import PLAIN, TWO


def archive(folder: Path, *members: tuple[str, bytes | str], name: str = "export.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for member, content in members:
            made.writestr(member, content)
    return path


def bent(path: Path, magic: bytes, offset: int, value: bytes) -> Path:
    """The archive with the bytes at ``offset`` of each record of that kind replaced."""
    content = bytearray(path.read_bytes())
    at = content.find(magic)
    while at >= 0:
        content[at + offset : at + offset + len(value)] = value
        at = content.find(magic, at + 4)
    path.write_bytes(content)
    return path


@kind("people", "an archive with a list in it", *TWO)
def plain(folder: Path) -> Path:
    return archive(folder, ("Pupils.csv", PLAIN), ("photo.png", b"x"))


@kind("people", "a zip bomb", refused="would unpack to more than")
def bomb(folder: Path) -> Path:
    return archive(folder, ("Pupils.csv", b"0" * 150_000_000))


@kind("people", "a bomb whose members lie on top of each other", refused="would unpack to more than")
def overlapping(folder: Path) -> Path:
    """Each of two thousand members is said to begin where the first one does."""
    path = archive(folder, *((f"Pupils {n}.csv", b"%d," % n * 200_000) for n in range(300)))
    return bent(path, b"PK\x01\x02", 42, struct.pack("<I", 0))


@kind("people", "an archive within an archive", refused="no list in outer.zip")
def nested(folder: Path) -> Path:
    inner = archive(folder, ("Pupils.csv", PLAIN), name="inner.zip").read_bytes()
    return archive(folder, ("inner.zip", inner), name="outer.zip")


@kind("people", "an archive within an archive that is called a list", refused="is an archive within another")
def nested_in_disguise(folder: Path) -> Path:
    inner = archive(folder, ("Pupils.csv", PLAIN), name="inner.zip").read_bytes()
    return archive(folder, ("Pupils.csv", inner))


@kind("people", "members whose names lead out of the folder", *TWO)
def traversal(folder: Path) -> Path:
    return archive(
        folder, ("../../Pupils.csv", PLAIN), ("/tmp/strayed.txt.exe", b"x"), ("C:\\x\\y.exe", b"x")
    )


@kind("people", "an archive of twelve thousand lists", refused="would unpack to more than")
def many(folder: Path) -> Path:
    return archive(folder, *((f"{n}.csv", "") for n in range(12_000)))


@kind("people", "a list of members without end", refused="would unpack to more than")
def endless_list(folder: Path) -> Path:
    one = (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0)
        + b"a.csv"
    )
    count = 2_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(one) * count, 0, 0)
    path = folder / "export.zip"
    with path.open("wb") as file:
        for _ in range(count // 10_000):
            file.write(one * 10_000)
        file.write(end)
    content = path.open("r+b")
    with content:
        content.write(b"PK\x03\x04")
    return path


@kind("people", "an archive that lies about sizes", refused="cannot be opened")
def false_sizes(folder: Path) -> Path:
    path = archive(folder, ("Pupils.csv", PLAIN * 1_000))
    return bent(path, b"PK\x01\x02", 24, struct.pack("<I", 50))


@kind("people", "an archive locked with a password", refused="locked with a password")
def locked(folder: Path) -> Path:
    return bent(archive(folder, ("Pupils.csv", PLAIN)), b"PK\x01\x02", 8, b"\x01\x00")


@kind("people", "an archive packed in a way nobody knows", refused="cannot be")
def strangely_packed(folder: Path) -> Path:
    return bent(archive(folder, ("Pupils.csv", PLAIN)), b"PK\x01\x02", 10, b"\x63\x00")


@kind("people", "an archive cut in half", refused="damaged")
def cut(folder: Path) -> Path:
    whole = archive(folder, ("Pupils.csv", PLAIN * 100)).read_bytes()
    return written(folder, "half.zip", whole[: len(whole) // 2])


@kind("people", "an archive that is damaged inside", refused="cannot be opened")
def damaged(folder: Path) -> Path:
    path = archive(folder, ("Pupils.csv", PLAIN * 100))
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(30)
    path.write_bytes(content)
    return path


@kind("people", "a picture with an archive behind it", refused="Pupils.csv")
def polyglot(folder: Path) -> Path:
    inner = archive(folder, ("Pupils.csv", PLAIN), name="inner.zip").read_bytes()
    return written(folder, "Pupils.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000 + inner)
