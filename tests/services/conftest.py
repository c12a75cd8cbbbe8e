"""An incident with evidence, and the one who decides on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from esafety_desk.records.attachment import Attachment
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.services import evidence, keeping
from esafety_desk.services.keeping import Work
from tests.conftest import add_person
from tests.evidence_files import CANARY, incident, written

Attach = Callable[..., Attachment]


@pytest.fixture
def chat(work: Work) -> Incident:
    return keeping.save(work, incident()).record


@pytest.fixture
def dsl(work: Work) -> Person:
    return add_person(work, "Nkechi", "Okafor", PersonKind.STAFF, Role.DSL)


@pytest.fixture
def attach(work: Work, tmp_path: Path) -> Attach:
    def attached(about: Any, name: str = "chat.txt", content: bytes = CANARY, **known: Any) -> Attachment:
        return evidence.attach(work, about.id, written(tmp_path, name, content), **known).record

    return attached
