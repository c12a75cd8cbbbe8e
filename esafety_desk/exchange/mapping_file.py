"""A mapping file: what the columns of a list or an old log mean, as somebody wrote it down."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from esafety_desk.host.errors import BadUsage
from esafety_desk.host.foreign import content_of, json_of

_LARGEST = 1 << 20
_SHOWN = 40


def mapping_in(path: Path, known: Collection[str]) -> dict[str, str | None]:
    """Words among ``known`` by heading; None leaves a column out. Raises BadUsage where it is no such file."""
    try:
        told = json_of(content_of(path, _LARGEST))
    except (OSError, ValueError) as error:
        raise _no_mapping(path) from error
    if not isinstance(told, dict):
        raise _no_mapping(path)
    strange = sorted(str(name) for name in told.values() if name not in (None, *known))
    if strange:
        raise BadUsage(
            f"{path.name} names a meaning nobody knows: {strange[0][:_SHOWN]}. Known are: {', '.join(known)}."
        )
    return told


def _no_mapping(path: Path) -> BadUsage:
    return BadUsage(f'{path.name} is no mapping. Write it like {{"Details": "details"}}.')
