"""The desk without a window: the same services, for scheduled tasks and checks."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from esafety_desk import __version__, cli_attach
from esafety_desk.host import bugs, clock, terminal
from esafety_desk.host.errors import BadUsage, CannotWrite, KnownError
from esafety_desk.host.files import write_whole
from esafety_desk.host.paths import default_desk, log_folder

if TYPE_CHECKING:
    from esafety_desk.services.keeping import Work

ACTOR = "command line"
_Verb = Callable[[argparse.Namespace], int]


def main(words: Sequence[str]) -> int:
    """Run one verb. Returns 0 done, 1 check failed or rows refused, or the exit code of the KnownError."""
    try:
        terminal.speak_utf8()
        code = _run(_parser().parse_args(words))
        print(end="", flush=True)
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
    print(error.sentence, file=sys.stderr)
    return error.exit_code


class _Parser(argparse.ArgumentParser):
    """Says what cannot be followed in one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        raise BadUsage(f"{message[:1].upper()}{message[1:]}. See {self.prog} --help.")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.self_test:
        from esafety_desk.services.self_test import self_test

        print(self_test(clock.now()))
        return 0
    verb: _Verb = arguments.verb
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
    _add_demo(verbs)
    _add_report(verbs)
    _add_import(verbs)
    cli_attach.add(verbs, _add_desk, _day, _unlocked)
    _add_list(verbs)
    _add_plain(verbs, "check", _check, "check database, audit chain, search index and counts")
    _add_plain(verbs, "scorecard", _scorecard, "print how each clause of the policy stands, and why")
    return parser


def _add_demo(verbs: Any) -> None:
    demo = verbs.add_parser("demo", help="build an invented school")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--pupils", type=int, default=420)
    demo.add_argument("--years", type=int, default=3)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--passphrase-file", metavar="F")
    demo.set_defaults(verb=_demo)


def _add_report(verbs: Any) -> None:
    report = verbs.add_parser("report", help="print a paper to a PDF file")
    report.add_argument("name", choices=["governors"])
    report.add_argument("--period", help='such as "Autumn 2026" or "2026-27"')
    report.add_argument("--from", dest="since", type=_day, metavar="DATE", help="first day, as 2026-09-01")
    report.add_argument("--to", dest="until", type=_day, metavar="DATE", help="last day, as 2026-12-18")
    report.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    _add_desk(report)
    report.set_defaults(verb=_report)


def _add_import(verbs: Any) -> None:
    importing = verbs.add_parser("import", help="bring in a roster")
    importing.add_argument("what", choices=["people"])
    importing.add_argument("files", type=Path, nargs="+", metavar="FILE")
    importing.add_argument("--dry-run", action="store_true", help="show what would happen, change nothing")
    order = importing.add_mutually_exclusive_group()
    order.add_argument("--day-first", dest="day_first", action="store_const", const=True, help="31/12/2016")
    order.add_argument(
        "--month-first", dest="day_first", action="store_const", const=False, help="12/31/2016"
    )
    _add_desk(importing)
    importing.set_defaults(verb=_import)


def _add_list(verbs: Any) -> None:
    from esafety_desk.records.registers import LISTED

    listing = verbs.add_parser("list", help="list a register")
    listing.add_argument("register", choices=LISTED)
    _add_desk(listing)
    listing.set_defaults(verb=_list)


def _add_plain(verbs: Any, name: str, verb: _Verb, help: str) -> None:
    parser = verbs.add_parser(name, help=help)
    _add_desk(parser)
    parser.set_defaults(verb=verb)


def _add_desk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--desk", type=Path, default=None, metavar="DIR", help="the desk's folder")
    parser.add_argument(
        "--passphrase-file", metavar="F", help="read the passphrase here; - is standard input"
    )
    parser.add_argument("--json", action="store_true", help="print a result for machines to read")


def _no_verb(arguments: argparse.Namespace) -> int:
    raise BadUsage("Say what to do: demo, report, import, attach, list, check or scorecard. See --help.")


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
    print(f"An invented school stands in {arguments.folder}.")
    return 0


def _report(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import reporting

    now = clock.now()
    with _unlocked(arguments) as work:
        period = reporting.period_asked_for(work.desk, arguments.period, arguments.since, arguments.until)
        report = reporting.governors_report(work.desk, period, today=now.date())
        write_whole(arguments.out, reporting.render(report))
        reporting.witness_print(work, report)
    if arguments.json:
        _print_json(reporting.as_plain(report))
    else:
        print(f"{report.period_label}: {arguments.out}")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import importing

    with _unlocked(arguments) as work:
        result = importing.import_people(
            work, arguments.files, dry_run=arguments.dry_run, day_first=arguments.day_first
        )
    if arguments.json:
        _print_json(
            {
                "counts": result.counts,
                "notes": result.notes,
                "rows": [dataclasses.asdict(row) for row in result.rows],
            }
        )
    else:
        for row in result.rows:
            print(f"{row.file} line {row.line}: {row.action}" + (f", {row.reason}" if row.reason else ""))
        print("\n".join((*result.notes, result.message)))
    return 1 if result.has_refusals else 0


def _list(arguments: argparse.Namespace) -> int:
    from esafety_desk.records.registers import REGISTERS
    from esafety_desk.services import listing

    register = REGISTERS[arguments.register]
    with _unlocked(arguments) as work:
        rows = listing.dump(work, register)
    if arguments.json:
        _print_json({"register": register.name, "count": len(rows), "rows": rows})
        return 0
    names = ["reference", *(column.name for column in listing.columns(register)[1:])]
    for row in rows:
        print("\t".join(_shown(row.get(name)) for name in names))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from esafety_desk.services.checking import check

    with _unlocked(arguments) as work:
        result = check(work.desk)
    if arguments.json:
        _print_json(
            {
                "sound": result.is_sound,
                "problems": result.problems,
                "counts": result.counts,
                "audit": {"lines": result.audit_lines, "head": result.audit_head},
            }
        )
    else:
        for name, number in result.counts.items():
            print(f"{name}: {number:,}")
        print(f"audit lines: {result.audit_lines:,}, head {result.audit_head}")
        print("\n".join(result.problems) or "Everything is as it was left.")
    return 0 if result.is_sound else 1


def _scorecard(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import scorecard

    with _unlocked(arguments) as work:
        lines = scorecard.scorecard(work.desk, work.today)
        scorecard.witness(work)
    if arguments.json:
        _print_json({"today": work.today, "clauses": scorecard.as_plain(lines)})
    else:
        print("\n".join(scorecard.as_lines(lines)))
    return 0


@contextmanager
def _unlocked(arguments: argparse.Namespace) -> Iterator[Work]:
    """A Work on the desk that was asked for; the desk is closed however the block ends."""
    from esafety_desk.services import keeping
    from esafety_desk.services.unlocking import check_folder, unlock

    folder = arguments.desk or default_desk()
    check_folder(folder)
    passphrase = terminal.passphrase(arguments.passphrase_file, "Passphrase: ")
    now = clock.now()
    desk = unlock(folder, passphrase, now=now)
    try:
        yield keeping.Work(desk, ACTOR, now)
    finally:
        desk.close()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give a date as 2026-09-01") from error


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_shown(item) for item in value.values())
    return "" if value is None else " ".join(str(value).split())


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=str)
    print()
