"""The words that strangers put into texts: read once, looked for all at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import tomli
from ahocorasick_rs import AhoCorasick
from attrs import Attribute, define, field, frozen

from gongkai import folded

_DATA = Path(__file__).parent / "vocabulary.toml"
_SENTENCE = re.compile("[。！？；!?;\n]")
_LATIN = re.compile("[a-z0-9]{2}")


def _no_blank(_: object, attribute: Attribute[tuple[str, ...]], words: tuple[str, ...]) -> None:
    if not all(folded(word).text.strip() for word in words):
        message = f"{attribute.name}: a word must not be empty"
        raise ValueError(message)


def _list_of_words() -> tuple[str, ...]:
    return field(default=(), validator=_no_blank)


@frozen(kw_only=True)
class SpamSettings:
    """``[checks."integrity.spam"]``: ``words`` replaces the list, ``add`` makes it longer.

    ``allow`` has lawful words: what stands inside one of them is no injection.
    """

    words: tuple[str, ...] = _list_of_words()
    add: tuple[str, ...] = _list_of_words()
    allow: tuple[str, ...] = _list_of_words()


@frozen(kw_only=True)
class Group:
    """Words of one kind, and what makes each of them lawful where it stands."""

    kind: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def is_lawful(self, text: str, start: int, end: int) -> bool:
        """Whether what stands directly around a word makes it another one."""
        return text.startswith(self.before, end) or text.endswith(self.after, 0, start)

    def is_meant_well(self, sentence: str) -> bool:
        """Whether the sentence around a word speaks of fighting it, or of governing it."""
        return any(word in sentence for word in self.unless)


class Hit(NamedTuple):
    """A word of the vocabulary in a text, and whether it is meant lawfully there."""

    start: int
    end: int
    kind: str
    lawful: bool


@frozen(eq=False)
class Vocabulary:
    """All words with their groups; where a group is missing, the word is lawful."""

    machine: AhoCorasick
    groups: tuple[Group | None, ...]

    def hits(self, text: str) -> Iterator[Hit]:
        """Find every word that is not inside a lawful one, and look at its sentence."""
        found = self.machine.find_matches_as_indexes(text, overlapping=True)
        lawful = {
            offset
            for index, start, end in found
            if self.groups[index] is None
            for offset in range(start, end)
        }
        sentences = _Sentences(text)
        for index, start, end in found:
            group = self.groups[index]
            inside = start in lawful and end - 1 in lawful
            if group is not None and not inside and _is_whole(text, start, end):
                well = group.is_lawful(text, start, end) or sentences.means_well(group, start)
                yield Hit(start, end, group.kind, well)


@define
class _Sentences:
    """The sentences of a text; each is asked once what it means."""

    text: str
    starts: list[int] = field(factory=list)
    told: dict[tuple[str, int], bool] = field(factory=dict)

    def means_well(self, group: Group, offset: int) -> bool:
        """Whether the sentence at an offset makes the words of a group lawful."""
        if not group.unless:
            return False
        self.starts = self.starts or [0, *(m.end() for m in _SENTENCE.finditer(self.text))]
        index = bisect_right(self.starts, offset)
        key = (group.words[0], index)
        if key not in self.told:
            end = self.starts[index] if index < len(self.starts) else len(self.text)
            self.told[key] = group.is_meant_well(self.text[self.starts[index - 1] : end])
        return self.told[key]


@lru_cache(maxsize=32)
def vocabulary(settings: SpamSettings) -> Vocabulary:
    """Build the list that a bureau wants; the same settings share one."""
    groups = (Group(kind="own", words=settings.words),) if settings.words else read_groups()
    groups = (*groups, Group(kind="own", words=settings.add))
    told: dict[str, Group | None] = {
        folded(word).text.strip(): group for group in groups for word in group.words
    }
    told.update({folded(word).text.strip(): None for word in settings.allow})
    return Vocabulary(AhoCorasick(list(told)), tuple(told.values()))


@frozen(kw_only=True)
class Slots:
    """Where a name of a place stands, and which foreign words are lawful."""

    suffixes: tuple[str, ...]
    words: tuple[str, ...]
    latin: frozenset[str]

    def follows(self, text: str, end: int) -> bool:
        """Whether a suffix of a place's name follows: 市, 县, but not 市场."""
        return text.startswith(self.suffixes, end) and not text.startswith(self.words, end)


def read_groups() -> tuple[Group, ...]:
    """The groups of ``vocabulary.toml``."""
    return _read()[0]


def read_slots() -> Slots:
    """The suffixes of names and the lawful foreign words of ``vocabulary.toml``."""
    return _read()[1]


@cache
def _read() -> tuple[tuple[Group, ...], Slots]:
    """Read the list, which lies beside this module: a mistake in it is a bug."""
    read = tomli.loads(_DATA.read_text("utf-8"))
    lists = ("words", "unless", "before", "after")
    groups = (
        Group(kind=group["kind"], **{key: tuple(group.get(key, ())) for key in lists})
        for group in read["group"]
    )
    slots = read["slots"]
    return tuple(groups), Slots(
        suffixes=tuple(slots["suffixes"]),
        words=tuple(slots["words"]),
        latin=frozenset(slots["latin"]),
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Latin letters and digits around a word make it part of another one."""
    begun = start > 0 and _LATIN.fullmatch(text[start - 1 : start + 1])
    return not begun and not _LATIN.fullmatch(text[end - 1 : end + 1])
