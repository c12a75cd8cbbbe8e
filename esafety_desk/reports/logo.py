"""The school's logo: a picture from outside, decoded within bounds and written anew without anything but its pixels."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from esafety_desk.host.errors import KnownError

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_SIDE = 10_000
LARGEST_AREA = 40_000_000
KEPT_SIDE = 600
"""Enough pixels for 4 cm at 300 to the inch."""

_KINDS = ("PNG", "JPEG")
_TOO_MANY = "This picture has too many pixels for a logo. Choose a smaller one."


class BadLogo(KnownError):
    """The picture cannot be a logo; the message says why."""


def kept(content: bytes) -> bytes:
    """The picture as a small PNG on white, with no metadata: what is kept in the desk. Raises BadLogo."""
    if len(content) > LARGEST_FILE:
        raise BadLogo("This picture is larger than 10 MB. Choose a smaller one.")
    try:
        with Image.open(BytesIO(content), formats=_KINDS) as found:
            _check_size(*found.size)
            found.draft("RGB", (KEPT_SIDE * 2, KEPT_SIDE * 2))
            return _small(found)
    except UnidentifiedImageError as error:
        raise BadLogo("This file is not a PNG or JPEG picture. Choose another.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadLogo(_TOO_MANY) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise BadLogo("This picture is damaged and cannot be read. Choose another.") from error


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LARGEST_SIDE or width * height > LARGEST_AREA:
        raise BadLogo(_TOO_MANY)


def _small(found: Image.Image) -> bytes:
    """At most KEPT_SIDE pixels a side, see-through parts made white."""
    found.thumbnail((KEPT_SIDE, KEPT_SIDE))
    clear = found.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    written = BytesIO()
    white.save(written, "PNG", optimize=True)
    return written.getvalue()


@lru_cache(maxsize=2)
def picture(content: bytes | None) -> Any:
    """The logo for the pen; None where there is none, or where it cannot be read any more."""
    if not content:
        return None
    try:
        return ImageReader(BytesIO(kept(content)))
    except BadLogo:
        return None


def fitted(found: Any, width: float, height: float) -> tuple[float, float]:
    """The size of a picture at its own proportions within a box."""
    across, down = found.getSize()
    scale = min(width / across, height / down)
    return across * scale, down * scale
