"""Mapping files: JSON of every harmful make."""

from __future__ import annotations

from pathlib import Path

from tests.faults.hostile.table import kind, written


def told_by(name: str, content: str, *gives: str, refused: str = "") -> None:
    """One more mapping."""

    @kind("mapping", name, *gives, refused=refused)
    def made(folder: Path) -> Path:
        return written(folder, "mapping.json", content)


told_by(
    "a mapping as it should be",
    '\ufeff{"Details": "details", "Old": null}',
    "Details is details",
    "Old is None",
)
told_by("nested without end", "[" * 200_000, refused="no mapping")
told_by("nested as deep as one can", '{"a":' * 50_000 + "1" + "}" * 50_000, refused="no mapping")
told_by("a number of a million digits", '{"a": ' + "9" * 1_000_000 + "}", refused="no mapping")
told_by("a number that is none", '{"a": NaN}', refused="no mapping")
told_by("a name given twice", '{"a": "details", "a": "date"}', refused="no mapping")
told_by("a list where a word should be", '{"a": ["details"]}', refused="a meaning nobody knows")
told_by("a word of a million letters", '{"a": "' + "x" * 1_000_000 + '"}', refused="a meaning nobody knows")
told_by("two megabytes of lists", "[" + "[]," * 700_000 + "[]]", refused="no mapping")
told_by("half a letter", '{"\\ud800": "details"}', refused="no mapping")
