"""What a register has to say of one record, above its form or under the title of its detail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from esafety_desk.ui.kit.notice import Notice
from esafety_desk.ui.session import Session


class RecordNotice(Notice):
    """Each has ``show_kept(record_id)``; ``asked`` carries a form, filled in beforehand, that it wants opened."""

    asked = Signal(object)

    def __init__(self, session: Session, name: str, called: str) -> None:
        super().__init__("amber", name, called)
        self._session = session

    def show_draft(self, values: Mapping[str, Any]) -> None:
        """Speak of what is being typed; most have nothing to say before it is kept."""
