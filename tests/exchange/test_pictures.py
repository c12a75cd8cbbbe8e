"""A picture keeps its dots and loses what clings to it."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from esafety_desk.exchange.pictures import bare
from esafety_desk.host.errors import KnownError

SECRET = "Quetzalcanary"


def jpeg(*, progressive: bool = False, turn: int = 6) -> bytes:
    picture, told = Image.effect_noise((64, 48), 60).convert("RGB"), Image.Exif()
    told[0x0110], told[0x0112], told[0x9286] = SECRET, turn, SECRET
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=told, comment=SECRET.encode(), progressive=progressive)
    return target.getvalue() + SECRET.encode()


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", SECRET)
    told.add_itxt("Author", SECRET)
    target = io.BytesIO()
    Image.effect_noise((64, 48), 60).save(target, "PNG", pnginfo=told)
    return target.getvalue() + SECRET.encode()


@pytest.mark.parametrize("content", [jpeg(), jpeg(progressive=True), png()])
def test_nothing_but_the_dots_is_left(content: bytes) -> None:
    assert SECRET.encode() in content
    cleaned = bare(content)
    assert SECRET.encode() not in cleaned
    with Image.open(io.BytesIO(cleaned)) as after, Image.open(io.BytesIO(content)) as before:
        assert after.tobytes() == before.tobytes()
    assert bare(cleaned) == cleaned


@pytest.mark.parametrize("turn", [1, 6, 8])
def test_a_picture_stays_turned_as_it_was(turn: int) -> None:
    with Image.open(io.BytesIO(bare(jpeg(turn=turn)))) as after:
        assert after.getexif().get(0x0112, 1) == turn


@pytest.mark.parametrize(
    "content", [jpeg()[:200], b"\xff\xd8\xff\xe0\x00\x00", png()[:40], b"\x89PNG\r\n\x1a\n"]
)
def test_what_only_begins_like_a_picture_is_refused(content: bytes) -> None:
    with pytest.raises(KnownError):
        bare(content)


def test_other_files_stay_as_they_are() -> None:
    assert bare(b"%PDF-1.4 and so on") == b"%PDF-1.4 and so on"
