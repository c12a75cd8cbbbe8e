"""How many faults are played: a sample, or all of them with ``--all-faults``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import shim
from tests.gui.conftest import answers, clock, come_in, sit, theme

__all__ = ["answers", "clock", "come_in", "sit", "theme"]  # a person at the window, as the walks have it


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, compiled for this run."""
    if shim.compiler() is None:
        pytest.skip("a C compiler and a Unix are needed")
    return shim.built_in(tmp_path_factory.mktemp("shim"))


@pytest.fixture
def all_faults(request: pytest.FixtureRequest) -> bool:
    """Whether all faults are to be played."""
    return bool(request.config.getoption("--all-faults"))
