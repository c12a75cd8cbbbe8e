"""Reads the command line, runs one verb, and turns whatever goes wrong into one sentence and an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from esafety_desk import __version__
from esafety_desk.cli.opening import Verb
from esafety_desk.cli.output import say
from esafety_desk.cli.verbs import (
    attach,
    backup,
    check,
    demo,
    exporting,
    importing,
    key,
    listing,
    report,
    scorecard,
    verify,
)
from esafety_desk.host import bugs, clock, terminal
from esafety_desk.host.errors import BadUsage, CannotWrite, KnownError
from esafety_desk.host.paths import log_folder

_VERBS = (demo, report, verify, importing, exporting, attach, listing, check, backup, key, scorecard)


def main(words: Sequence[str]) -> int:
    """Run one verb. Returns 0 done, 1 check failed or rows refused, or the exit code of the KnownError."""
    try:
        terminal.speak_utf8()
        code = _run(_parser().parse_args(words))
        sys.stdout.flush()
    except KnownError as error:
        return _refused(error)
    except BrokenPipeError:
        terminal.fall_silent()
        return 0
    except OSError:
        return _refused(
            CannotWrite("What was asked for cannot be written out. Free some space and try again.")
        )
    except KeyboardInterrupt:
        return _refused(KnownError("Stopped before it was done."))
    except Exception as error:
        bugs.log_to(log_folder())
        bugs.record(type(error), error.__traceback__)
        return _refused(
            KnownError("The program made a mistake and stopped. Nothing of yours stands in its log.")
        )
    return code


def _refused(error: KnownError) -> int:
    sys.stderr.write(f"{error.sentence}\n")
    return error.exit_code


class _Parser(argparse.ArgumentParser):
    """Says what cannot be followed in one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        raise BadUsage(f"{message[:1].upper()}{message[1:]}. See {self.prog} --help.")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.self_test:
        from esafety_desk.services.self_test import self_test

        say(self_test(clock.now()))
        return 0
    verb: Verb = arguments.verb
    return verb(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="esafety-desk",
        description="An offline desk for a school's e-safety leader. Without a verb, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"E-Safety Desk {__version__}")
    parser.add_argument(
        "--self-test", action="store_true", help="build a desk in a temporary folder and check it"
    )
    parser.set_defaults(verb=_no_verb)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    for module in _VERBS:
        module.add(verbs)
    return parser


def _no_verb(arguments: argparse.Namespace) -> int:
    raise BadUsage("Say what to do, such as check or list. See --help.")
