"""Reading: a report as one text, with its letters alike and nothing hidden between them."""

from __future__ import annotations

import re
import unicodedata
import weakref
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, wraps
from itertools import accumulate
from typing import ParamSpec

from attrs import define, evolve, field, frozen

from gongkai.errors import Position
from gongkai.model.findings import Problem
from gongkai.model.passages import Passage, passages_of
from gongkai.model.places import place_in
from gongkai.model.report import Report
from gongkai.wording import words

P = ParamSpec("P")

#: What has a plain form or is not seen. Punctuation is left out: it is in every text, and the
#: patterns know both of its widths.
_ODD = re.compile("[^\t\n -~\u4e00-\u9fff，。：；（）、《》〈〉“”‘’？！〔〕【】…—·％•●■◆★※○〇]+")
#: Not seen, or not by itself: marks that combine, zero width, directions, controls, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)


@frozen
class Folded:
    """A text as it is searched, and the offsets in the first text of each of its characters.

    Compatibility forms are plain, Latin letters small, and what cannot be seen is not there.
    """

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` stand in the first text."""
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=4)
def folded(text: str) -> Folded:
    """Read a text so that whoever wants to hide a word in it, cannot."""
    if not _ODD.search(text):
        return Folded(text.lower(), range(len(text) + 1))
    plain = {sign: _plain(sign) for sign in set("".join(_ODD.findall(text)))}
    if all(len(part) == 1 for part in plain.values()):
        same = _ODD.sub(lambda found: "".join(map(plain.__getitem__, found.group())), text)
        return Folded(same.lower(), range(len(text) + 1))
    parts = [plain.get(sign, sign) for sign in text]
    origins = [at for at, part in enumerate(parts) for _ in part]
    return Folded("".join(parts).lower(), (*origins, len(text)))


def without(pattern: re.Pattern[str], text: Folded) -> Folded:
    """Take out what a pattern finds; every character that stays knows where it stood."""
    kept: list[str] = []
    origins: list[int] = []
    start = 0
    for found in pattern.finditer(text.text):
        kept.append(text.text[start : found.start()])
        origins.extend(text.origins[start : found.start()])
        start = found.end()
    if not start:
        return text
    kept.append(text.text[start:])
    origins.extend(text.origins[start:])
    return Folded("".join(kept), origins)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """What a character is searched as: nothing, if it is not seen."""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", character).lower())


@frozen
class Spot:
    """A place in a report: the passage, and the offset in its text."""

    passage: Passage
    offset: int

    @property
    def place(self) -> Position | None:
        """Where it was written, as exactly as is known."""
        if self.passage.paragraph is None:
            return self.passage.place
        return place_in(self.passage.paragraph, self.offset)


@frozen(eq=False)
class Reading:
    """All passages of a report, one on each line, so that one search goes over all of them.

    A passage may itself have more than one line. A search that stays within a line stays within a
    passage.
    """

    passages: tuple[Passage, ...]
    text: str
    starts: tuple[int, ...]

    @property
    def folded(self) -> Folded:
        """The text as it is searched."""
        return folded(self.text)

    def spot(self, offset: int) -> Spot:
        """The passage that holds the character at an offset of the text, and where in it."""
        index = self.index(offset)
        return Spot(self.passages[index], offset - self.starts[index])

    def index(self, offset: int) -> int:
        """Which of the passages holds the character at an offset of the text."""
        return bisect_right(self.starts, offset) - 1

    def spot_folded(self, offset: int) -> Spot:
        """The same for an offset of the folded text."""
        return self.spot(self.folded.origins[offset])


#: So many findings of one rule are told one by one; nobody reads more.
_MOST = 100


def few(rule: Callable[P, Iterable[Problem]]) -> Callable[P, Iterator[Problem]]:
    """Of a flood, let a rule tell the beginning and that it goes on."""

    @wraps(rule)
    def tell(*args: P.args, **kwargs: P.kwargs) -> Iterator[Problem]:
        for count, problem in enumerate(rule(*args, **kwargs)):
            if count == _MOST:
                more = words("more places like this one follow: {message}", message=problem.message)
                yield evolve(problem, message=more)
                return
            yield problem

    return tell


def lay_out(passages: Iterable[Passage]) -> Reading:
    """Put passages one under the other."""
    laid = tuple(passages)
    lengths = (len(passage.text) + 1 for passage in laid)
    starts = tuple(accumulate(lengths, initial=0))
    return Reading(laid, "\n".join(passage.text for passage in laid), starts[: len(laid)])


@define
class _Desk:
    """The report that was read last: a dozen rules read the same one, one after the other.

    Both stand in one pair, so that two threads cannot take each other's.
    """

    lies: tuple[weakref.ref[Report] | None, Reading] = field(factory=lambda: (None, lay_out(())))


_desk = _Desk()


def read_through(report: Report) -> Reading:
    """Read everything that a report will show. The report that was read last is not read again."""
    known, reading = _desk.lies
    if known is None or known() is not report:
        reading = lay_out(passages_of(report))
        _desk.lies = (weakref.ref(report), reading)
    return reading
