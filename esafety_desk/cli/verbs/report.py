"""The verb "report": a paper, printed to a PDF file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from esafety_desk.cli.opening import add_verb, day, unlocked
from esafety_desk.cli.output import say, say_json
from esafety_desk.host.files import write_whole


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    report = add_verb(verbs, "report", _report, "print a paper to a PDF file")
    report.add_argument("name", choices=["governors"])
    report.add_argument("--period", help='such as "Autumn 2026" or "2026-27"')
    report.add_argument("--from", dest="since", type=day, metavar="DATE", help="first day, as 2026-09-01")
    report.add_argument("--to", dest="until", type=day, metavar="DATE", help="last day, as 2026-12-18")
    report.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")


def _report(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import reporting

    with unlocked(arguments) as work:
        period = reporting.period_asked_for(work.desk, arguments.period, arguments.since, arguments.until)
        report = reporting.governors_report(work.desk, period, today=work.today)
        write_whole(arguments.out, reporting.render(report))
        reporting.witness_print(work, report)
    if arguments.json:
        say_json(reporting.as_plain(report))
    else:
        say(f"{report.period_label}: {arguments.out}")
    return 0
