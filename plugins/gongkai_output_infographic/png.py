"""Texts in a PNG: a chunk says what the picture is."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from gongkai import printable

#: The signature and the first chunk, which gives the size.
_HEAD = 8 + 25


def with_text(picture: bytes, texts: Mapping[str, str]) -> bytes:
    """Put international texts behind the head of a picture, by their keywords."""
    chunks = b"".join(
        _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0zh-CN\0\0" + printable(text).encode())
        for keyword, text in texts.items()
    )
    return picture[:_HEAD] + chunks + picture[_HEAD:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = zlib.crc32(kind + content)
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", checked)
