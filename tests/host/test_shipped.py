"""What the program needs is in its package: hatch leaves out whatever .gitignore names."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("git") is None or not (_ROOT / ".git").exists(), reason="no checkout to ask")
def test_no_resource_is_left_out_of_the_package() -> None:
    shipped = [str(file.relative_to(_ROOT)) for file in (_ROOT / "resources").rglob("*") if file.is_file()]
    asked = ["git", "check-ignore", "--no-index", "--stdin"]
    told = subprocess.run(asked, cwd=_ROOT, input="\n".join(shipped), capture_output=True, text=True)
    assert told.returncode == 1, told.stderr  # none of them
    assert told.stdout == ""
