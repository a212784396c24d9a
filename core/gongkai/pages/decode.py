"""Pages: bytes → text, by strict decoding; what is neither of the known encodings is refused."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from gongkai.errors import GongkaiError, reason_of
from gongkai.wording import words

#: A text or page of more bytes is refused: no report is as large.
LARGEST = 20 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Where browsers look for what a page says of its own encoding.
_HEAD = 1024
_DECLARED = re.compile(rb"<meta[^>]{0,300}charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,20})", re.IGNORECASE)
_CHINESE = frozenset({b"gb2312", b"gbk", b"x-gbk", b"gb18030", b"gb_2312-80"})
_HAN = re.compile("[\u4e00-\u9fff]")
#: Bytes of which more than one in so many are NUL are no text, or UTF-16 without its mark.
_NUL_SHARE = 10


def read_bytes(path: Path) -> bytes:
    """Read a file whole.

    Raises:
        GongkaiError: It cannot be opened, or is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise GongkaiError(
            words("{file}: cannot be opened: {reason}", file=path, reason=reason_of(error))
        ) from error
    return checked_size(content, str(path))


def checked_size(content: bytes, name: str) -> bytes:
    """Give the bytes back; `GongkaiError` if they are too many."""
    if len(content) > LARGEST:
        raise GongkaiError(
            words(
                "{file}: has more than {largest} MB; save the page alone, as HTML or as text",
                file=name,
                largest=LARGEST >> 20,
            )
        )
    return content


def decode(content: bytes, name: str) -> str:
    """Decode a text, without its mark.

    UTF-8 goes before GB18030, because text in the latter is hardly ever valid in the former; what
    a page says of itself (``<meta charset>``) decides where both are possible.

    Raises:
        GongkaiError: It is written in neither; says where the first byte is that fits nowhere.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding, name)
    _refuse_nul(content, name)
    text, fault = _tried(content, "utf-8")
    if text is not None and not (_says_chinese(content) and not _HAN.search(text)):
        return text
    chinese, later = _tried(content, "gb18030")
    found = text if chinese is None else chinese
    if found is None:
        raise _neither(name, max(fault, later))
    return found


def _strict(content: bytes, encoding: str, name: str) -> str:
    text, fault = _tried(content, encoding)
    if text is None:
        raise GongkaiError(
            words(
                "{file}: byte {offset} does not belong to {encoding} text, as its mark says; "
                "save the file again as UTF-8",
                file=name,
                offset=fault,
                encoding=encoding.upper(),
            )
        )
    return text


def _tried(content: bytes, encoding: str) -> tuple[str | None, int]:
    """The text, or the offset of the first byte that does not fit."""
    try:
        return content.decode(encoding).removeprefix("\ufeff"), 0
    except UnicodeDecodeError as error:
        return None, error.start


def _says_chinese(content: bytes) -> bool:
    found = _DECLARED.search(content[:_HEAD])
    return found is not None and found[1].lower() in _CHINESE


def _refuse_nul(content: bytes, name: str) -> None:
    if content.count(b"\0") * _NUL_SHARE > len(content):
        raise GongkaiError(
            words(
                "{file}: byte {offset} is NUL, and so are many others: this looks like UTF-16 "
                "without its mark, or a file that is not text; save it again as UTF-8",
                file=name,
                offset=content.index(b"\0"),
            )
        )


def _neither(name: str, offset: int) -> GongkaiError:
    return GongkaiError(
        words(
            "{file}: byte {offset} belongs to neither UTF-8 nor GB18030 text; "
            "save the file again as UTF-8",
            file=name,
            offset=offset,
        )
    )
