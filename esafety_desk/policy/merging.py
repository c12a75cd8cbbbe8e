"""A school's own wording with fields in braces: checked when it is saved, filled when it is printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

_BRACE = re.compile(r"[{}]")
_FIELD = re.compile(r"\{([^{}]*)\}")
_HEADING, _BULLET = "# ", "- "
_SHOWN = 24

PieceKind = Literal["heading", "paragraph", "bullet", "block"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a letter as it is set on the page; a block's ``text`` is its name."""

    kind: PieceKind
    text: str


def wording_problem(text: str, fields: Collection[str], blocks: Collection[str] = ()) -> str:
    """What is wrong with a wording, in a sentence that names it; empty where it can be printed."""
    if not text.strip():
        return "Write something, or go back to the wording that came with the program."
    found = (*_unknown(text, {*fields, *blocks}), *_misplaced(text, blocks))
    return _unbalanced(text) or next(iter(found), "")


def filled(text: str, values: Mapping[str, str]) -> tuple[Piece, ...]:
    """The wording with its fields filled, in pieces: blank lines part paragraphs, "# " and "- " begin others.

    A field that stands alone and has no value is a block, which the paper fills itself; one whose value is
    empty leaves its line out.
    """
    return tuple(piece for line in _lines(text) for piece in _piece(line, values))


def _piece(line: str, values: Mapping[str, str]) -> Iterator[Piece]:
    kind: PieceKind = "paragraph"
    if line.startswith(_HEADING):
        kind, line = "heading", line.removeprefix(_HEADING)
    elif line.startswith(_BULLET):
        kind, line = "bullet", line.removeprefix(_BULLET)
    alone = _FIELD.fullmatch(line.strip())
    if alone and alone[1].strip() not in values:
        yield Piece("block", alone[1].strip())
        return
    said = _FIELD.sub(lambda found: values.get(found[1].strip(), ""), line)
    for part in re.split(r"\n\s*\n", said) if alone else (said,):
        if part.strip():
            yield Piece(kind, " ".join(part.split()))


def _lines(text: str) -> Iterator[str]:
    """Paragraphs with their lines joined; each heading and bullet by itself."""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        gathered: list[str] = []
        for line in (one.strip() for one in block.split("\n")):
            if line.startswith((_HEADING, _BULLET)):
                if gathered:
                    yield " ".join(gathered)
                gathered = []
                yield line
            elif line:
                gathered.append(line)
        if gathered:
            yield " ".join(gathered)


def _unbalanced(text: str) -> str:
    opened_at = -1
    for brace in _BRACE.finditer(text):
        if brace[0] == "{" and opened_at >= 0:
            return _unclosed(text, opened_at)
        if brace[0] == "}" and opened_at < 0:
            before = text[max(0, brace.start() - _SHOWN) : brace.start()].split("\n")[-1]
            return f"A brace is closed that was never opened, after “{before}”."
        opened_at = brace.start() if brace[0] == "{" else -1
    return _unclosed(text, opened_at) if opened_at >= 0 else ""


def _unclosed(text: str, at: int) -> str:
    shown = text[at : at + _SHOWN].split("\n")[0]
    return (
        f"The brace before “{shown.removeprefix('{').strip()}” is not closed. A field looks like {{school}}."
    )


def _unknown(text: str, fields: Collection[str]) -> Iterator[str]:
    for found in _FIELD.finditer(text):
        name = found[1].strip()
        if name not in fields:
            near = get_close_matches(name, sorted(fields), n=1, cutoff=0.5)
            hint = f"Did you mean {{{near[0]}}}?" if near else "The fields it has are listed beside it."
            yield f"This paper has no field {{{name}}}. {hint}"


def _misplaced(text: str, blocks: Collection[str]) -> Iterator[str]:
    for line in _lines(text):
        for found in _FIELD.finditer(line):
            name = found[1].strip()
            if name in blocks and found[0] != line.strip():
                yield f"{{{name}}} is a list, so it stands on a line of its own between two empty lines."
