"""Signing events with an SSH key, in the format that ``ssh-keygen -Y`` makes and verifies.

The format is OpenSSH's PROTOCOL.sshsig: what is signed is the hash of the text within a frame that
names this use, so that a signature made for something else is none here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from collections.abc import Callable, Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_ssh_private_key,
    load_ssh_public_key,
)

from gongkai.errors import GongkaiError, reason_of
from gongkai.wording import words

#: What the signatures are for; ``ssh-keygen -Y verify -n`` asks for it.
NAMESPACE = b"gongkai"
_MAGIC = b"SSHSIG"
_HASH = b"sha512"
_KIND = b"ssh-ed25519"
_WIDTH = 70


def signer(file: Path, password: str = "") -> Callable[[str], str]:
    """Sign with the Ed25519 key of an OpenSSH key file; `GongkaiError` if it cannot be used."""
    try:
        key = load_ssh_private_key(file.read_bytes(), password.encode() or None)
    except OSError as error:
        raise _unusable(file, str(reason_of(error))) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _unusable(file, str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _unusable(file, "not an Ed25519 key")
    return lambda text: _sign(key, text)


def signed_with(text: str, signature: str, keys: Iterable[str]) -> bool:
    """Whether one of these public keys (as ``ssh-keygen`` prints them) signed a text."""
    key = key_of(text, signature)
    return key is not None and is_one_of(key, keys)


def key_of(text: str, signature: str) -> bytes | None:
    """The public key that signed a text; None if the signature is not one of this text."""
    try:
        public, signed = _read(signature)
        Ed25519PublicKey.from_public_bytes(_fields(public)[1]).verify(signed, _framed(text))
    except (InvalidSignature, ValueError, IndexError, struct.error):
        return None
    return public


def is_key(line: str) -> bool:
    """Whether a line is a public Ed25519 key as ``ssh-keygen`` prints it."""
    try:
        return _fields(_public_blob(line))[0] == _KIND
    except (ValueError, IndexError, struct.error, UnsupportedAlgorithm):
        return False


def is_one_of(key: bytes, lines: Iterable[str]) -> bool:
    """Whether a key is one of those that these lines give."""
    return key in map(_public_blob, lines)


def _unusable(file: Path, why: str) -> GongkaiError:
    return GongkaiError(
        words(
            "{file} cannot sign: {why}; make a key with ssh-keygen -t ed25519", file=file, why=why
        )
    )


def _sign(key: Ed25519PrivateKey, text: str) -> str:
    line = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    signed = _string(_KIND) + _string(key.sign(_framed(text)))
    blob = b"".join((
        _MAGIC,
        struct.pack(">I", 1),
        _string(_public_blob(line)),
        _string(NAMESPACE),
        _string(b""),
        _string(_HASH),
        _string(signed),
    ))  # fmt: skip
    encoded = base64.b64encode(blob).decode()
    lines = [encoded[at : at + _WIDTH] for at in range(0, len(encoded), _WIDTH)]
    return "\n".join(("-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""))


def _framed(text: str) -> bytes:
    """What is really signed: the use, the hash's name, and the hash."""
    digest = hashlib.sha512(text.encode()).digest()
    return _MAGIC + _string(NAMESPACE) + _string(b"") + _string(_HASH) + _string(digest)


def _read(signature: str) -> tuple[bytes, bytes]:
    """The public key and the bare signature in an armoured one; `ValueError` if it is none."""
    body = "".join(line for line in signature.splitlines() if not line.startswith("-----"))
    try:
        blob = base64.b64decode(body, validate=True)
    except binascii.Error as error:
        message = "no base64"
        raise ValueError(message) from error
    if not blob.startswith(_MAGIC + struct.pack(">I", 1)):
        message = "no signature of version 1"
        raise ValueError(message)
    public, namespace, _, name, signed = _fields(blob[len(_MAGIC) + 4 :])
    kind, bare = _fields(signed)
    if (namespace, name, kind) != (NAMESPACE, _HASH, _KIND):
        message = "made for something else"
        raise ValueError(message)
    return public, bare


def _public_blob(line: str) -> bytes:
    """The key's own bytes in a line such as ``ssh-ed25519 AAAA… name``; `ValueError` for others."""
    load_ssh_public_key(line.encode())
    return base64.b64decode(line.split()[1])


def _string(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def _fields(blob: bytes) -> list[bytes]:
    """The texts of a blob, each behind its length; `ValueError` if they do not fill it."""
    fields: list[bytes] = []
    at = 0
    while at < len(blob):
        (length,) = struct.unpack_from(">I", blob, at)
        fields.append(blob[at + 4 : at + 4 + length])
        at += 4 + length
    if at != len(blob):
        message = "cut off"
        raise ValueError(message)
    return fields
