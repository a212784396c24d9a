"""Which characters a font file can show, read from its character map."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from pathlib import Path

#: Shown by no glyph, and needed between others: soft hyphen, joiners, selectors of variants.
INVISIBLE = frozenset(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)
#: Controls, what turns the reading direction, what means something in one font only, and what is
#: no character: they do harm, or PDF/A refuses them.
_REFUSED = frozenset(
    (
        *range(0x20),
        *range(0x7F, 0xA0),
        0x61C,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xE000, 0xF900),
        *range(0xFDD0, 0xFDF0),
        0xFEFF,
        0xFFFE,
        0xFFFF,
    )
)
#: Planes of private use begin here.
_BEYOND = 0xEFFFF
#: From the widest to the narrowest: segments over all planes, then over the first one.
_FULL, _BASIC = 12, 4


def characters(path: str, index: int) -> frozenset[int]:
    """The code points that the font at ``index`` of a file has glyphs for."""
    # Collections are tens of megabytes, of which the map is a few kilobytes.
    with Path(path).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        start = struct.unpack_from(">L", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
        (tables,) = struct.unpack_from(">H", data, start + 4)
        places = (struct.unpack_from(">4s4xL", data, start + 12 + 16 * n) for n in range(tables))
        return _mapped(data, dict(places)[b"cmap"]) - _REFUSED


def _mapped(data: mmap, cmap: int) -> frozenset[int]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    found = {}
    for record in range(count):
        (offset,) = struct.unpack_from(">L", data, cmap + 8 + 8 * record)
        (kind,) = struct.unpack_from(">H", data, cmap + offset)
        found[kind] = cmap + offset
    if _FULL in found:
        return _codes(_segmented(data, found[_FULL]))
    return _codes(_basic(data, found[_BASIC])) if _BASIC in found else frozenset()


def _codes(segments: Iterable[tuple[int, ...]]) -> frozenset[int]:
    codes: set[int] = set()
    for low, high, *_ in segments:
        codes.update(range(low, min(high, _BEYOND) + 1))
    return frozenset(codes)


def _segmented(data: mmap, start: int) -> Iterable[tuple[int, ...]]:
    (groups,) = struct.unpack_from(">L", data, start + 12)
    return struct.iter_unpack(">LLL", data[start + 16 : start + 16 + 12 * groups])


def _basic(data: mmap, start: int) -> Iterable[tuple[int, ...]]:
    (twice,) = struct.unpack_from(">H", data, start + 6)
    ends = struct.unpack_from(f">{twice // 2}H", data, start + 14)
    starts = struct.unpack_from(f">{twice // 2}H", data, start + 16 + twice)
    return zip(starts, ends, strict=True)
