"""The verb "demo": an invented school to keep."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from esafety_desk.cli.output import say
from esafety_desk.host import clock, terminal
from esafety_desk.host.errors import BadUsage


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    demo = verbs.add_parser("demo", help="build an invented school")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--pupils", type=int, default=420)
    demo.add_argument("--years", type=int, default=3)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--passphrase-file", metavar="F")
    demo.set_defaults(verb=_demo)


def _demo(arguments: argparse.Namespace) -> int:
    from esafety_desk.services.demo import build_demo_desk

    if arguments.pupils < 1 or not 1 <= arguments.years <= 10:
        raise BadUsage("Give at least one pupil, and between 1 and 10 years.")
    desk = build_demo_desk(
        arguments.folder,
        terminal.passphrase(arguments.passphrase_file, "A passphrase for the invented school: "),
        now=clock.now(),
        pupils=arguments.pupils,
        years=arguments.years,
        seed=arguments.seed,
    )
    desk.close()
    say(f"An invented school stands in {arguments.folder}.")
    return 0
