"""The members of a template's zip archive, as far as they may be read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gongkai import GongkaiError, InputFile, words

#: A template unpacks to less; what unpacks to more would be a mistake or an attack.
_LARGEST = 100 * 1024 * 1024
_MOST = 2_000
#: How files begin that Office keeps in its old container: encrypted ones, and the old .doc.
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError)


def members_of(file: InputFile) -> dict[str, bytes]:
    """Unpack a template; `GongkaiError` for what is no Word document, or no harmless one."""
    if file.content.startswith(_CONTAINER):
        raise _encrypted(file.name)
    try:
        with ZipFile(io.BytesIO(file.content)) as archive:
            return dict(_members(archive, file.name))
    except _BROKEN as error:
        raise no_document(file.name) from error


def no_document(name: str) -> GongkaiError:
    """Say that a file is something else."""
    return GongkaiError(words("{file}: this is no Word document (.docx)", file=name))


def _members(archive: ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    found = [info for info in archive.infolist() if not info.is_dir()]
    if len(found) > _MOST:
        raise GongkaiError(
            words("{file}: it has more than {number} parts", file=name, number=_MOST)
        )
    if sum(info.file_size for info in found) > _LARGEST:
        megabytes = _LARGEST // 1024 // 1024
        raise GongkaiError(
            words("{file}: unpacked, it is larger than {number} MB", file=name, number=megabytes)
        )
    for info in found:
        if info.flag_bits & _ENCRYPTED:
            raise _encrypted(name)
        yield info.filename, _content(archive, info, name)


def _content(archive: ZipFile, info: ZipInfo, name: str) -> bytes:
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or not _is_plain(info.filename):
        raise no_document(name)
    with archive.open(info) as member:
        # One byte more than is declared: a member that lies about its size unpacks no further.
        return member.read(info.file_size + 1)


def _is_plain(member: str) -> bool:
    return "\\" not in member and not {"", ".", ".."} & set(member.split("/"))


def _encrypted(name: str) -> GongkaiError:
    return GongkaiError(
        words(
            "{file}: it is encrypted, or in the old format .doc; save it as a Word document"
            " (.docx) without a password",
            file=name,
        )
    )
