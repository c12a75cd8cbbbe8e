"""Folders: a whole desk taken out and changed on the way, desks and backups whose files were tampered with."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from esafety_desk.exchange import open_folder
from esafety_desk.services import backups, moving_out, unlocking
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.faults.hostile.table import kind

Change = Callable[[Path], None]
NOT_AS_WRITTEN = "is not as a desk writes it"


def own_desk(folder: Path) -> Path:
    return shutil.copytree(os.environ["HOSTILE_TEMPLATE"], folder / "tampered")


def unlocked(folder: Path) -> Work:
    return Work(unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP), "leader", NOW)


def taken_out(folder: Path) -> Path:
    """A whole desk as it is taken out, in plain."""
    work = unlocked(own_desk(folder))
    moving_out.take_out(work, folder / "open", purpose="A new computer", to_whom="the office")
    work.desk.close()
    return folder / "open"


def resealed(folder: Path) -> None:
    """As somebody does who edits the folder and mends its digest."""
    about = json.loads((folder / "desk.json").read_text(encoding="utf-8"))
    about["digest"] = open_folder.digest(folder)
    (folder / "desk.json").write_text(json.dumps(about), encoding="utf-8")


def open_desk(name: str, *gives: str, refused: str = "", seal: bool = True) -> Callable[[Change], Change]:
    """One more folder with a whole desk."""

    def keep(change: Change) -> Change:
        @kind("whole_desk", name, *gives, refused=refused)
        def made(folder: Path) -> Path:
            where = taken_out(folder)
            change(where)
            if seal:
                resealed(where)
            return where

        return change

    return keep


def first_line(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the first person there."""
    file = folder / "registers" / "people.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    value = json.loads(lines[0])
    change(value)
    file.write_text("\n".join([json.dumps(value), *lines[1:]]) + "\n", encoding="utf-8")


@open_desk("as it should be", "31 records")
def untouched(folder: Path) -> None:
    """Nothing is changed."""


@open_desk("a word changed, the digest mended", refused=NOT_AS_WRITTEN)
def changed(folder: Path) -> None:
    first_line(folder, lambda value: value.update(family_name="Reed"))


@open_desk("a word changed", refused=NOT_AS_WRITTEN, seal=False)
def changed_without_seal(folder: Path) -> None:
    first_line(folder, lambda value: value.update(family_name="Reed"))


@open_desk("a reference that leads elsewhere", refused=NOT_AS_WRITTEN)
def traversal(folder: Path) -> None:
    first_line(folder, lambda value: value.update(reference="../../../etc/passwd"))


@open_desk("a number beyond any", refused=NOT_AS_WRITTEN)
def huge_number(folder: Path) -> None:
    first_line(folder, lambda value: value.update(id=10**4_000))


@open_desk("an entry of another make", refused=NOT_AS_WRITTEN)
def strange_entry(folder: Path) -> None:
    first_line(folder, lambda value: value.update(kept=[1, 2, 3]))


@open_desk("a line nested without end", refused=NOT_AS_WRITTEN)
def nested(folder: Path) -> None:
    (folder / "registers" / "people.jsonl").write_text('{"a":' * 90_000 + "\n", encoding="utf-8")


@open_desk("a line of forty megabytes", refused=NOT_AS_WRITTEN)
def long_line(folder: Path) -> None:
    (folder / "registers" / "people.jsonl").write_text(
        '{"a": "' + "x" * 40_000_000 + '"}\n', encoding="utf-8"
    )


@open_desk("ten megabytes of lists in a line", refused=NOT_AS_WRITTEN)
def many_lists(folder: Path) -> None:
    (folder / "registers" / "people.jsonl").write_text("[" + "[]," * 3_000_000 + "[]]\n", encoding="utf-8")


@open_desk("bytes that are no letters", refused=NOT_AS_WRITTEN)
def no_letters(folder: Path) -> None:
    (folder / "registers" / "people.jsonl").write_bytes(bytes(range(128, 256)) * 100)


@open_desk("a register that is a pipe", refused="There is no school")
def register_pipe(folder: Path) -> None:
    (folder / "registers" / "school.jsonl").unlink()
    os.mkfifo(folder / "registers" / "school.jsonl")


@open_desk("a folder that holds itself", "31 records")
def loop(folder: Path) -> None:
    (folder / "registers" / "again").symlink_to(folder)


@open_desk("a file of many terabytes", refused="larger than any file of a desk", seal=False)
def terabytes(folder: Path) -> None:
    (folder / "attachments" / "film.bin").write_bytes(b"")
    os.truncate(folder / "attachments" / "film.bin", 4 << 40)


@open_desk("a leader who is nobody", refused="was changed since it was taken out")
def no_leader(folder: Path) -> None:
    about = json.loads((folder / "desk.json").read_text(encoding="utf-8"))
    (folder / "desk.json").write_text(json.dumps(about | {"leader": 10**30}), encoding="utf-8")


@open_desk("a page about itself that is nested without end", refused="desk.json cannot be read", seal=False)
def nested_about(folder: Path) -> None:
    (folder / "desk.json").write_text("[" * 100_000, encoding="utf-8")


