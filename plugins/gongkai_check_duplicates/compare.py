"""The narratives of a year → which of them are nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from attrs import field, frozen

from gongkai import Narrative
from gongkai_check_duplicates.near import near
from gongkai_check_duplicates.texts import bare_parts, called, parts_of, runs, shared

#: The fewest characters of its own that a text has which is compared: two or three sentences.
SHORTEST = 80
#: So many other bureaus are named; of the rest the number is told.
NAMED = 3


@frozen(kw_only=True)
class Twin:
    """Another bureau whose text is nearly the same, and how much of it, in percent."""

    agency: str
    name: str
    share: int


@frozen(kw_only=True)
class Copied:
    """What one section has in common with those of other bureaus.

    ``nearest`` are the first few of them, ``lines`` the lines that stand in the very nearest, too;
    ``counts`` tell how many there are of each share.
    """

    section: str
    nearest: tuple[Twin, ...]
    lines: tuple[int, ...]
    counts: tuple[tuple[int, int], ...]


@frozen(eq=False)
class _Text:
    """A section of a report on the desk."""

    narrative: Narrative
    section: str
    bare: str

    @property
    def key(self) -> tuple[str, int]:
        return self.narrative.agency, self.narrative.year

    def lines_in(self, other: _Text) -> tuple[int, ...]:
        """The lines that stand in another text, too."""
        parts = parts_of(self.narrative.texts[self.section])
        found = shared(parts, called(self.narrative.names), runs(other.bare))
        return tuple(part.line for part in found)


@frozen(eq=False)
class _Group:
    """Reports whose section is word for word the same, and what it has in common with others."""

    members: tuple[_Text, ...]
    counts: Counter[int] = field(factory=Counter)
    others: list[tuple[int, _Group]] = field(factory=list)

    def nearest(self, text: _Text) -> list[tuple[int, _Text]]:
        """The first few reports that a member is like, the nearest first."""
        alike = [(100, self), *self.others]
        known = (
            (share, other)
            for share, group in alike
            for other in group.members[: NAMED + 1]
            if other is not text
        )
        return nsmallest(NAMED, known, key=lambda twin: (-twin[0], twin[1].key))


def compare(narratives: Iterable[Narrative]) -> Mapping[tuple[str, int], tuple[Copied, ...]]:
    """What each report has in common with other bureaus' of its year, section by section.

    The only one of its year has nobody to be compared with, and no answer.
    """
    found: dict[tuple[str, int], list[Copied]] = {}
    desks: dict[tuple[int, str], list[_Text]] = defaultdict(list)
    for narrative in narratives:
        found[narrative.agency, narrative.year] = []
        for text in _texts(narrative):
            desks[narrative.year, text.section].append(text)
    for _, texts in sorted(desks.items()):
        for key, copied in _copies(texts):
            found[key].append(copied)
    of_year = Counter(year for _, year in found)
    return {key: tuple(copied) for key, copied in found.items() if of_year[key[1]] > 1}


def _texts(narrative: Narrative) -> Iterator[_Text]:
    names = called(narrative.names)
    for section, written in narrative.texts.items():
        text = bare_parts(parts_of(written), names)
        if len(text) >= SHORTEST:
            yield _Text(narrative, section, text)


def _copies(texts: list[_Text]) -> Iterator[tuple[tuple[str, int], Copied]]:
    for group in _groups(texts):
        for text in group.members:
            nearest = group.nearest(text)
            if nearest:
                yield text.key, _copied(text, nearest, group.counts)


def _groups(texts: list[_Text]) -> Sequence[_Group]:
    """Those that are the same to the letter, each group with its near copies."""
    same: dict[str, list[_Text]] = defaultdict(list)
    for text in sorted(texts, key=lambda text: text.key):
        same[text.bare].append(text)
    groups = [_Group(tuple(members)) for members in same.values()]
    for group in groups:
        group.counts[100] += len(group.members) - 1
    for pair in near(tuple(same)):
        one, other = groups[pair.one], groups[pair.other]
        for group, beside in ((one, other), (other, one)):
            group.counts[pair.share] += len(beside.members)
            group.others.append((pair.share, beside))
    return groups


def _copied(text: _Text, nearest: list[tuple[int, _Text]], counts: Counter[int]) -> Copied:
    return Copied(
        section=text.section,
        nearest=tuple(
            Twin(
                agency=other.narrative.agency,
                name=next(iter(other.narrative.names), other.narrative.agency),
                share=share,
            )
            for share, other in nearest
        ),
        lines=text.lines_in(nearest[0][1]),
        counts=tuple(sorted((share, number) for share, number in counts.items() if number)),
    )
