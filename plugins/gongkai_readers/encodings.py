"""In which encoding a text file is written: found by decoding it strictly, never by guessing."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TextIO

from gongkai import GongkaiError, words

_CHUNK = 1 << 20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_text(path: Path) -> TextIO:
    """Open a text file, whatever it is written in; one that is short is read just once.

    Raises:
        GongkaiError: The file cannot be opened, or is written in neither encoding.
    """
    with _opening():
        text = _plain(path.read_bytes()) if path.stat().st_size < _CHUNK else None
        if text is None:
            return path.open(encoding=encoding_of(path), newline="")
        return StringIO(text, newline="")


def _plain(content: bytes) -> str | None:
    """Text in UTF-8, as most is; None for what has to be looked at closely."""
    try:
        return None if b"\0" in content else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def encoding_of(path: Path) -> str:
    """Return UTF-8 where all of the file is that, else GB18030 where all of it is that.

    Raises:
        GongkaiError: The file cannot be opened, or is written in neither.
    """
    with _opening():
        return _tried(path)


@contextmanager
def _opening() -> Iterator[None]:
    """Say in words why a file cannot be opened."""
    try:
        yield
    except OSError as error:
        raise GongkaiError(
            words("cannot be opened: {reason}", reason=words(str(error.strerror)))
        ) from error


def _tried(path: Path) -> str:
    start = next(_chunks(path), b"")
    _refuse_utf_16(start)
    marked = start.startswith(codecs.BOM_UTF8)
    furthest = 0
    for encoding in ("utf-8",) if marked else ("utf-8", "gb18030"):
        fault = _first_fault(path, encoding)
        if fault is None:
            return "utf-8-sig" if marked else encoding
        furthest = max(furthest, fault)
    raise _neither(furthest)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _refuse_utf_16(start: bytes) -> None:
    if start.startswith(_UTF_16):
        raise GongkaiError(
            words(
                "is written in UTF-16; save it again as CSV UTF-8 (另存为 CSV UTF-8)",
            )
        )


def _first_fault(path: Path, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    taken = decoded = 0
    for chunk in chain(_chunks(path), (b"",)):
        _refuse_nul(taken, chunk)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return decoded + error.start
        taken += len(chunk)
        decoded = taken - len(decoder.getstate()[0])
    return None


def _refuse_nul(offset: int, chunk: bytes) -> None:
    if b"\0" in chunk:
        raise GongkaiError(
            words(
                "byte {offset} is NUL: this looks like UTF-16 or a file that is not text; "
                "open it in a spreadsheet and save it again as CSV UTF-8 (另存为 CSV UTF-8)",
                offset=offset + chunk.index(b"\0"),
            )
        )


def _neither(offset: int) -> GongkaiError:
    return GongkaiError(
        words(
            "byte {offset} belongs to neither UTF-8 nor GB18030 text; "
            "save the file again as CSV UTF-8 (另存为 CSV UTF-8)",
            offset=offset,
        )
    )
