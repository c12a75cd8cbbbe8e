"""Text files: lists of people, old logs, mappings."""

from __future__ import annotations

import os
from pathlib import Path

from tests.faults.hostile.table import kind, written

HEAD = "Forename,Surname,Year\n"
PLAIN = HEAD + "Łukasz,Zając,5\nZoë,Lee,6\n"
TWO = ("2 added Łukasz Zając", "3 added Zoë Lee")
LOG = "Date,What happened,Pupil\n"


def pupils(folder: Path, content: bytes | str) -> Path:
    return written(folder, "Pupils.csv", content)


def log(folder: Path, content: bytes | str) -> Path:
    return written(folder, "Log.csv", content)


def encoded(name: str, encoding: str, mark: bytes = b"") -> None:
    """One more encoding that a list may come in."""

    @kind("people", name, *TWO)
    def made(folder: Path) -> Path:
        return pupils(folder, mark + PLAIN.encode(encoding))


encoded("UTF-8", "utf-8")
encoded("UTF-8 with its mark", "utf-8-sig")
encoded("UTF-16, little end first, with its mark", "utf-16-le", b"\xff\xfe")
encoded("UTF-16, big end first, with its mark", "utf-16-be", b"\xfe\xff")
encoded("UTF-16, little end first", "utf-16-le")
encoded("UTF-16, big end first", "utf-16-be")


@kind("people", "Windows' own letters", "2 added Zoë Lee")
def cp1252(folder: Path) -> Path:
    return pupils(folder, (HEAD + "Zoë,Lee,6\n").encode("cp1252"))


@kind("people", "UTF-16 cut in the middle of a letter", *TWO, "4 refused")
def half_a_letter(folder: Path) -> Path:
    return pupils(folder, b"\xff\xfe" + PLAIN.encode("utf-16-le") + b"A")


@kind("people", "bytes that are letters in no encoding", "3 added Zoë Lee")
def no_letters(folder: Path) -> Path:
    return pupils(folder, HEAD.encode() + b"\n" + "Zoë,Lee,6\n".encode())


@kind("people", "nothing", refused="Pupils.csv is empty")
def nothing(folder: Path) -> Path:
    return pupils(folder, b"")


@kind("people", "nothing but a mark", refused="Pupils.csv is empty")
def mark_alone(folder: Path) -> Path:
    return pupils(folder, b"\xef\xbb\xbf")


@kind("people", "nothing but separators", refused="Pupils.csv is empty")
def separators(folder: Path) -> Path:
    return pupils(folder, ",,,,\n" * 5_000)


@kind("people", "nothing but NULs", refused="Pupils.csv")
def nuls_alone(folder: Path) -> Path:
    return pupils(folder, b"\0" * 1_000_000)


@kind("people", "NULs among the letters", "2 added Tom Reed")
def nuls(folder: Path) -> Path:
    return pupils(folder, HEAD + "T\0om,Re\0ed,5\n")


@kind("people", "ragged rows", "2 added Tom Reed", "3 refused", "4 added Tom", "5 added Zoë Lee")
def ragged(folder: Path) -> Path:
    return pupils(folder, HEAD + "Tom,Reed\nTom,Reed,5,Canary-7!wren\nTom\nZoë,Lee,6,,,\n")


@kind("people", "no headings", refused="no column of people")
def no_headings(folder: Path) -> Path:
    return pupils(folder, "Tom,Reed,5\nZoë,Lee,6\n")


@kind("people", "headings that stand twice", "2 added Tom Reed")
def headings_twice(folder: Path) -> Path:
    return pupils(folder, "Forename,Surname,Year,Surname\nTom,Reed,5,Klein\n")


@kind("people", "a quotation mark that never closes", "2 refused", "3 added Zoë Lee")
def unclosed(folder: Path) -> Path:
    return pupils(folder, HEAD + '"Tom,Reed,5\nZoë,Lee,6\n')


