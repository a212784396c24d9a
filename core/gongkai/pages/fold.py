"""Pages: texts made comparable: what a content management system may change is taken out of them.

Full and half width, white space, soft hyphens, marks without width and the shapes of quotes and
dashes do not count; every other character does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from attrs import define, field

#: Stands where white space or the edge of a block parts two numbers: 1 and 23 are not 12 and 3.
GAP = "\x1f"

_SHAPES = {
    **dict.fromkeys("“”„‟「」『』〝〞〟«»", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−─━﹣", "-"),
    **dict.fromkeys("。｡", "."),
    **dict.fromkeys("、﹑", ","),
    **dict.fromkeys("〜～∼", "~"),
    **dict.fromkeys("•・∙‧⋅", "·"),
    **dict.fromkeys("〔【［", "["),
    **dict.fromkeys("〕】］", "]"),
    "⋯": "...",
}
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+|\x1f+|[^\x1f]")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


class _Folds(dict[int, str]):
    """What each character becomes, found out once for each."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


_FOLDS = _Folds()


def _folded(character: str) -> str:
    if character.isspace():
        return GAP
    if _UNSEEN.match(character) or character == GAP:
        return ""
    if character in _SHAPES:
        return _SHAPES[character]
    plain = unicodedata.normalize("NFKC", character).casefold()
    return "".join(_SHAPES.get(part, "" if part.isspace() else part) for part in plain)


def folded(text: str) -> str:
    """A text as it is compared, each run of white space being one or more `GAP`."""
    return text.translate(_FOLDS)


@define
class Stream:
    """Pieces of text as one sequence of tokens: numbers and words whole, else characters.

    Of each token there is the number of its piece, and where it begins and ends in that, folded.
    """

    texts: list[str] = field(factory=list)
    pieces: list[int] = field(factory=list)
    starts: list[int] = field(factory=list)
    ends: list[int] = field(factory=list)

    def add(self, text: str, piece: int, start: int, end: int) -> None:
        """Add a token."""
        self.texts.append(text)
        self.pieces.append(piece)
        self.starts.append(start)
        self.ends.append(end)

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, start: int, end: int) -> str:
        """The tokens between two, joined."""
        return "".join(self.texts[start:end]).replace(GAP, " ").strip()


def stream_of(pieces: Iterable[str]) -> Stream:
    """Cut pieces of text into tokens; a gap counts only between two numbers.

    A piece that is a number alone, as a cell is, says the same with and without separators.
    """
    stream = Stream()
    for piece, text in enumerate(pieces):
        plain = folded(text)
        gap = (0, 0)
        parted = True
        for found in _TOKEN.finditer(plain):
            token = found.group()
            if token[0] == GAP:
                parted, gap = True, found.span()
                continue
            if parted and _parts(stream.texts, token):
                stream.add(GAP, piece, *gap)
            parted = False
            if _THOUSANDS.fullmatch(token) and token == plain.strip(GAP):
                token = token.replace(",", "")
            stream.add(token, piece, *found.span())
    return stream


def _parts(before: Sequence[str], text: str) -> bool:
    return bool(before) and before[-1][-1].isdecimal() and text[0].isdecimal()


def written(piece: str, start: int, end: int) -> tuple[int, int]:
    """From a stretch of a folded text to where it stands in the text itself."""
    at = 0
    first = last = len(piece)
    for index, character in enumerate(piece):
        length = len(_FOLDS[ord(character)])
        if at <= start < at + length:
            first = index
        if at < end <= at + length:
            last = index + 1
        at += length
    return first, last
