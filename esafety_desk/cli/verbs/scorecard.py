"""The verb "scorecard": how each clause of the policy stands, and why."""

from __future__ import annotations

import argparse
from typing import Any

from esafety_desk.cli.opening import add_verb, unlocked
from esafety_desk.cli.output import say, say_json


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    add_verb(verbs, "scorecard", _scorecard, "print how each clause of the policy stands, and why")


def _scorecard(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import scorecard

    with unlocked(arguments) as work:
        lines = scorecard.scorecard(work.desk, work.today)
        scorecard.witness(work)
        today = work.today
    if arguments.json:
        say_json({"today": today, "clauses": scorecard.as_plain(lines)})
    else:
        say(*scorecard.as_lines(lines))
    return 0
