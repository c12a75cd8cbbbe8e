"""Reads the first word of the command line: a verb for the command line, or none for the window."""

from __future__ import annotations

import sys

_VERBS = frozenset(
    {"demo", "report", "import", "list", "check", "scorecard", "--self-test", "-h", "--help", "--version"}
)


def main() -> int:
    """Run what was asked for; returns the exit code. Heavy modules are loaded only by what needs them."""
    words = sys.argv[1:]
    if words and words[0] in _VERBS:
        from esafety_desk import cli

        return cli.main(words)
    from esafety_desk import app

    return app.main(words)


if __name__ == "__main__":
    sys.exit(main())