@kind("people", "three million quotation marks that never close", "250000 refused", takes_long=True)
def unclosed_often(folder: Path) -> Path:
    return pupils(folder, HEAD + 'T,"a""b""\n' * 250_000)


@kind("people", "long rows that run on and on", "4000 refused")
def running_on(folder: Path) -> Path:
    return pupils(folder, HEAD + ('T,"' + 'a""b' * 1_000 + "\n") * 4_000)


@kind("people", "a cell of 10 MB", refused="too long to belong to a list")
def long_cell(folder: Path) -> Path:
    return pupils(folder, HEAD + "x" * 10_000_000 + ",Reed,5\n")


@kind("people", "a cell of 10 MB in quotation marks, over many lines", "2 refused")
def long_quoted_cell(folder: Path) -> Path:
    return pupils(folder, HEAD + '"' + "x" * 40_000 + '",Reed,5\n')


@kind("people", "a million empty columns", refused="too long to belong to a list")
def million_columns(folder: Path) -> Path:
    return pupils(folder, ("Forename,Surname,Year" + "," * 1_000_000 + "\n") + "Tom,Reed,5" + "," * 1_000_000)


@kind("people", "every column of a worksheet, empty but for three", "2 added Tom Reed")
def wide_and_empty(folder: Path) -> Path:
    return pupils(folder, HEAD.strip() + "," * 16_381 + "\nTom,Reed,5" + "," * 16_381 + "\n")


@kind("people", "more columns than any list has", refused="more than 1,000 columns")
def wide(folder: Path) -> Path:
    return pupils(folder, (HEAD.strip() + ",x" * 5_000 + "\n") * 300)


@kind("people", "a file of 1 GB", refused="larger than 200 MB")
def gigabyte(folder: Path) -> Path:
    path = pupils(folder, HEAD)
    os.truncate(path, 1_000_000_000)
    return path


@kind("people", "190 MB that never end their line", refused="too long to belong to a list")
def endless_line(folder: Path) -> Path:
    path = pupils(folder, HEAD)
    os.truncate(path, 190_000_000)
    return path


@kind("people", "half a million rows and one more", refused="more than 500,000 rows", takes_long=True)
def too_many_rows(folder: Path) -> Path:
    return pupils(folder, "Forename,Surname,Number\n" + "T,R,5\n" * 500_001)


@kind("people", "many plain rows", "300000 added", takes_long=True)
def many_rows(folder: Path) -> Path:
    return pupils(folder, HEAD + "".join(f"Tom,Reed{n},5\n" for n in range(300_000)))


@kind("people", "formulas for names", "2 refused", "3 refused", "4 added Tom Reed")
def formulas(folder: Path) -> Path:
    return pupils(folder, HEAD + "=cmd|' /C calc'!A0,Reed,5\n@SUM(1+1),+1,5\nTom,Reed,5\n")


@kind("people", "letters that turn the line round, and some without width", "2 added Tom Reed")
def bidi(folder: Path) -> Path:
    return pupils(folder, HEAD + "\u202eTom\u200b,Reed\ufeff,5\n")


@kind("people", "a name under five thousand accents", "2 refused T" + "\u0301" * 39)
def accents(folder: Path) -> Path:
    return pupils(folder, HEAD + "T" + "\u0301" * 5_000 + ",Reed,5\n")


@kind("people", "a birthday that is the 4th of May or the 5th of April", "2 refused")
def day_or_month(folder: Path) -> Path:
    return pupils(folder, "Forename,Surname,Year,DOB\nTom,Reed,5,04/05/2016\n")


@kind("people", "a separator that names itself and is none", "3 added Tom Reed")
def named_separator(folder: Path) -> Path:
    return pupils(folder, "sep=,\n" + HEAD + "Tom,Reed,5\n")


@kind("people", "a quotation mark named as the separator", refused="Pupils.csv")
def quoting_separator(folder: Path) -> Path:
    return pupils(folder, 'sep="\n' + HEAD + "Tom,Reed,5\n")


