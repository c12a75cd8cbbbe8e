"""Pictures and other files attached as evidence, shown in the window, or chosen as the logo."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image, PngImagePlugin

from tests.evidence_files import JPEG, PDF, PNG, _chunk
from tests.faults.hostile.table import kind, written

SECRET = "Quetzalcanary"
NO_KIND = "refused: This file is none of these"
NO_PICTURE = "refused: This file begins like a picture but is none, or it is damaged."
NOT_THERE = "refused: There is no such file. Choose it again."


def noise(kind_of: str, **options: object) -> bytes:
    target = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(target, kind_of, **options)
    return target.getvalue()


def located() -> bytes:
    told = Image.Exif()
    told[0x0110], told[0x9286] = SECRET, SECRET
    told.get_ifd(0x8825)[1], told.get_ifd(0x8825)[2] = "N", (51.0, 30.0, 0.0)
    return noise("JPEG", exif=told, comment=SECRET.encode())


def chatty_png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", f"GPS {SECRET}")
    return noise("PNG", pnginfo=told)


def bomb(side: int) -> bytes:
    """A PNG of one colour: a small file, and ``side`` times ``side`` dots."""
    line = zlib.compressobj(9)
    packed = b"".join(line.compress(bytes(side + 1)) for _ in range(side)) + line.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def huge_by_its_own_word() -> bytes:
    head = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 16, 6, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(100))) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("x.exe", SECRET)
    return target.getvalue()


def file(
    reader: str, name: str, called: str, content: Callable[[], bytes], *gives: str, refused: str = ""
) -> None:
    """One more file."""

    @kind(reader, name, *gives, refused=refused)
    def made(folder: Path) -> Path:
        return written(folder, called, content())


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
file("attached", "a picture that says where it was taken", "a.jpg", located, "image/jpeg")
file("attached", "a picture with words in it", "a.png", chatty_png, "image/png")
file(
    "attached", "a picture with an archive behind it", "a.jpg", lambda: noise("JPEG") + zipped(), "image/jpeg"
)
file(
    "attached",
    "a picture in a picture's clothes: a web page",
    "a.png",
    lambda: SVG,
    "text/plain",
    "with <script",
)
file(
    "attached",
    "a drawing with a script, kept as the text it is",
    "a.svg",
    lambda: SVG,
    "text/plain",
    "with <script",
)
file("attached", "moving pictures", "a.gif", lambda: noise("GIF"), refused=NO_KIND)
file("attached", "a scan in many pages", "a.tiff", lambda: noise("TIFF"), refused=NO_KIND)
file("attached", "a program called a picture", "a.jpg", lambda: b"MZ\x90\0" + bytes(500), refused=NO_KIND)
file("attached", "a picture cut short", "a.jpg", lambda: noise("JPEG")[:300], refused=NO_PICTURE)
file("attached", "a drawing of dots cut short", "a.png", lambda: noise("PNG")[:200], refused=NO_PICTURE)
file(
    "attached",
    "a part that is longer than the file",
    "a.png",
    lambda: PNG[:8] + b"\xff\xff\xff\xffIDAT",
    refused=NO_PICTURE,
)
file("attached", "a picture of a million empty parts", "a.jpg",
     lambda: JPEG[:2] + b"\xff\xe5\x00\x02" * 1_000_000 + JPEG[2:], "image/jpeg")  # fmt: skip
file(
    "attached",
    "a file beyond the limit",
    "a.pdf",
    lambda: b"%PDF-1.7\n" + bytes(22 << 20),
    refused="larger than 20 MB",
)
file("attached", "nothing", "a.png", lambda: b"", refused="This file is empty")
file("attached", "a PDF", "a.pdf", lambda: PDF, "application/pdf")


@kind("attached", "a device without end", refused=NOT_THERE)
def device(folder: Path) -> Path:
    (folder / "a.png").symlink_to("/dev/zero")
    return folder / "a.png"


@kind("attached", "a pipe that nobody writes to", refused=NOT_THERE)
def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "a.png")
    return folder / "a.png"


@kind("attached", "a folder", refused=NOT_THERE)
def folder_instead(folder: Path) -> Path:
    return folder


@kind("attached", "a name that leads elsewhere and turns round", "text/plain")
def strange_name(folder: Path) -> Path:
    return written(folder, "..\u202egpj.\n" + "x" * 180 + ".txt", b"What was said.")


@kind("shown", "a picture of a hundred million dots", "viewer.picture")
def large_jpeg(folder: Path) -> Path:
    target = folder / "a.jpg"
    Image.new("L", (12_000, 9_000), 128).save(target, "JPEG")
    return target


@kind("shown", "a bomb of four hundred million dots", "")
def shown_bomb(folder: Path) -> Path:
    return written(folder, "a.png", bomb(20_000))


PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 999999999>>endobj\n"
)
file("shown", "a picture as large as a number can be", "a.png", huge_by_its_own_word, "")
file("shown", "a picture that is none", "a.png", lambda: PNG[:20], "")
file(
    "shown",
    "a PDF whose pages hold themselves",
    "a.pdf",
    lambda: PAGES + b"trailer<</Root 1 0 R>>\n%%EOF",
    "",
)
file("shown", "a PDF nested without end", "a.pdf", lambda: b"%PDF-1.4\n1 0 obj" + b"[" * 500_000, "")
file("shown", "twenty megabytes of text", "a.txt", lambda: b"What was said. " * 1_400_000, "viewer.text")
file("shown", "text that is no UTF-8", "a.txt", lambda: b"\xff\xfe" * 1_000, "viewer.text")

file("logo", "a bomb of four hundred million dots", "a.png", lambda: bomb(20_000), refused="too many pixels")
file(
    "logo",
    "a picture as large as a number can be",
    "a.png",
    huge_by_its_own_word,
    refused="too many pixels",
)
file("logo", "a drawing with a script", "a.svg", lambda: SVG, refused="not a PNG or JPEG")
file("logo", "a picture cut short", "a.jpg", lambda: noise("JPEG")[:300], refused="damaged")
file("logo", "a picture with an archive behind it", "a.png", lambda: chatty_png() + zipped(), "a logo")


@kind("logo", "a pipe that nobody writes to", refused="cannot be read")
def logo_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "a.png")
    return folder / "a.png"
