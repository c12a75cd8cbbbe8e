"""Evidence: where files are switched off, what a file is by its content, and what of it may never change."""

from __future__ import annotations

import re
from collections.abc import Collection

from esafety_desk.policy.wording import listed
from esafety_desk.records.attachment import LARGEST, Attachment, MediaType, Seal
from esafety_desk.records.incident import IMAGE_TYPES

STOPPED = (
    "Files are switched off for this type of incident: do not view, copy, print, share, store or save the image. "
    "Tell the designated safeguarding lead."
)
"""Said wherever a file is refused. Source: DOMAIN, section 2, hard stop."""
_UNCHANGING = ("file_name", "media_type", "size", "digest", "about_id")
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"%PDF-", MediaType.PDF),
)
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_STEPS = {
    Seal.OPEN: frozenset({Seal.OPEN, Seal.SEALED}),
    Seal.SEALED: frozenset({Seal.SEALED, Seal.RELEASED, Seal.DESTROYED}),
    Seal.RELEASED: frozenset({Seal.RELEASED, Seal.SEALED}),
    Seal.DESTROYED: frozenset({Seal.DESTROYED}),
}


def is_stopped(kinds: Collection[str]) -> bool:
    """Whether files are switched off for an incident that is, or is a duplicate of, one of these types."""
    return not IMAGE_TYPES.isdisjoint(kinds)


def media_type_of(content: bytes) -> MediaType | None:
    """What ``content`` is, by its own bytes; None for a kind that the desk does not keep."""
    for beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    return MediaType.TEXT if _is_text(content) else None


def file_problem(content: bytes) -> str:
    """Why a file with this content cannot be attached; empty where it can."""
    if not content:
        return "This file is empty."
    if len(content) > LARGEST:
        return (
            f"This file is larger than {LARGEST // (1024 * 1024)} MB. Attach a smaller copy, or a part of it."
        )
    if media_type_of(content) is None:
        return f"This file is none of these: {listed([kind.label for kind in MediaType], 'or')}."
    return ""


def evidence_problems(before: Attachment | None, after: Attachment) -> dict[str, str]:
    """Messages by field where a file that is kept would become another one, or skip a decision."""
    if before is None:
        return (
            {}
            if after.seal is Seal.OPEN
            else {"seal": "A new file is open. It is sealed by the incident's type."}
        )
    problems = {
        name: "What was attached stays as it was. Attach another file instead."
        for name in _UNCHANGING
        if getattr(before, name) != getattr(after, name)
    }
    if after.seal not in _STEPS[before.seal]:
        problems["seal"] = (
            f"This file is {before.seal.label.lower()}. Only a sealed one is released or destroyed."
        )
    return problems


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return _NOT_IN_TEXT.search(text) is None