def tampered(name: str, *gives: str, refused: str = "") -> Callable[[Change], Change]:
    """One more desk whose files were tampered with while it lay closed."""

    def keep(change: Change) -> Change:
        @kind("desk", name, *gives, refused=refused)
        def made(folder: Path) -> Path:
            where = own_desk(folder)
            change(where)
            return where

        return change

    return keep


def signed(folder: Path, content: str) -> None:
    """A key header with sums that fit, as anyone can write it."""
    line = hashlib.sha256(content.encode()).hexdigest() + " " + content
    (folder / "desk.keys").write_text(f"E-Safety Desk keys\n{line}\n{line}\n", encoding="ascii")


def keys_of(folder: Path) -> dict[str, Any]:
    line = (folder / "desk.keys").read_text(encoding="ascii").splitlines()[1]
    found: dict[str, Any] = json.loads(line.partition(" ")[2])
    return found


def keys_with(name: str, **changes: Any) -> None:
    """One more header in which the first slot asks for something strange."""

    @tampered(name, refused="desk.keys is damaged")
    def change(folder: Path) -> None:
        keys = keys_of(folder)
        keys["slots"][0] |= changes
        signed(folder, json.dumps(keys))


keys_with("a key that asks for four gigabytes", memory_kib=4 << 20)
keys_with("a key that asks for a thousand threads", lanes=1_000)
keys_with("a key that asks for half a pass", passes=0.5)
keys_with("a key with a name that is a list", nonce=["00"])
keys_with("a key with half a salt", salt="0")


@tampered("a thousand keys", refused="desk.keys is damaged")
def many_keys(folder: Path) -> None:
    keys = keys_of(folder)
    signed(folder, json.dumps(keys | {"slots": keys["slots"][:1] * 1_000}))


@tampered("a count of failures beyond any", refused="desk.keys is damaged")
def endless_failures(folder: Path) -> None:
    signed(folder, json.dumps(keys_of(folder)).replace('"failed_unlocks": 0', '"failed_unlocks": 1e999'))


@tampered("keys nested without end", refused="desk.keys is damaged")
def nested_keys(folder: Path) -> None:
    signed(folder, "[" * 90_000)


@tampered("keys of 1 GB", refused="desk.keys is damaged")
def large_keys(folder: Path) -> None:
    os.truncate(folder / "desk.keys", 1_000_000_000)


@tampered("a pointer of 1 GB", refused="desk.current is damaged")
def large_pointer(folder: Path) -> None:
    (folder / "desk.current").write_bytes(b"x")
    os.truncate(folder / "desk.current", 1_000_000_000)


@tampered("an erase list nested without end", "0 erased")
def nested_erased(folder: Path) -> None:
    (folder / "desk.erased").write_text("E-Safety Desk erased\n" + '{"a":' * 90_000, encoding="ascii")


@tampered("a database of somebody else's", refused="desk.db is damaged")
def plain_database(folder: Path) -> None:
    (folder / "desk.db").write_bytes(b"SQLite format 3\0" + bytes(20_000))


@tampered("a database that is a folder", refused="missing or empty")
def database_folder(folder: Path) -> None:
    (folder / "desk.db").unlink()
    (folder / "desk.db").mkdir()


@tampered("a database that is a pipe", refused="missing or empty")
def database_pipe(folder: Path) -> None:
    (folder / "desk.db").unlink()
    os.mkfifo(folder / "desk.db")


def kept_aside(name: str, *gives: str, refused: str = "") -> Callable[[Change], Change]:
    """One more backup that was tampered with."""

    def keep(change: Change) -> Change:
        @kind("backup", name, *gives, refused=refused)
        def made(folder: Path) -> Path:
            stick = folder / "stick"
            stick.mkdir()
            work = unlocked(own_desk(folder))
            made = backups.back_up_to(work.desk, stick, NOW - timedelta(days=1)).backup
            work.desk.close()
            assert made is not None
            change(made.folder)
            return stick

        return change

    return keep


@kept_aside("as it should be", "brought back")
def sound(folder: Path) -> None:
    """Nothing is changed."""


@kept_aside("a page about itself that is nested without end", refused="There is no backup")
def nested_manifest(folder: Path) -> None:
    (folder / "backup.json").write_text('{"a":' * 90_000, encoding="utf-8")


@kept_aside("a page about itself that is a pipe", refused="There is no backup")
def manifest_pipe(folder: Path) -> None:
    (folder / "backup.json").unlink()
    os.mkfifo(folder / "backup.json")


@kept_aside("a day that is none", refused="There is no backup")
def no_day(folder: Path) -> None:
    said = json.loads((folder / "backup.json").read_text(encoding="utf-8"))
    (folder / "backup.json").write_text(json.dumps(said | {"taken_at": 7}), encoding="utf-8")


@kept_aside("a database cut short", refused="This backup is damaged")
def cut(folder: Path) -> None:
    os.truncate(folder / "desk.db", 8_192)


@kept_aside("a database that is a device", refused="This backup is damaged")
def device(folder: Path) -> None:
    (folder / "desk.db").unlink()
    (folder / "desk.db").symlink_to("/dev/zero")
