"""A printed report read back: its lines as they stand on the sheets, and every word a reader could come by."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pypdf import PdfReader

from esafety_desk.records.names import folded


class Paper:
    """One PDF file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._reader = PdfReader(file)
        sheets = [page.extract_text(extraction_mode="layout") for page in self._reader.pages]
        self.lines = [" ".join(line.split()) for sheet in sheets for line in sheet.splitlines()]
        self.text = " ".join(" ".join(self.lines).split())

    def figures(self, label: str, after: str = "") -> str:
        """What stands behind ``label`` on its line, the first one below the line that holds ``after``."""
        start = next(at for at, line in enumerate(self.lines) if after in line)
        found = [line for line in self.lines[start:] if line.startswith(f"{label} ")]
        assert found, f"no line begins with {label}"
        return found[0].removeprefix(label).strip()

    def names_in(self, names: Iterable[str]) -> list[str]:
        """Which of ``names`` can be read anywhere: on the sheets, in what the file tells of itself, in its name."""
        outline = [str(mark.title) for mark in self._flat(self._reader.outline)]
        told = [
            self.text,
            str(self._reader.metadata),
            str(self._reader.xmp_metadata),
            *outline,
            self._file.name,
        ]
        words = set(folded(" ".join(told)).replace("-", " ").split())
        return [name for name in names if folded(name) in words]

    def _flat(self, marks: Iterable[object]) -> list[object]:
        return [one for mark in marks for one in (self._flat(mark) if isinstance(mark, list) else [mark])]
