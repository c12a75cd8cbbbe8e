"""The school's logo: small, clean, or refused in one plain sentence."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from esafety_desk.reports import logo
from esafety_desk.reports.document import Letterhead
from esafety_desk.reports.paper import render
from tests.reports.papers import paper, picture
from tests.reports.reading import assert_within_margins, reader, texts
from tests.reports.structure import tree


def test_kept_logo_is_small_and_white_where_it_was_see_through() -> None:
    with Image.open(BytesIO(logo.kept(picture(3_000, 1_000)))) as found:
        assert (found.format, found.mode, found.size) == ("PNG", "RGB", (600, 200))
        assert found.getpixel((0, 0)) == (255, 255, 255)
        assert found.getpixel((300, 100)) == (31, 78, 121)


def test_nothing_but_the_pixels_is_kept() -> None:
    said = PngInfo()
    said.add_text("Author", "Zofia Zając")
    written = BytesIO()
    with Image.open(BytesIO(picture())) as found:
        exif = found.getexif()
        exif[0x010E] = "taken at home"
        found.save(written, "PNG", pnginfo=said, exif=exif)
    assert b"taken at home" in written.getvalue()
    kept = logo.kept(written.getvalue())
    assert b"Zofia" not in kept
    assert b"taken at home" not in kept


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_paper_shows_the_logo_beside_its_title_and_reads_it_out(kind: str) -> None:
    made = render(paper(school=Letterhead("Cuddington Primary School", logo.kept(picture(kind=kind)))))
    assert len(reader(made).pages[0].images) == 1
    figures = [node.said for node in tree(made).walk() if node.kind == "Figure"]
    assert figures[0] == "Logo of Cuddington Primary School"
    assert_within_margins(made)


@pytest.mark.parametrize("size", [(4_000, 40), (40, 4_000), (1, 1)])
def test_logo_of_any_shape_keeps_its_proportions_and_its_place(size: tuple[int, int]) -> None:
    made = render(paper(school=Letterhead("Cuddington", logo.kept(picture(*size)))))
    assert_within_margins(made)
    assert "Online tools in our next project" in texts(made)[0]


def enormous() -> bytes:
    """A PNG of a few bytes that says it is 50,000 pixels wide and high."""
    head = b"IHDR" + (50_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunk = (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk + picture()[33:]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a PNG or JPEG"),
        (b"GIF89a" + b"\0" * 60, "not a PNG or JPEG"),
        (b"%PDF-1.7", "not a PNG or JPEG"),
        (picture()[:-600], "damaged"),
        (picture()[:60], "PNG or JPEG|damaged"),
        (picture(kind="JPEG")[:200], "PNG or JPEG|damaged"),
        (b"\0" * (logo.LARGEST_FILE + 1), "larger than 10 MB"),
        (picture(10_001, 1), "too many pixels"),
        (enormous(), "too many pixels"),
    ],
)
def test_broken_or_enormous_picture_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(logo.BadLogo, match=why):
        logo.kept(content)


def test_paper_whose_logo_cannot_be_read_any_more_is_printed_without_it() -> None:
    made = render(paper(school=Letterhead("Cuddington Primary School", picture()[:-600])))
    assert list(reader(made).pages[0].images) == []
    assert "Online tools in our next project" in texts(made)[0]
