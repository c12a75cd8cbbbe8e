"""A whole desk in and out: "export desk" and "import desk"."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from esafety_desk.cli.opening import unlocked
from esafety_desk.cli.output import say, say_json
from esafety_desk.host import clock, terminal
from esafety_desk.host.errors import BadUsage
from esafety_desk.host.paths import default_desk

if TYPE_CHECKING:
    from esafety_desk.services.keeping import Work


def take_out(arguments: argparse.Namespace) -> int:
    """Write the whole desk into a folder."""
    from esafety_desk.services import moving_out

    with unlocked(arguments) as work:
        done = moving_out.take_out(work, arguments.out, purpose=arguments.purpose, to_whom=arguments.to_whom)
    if arguments.json:
        say_json({"counts": done.counts, "digest": done.digest})
    else:
        say(f"{sum(done.counts.values()):,} records lie in {arguments.out}, readable by anyone.")
        say(f"Digest {done.digest}")
    return 0


def bring_in(arguments: argparse.Namespace) -> int:
    """Bring a folder into an empty desk; where there is no desk yet, one is made for it."""
    from esafety_desk.services import moving_in

    if len(arguments.paths) != 1:
        raise BadUsage("Give one folder, which holds a whole desk.")
    (folder,) = arguments.paths
    with _desk_for(folder, arguments) as (work, recovery):
        done = moving_in.bring_in(work, folder)
    if arguments.json:
        said = {"counts": done.counts, "digest": done.digest, "without_content": done.without_content}
        say_json({**said, "recovery_key": recovery} if recovery else said)
        return 0
    say(f"{sum(done.counts.values()):,} records came in.", f"Digest {done.digest}")
    if done.without_content:
        say(f"Sealed files whose content stayed behind: {', '.join(done.without_content)}.")
    if recovery:
        say(f"A new desk was made. Print its recovery key and put it away: {recovery}")
    return 0


@contextmanager
def _desk_for(folder: Path, arguments: argparse.Namespace) -> Iterator[tuple[Work, str]]:
    """The desk asked for, or one made for ``folder`` with its recovery key where none stands there yet."""
    from esafety_desk.services import keeping, moving_in, unlocking

    home = arguments.desk or default_desk()
    if unlocking.desk_exists(home):
        with unlocked(arguments) as work:
            yield work, ""
        return
    school, leader = moving_in.beginnings_of(folder)
    passphrase = terminal.passphrase(arguments.passphrase_file, "A passphrase for the new desk: ")
    now = clock.now()
    created = unlocking.create_desk(home, school, leader, passphrase, now=now)
    try:
        yield keeping.Work(created.desk, created.desk.opened_by, now), created.recovery_key
    finally:
        created.desk.close()
