"""Python's own import, put back where PySide has set a hook of its own before it."""

from __future__ import annotations

import builtins


def without_hook() -> None:
    """Take out the hook for ``from __feature__ import``, which the desk does not use. Call before a thread is begun.

    It reads the source of every module that is loaded, keeps it, and swaps the import function to and fro meanwhile:
    threads that load modules at once fail in it, or take the program with them.
    """
    own = vars(builtins)
    if own["__import__"] is own.get("__feature_import__"):
        own["__import__"] = own["__orig_import__"]
