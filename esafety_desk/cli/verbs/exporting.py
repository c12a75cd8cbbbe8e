"""The verb "export": a list, dates, figures or the whole desk, out for a purpose, and audited."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from esafety_desk.cli.opening import add_verb, unlocked
from esafety_desk.cli.output import say, say_json
from esafety_desk.cli.verbs import moving
from esafety_desk.host import terminal
from esafety_desk.host.files import write_whole
from esafety_desk.records.registers import LISTED, REGISTERS


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    exporting = add_verb(verbs, "export", _export, "take a list, dates, or the whole desk out")
    exporting.add_argument("what", choices=[*LISTED, "calendar", "desk", "return"])
    exporting.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="PATH",
        help="FILE.csv, .xlsx, .pdf or .ics; a folder for desk and return",
    )
    exporting.add_argument("--text", default="", help="only records that hold these words")
    exporting.add_argument("--with-words", action="store_true", help="dates with their reasons, names too")
    exporting.add_argument("--period", help='days of a return, such as "Autumn 2026" or "2026-27"')
    exporting.add_argument(
        "--school-name", action="store_true", help="name the school in a return; else it bears a code"
    )
    exporting.add_argument("--purpose", default="", help="why it leaves the desk")
    exporting.add_argument("--to-whom", default="", metavar="RECIPIENT", help="who gets it")
    exporting.add_argument(
        "--protect-with", metavar="F", help="put the file under the passphrase in F; - is standard input"
    )


def _export(arguments: argparse.Namespace) -> int:
    if arguments.what == "desk":
        return moving.take_out(arguments)
    if arguments.what == "return":
        return _return(arguments)
    return _calendar(arguments) if arguments.what == "calendar" else _list(arguments)


def _list(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import exporting
    from esafety_desk.services.listing import ListQuery

    passphrase = ""
    if arguments.protect_with:
        passphrase = terminal.passphrase(arguments.protect_with, "A passphrase for the file: ")
    with unlocked(arguments) as work:
        done = exporting.made_list(
            work,
            ListQuery(REGISTERS[arguments.what], text=arguments.text),
            arguments.out.suffix.lower().lstrip("."),
            purpose=arguments.purpose,
            to_whom=arguments.to_whom,
            passphrase=passphrase,
        )
        exporting.let_out(work, done, arguments.out)
    if arguments.json:
        say_json({"register": arguments.what, "count": done.records, "out": str(arguments.out)})
    else:
        say(f"{done.records:,} records: {arguments.out}")
    return 0


def _calendar(arguments: argparse.Namespace) -> int:
    from esafety_desk.services.calendar import calendar

    with unlocked(arguments) as work:
        content = calendar(
            work, with_words=arguments.with_words, purpose=arguments.purpose, to_whom=arguments.to_whom
        )
        write_whole(arguments.out, content)
    dates = content.count(b"BEGIN:VEVENT")
    if arguments.json:
        say_json({"count": dates, "out": str(arguments.out)})
    else:
        say(f"{dates:,} dates: {arguments.out}")
    return 0


def _return(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import returns

    with unlocked(arguments) as work:
        period = returns.period_asked_for(work, arguments.period)
        done = returns.export_return(
            work,
            arguments.out,
            period,
            with_name=arguments.school_name,
            purpose=arguments.purpose,
            to_whom=arguments.to_whom,
        )
    if arguments.json:
        said = {"school": done.school, "period": done.period, "count": done.lines}
        say_json({**said, "out": str(arguments.out)})
    else:
        say(f"{done.period}, {done.lines:,} lines under the code {done.school}: {arguments.out}")
    return 0
