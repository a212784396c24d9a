"""What a workbook may weigh: looked up in its directory, before anything is unpacked."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from gongkai import GongkaiError, Words, words

#: A workbook that unpacks to more bytes is refused: no bureau's register is as large.
LARGEST = 200 * 1024 * 1024

#: A sheet whose outermost cells span more is refused: the library sets up every cell in between,
#: and ends the process where memory does not suffice.
WIDEST = 50_000_000

_SPAN = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_HEAD = 4096


def refuse_oversized(path: Path) -> None:
    """Refuse a workbook that would fill the memory.

    Raises:
        GongkaiError: It is too large, cannot be opened, or its directory is damaged.
    """
    try:
        objection = _objection(path)
    except OSError as error:
        raise GongkaiError(
            words("cannot be opened: {reason}", reason=words(str(error.strerror)))
        ) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError) as error:
        raise damaged(error) from error
    if objection:
        raise GongkaiError(objection)


def damaged(error: Exception) -> GongkaiError:
    """Say that a workbook cannot be read, and what usually helps."""
    return GongkaiError(
        words(
            "cannot be read as a workbook ({reason}); take off its password if it has one, "
            "open it in a spreadsheet and save it again as XLSX (另存为 XLSX)",
            reason=error,
        )
    )


def _objection(path: Path) -> Words | None:
    if not zipfile.is_zipfile(path):
        return _too_large(path.stat().st_size)
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        too_large = _too_large(sum(member.file_size for member in members))
        return too_large or _too_wide(archive)


def _too_large(size: int) -> Words | None:
    if size <= LARGEST:
        return None
    return words(
        "unpacks to {size} bytes, and a register may have {largest}; "
        "delete what is not needed, or save it as CSV UTF-8",
        size=size,
        largest=LARGEST,
    )


def _too_wide(archive: zipfile.ZipFile) -> Words | None:
    for name in archive.namelist():
        if name.startswith("xl/worksheets/sheet"):
            with archive.open(name) as sheet:
                span = _SPAN.search(sheet.read(_HEAD))
            if span and _column(span[1]) * int(span[2]) > WIDEST:
                return words(
                    "a sheet reaches to cell {cell}; delete the empty rows and columns "
                    "behind the last record, or save it as CSV UTF-8",
                    cell=(span[1] + span[2]).decode(),
                )
    return None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
