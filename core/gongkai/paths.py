"""Names of files that every file system, every server and every link takes."""

from __future__ import annotations

import hashlib
import re

#: Small letters, so that no two names differ in case alone; no leading dot, no trailing one.
_PART = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?")
#: What Windows keeps for devices, whatever ending follows.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_LONGEST, _LONGEST_PART = 400, 80

_DIGITS = 12
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_PLAIN = re.compile("[^a-z0-9]+")
#: How a name ends to which a hash was added.
_HASHED = re.compile(rf"-[0-9a-f]{{{_DIGITS}}}\Z")
_LONGEST_SLUG = 40


def is_plain_path(path: str) -> bool:
    """Whether a relative path leads down, and is spelt the same on every disk and in a link."""
    return len(path) <= _LONGEST and all(map(_is_plain_part, path.split("/")))


def slug(text: str) -> str:
    """A text as the name of a file or folder, the same in every run.

    What is plain already stays; else what is left of it is followed by a hash of the whole.
    """
    plain = _PLAIN.fullmatch(text) and len(text) <= _LONGEST_SLUG and not _HASHED.search(text)
    if plain and not _DEVICE.fullmatch(text):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    left = _NOT_PLAIN.sub("-", text.lower()[:_LONGEST_SLUG]).strip("-")
    return f"{left or 'x'}-{digest}"


def _is_plain_part(part: str) -> bool:
    return (
        len(part) <= _LONGEST_PART and bool(_PART.fullmatch(part)) and not _DEVICE.fullmatch(part)
    )
