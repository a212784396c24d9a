"""Zip files made fast and always alike: what does not change is compressed once, and kept.

Word and Excel files are zip archives in which a few members change from report to report. Python's
``zipfile`` compresses every member anew and writes the time; this writes the same bytes each time.
The members are a few kilobytes each, for which zlib takes as long to get ready as to compress.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen
from deflate import crc32, deflate_compress

#: 1980-01-01, the first day that a zip file knows: the same bytes whatever the clock says.
_DAY = 0x21
_DEFLATED = 8
_VERSION = 20
#: Names are UTF-8.
_FLAGS = 0x0800
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
#: Level 1 is the fastest, and still smaller than zlib's.
_QUICK, _SMALL = 1, 9
#: Pictures are larger, and in no archive but their own.
_KEPT_AT_MOST = 65_536


@frozen
class _Member:
    """A member as it stands in the archive: its local header with the data, and its directory."""

    name: bytes
    crc: int
    packed: bytes
    size: int


@frozen
class Package:
    """An archive of which some members are fixed; the others are given for each file."""

    members: tuple[_Member | str, ...]

    def filled(self, parts: Mapping[str, bytes]) -> bytes:
        """Write the archive with ``parts`` in their places; `KeyError` if one is not given."""
        return _archive(
            [
                _packed(member, parts[member], _QUICK) if isinstance(member, str) else member
                for member in self.members
            ]
        )


def package(members: Mapping[str, bytes | None]) -> Package:
    """Make a package from its members in order; those that are None are filled in later."""
    return Package(
        tuple(
            name if content is None else _fixed(name, content) for name, content in members.items()
        )
    )


def _fixed(name: str, content: bytes) -> _Member:
    """A member that never changes; one of moderate size is kept, for it is in many archives."""
    pack = _kept if len(content) <= _KEPT_AT_MOST else _packed
    return pack(name, content, _SMALL)


@lru_cache(maxsize=128)
def _kept(name: str, content: bytes, level: int) -> _Member:
    return _packed(name, content, level)


def _packed(name: str, content: bytes, level: int) -> _Member:
    packed = bytes(deflate_compress(content, level))
    return _Member(name.encode(), crc32(content), packed, len(content))


def _archive(members: list[_Member]) -> bytes:
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        sizes = (member.crc, len(member.packed), member.size)
        local = _LOCAL.pack(
            b"PK\3\4", _VERSION, _FLAGS, _DEFLATED, 0, _DAY, *sizes, len(member.name), 0
        )
        body += (local, member.name, member.packed)
        directory += (
            _CENTRAL.pack(
                b"PK\1\2",
                _VERSION,
                _VERSION,
                _FLAGS,
                _DEFLATED,
                0,
                _DAY,
                *sizes,
                len(member.name),
                0,
                0,
                0,
                0,
                0,
                offset,
            ),
            member.name,
        )
        offset += len(local) + len(member.name) + len(member.packed)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, len(members), len(members), size, offset, 0)
    return b"".join((*body, *directory, end))
