"""The user guide: short pages of Markdown that ship with the program, in the order its contents give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from esafety_desk.host.resources import resource
from esafety_desk.records.names import folded
from esafety_desk.services import first_day

CONTENTS = "index"
_STEPS = "{steps}"
"""Stands in a page where the steps of the guided first day go."""
LINK = re.compile(r"\]\(([a-z-]+)\.md\)")
"""A link from one page of the guide to another; its group is the other page's key."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page; ``key`` is its file's name, and the name of the window's page it is about where there is one."""

    key: str
    title: str
    text: str


@cache
def page(key: str) -> HelpPage:
    """The page of that name. Raises FileNotFoundError when there is none."""
    text = resource(f"help/{key}.md").read_text(encoding="utf-8")
    if _STEPS in text:
        text = text.replace(_STEPS, first_day.in_help())
    return HelpPage(key, text.partition("\n")[0].removeprefix("# "), text)


@cache
def pages() -> tuple[HelpPage, ...]:
    """The contents, then every page they lead to, in their order."""
    contents = page(CONTENTS)
    return (contents, *(page(key) for key in dict.fromkeys(LINK.findall(contents.text))))


def page_about(name: str) -> HelpPage:
    """The page about a page of the window, else the contents."""
    return next((found for found in pages() if found.key == name), page(CONTENTS))


def find(text: str) -> tuple[HelpPage, ...]:
    """The pages that hold every word of ``text``: by title first, then as they were typed; all pages for none."""
    wanted = folded(text).split()
    phrase = " ".join(wanted)
    found = [one for one in pages() if all(word in folded(one.text) for word in wanted)]

    def distance(one: HelpPage) -> int:
        is_named = all(word in folded(one.title) for word in wanted)
        return 0 if is_named else 1 if phrase in folded(one.text) else 2

    return tuple(sorted(found, key=distance))
