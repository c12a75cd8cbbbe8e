"""The first values of a form: what the policy proposes, followed as one types until a person says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from esafety_desk.policy.proposals import all_proposals, at_about
from esafety_desk.records.base import Record
from esafety_desk.ui.session import Session

_ROUNDS = 3
"""A proposal may lead to another: the decision to its day, the day to the review."""


class FirstValues:
    """Remembers what was proposed. A field follows its proposal while it is empty or still holds the last one."""

    def __init__(self, record_type: type[Record], session: Session) -> None:
        self._record_type, self._session = record_type, session
        self._now = session.clock()
        self._last: dict[str, Any] = {}

    def begin(self, standing: Mapping[str, Any] | None = None) -> None:
        """Start anew, at this minute; what follows from ``standing`` counts as answered, filled in or not."""
        self._now = self._session.clock()
        self._last = {} if standing is None else self._proposed(standing)

    def due(self, values: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
        """What to put into which fields, given everything that stands in the form and the ``fields`` that show.

        What was proposed for a field that shows no more is taken back.
        """
        standing, found = dict(values), dict[str, Any]()
        for _ in range(_ROUNDS):
            changed = self._changed(standing, fields)
            if not changed:
                break
            standing |= changed
            found |= changed
        return found

    def _changed(self, values: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
        proposed = {name: value for name, value in self._proposed(values).items() if name in fields}
        changed: dict[str, Any] = {}
        for name in {**self._last, **proposed}:
            before, now, stands = self._last.get(name), proposed.get(name), values.get(name)
            if now != before and stands in (None, "", before) and now != stands:
                changed[name] = now
        self._last = proposed
        return changed

    def _proposed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        followed = all_proposals(self._record_type, values, self._session.school, self._session.today())
        return followed | at_about(self._record_type, values, self._now)
