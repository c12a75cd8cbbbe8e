"""Every paper of the verb "report" but the governors': printed from the record that a reference names."""

from __future__ import annotations

import argparse

from esafety_desk.cli.opening import unlocked
from esafety_desk.cli.output import in_columns, say, say_json
from esafety_desk.host.files import write_whole

GOVERNORS = "governors"
_GOVERNORS_TITLE = "Online safety report to governors"


def add_options(report: argparse.ArgumentParser) -> None:
    """What the other papers are asked with."""
    report.add_argument(
        "reference",
        nargs="?",
        default="",
        metavar="REFERENCE",
        help="the record, such as INC-2026-014; a register for blank-forms, a period for a list",
    )
    report.add_argument("--roles", action="store_true", help="other people by their roles, not by name")
    report.add_argument("--list", action="store_true", help="name every paper, and what it is made from")


def list_them(arguments: argparse.Namespace) -> int:
    """Name every paper. It opens no desk."""
    from esafety_desk.services.papers.catalogue import PAPERS

    papers = [{"name": GOVERNORS, "title": _GOVERNORS_TITLE, "from": ["period"], "roles": False}]
    for paper in PAPERS.values():
        made_from = [register.name for register in paper.of] or [paper.takes]
        told = {"name": paper.name, "title": paper.title, "from": made_from}
        papers.append({**told, "roles": paper.can_leave_out_names})
    if arguments.json:
        say_json({"papers": papers})
    else:
        say(*(in_columns((paper["name"], paper["title"], paper["from"])) for paper in papers))
    return 0


def print_one(arguments: argparse.Namespace) -> int:
    """Print one paper to a file, and put it on record."""
    from esafety_desk.services.papers import printing

    period = arguments.period or ""
    with unlocked(arguments) as work:
        composed = printing.compose(
            work, arguments.name, arguments.reference, roles=arguments.roles, period=period
        )
        content = printing.draw(composed)
        write_whole(arguments.out, content)
        printing.witness_print(work, composed)
    if arguments.json:
        say_json(
            {"paper": composed.name, "reference": composed.reference, "roles": composed.leaves_out_names}
        )
    else:
        say(f"{composed.title}{f' {composed.reference}' if composed.reference else ''}: {arguments.out}")
    return 0
