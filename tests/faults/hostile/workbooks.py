"""Workbooks: entities, false sizes, rows and cells without end, formulas, links, and parts that are not there."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from tests.faults.hostile.table import kind, written
from tests.faults.hostile.texts import TWO

_NS = "http://schemas.openxmlformats.org"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {"workbook": "sheet.main", "sharedStrings": "sharedStrings", "styles": "styles"}


def types_of(parts: Iterable[str]) -> str:
    """The list of these parts, with which a workbook begins."""
    listed = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_SPREADSHEET}.{_TYPES[part]}+xml"/>'
        for part in parts
    )
    return (
        f'{_XML}<Types xmlns="{_NS}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


_KIND = f"{_NS}/officeDocument/2006/relationships"
RELS = (
    f'{_XML}<Relationships xmlns="{_NS}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_KIND}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
SHEET_AT = "worksheets/sheet1.xml"
BOOK = (
    f'{_XML}<workbook xmlns="{_NS}/spreadsheetml/2006/main" xmlns:r="{_KIND}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BEGIN = f'{_XML}<worksheet xmlns="{_NS}/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"


def book_rels(target: str = SHEET_AT, more: str = "") -> str:
    return (
        f'{_XML}<Relationships xmlns="{_NS}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_KIND}/worksheet" Target="{target}"/>{more}</Relationships>'
    )


STYLES = (
    f'{_XML}<styleSheet xmlns="{_NS}/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    "</styleSheet>"
)


def cell(text: str, at: str = "") -> str:
    where = f' r="{at}"' if at else ""
    return f'<c{where} t="inlineStr"><is><t>{text}</t></is></c>'


def row(*texts: str, at: str = "") -> str:
    where = f' r="{at}"' if at else ""
    return f"<row{where}>{''.join(map(cell, texts))}</row>"


GOOD = row("Forename", "Surname", "Year") + row("Łukasz", "Zając", "5") + row("Zoë", "Lee", "6")


def book(folder: Path, sheet: str | bytes | Iterable[bytes], **parts: str | bytes) -> Path:
    """A workbook of one sheet, the rest of its parts as usual or as given."""
    types = types_of(["workbook", *(part for part in _TYPES if part in parts)])
    usual = {"types": types, "rels": RELS, "book": BOOK, "book_rels": book_rels()} | parts
    path = folder / "Pupils.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("[Content_Types].xml", usual["types"])
        made.writestr("_rels/.rels", usual["rels"])
        made.writestr("xl/workbook.xml", usual["book"])
        made.writestr("xl/_rels/workbook.xml.rels", usual["book_rels"])
        for name in ("sharedStrings", "styles"):
            if name in usual:
                made.writestr(f"xl/{name}.xml", usual[name])
        with made.open(f"xl/{SHEET_AT}", "w") as file:
            blocks = [sheet] if isinstance(sheet, str | bytes) else sheet
            for block in blocks:
                file.write(block.encode() if isinstance(block, str) else block)
    return path


def whole(rows: str = GOOD, before: str = "") -> str:
    return BEGIN.replace("<sheetData>", f"{before}<sheetData>") + rows + END


def noise(length: int) -> str:
    """Letters that do not pack to nothing."""
    return os.urandom(length // 2).hex()


def sheet(name: str, content: str, *gives: str, refused: str = "", takes_long: bool = False) -> None:
    """One more workbook that differs in its sheet alone."""

    @kind("people", name, *gives, refused=refused, takes_long=takes_long)
    def made(folder: Path) -> Path:
        return book(folder, content)


STRANGE = "cannot be read as a workbook"
sheet("a workbook as it should be", whole(), *TWO)
sheet("a sheet that says it is enormous", whole(before='<dimension ref="A1:XFD1048576"/>'), *TWO)
sheet("a sheet that says it is tiny", whole(before='<dimension ref="A1"/>'), *TWO)
sheet("a sheet that says it is nonsense", whole(before='<dimension ref="ZZ0:A-9"/>'), *TWO)
sheet(
    "entities that grow and grow",
    whole().replace(
        "<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><worksheet'
    ),
    refused=STRANGE,
)
sheet("an entity that fetches a file", whole(row("&x;")).replace(
    "<worksheet", f'<!--{" " * 4_000}--><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet'
), refused=STRANGE)  # fmt: skip
sheet(
    "a row number of a thousand million",
    whole(GOOD + row("Tom", "Reed", "5", at="999999999")),
    refused=STRANGE,
    takes_long=True,
)
sheet("a last row far below the others", whole(GOOD + row("Tom", "Reed", "5", at="1048576")),
      *TWO, "1048576 added Tom Reed", takes_long=True)  # fmt: skip
sheet("row numbers that go backwards", whole(GOOD + row("Tom", "Reed", "5", at="1")), *TWO)
sheet("row numbers that are none", whole(row("Tom", at="-5") + GOOD), refused="Pupils.xlsx is empty")
sheet("a column beyond any sheet", whole(GOOD + f"<row>{cell('x', 'ZZZZZZZ4')}</row>"), refused=STRANGE)
sheet(
    "a cell that points outside the table of texts",
    whole(f'{GOOD}<row><c t="s"><v>99</v></c></row>'),
    refused=STRANGE,
)
sheet("numbers too large to be one", whole(f"{GOOD}<row><c><v>1e999</v></c><c><v>{'9' * 5_000}</v></c></row>"),
      refused=STRANGE)  # fmt: skip
sheet("a formula without its result", whole(f"{GOOD}<row><c><f>1+1</f></c></row>"), *TWO, "4 refused")
sheet("elements nested without end", BEGIN + "<a>" * 300_000, refused=STRANGE)
sheet("a sheet cut in half", whole()[:-200], refused=STRANGE)
sheet("a sheet of bytes that are no XML", "\0\1\2" * 1_000, refused=STRANGE)


@kind("people", "entities in another alphabet", refused=STRANGE)
def other_alphabet(folder: Path) -> Path:
    text = whole().replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet')
    return book(folder, text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"))


@kind("people", "a workbook in the letters of a mainframe", refused=STRANGE)
def mainframe(folder: Path) -> Path:
    rows = row("Forename", "Surname", "Year") + row("Tom", "Reed", "5")
    return book(folder, whole(rows).replace("UTF-8", "cp037").encode("cp037"))


@kind("people", "a row of twenty million cells", refused=STRANGE)
def wide_row(folder: Path) -> Path:
    block = "".join(f"<c><v>{number}</v></c>" for number in os.urandom(200_000)).encode()
    return book(folder, (BEGIN.encode() + b"<row>", *[block] * 100, b"</row>", END.encode()))


@kind(
    "people", "every column of a worksheet in every row", refused="more than 1,000 columns", takes_long=True
)
def wide_rows(folder: Path) -> Path:
    line = ("<row>" + '<c t="str"><v>x</v></c>' * 16_384 + "</row>").encode()
    return book(folder, (BEGIN.encode(), *[line] * 40, END.encode()))


@kind("people", "every column of a worksheet in every row, empty", *TWO, takes_long=True)
def empty_columns(folder: Path) -> Path:
    line = ("<row>" + "<c/>" * 16_384 + "</row>").encode()
    return book(folder, (BEGIN.encode(), GOOD.encode(), *[line] * 40, END.encode()))


@kind("people", "a cell of 100 MB", refused=STRANGE)
def long_cell(folder: Path) -> Path:
    text = noise(1_000_000).encode()
    inside = (b'<row><c t="inlineStr"><is><t>', *[text] * 100, b"</t></is></c></row>")
    return book(folder, (BEGIN.encode(), *inside, END.encode()))


@kind("people", "a million texts that nobody uses", refused=STRANGE)
def many_texts(folder: Path) -> Path:
    texts = f'{_XML}<sst xmlns="{_NS}/spreadsheetml/2006/main">' + "<si><t>x</t></si>" * 1_000_000 + "</sst>"
    return book(folder, whole(), sharedStrings=texts)


@kind("people", "two hundred thousand texts", *TWO, takes_long=True)
def allowed_texts(folder: Path) -> Path:
    texts = f'{_XML}<sst xmlns="{_NS}/spreadsheetml/2006/main">' + "<si><t>x</t></si>" * 200_000 + "</sst>"
    return book(folder, whole(), sharedStrings=texts)


@kind("people", "a million styles", refused=STRANGE)
def many_styles(folder: Path) -> Path:
    styles = f'{_XML}<styleSheet xmlns="{_NS}/spreadsheetml/2006/main"><cellXfs>' + "<xf/>" * 3_000_000
    return book(folder, whole(), styles=styles + "</cellXfs></styleSheet>")


@kind("people", "a workbook of two hundred megabytes of blanks", refused=STRANGE)
def bomb(folder: Path) -> Path:
    return book(folder, (BEGIN.encode(), *[b" " * 1_000_000] * 200, GOOD.encode(), END.encode()))


@kind("people", "a workbook larger than any", refused="larger than 60 MB")
def large(folder: Path) -> Path:
    path = book(folder, whole())
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("xl/media/film.bin", os.urandom(61_000_000))
    return path


@kind("people", "links to other files and to the network", *TWO)
def linked(folder: Path) -> Path:
    link = f'Id="rId9" Type="{_KIND}/externalLink" Target="http://127.0.0.1:9/x.xml" TargetMode="External"'
    outside = BOOK.replace(
        "</workbook>", '<externalReferences><externalReference r:id="rId9"/></externalReferences></workbook>'
    )
    return book(folder, whole(), book_rels=book_rels(more=f"<Relationship {link}/>"), book=outside)


@kind("people", "a sheet that is said to lie elsewhere", refused="Pupils.xlsx is empty")
def elsewhere(folder: Path) -> Path:
    return book(folder, whole(), book_rels=book_rels("../../../../etc/passwd"))


@kind("people", "a workbook without its book", refused="Pupils.xlsx is empty")
def without_book(folder: Path) -> Path:
    return book(folder, whole(), book="<nothing/>")


@kind("people", "a workbook without a list of its parts", refused=STRANGE)
def without_types(folder: Path) -> Path:
    return book(folder, whole(), types="")


@kind("people", "a workbook whose only sheet is hidden", refused="Pupils.xlsx is empty")
def hidden(folder: Path) -> Path:
    return book(folder, whole(), book=BOOK.replace("sheetId", 'state="hidden" sheetId'))


@kind("people", "a workbook that brings macros", *TWO)
def macros(folder: Path) -> Path:
    path = book(folder, whole())
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("xl/vbaProject.bin", os.urandom(50_000))
    return path.rename(folder / "Pupils.xlsm")


@kind("people", "a workbook called a text file", *TWO)
def called_text(folder: Path) -> Path:
    return book(folder, whole()).rename(folder / "Pupils.csv")


@kind("people", "a workbook cut in half", refused="damaged")
def cut(folder: Path) -> Path:
    content = book(folder, whole(GOOD * 500)).read_bytes()
    return written(folder, "Pupils.xlsx", content[: len(content) // 2])


@kind(
    "incidents",
    "a log whose days are numbers out of any calendar",
    "2 refused",
    "3 refused",
    "4 added 2025-01-31 x y z",
)
def strange_days(folder: Path) -> Path:
    head = row("Date", "What happened", "Pupil")
    days = "".join(
        f"<row><c><v>{day}</v></c>{cell('x y z')}{cell('Tom')}</row>" for day in ("-1", "99999999999")
    )
    return book(folder, whole(head + days + row("31/01/2025", "x y z", "Tom")))
