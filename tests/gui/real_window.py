"""A piece of work in a real window: ``python -m tests.gui.real_window OUT``.

Builds an invented school and starts the program as the README says, on a screen of its own (Xvfb). The keys and
clicks of xdotool open the desk, record an incident, print the governors' report into a PDF and save it; a picture of
each step is left in OUT. Then the encrypted desk is asked for the incident, and the two papers are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication

from tests.gui.printed import difference, sides
from tests.gui.real_screen import SIZE, RealHands

NEEDED = ("Xvfb", "xdotool", "openbox")
WITHOUT = "Not run: this needs {}. On Debian: apt-get install xvfb xdotool openbox"
PASSPHRASE = "gentle otter paints seven lanterns"
SUMMARY = "Unkind messages in the class chat"
TITLE = "Online safety report to governors"


@contextmanager
def own_screen() -> Iterator[str]:
    """An X screen that nobody else looks at, with windows that can be moved and closed; its name."""
    reading, writing = os.pipe()
    shape = f"{SIZE[0]}x{SIZE[1]}x24"
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", shape, "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL)
    try:
        yield display
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


def program() -> list[str]:
    """How the README starts the program: the command beside this Python, else its module."""
    installed = Path(sys.executable).with_name("esafety-desk")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "esafety_desk"]


def school(aside: Path) -> Path:
    """An invented school to keep, under the passphrase."""
    words = aside / "passphrase.txt"
    words.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    desk = aside / "desk"
    asked = [*program(), "demo", str(desk), "--passphrase-file", str(words)]
    subprocess.run(asked, check=True, stdout=subprocess.DEVNULL)
    return desk


def work_through(hands: RealHands, papers: Path) -> None:
    """From the way in to two papers, with a picture of each step."""
    hands.look("1-way-in")
    hands.type(PASSPHRASE)
    hands.click_filled_button()
    hands.look("2-today")
    hands.press("ctrl+8", "ctrl+n")
    hands.look("3-new-incident")
    hands.type("bully")
    hands.press("Tab")
    hands.type(SUMMARY)
    hands.press("Tab", "Tab", "Tab", "space")
    hands.look("4-incident-filled-in")
    hands.click_filled_button()
    hands.look("5-incident-saved")
    hands.press("ctrl+k")
    hands.type("reports")
    hands.look("6-search")
    hands.press("Return")
    hands.look("7-report")
    hands.press("ctrl+p")
    hands.look("8-printer")
    hands.press("alt+f", "ctrl+a")
    hands.type(str(papers / "printed.pdf"))
    hands.press("Return")
    hands.look("9-printed")
    hands.press("ctrl+s")
    hands.type(str(papers / "saved.pdf"))
    hands.look("10-saving")
    hands.press("Return")
    hands.look("11-saved")
    hands.press("alt+F4")


def judge(desk: Path, papers: Path) -> None:
    """Raise AssertionError unless the incident stands encrypted in the desk and the papers are a whole report."""
    asked = [*program(), "list", "incidents", "--desk", str(desk), "--json"]
    asked += ["--passphrase-file", str(desk.parent / "passphrase.txt")]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    found = [row for row in told["rows"] if row["summary"] == SUMMARY]
    assert [row["kind"] for row in found] == ["conduct.online-bullying"], found
    kept = [file.read_bytes() for file in desk.rglob("*") if file.is_file()]
    assert not any(SUMMARY.encode() in content for content in kept)
    pages = [page.extract_text() for page in PdfReader(papers / "saved.pdf").pages]
    assert TITLE in pages[0]
    sheets, saved = sides(papers / "printed.pdf"), sides(papers / "saved.pdf")
    assert len(sheets) == len(saved) >= 5
    for number, sheet in enumerate(sheets):  # no other page is as like it as its own
        apart = [difference(sheet, page) for page in saved]
        assert apart.index(min(apart)) == number, apart
    sys.stdout.write(
        f"{found[0]['reference']} stands in the desk; {len(sheets)} sheets are the report's pages.\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out.resolve()
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        sys.stdout.write(f"{WITHOUT.format(' and '.join(missing))}\n")
        return 0
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as aside, own_screen() as display:
        desk = school(Path(aside))
        os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb", HOME=aside, XDG_CONFIG_HOME=aside)
        eyes = QGuiApplication(["eyes"])  # see the screen from outside, through the same X server
        with subprocess.Popen([*program(), "--desk", str(desk)]) as running:
            try:
                work_through(RealHands(out, eyes.primaryScreen()), Path(aside))
                assert running.wait(timeout=60) == 0
            finally:
                running.terminate()
        for paper in ("printed.pdf", "saved.pdf"):
            shutil.copy(Path(aside) / paper, out)
        judge(desk, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
