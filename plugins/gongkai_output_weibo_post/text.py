"""Text as Weibo takes it: how long it is, what in it would do something, where it may be cut."""

from __future__ import annotations

import re

from gongkai import printable

_URL = re.compile(r"https?://[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+[-A-Za-z0-9_$.+!*()/\\,:@&=?~#%]*")
#: What a short link is counted as, and from how many characters on the rest is added.
_LINK, _LONG = 20, 140
_ACTIVE = str.maketrans({"@": "＠", "#": "＃", ":": "："})
#: Each stands for itself whatever is beside it: no mark, no joiner, no half of an emoji.
_PLAIN = "[\u0020-\u007e\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]"
#: What makes a number or a word together with its like.
_GLUE = "[0-9A-Za-z.,%+－０-９．％〇一二三四五六七八九十百千万亿余-]"
_CUT = re.compile(f"(?<={_PLAIN})(?={_PLAIN})(?!(?<={_GLUE})(?={_GLUE}))")


def length(text: str) -> int:
    """How long Weibo takes a text to be: in Han characters, rounded up.

    A character up to U+00FF counts a half, one beyond U+FFFF two, any other one. An address of a
    page counts ten, as the short link that it is turned into, and half of what it has over 140
    characters. So Weibo's own page counted in 2012 and 2013, as WeCase copied it; what it has
    changed since is not published.
    """
    links = [len(link) for link in _URL.findall(text)]
    rest = _URL.sub("", text)
    halves = sum(_LINK + max(0, size - _LONG) for size in links) + sum(map(_halves, rest))
    return -(-halves // 2)


def _halves(character: str) -> int:
    if character <= "\u00ff":
        return 1
    return 2 if character <= "\uffff" else 4


def plain(text: str) -> str:
    """One line in which nothing calls an account, opens a topic or becomes a link."""
    return " ".join(printable(text).split()).translate(_ACTIVE)


def shortened(text: str, room: int) -> str:
    """As much of a text as fits, with … where it was cut; empty if it cannot be cut so short.

    It is cut only where nothing that belongs together is torn: no number, no word, no emoji.
    """
    if length(text) <= room:
        return text
    fitting = [cut.start() for cut in _CUT.finditer(text, 0, 2 * room)]
    starts = (text[:end] for end in reversed(fitting))
    return next((f"{start}…" for start in starts if length(start) < room), "")
