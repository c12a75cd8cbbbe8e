"""The user guide is whole: every page of the window has its page, no link is dead, and a word finds its page."""

from __future__ import annotations

import pytest

from esafety_desk.host.resources import resource
from esafety_desk.services import guide


def test_no_link_is_dead_and_no_page_is_out_of_reach() -> None:
    keys = {page.key for page in guide.pages()}
    assert keys == {file.stem for file in resource("help").glob("*.md")}
    for page in guide.pages():
        assert set(guide.LINK.findall(page.text)) <= keys, page.key


@pytest.mark.parametrize("page", guide.pages(), ids=lambda page: page.key)
def test_a_page_is_titled_once_and_links_to_nothing_outside(page: guide.HelpPage) -> None:
    lines = page.text.splitlines()
    assert lines[0] == f"# {page.title}"
    assert page.title
    assert not [line for line in lines[1:] if line.startswith("# ")]
    assert page.text.count("](") == len(guide.LINK.findall(page.text))
    assert "http" not in page.text
    assert "!" not in page.text


def test_a_word_finds_its_page_titles_first() -> None:
    assert guide.find("EXEMPTIONS")[0].key == "exemptions"
    assert guide.find("recovery")[0].key == "unlocking"
    assert guide.find("wombat") == ()
    assert guide.find("  ") == guide.pages()


def test_a_page_of_the_window_that_has_none_gets_the_contents() -> None:
    assert guide.page_about("incidents").title == "Incidents"
    assert guide.page_about("nothing-such").key == guide.CONTENTS
