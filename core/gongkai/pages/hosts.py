"""Pages: whose host a link leads to, read as a browser reads it, not as it looks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

#: Where the pages of governments stand.
_GOVERNMENT = "gov.cn"
#: Schemes that name no host: a script, a picture in the page itself, a telephone.
_HOSTLESS = frozenset({"javascript", "vbscript", "data", "about", "blob", "tel", "sms", "file"})
#: The longest name that the domain system knows.
_LONGEST = 253

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DROPPED = re.compile("[\t\r\n]")
_BLANK = "".join(map(chr, range(0x21)))
_AUTHORITY_END = re.compile(r"[/\\?#]")
_SLASHES = "/\\"
_DOTS = re.compile("[\u3002\uff0e\uff61]")
_UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")


def scheme_of(url: str) -> str:
    """The scheme of an address in small letters; empty for one that has none (``//host/``)."""
    found = _SCHEME.match(_cleaned(url))
    return found[1].lower() if found else ""


def host_of(url: str) -> str:
    """The host that a link leads to, in the form in which hosts are compared.

    Empty where it stays on its own site, or names no host (``javascript:``, ``data:``, ``tel:``).
    A browser forgives much: backslashes for slashes, line breaks inside, a name in front of ``@``,
    full width dots, percent signs. So does this. For ``mailto:`` it is the host of the first
    address.
    """
    cleaned = _cleaned(url)
    scheme = scheme_of(cleaned)
    if scheme in _HOSTLESS:
        return ""
    rest = cleaned[len(scheme) + 1 :] if scheme else cleaned
    if scheme == "mailto":
        first = re.split("[,;?]|%2c", rest, maxsplit=1, flags=re.IGNORECASE)[0]
        return canonical_host(first.rpartition("@")[2])
    if not scheme and (len(rest) < len("//") or not set(rest[:2]) <= set(_SLASHES)):
        return ""
    authority = _AUTHORITY_END.split(rest.lstrip(_SLASHES), maxsplit=1)[0]
    return canonical_host(_without_port(authority.rpartition("@")[2]))


@lru_cache(maxsize=1024)
def canonical_host(host: str) -> str:
    """A host as it is compared: small letters, plain dots, other scripts as ``xn--``."""
    if len(host) > _LONGEST * 3:
        return host
    plain = _UNSEEN.sub("", _DOTS.sub(".", unquote(host, errors="replace")))
    folded = _DOTS.sub(".", unicodedata.normalize("NFKC", plain)).casefold()
    return ".".join(_ascii(label) for label in folded.strip().split(".")).rstrip(".")


def is_own_host(host: str, own: Iterable[str] = ()) -> bool:
    """Whether a host is the government's (.gov.cn) or lies in one of the domains in ``own``.

    An empty host is: such a link stays on its own site. A domain is given with or without
    ``*.`` or an address around it (``https://www.example.cn/``); one without a dot (``cn``) would
    let everything pass, and counts for nothing. What is no name of a host is nobody's own.
    """
    known = canonical_host(host)
    if not known:
        return True
    if len(known) > _LONGEST or not _NAME.fullmatch(known):
        return known in {_domain(domain) for domain in own}
    domains = (_GOVERNMENT, *(domain for domain in map(_domain, own) if "." in domain))
    return any(known == domain or known.endswith(f".{domain}") for domain in domains)


def _cleaned(url: str) -> str:
    return _DROPPED.sub("", url.strip(_BLANK))


def _without_port(authority: str) -> str:
    if authority.startswith("["):
        return authority.partition("]")[0] + "]"
    return authority.partition(":")[0]


def _ascii(label: str) -> str:
    if label.isascii():
        return label
    return "xn--" + label.encode("punycode", "replace").decode("ascii", "replace")


def _domain(own: str) -> str:
    """What a person wrote as a domain of their own, as it is compared."""
    return host_of(own) or canonical_host(own.strip().removeprefix("*").strip("./"))
