"""Where the text leads: the only addresses that a document may have outside itself."""

from __future__ import annotations

import re
from urllib.parse import quote

from attrs import define, field

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_FOLLOWABLE = re.compile(
    rf"https?://{_HOST}(?::\d{{1,5}})?(?:[/?#].*)?|mailto:[A-Za-z0-9.+_-]+@{_HOST}",
    re.IGNORECASE | re.DOTALL,
)
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: Word takes a longer address for damage, and offers to repair the document.
_LONGEST = 2_000


def address_of(url: str) -> str:
    """The address as a relationship may name it; empty for what must not be followed."""
    if not _FOLLOWABLE.fullmatch(url):
        return ""
    address = quote(_NO_ESCAPE.sub("%25", url), safe=":/?#@!$&'()*+,;=%~", errors="replace")
    return address if len(address) <= _LONGEST else ""


@define
class Links:
    """The addresses that a document's text leads to, each once, in order."""

    prefix: str
    addresses: dict[str, str] = field(factory=dict)

    def identifier(self, url: str) -> str:
        """Name the relationship that leads there; empty for what must not be followed."""
        address = address_of(url) if url else ""
        if not address:
            return ""
        return self.addresses.setdefault(address, f"{self.prefix}{len(self.addresses) + 1}")
