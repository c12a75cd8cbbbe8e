"""The verb "report": a paper, printed to a PDF file; the governors' report issued as well."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esafety_desk.cli.opening import add_verb, day, unlocked
from esafety_desk.cli.output import say, say_json
from esafety_desk.cli.verbs import papers
from esafety_desk.host.errors import BadUsage
from esafety_desk.host.files import write_whole

if TYPE_CHECKING:
    from esafety_desk.policy.figures import GovernorReport
    from esafety_desk.policy.report_choices import Choices
    from esafety_desk.services.keeping import Work

_EDITIONS = ("standard", "confidential")


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    from esafety_desk.policy.report_choices import Chapter

    report = add_verb(verbs, "report", _report, "print a paper to a PDF file")
    report.add_argument("name", nargs="?", default="", metavar="NAME", help="governors, or a paper of --list")
    papers.add_options(report)
    report.add_argument("--period", help='such as "Autumn 2026" or "2026-27"')
    report.add_argument("--from", dest="since", type=day, metavar="DATE", help="first day, as 2026-09-01")
    report.add_argument("--to", dest="until", type=day, metavar="DATE", help="last day, as 2026-12-18")
    report.add_argument("--edition", choices=_EDITIONS, default=_EDITIONS[0])
    report.add_argument(
        "--for", dest="asked_by", default="", metavar="ROLE", help="who asked for a confidential edition"
    )
    report.add_argument(
        "--leave-out", nargs="+", default=[], choices=[chapter.value for chapter in Chapter], metavar="PART",
        help=f"parts that are not wanted: {', '.join(Chapter)}",
    )  # fmt: skip
    report.add_argument("--issue", action="store_true", help="issue it: archived and frozen for good")
    report.add_argument(
        "--attest", default="", metavar="ROLE", help="the role that attests that nobody can be recognised"
    )
    report.add_argument("--out", type=Path, metavar="FILE.pdf", help="the file to write")


def _report(arguments: argparse.Namespace) -> int:
    if arguments.list:
        return papers.list_them(arguments)
    if not arguments.name or not arguments.out:
        raise BadUsage("Say which paper and where to: report NAME --out FILE.pdf. See report --list.")
    if arguments.name != papers.GOVERNORS:
        return papers.print_one(arguments)
    with unlocked(arguments) as work:
        choices = _choices(work, arguments)
        report = _issued(work, choices, arguments) if arguments.issue else _draft(work, choices, arguments)
    if arguments.json:
        from esafety_desk.services import reporting

        say_json(reporting.as_plain(report))
    else:
        state = "draft, not issued" if report.is_draft else "issued"
        say(f"{report.period_label}, {report.edition} edition, {state}: {arguments.out}")
    return 0


def _choices(work: Work, arguments: argparse.Namespace) -> Choices:
    from esafety_desk.policy.figures import Edition
    from esafety_desk.policy.report_choices import Chapter, Choices
    from esafety_desk.services import reporting

    if arguments.attest and not arguments.issue:
        raise BadUsage("An attestation is given when a report is issued: add --issue.")
    period = reporting.period_asked_for(work.desk, arguments.period, arguments.since, arguments.until)
    left_out = frozenset(map(Chapter, arguments.leave_out))
    return Choices(period, Edition(arguments.edition), left_out, arguments.asked_by)


def _draft(work: Work, choices: Choices, arguments: argparse.Namespace) -> GovernorReport:
    from esafety_desk.services import logos, reporting

    report = reporting.draft(work.desk, choices, today=work.today).report
    write_whole(arguments.out, reporting.render(report, logos.logo(work.desk)))
    reporting.witness_print(work, report)
    return report


def _issued(work: Work, choices: Choices, arguments: argparse.Namespace) -> GovernorReport:
    from esafety_desk.services import issuing

    issued = issuing.issue(work, choices, arguments.attest)
    write_whole(arguments.out, issued.content)
    return issued.report
