"""How strange text is shown in a message: what cannot be printed by its number."""

from __future__ import annotations

_LONGEST = 60


def shown(text: str) -> str:
    """A text on one line, with ``<U+200B>`` for what cannot be seen; a long one is cut."""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return "".join(sign if _is_seen(sign) else f"<U+{ord(sign):04X}>" for sign in cut)


def _is_seen(sign: str) -> bool:
    """The mark for a lost character can be printed, and is seen by nobody as what it is."""
    return sign.isprintable() and sign != "\ufffd"
