"""The verb "check": whether the desk is as it was left."""

from __future__ import annotations

import argparse
from typing import Any

from esafety_desk.cli.opening import add_verb, unlocked
from esafety_desk.cli.output import say, say_json


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    check = add_verb(verbs, "check", _check, "check database, audit chain, search index and counts")
    check.add_argument(
        "--anchor",
        default="",
        metavar="WORDS",
        help='the anchor that was written down, such as "8214 3f9a02c1d7e4b605": finds an end that was cut off',
    )


def _check(arguments: argparse.Namespace) -> int:
    from esafety_desk.services.checking import check

    with unlocked(arguments) as work:
        result = check(work.desk, arguments.anchor)
    if arguments.json:
        say_json(
            {
                "sound": result.is_sound,
                "problems": result.problems,
                "counts": result.counts,
                "audit": {"lines": result.audit_lines, "head": result.audit_head},
            }
        )
    else:
        say(*(f"{name}: {number:,}" for name, number in result.counts.items()))
        say(f"audit lines: {result.audit_lines:,}, head {result.audit_head}")
        say(*(result.problems or ("Everything is as it was left.",)))
    return 0 if result.is_sound else 1
