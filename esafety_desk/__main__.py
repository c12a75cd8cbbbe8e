"""Reads the first word of the command line: a verb for the command line, or none for the window."""

from __future__ import annotations

import sys

_WINDOW_OPTIONS = ("--desk", "--demo", "--locked")


def main() -> int:
    """Run what was asked for; returns the exit code. Heavy modules are loaded only by what needs them."""
    words = sys.argv[1:]
    if words and not words[0].startswith(_WINDOW_OPTIONS):
        from esafety_desk.cli.main import main as run_verb

        return run_verb(words)
    from esafety_desk import app

    return app.main(words)


if __name__ == "__main__":
    sys.exit(main())
