"""The verb "import": lists of people and old logs, read row by row."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esafety_desk.cli.opening import add_verb, unlocked
from esafety_desk.cli.output import say, say_parts
from esafety_desk.cli.verbs import moving
from esafety_desk.exchange.dates import DayOrder

if TYPE_CHECKING:
    from esafety_desk.services.import_report import Asked, Report, Result
    from esafety_desk.services.keeping import Work

_LOGS = {"incidents": "incidents", "sessions": "support-sessions", "approvals": "approvals"}


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    importing = add_verb(verbs, "import", _import, "bring in a list of people, or an old log")
    importing.add_argument("what", choices=["people", *_LOGS, "desk"])
    importing.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar="PATH",
        help="CSV files, workbooks, or folders or archives of them",
    )
    importing.add_argument("--dry-run", action="store_true", help="show what would happen, change nothing")
    importing.add_argument(
        "--mapping", type=Path, metavar="M.json", help='what columns mean: {"Heading": "date", "Other": null}'
    )
    importing.add_argument("--all-or-nothing", action="store_true", help="bring in no row if one is refused")
    importing.add_argument(
        "--refused", type=Path, metavar="FILE.csv", help="save refused rows, ready to mend"
    )
    importing.add_argument(
        "--absent-left", action="store_true", help="those whom this list of people no longer names have left"
    )
    order = importing.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="order", action="store_const", const=DayOrder.DAY_FIRST, help="31/12/2016"
    )
    order.add_argument(
        "--month-first", dest="order", action="store_const", const=DayOrder.MONTH_FIRST, help="12/31/2016"
    )


def _import(arguments: argparse.Namespace) -> int:
    if arguments.what == "desk":
        return moving.bring_in(arguments)
    from esafety_desk.services.import_report import NotAll

    heard = _Heard(is_json=arguments.json)
    asked = _asked(arguments)
    with unlocked(arguments) as work:
        try:
            result, stopped = _brought(work, arguments, asked, heard), None
        except NotAll as error:
            result, stopped = error.result, error
    if arguments.refused and heard.waiting:
        _save_refused(arguments.refused, heard.waiting)
    if arguments.json:
        say_parts(_as_json(result, heard, brought_in=stopped is None and not asked.dry_run))
    else:
        say(*heard.lines, *result.all_notes, result.message)
    if stopped is not None:
        raise stopped
    return 1 if result.has_refusals else 0


def _brought(work: Work, arguments: argparse.Namespace, asked: Asked, heard: _Heard) -> Result:
    from esafety_desk.services.bringing_in import bring_in

    return bring_in(work, _LOGS.get(arguments.what, arguments.what), arguments.paths, asked, heard)


class _Heard:
    """What the import says of each row, kept small: encoded at once, so that a long list fits."""

    def __init__(self, *, is_json: bool) -> None:
        self.rows: list[bytes] = []
        self.lines: list[str] = []
        self.waiting: list[Report] = []
        self._is_json = is_json

    def __call__(self, report: Report) -> None:
        if report.cells:
            self.waiting.append(report)
        if self._is_json:
            row = {
                "file": report.file,
                "line": report.line,
                "action": report.action,
                "reason": report.reason,
                "understood": dict(report.understood),
            }
            self.rows.append(json.dumps(row, ensure_ascii=False, default=str).encode())
        else:
            said = f", {report.reason}" if report.reason else ""
            self.lines.append(f"{report.file} line {report.line}: {report.action}{said}")


def _as_json(result: Result, heard: _Heard, *, brought_in: bool) -> Iterator[str]:
    """The result as one JSON object in parts, so that its rows need not be put together in memory."""
    sheets = [
        {
            "file": sheet.file,
            "undecided_dates": list(sheet.undecided),
            "columns": [
                {
                    "heading": column.heading,
                    "meaning": column.meaning,
                    "confidence": round(column.confidence, 2),
                    "why": column.why,
                }
                for column in sheet.columns
            ],
        }
        for sheet in result.sheets
    ]
    head = {
        "counts": result.told,
        "notes": result.all_notes,
        "message": result.message,
        "brought_in": brought_in,
        "sheets": sheets,
    }
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": [\n'
    for number, row in enumerate(heard.rows):
        yield ("  " if number == 0 else ",\n  ") + row.decode()
    yield "\n ]\n}\n"


def _asked(arguments: argparse.Namespace) -> Asked:
    from esafety_desk.exchange.mapping_file import mapping_in
    from esafety_desk.services.bringing_in import meanings_of
    from esafety_desk.services.import_report import Asked

    return Asked(
        dry_run=arguments.dry_run,
        order=arguments.order,
        mapping=mapping_in(arguments.mapping, meanings_of(_LOGS.get(arguments.what, arguments.what)))
        if arguments.mapping
        else {},
        all_or_nothing=arguments.all_or_nothing,
        absent_left=arguments.absent_left,
    )


def _save_refused(path: Path, waiting: list[Report]) -> None:
    from esafety_desk.exchange.refused import refused_rows
    from esafety_desk.host.files import write_whole

    write_whole(path, refused_rows((row.line, row.reason, row.cells) for row in waiting))
