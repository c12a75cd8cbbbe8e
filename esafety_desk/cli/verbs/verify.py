"""The verb "verify": whether a PDF file is a report as this desk issued it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from esafety_desk.cli.opening import add_verb, unlocked
from esafety_desk.cli.output import say, say_json


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    verify = add_verb(verbs, "verify", _verify, "say whether a report is as it was issued")
    verify.add_argument("file", type=Path, metavar="FILE.pdf")


def _verify(arguments: argparse.Namespace) -> int:
    from esafety_desk.policy.verification import Outcome
    from esafety_desk.services import archive

    content = archive.read_file(arguments.file)
    with unlocked(arguments) as work:
        verdict = archive.verify(work.desk, content)
    kept = verdict.report
    if arguments.json:
        about = {"period": kept.period_label, "edition": kept.edition} if kept else {}
        issued = {"issued_at": kept.issued_at, "attested_by": kept.attested_by} if kept else {}
        say_json({"outcome": str(verdict.outcome), **about, **issued})
    else:
        which = f" ({kept.period_label}, {kept.edition} edition)" if kept else ""
        say(f"{arguments.file.name}: {verdict.outcome}{which}")
    return 0 if verdict.outcome is Outcome.AS_ISSUED else 1
