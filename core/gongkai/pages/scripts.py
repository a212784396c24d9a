"""Pages: where a script or an event handler takes the readers of a page. Nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.pages.hosts import host_of, is_own_host
from gongkai.pages.reach import urls_in_text

#: A longer script is a library; it is looked at so far.
_LONGEST = 200_000
_JOINED = re.compile(r"""["'`]\s{0,9}\+\s{0,9}["'`]""")
_MOVES = re.compile(
    r"""\blocation\s{0,9}(?:=(?!=)|\.\s{0,9}(?:href\s{0,9}=(?!=)|replace\b|assign\b))"""
    r"""|\blocation\s{0,9}\[|\bopen\s{0,9}\("""
)
_LOADS = re.compile(
    r"""\.\s{0,9}(?:src|href|action)\s{0,9}=(?!=)|\bdocument\s{0,9}\.\s{0,9}write|\bsetAttribute\b"""
)
_VEILED = re.compile(r"\batob\s{0,9}\(|\bfromCharCode\b|\bunescape\s{0,9}\(")
#: What a handler does that only forbids: copying, the menu of the mouse.
_FORBIDS = re.compile(r"(?:return\s+)?(?:true|false)")
#: A call of a function that the page has of its own, with nothing that is an address.
_CALL = re.compile(r"""(?:return\s+)?([A-Za-z_$][\w$]{0,60})\s{0,9}\(([^()]{0,2000})\)""")
_OF_BROWSER = frozenset(
    {"alert", "atob", "confirm", "eval", "fetch", "open", "prompt", "setInterval", "setTimeout"}
)
_STRING = re.compile(
    r"""(?s:"((?:[^"\\\n]|\\.)*+)|'((?:[^'\\\n]|\\.)*+)|`((?:[^`\\]|\\.)*+))["'`]?"""
)
_ESCAPED_HAN = re.compile(r"\\u([4-9][0-9a-fA-F]{3})")
_HAN = re.compile("[\u4e00-\u9fff]")
_ADDRESS = re.compile(r"//|:|\\")


def led_to(code: str, own: Iterable[str]) -> str:
    """The first foreign host that a script takes its readers to or loads from; else empty."""
    plain = _plain(code)
    if not (_MOVES.search(plain) or _LOADS.search(plain)):
        return ""
    known = tuple(own)
    hosts = (host_of(url) for url in urls_in_text(plain))
    return next((host for host in hosts if not is_own_host(host, known)), "")


def is_veiled(code: str) -> bool:
    """Whether a script takes its readers elsewhere and keeps dark where."""
    plain = _plain(code)
    return bool(_MOVES.search(plain) and _VEILED.search(plain))


def is_harmless(handler: str) -> bool:
    """Whether an event handler only forbids something, or calls a function of the page's own."""
    return all(_is_harmless(part.strip()) for part in handler.split(";"))


def chinese_in(code: str) -> Iterator[str]:
    """The strings of a script that hold Chinese: it may write them into the page."""
    for found in _STRING.finditer(_plain(code)):
        said = _ESCAPED_HAN.sub(lambda sign: chr(int(sign[1], 16)), found[found.lastindex or 0])
        if _HAN.search(said):
            yield said


def _is_harmless(statement: str) -> bool:
    if not statement or _FORBIDS.fullmatch(statement):
        return True
    call = _CALL.fullmatch(statement)
    return bool(call) and call[1] not in _OF_BROWSER and not _ADDRESS.search(call[2])  # type: ignore[index]


def _plain(code: str) -> str:
    return _JOINED.sub("", code[:_LONGEST].replace("\\/", "/"))
