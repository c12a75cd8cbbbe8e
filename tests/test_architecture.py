"""The house keeps its own rules: arrows, sizes, words, and commands that the README and CI share."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES, FUNCTION_LINES = 300, 40
BANNED_WORDS = ("TODO", "FIXME", "XXX", "HACK", "noqa", "type: ignore", "pragma: no cover")
NETWORK_MODULES = ("socket", "ssl", "urllib.request", "http", "smtplib", "ftplib", "PySide6.QtWebEngineCore")
LOCAL_ONLY = {"QLocalServer", "QLocalSocket", "QAbstractSocket"}


def modules(folder: str = "esafety_desk") -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def by_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, set()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", {alias.name for alias in node.names}


def test_arrows_between_the_rooms_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == os.EX_OK


def test_modules_are_short_enough_to_read_in_one_go() -> None:
    # A migration is history: it says in full what the tables were on that day.
    readable = [path for path in modules() + modules("tests") if "migrations" not in path.parts]
    assert not [by_name(path) for path in readable if len(read(path).splitlines()) > MODULE_LINES]


def test_functions_are_short_enough_to_read_at_a_glance() -> None:
    long = [
        (by_name(path), node.name)
        for path in modules()
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert not long


def test_modules_leave_nothing_for_later() -> None:
    banned = re.compile(r"\b(" + "|".join(BANNED_WORDS) + r")\b")
    others = [path for path in modules() + modules("tests") if path != Path(__file__).resolve()]
    assert not [by_name(path) for path in others if banned.search(read(path))]


def test_modules_say_what_they_are_for() -> None:
    assert not [by_name(path) for path in modules() if not ast.get_docstring(ast.parse(read(path)))]


def test_no_name_is_given_twice_in_a_module() -> None:
    """The second would silently take the place of the first."""
    for path in modules() + modules("tests"):
        made = [node.name for node in ast.parse(read(path)).body if isinstance(node, ast.FunctionDef)]
        assert not [name for name, number in Counter(made).items() if number > 1], by_name(path)


def test_rules_take_the_day_as_an_argument() -> None:
    clock = re.compile(r"\b(date\.today|datetime\.now|datetime\.utcnow|time\.time)\b")
    rules = modules("esafety_desk/records") + modules("esafety_desk/policy")
    assert not [by_name(path) for path in rules if clock.search(read(path))]


def test_no_module_can_reach_the_network() -> None:
    for path in modules():
        for name, members in imported(ast.parse(read(path))):
            assert not name.startswith(NETWORK_MODULES), f"{by_name(path)} imports {name}"
            if name == "PySide6.QtNetwork":
                assert members <= LOCAL_ONLY, f"{by_name(path)} imports more than a local socket"


def test_no_row_object_leaves_the_store() -> None:
    for path in modules():
        if "store" in path.relative_to(ROOT).parts:
            continue
        for name, _members in imported(ast.parse(read(path))):
            assert name != "esafety_desk.store.tables", f"{by_name(path)} reads rows"


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    asked = project["dependencies"] + [
        name for extra in project["optional-dependencies"].values() for name in extra
    ]
    pins = [line for line in read(ROOT / ".ci" / "constraints.txt").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9.]*", pin) for pin in pins)
    pinned = {_plain(pin.partition("==")[0]) for pin in pins}
    assert {_plain(re.split(r"[<>=!~ ]", name)[0]) for name in asked} <= pinned


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("mark", ["debian", "run", "test"])
def test_readme_marks_the_commands_that_ci_and_people_share(mark: str) -> None:
    block = re.search(
        rf"^<!-- {mark} -->\n```sh\n(.+?)\n```$", read(ROOT / "README.md"), re.MULTILINE | re.DOTALL
    )
    assert block is not None
    assert len(block.group(1).splitlines()) == 1
