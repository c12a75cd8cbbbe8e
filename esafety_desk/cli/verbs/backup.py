"""The verbs "backup", "restore" and "drill": a copy that can be relied on, brought back, and tried out."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from esafety_desk.cli.opening import add_verb, unlocked
from esafety_desk.cli.output import say, say_json
from esafety_desk.host import clock, terminal
from esafety_desk.host.errors import BadUsage, CannotWrite
from esafety_desk.host.paths import default_desk


def add(verbs: Any) -> None:
    """Add the verbs to the command line."""
    made = add_verb(
        verbs, "backup", _backup, "write a verified backup, to one folder or to every chosen place"
    )
    made.add_argument("--to", type=Path, metavar="DIR", help="a folder on a stick or a share")
    back = add_verb(
        verbs, "restore", _restore, "bring a backup back; the desk as it is now is kept beside it"
    )
    back.add_argument("source", type=Path, metavar="FROM", help="the folder of one backup, or of several")
    tried = add_verb(verbs, "drill", _drill, "restore the newest backup into a temporary folder and compare")
    tried.add_argument("--from", dest="source", type=Path, metavar="DIR", help="where that backup lies")


def _backup(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import backups

    with unlocked(arguments) as work:
        wanted = [backups.make_ready(arguments.to)] if arguments.to else []
        outcomes = backups.back_up(work, wanted)
    if not outcomes:
        raise BadUsage("No place for backups is chosen yet. Say where with --to DIR.")
    if arguments.json:
        say_json([{"place": o.place, "backup": _name(o.backup), "problem": o.problem} for o in outcomes])
    else:
        say(*(f"{o.place}: {o.problem or _name(o.backup)}" for o in outcomes))
    return CannotWrite.exit_code if any(o.problem for o in outcomes) else 0


def _restore(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import proving, restoring

    source = restoring.chosen(arguments.source)
    typed = terminal.passphrase(arguments.passphrase_file, "Passphrase of the backup: ")
    home = arguments.desk or default_desk()
    prove = partial(proving.by_either, typed=typed)
    result = restoring.restore(source, home, prove, now=clock.now())
    if arguments.json:
        say_json({"backup": _name(source), "taken_at": source.taken_at, "counts": result.counts})
    else:
        say(f"The backup of {source.taken_at.astimezone():%d %B %Y, %H:%M} is the desk in {home} now.")
    return 0


def _drill(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import backups, restoring

    with unlocked(arguments) as work:
        source = backups.newest(work.desk, [arguments.source] if arguments.source else [])
        if source is None:
            raise BadUsage(
                "There is no backup of this desk to try out. Make one, or say where with --from DIR."
            )
        result = restoring.drill(work, source)
    if arguments.json:
        said = {"sound": result.is_sound, "read": result.was_read}
        say_json({"backup": _name(source), **said, "problems": result.problems, "notes": result.notes})
    else:
        came_back = (f"{_name(source)}: {result.records:,} records came back as they were.",)
        say(*(result.problems or (came_back if result.was_read else ())), *result.notes)
    return 0 if result.is_sound else 1


def _name(found: Any) -> str:
    return found.folder.name if found is not None else ""
