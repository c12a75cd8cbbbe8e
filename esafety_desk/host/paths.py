"""Where a desk lies when nobody says otherwise."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_APPLICATION = "E-Safety Desk"


def default_desk() -> Path:
    """The desk folder inside the user's own data folder."""
    return Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False)) / "desk"


def log_folder() -> Path:
    """Where the rotating log of the program's own faults lies; no record's content ever does."""
    return Path(platformdirs.user_log_dir(_APPLICATION, appauthor=False))
