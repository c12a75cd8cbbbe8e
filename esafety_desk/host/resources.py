"""Where icons, style sheets, words and help pages lie: data that ships with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The path of a file or folder under ``resources/``, such as "icons/today.svg".

    Raises FileNotFoundError when this copy of the program lacks it, ValueError when ``name`` leads outside.
    """
    root = _root()
    path = root.joinpath(name).resolve()
    if not path.is_relative_to(root):
        raise ValueError("A resource must lie inside the resources folder.")
    if not path.exists():
        raise FileNotFoundError(f"This copy of the program lacks its resource {name}.")
    return path


@cache
def _root() -> Path:
    # An installed or frozen program carries them inside the package; a checkout has them beside it.
    for folder in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("This copy of the program lacks its resources. Please install it again.")
