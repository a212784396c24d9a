"""Rules on copied texts: last year's, and another bureau's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import field, frozen, validators

from gongkai import (
    Bullets,
    Chapter,
    Check,
    Checking,
    NotAssessable,
    Operand,
    Paragraph,
    Position,
    Problem,
    Report,
    RuleExample,
    Severity,
    Words,
    hookimpl,
    listed,
    read_examples,
    words,
)
from gongkai_check_duplicates.compare import SHORTEST, Copied, Twin, compare
from gongkai_check_duplicates.near import FLOOR
from gongkai_check_duplicates.texts import Part, bare_parts, called, runs, share, shared

GONGKAI_API = 1

#: So many shared paragraphs are shown, and so much of each.
_SHOWN, _START = 5, 40
#: So many of them begin in the sentence itself, and so much of each.
_TOLD, _TOLD_START = 3, 30


@frozen(kw_only=True)
class SiblingSettings:
    """``[checks."duplicates.sibling"]``: the share of a section, in percent, that is too much."""

    share: int = field(default=80, validator=validators.in_(range(FLOOR, 101)))


@frozen(kw_only=True)
class LastYearSettings:
    """``[checks."duplicates.last-year"]``: the share of a section, in percent, that is too much."""

    share: int = field(default=80, validator=validators.in_(range(1, 101)))


def sibling(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """No section is nearly the same as another bureau's of the same year."""
    report, limit = checking.report, checking.settings.share
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    if checking.surveyed is None:
        yield NotAssessable(
            why=words(
                "there was no other bureau's text of {year} to compare with", year=report.year
            )
        )
        return
    chapters = {chapter.name: chapter for chapter in report.chapters}
    for copied in checking.surveyed:
        if copied.nearest[0].share >= limit and copied.section in chapters:
            yield _like_others(chapters[copied.section], copied, limit)


def _like_others(chapter: Chapter, copied: Copied, limit: int) -> Problem:
    nearest = copied.nearest[0]
    told = words(
        "{title}: {share} % of the text is the same as in the report of {bureaus}",
        title=chapter.title,
        share=nearest.share,
        bureaus=_bureaus(copied, limit),
    )
    lines = _lines(chapter)
    starts = [part.line for part in lines]
    found = sorted({bisect_right(starts, line) - 1 for line in copied.lines} - {-1})
    return _problem(chapter, told, (nearest.share, limit), nearest.name, [lines[i] for i in found])


def _bureaus(copied: Copied, limit: int) -> Words | str:
    """The nearest by name and folder, and how many there are besides."""
    named = [twin for twin in copied.nearest if twin.share >= limit]
    bureaus = "、".join(_bureau(twin, several=len(named) > 1) for twin in named)
    others = sum(number for share, number in copied.counts if share >= limit) - len(named)
    if not others:
        return bureaus
    return words("{bureaus} and {number} others", bureaus=bureaus, number=others)


def _bureau(twin: Twin, *, several: bool) -> str:
    share = f"，{twin.share} %" if several else ""
    return f"{twin.name}（{twin.agency}{share}）"


def last_year(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """No section is nearly the same as in last year's report."""
    report, last = checking.report, checking.last
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
    elif last is None or last.omitted:
        yield NotAssessable(why=_without_last(checking))
    else:
        names = called(_names(report))
        before = {chapter.name: _lines(chapter) for chapter in last.chapters}
        for chapter in report.chapters:
            yield from _like_last(chapter, before.get(chapter.name, ()), names, checking)


def _without_last(checking: Checking) -> Words:
    year = checking.report.year - 1
    if checking.unread is not None:
        return words("the report of {year} cannot be read: {why}", year=year, why=checking.unread)
    if checking.last is not None:
        return words("the narrative of {year} is omitted", year=year)
    return words("there is no report of {year}", year=year)


def _names(report: Report) -> tuple[str, ...]:
    agency = report.agency
    place = (agency.region.name,) if agency.region else ()
    return (agency.name, agency.short_name, *place)


def _like_last(
    chapter: Chapter, before: tuple[Part, ...], names: tuple[str, ...], checking: Checking
) -> Iterator[Problem]:
    lines, limit = _lines(chapter), checking.settings.share
    now, then = bare_parts(lines, names), bare_parts(before, names)
    same = share(runs(now), runs(then))
    if min(len(now), len(then)) >= SHORTEST and same >= limit:
        year = checking.report.year - 1
        told = words(
            "{title}: {share} % of the text is the same as in the report of {year}",
            title=chapter.title,
            share=same,
            year=year,
        )
        found = shared(lines, names, runs(then))
        yield _problem(chapter, told, (same, limit), str(year), found)


def _lines(chapter: Chapter) -> tuple[Part, ...]:
    """What a person wrote: no headings, no tables, nothing that the engine wrote."""
    paragraphs: list[Paragraph] = []
    for block in chapter.blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
        elif isinstance(block, Bullets):
            paragraphs.extend(block.items)
    return tuple(
        Part(paragraph.place.line, paragraph.text, paragraph.place.file)
        for paragraph in paragraphs
        if paragraph.place
    )


def _problem(
    chapter: Chapter, told: Words, shares: tuple[int, int], label: str, found: Sequence[Part]
) -> Problem:
    address = f"section:{chapter.name}"
    same, limit = shares
    return Problem(
        address=address,
        message=_with_passages(told, found),
        operands=tuple(
            Operand(label=label, address=address, value=_start(part.text, _START))
            for part in found[:_SHOWN]
        ),
        expected=f"<{limit}%",
        actual=f"{same}%",
        place=next((Position(part.file, part.line) for part in found), None),
    )


def _with_passages(told: Words, found: Sequence[Part]) -> Words:
    """The same with how the shared paragraphs begin."""
    if not found:
        return told
    begin = [words("{text!r}", text=_start(part.text, _TOLD_START)) for part in found[:_TOLD]]
    passages, more = listed(begin), len(found) - len(begin)
    if not more:
        return words("{said}; shared: {passages}", said=told, passages=passages)
    return words(
        "{said}; shared: {passages} and {number} more", said=told, passages=passages, number=more
    )


def _start(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


_BASIS = "国办公开办函〔2021〕30号"


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on copied texts."""
    return (
        Check(
            code="duplicates.sibling",
            severity=Severity.WARNING,
            title=words("No section is a copy of another bureau's"),
            why=words(
                "The notice names copied reports (内容雷同) among the faults to answer for. "
                "Numbers, dates and the bureau's own names are left out of the comparison."
            ),
            fix=words("Write what this bureau did: its own cases, figures and problems."),
            basis=_BASIS,
            run=sibling,
            settings=SiblingSettings,
            survey=compare,
        ),
        Check(
            code="duplicates.last-year",
            severity=Severity.WARNING,
            title=words("No section is a copy of last year's"),
            why=words(
                "The notice asks for the problems and the progress of this year; a text that is "
                "the same every year is booked as a report done for form's sake."
            ),
            fix=words("Write what was new this year, and what became of last year's problems."),
            basis=_BASIS,
            run=last_year,
            settings=LastYearSettings,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each rule."""
    return read_examples(Path(__file__).parent / "examples.toml")