@kind("people", "a web page called a list", refused="no column of people")
def web_page(folder: Path) -> Path:
    return pupils(folder, "<html><table><tr><td>Forename</td></tr></table></html>")


@kind("people", "a PDF called a list", refused="is a PDF")
def pdf(folder: Path) -> Path:
    return pupils(folder, b"%PDF-1.7\n" + bytes(range(256)) * 50)


@kind("people", "an old or locked workbook called a list", refused="old Excel workbook")
def old_workbook(folder: Path) -> Path:
    return pupils(folder, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000)


@kind("people", "a folder called a list", refused="no list in the folder Pupils.csv")
def folder_called_so(folder: Path) -> Path:
    (folder / "Pupils.csv").mkdir()
    return folder / "Pupils.csv"


@kind("people", "a link that leads to itself", refused="cannot be opened")
def loop(folder: Path) -> Path:
    (folder / "Pupils.csv").symlink_to(folder / "Pupils.csv")
    return folder / "Pupils.csv"


@kind("people", "a pipe that nobody writes to", refused="cannot be opened")
def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "Pupils.csv")
    return folder / "Pupils.csv"


@kind("people", "a device without end", refused="cannot be opened")
def device(folder: Path) -> Path:
    (folder / "Pupils.csv").symlink_to("/dev/zero")
    return folder / "Pupils.csv"


@kind("people", "a folder with a pipe, a loop and a list in it", "2 added Łukasz Zając", "3 added Zoë Lee")
def mixed_folder(folder: Path) -> Path:
    pipe(folder)
    (folder / "Again.csv").symlink_to(folder)
    written(folder, "Pupils 2.csv", PLAIN)
    return folder


@kind("people", "an export whose manifest names what is not there", refused="list of people")
def manifest(folder: Path) -> Path:
    written(
        folder, "manifest.csv", "propertyName,value\nfile.users,bulk\nmanifest.version,../../../etc/passwd\n"
    )
    return folder


@kind("incidents", "a day that may be a month throughout", "2 refused", "3 refused")
def log_day_or_month(folder: Path) -> Path:
    return log(folder, LOG + "04/05/2025,A scam message.,Tom\n06/07/2025,Another.,Zoë\n")


@kind(
    "incidents", "a log with NULs, marks and ragged rows", "2 added 2025-01-31 A scam message.", "3 refused"
)
def log_ragged(folder: Path) -> Path:
    return log(folder, "\ufeff" + LOG + "31/01/2025,A sc\0am message.,Tom\n31/01/2025,x,Tom,too,many\n")


@kind("incidents", "many rows of many words each", refused="more than 1,000 columns")
def log_wide(folder: Path) -> Path:
    return log(folder, LOG + "a,b" * 40_000 + "\n" + ("a," * 70_000 + "\n") * 400)


@kind("incidents", "many rows as long as a row may be", "1000 passed over", "500 refused", takes_long=True)
def log_long(folder: Path) -> Path:
    return log(folder, LOG + ("31/01/2025," + "ř" * 140_000 + ",Tom\n") * 500 + ("x\n" * 1_000))


@kind("incidents", "many plain rows", "100000 added", takes_long=True)
def log_many_rows(folder: Path) -> Path:
    return log(folder, LOG + "".join(f"31/01/2025,Message {n} was forwarded.,Tom\n" for n in range(100_000)))


@kind("incidents", "a cell of 10 MB", refused="too long to belong to a list")
def log_long_cell(folder: Path) -> Path:
    return log(folder, LOG + "31/01/2025," + "x" * 10_000_000 + ",Tom\n")


@kind("incidents", "a log with formulas for words", "2 refused")
def log_formulas(folder: Path) -> Path:
    return log(folder, LOG + "31/01/2025,=HYPERLINK(“x”),Tom\n")
