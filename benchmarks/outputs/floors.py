"""The least that an output can cost: its own bytes, when all that stands in them is ready."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

#: As `gongkai.packing` compresses what changes from report to report.
_QUICK = 1


def floor_of(content: bytes, other: bytes) -> Callable[[], object]:
    """Encode a text, or compress and join the parts of an archive.

    ``other`` is the same output of another report: what is alike in both stays compressed.
    """
    if content.startswith(b"PK"):
        return _archive_floor(content, other)
    text = content.decode()
    return text.encode


def _archive_floor(content: bytes, other: bytes) -> Callable[[], object]:
    members, others = _members(content), _members(other)
    changing = [part for name, part in members.items() if others.get(name) != part]
    fixed = b"".join(part for name, part in members.items() if others.get(name) == part)

    def pack() -> bytes:
        packed = [fixed]
        for part in changing:
            deflate = zlib.compressobj(_QUICK, zlib.DEFLATED, -zlib.MAX_WBITS)
            zlib.crc32(part)
            packed += (deflate.compress(part), deflate.flush())
        return b"".join(packed)

    return pack


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
