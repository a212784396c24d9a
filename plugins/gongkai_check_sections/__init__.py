"""Rules on sections: their order, whether they say something, and what they must speak of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from gongkai import (
    Block,
    Bullets,
    Chapter,
    Check,
    Checking,
    FormSection,
    Heading,
    NotAssessable,
    Operand,
    Paragraph,
    Problem,
    RecordTable,
    RuleExample,
    Severity,
    StatutoryTable,
    hookimpl,
    read_examples,
    words,
)

GONGKAI_API = 1

#: A section with less text than this says nothing (the supervisors' own measure).
_FEWEST = 10
_BETWEEN = re.compile("[的与和及、]")
#: An amount or a number of requests, or words for none.
_AMOUNT = re.compile(r"\d(?:万|亿)?(?:元|件|笔|次|人次)")
_NONE = re.compile(
    "(?:未|没有|不存在|不涉及)[^。；]{0,30}(?:收|产生|发生|涉及|缴)|不收|不予收|不再收|免收|免费|免予收|免除"
    "|(?<!有)无(?:此|相关|需收|须收|[^。；，,法论]{0,16}(?:收费|收取|收缴|产生|发生))"
    "|(?:为|是|:)(?:零|无|0)|零元|零收|零费|(?<!\\d)0(?:元|件|笔|次|人|起|份|宗)"
)
#: The title of a text is no part of the sentence about it.
_TITLE = re.compile("《[^《》]{0,60}》")
_NO_NOTICE = re.compile("(?:未|没有)[^。；]{0,6}收费通知|收费通知(?:共|为)?(?:0|零)")
#: The row for requests that were closed because the fee was not paid.
_UNPAID = "other_fee_unpaid"
_SENTENCE = re.compile("[。；]")


def text_of(blocks: Iterable[Block]) -> str:
    """All prose of some blocks, without white space."""
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            parts.append(block.text)
        elif isinstance(block, Bullets):
            parts.extend(item.text for item in block.items)
    return "".join("".join(parts).split())


def _prose_sections(
    checking: Checking,
) -> Iterator[tuple[FormSection, Chapter] | NotAssessable]:
    """The form's prose sections, each with what the report says in it."""
    report = checking.report
    if report.omitted and report.form.sections:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    chapters = {chapter.name: chapter for chapter in report.chapters}
    for section in report.form.sections:
        yield section, chapters[section.key]


def order(checking: Checking) -> Iterator[Problem]:
    """A form that fixes its sections has them in its order; a bureau cannot choose others."""
    fixed = tuple(section.key for section in checking.report.form.sections)
    if fixed and checking.chosen and checking.chosen != fixed:
        yield Problem(
            address="sections",
            message=words(
                "the form fixes the sections {fixed}; [sections] include says {chosen}",
                fixed=", ".join(fixed),
                chosen=", ".join(checking.chosen),
            ),
            expected=", ".join(fixed),
            actual=", ".join(checking.chosen),
        )


def empty(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Every section says something; so does every key area."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    for chapter in report.chapters:
        tables = any(isinstance(b, StatutoryTable | RecordTable) for b in chapter.blocks)
        text = text_of(block for block in chapter.blocks if not isinstance(block, Heading))
        if not tables and len(text) < _FEWEST:
            yield Problem(
                address=f"section:{chapter.name}",
                message=words("{title} says only {text!r}", title=chapter.title, text=text)
                if text
                else words("{title} is empty", title=chapter.title),
                actual=text,
            )
        yield from _empty_headings(chapter)


def _empty_headings(chapter: Chapter) -> Iterator[Problem]:
    """A heading that nothing follows, or at once another one that is not below it."""
    for block, after in zip_longest(chapter.blocks, chapter.blocks[1:]):
        if not isinstance(block, Heading):
            continue
        if after is None or (isinstance(after, Heading) and after.level <= block.level):
            yield Problem(
                address=f"section:{chapter.name}",
                message=words(
                    "{title}: nothing stands under the heading {heading!r}",
                    title=chapter.title,
                    heading=block.text,
                ),
                actual=block.text,
            )


def topics(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """The section speaks of every aspect that the notice names."""
    for found in _prose_sections(checking):
        if isinstance(found, NotAssessable):
            yield found
            continue
        section, chapter = found
        text = text_of(chapter.blocks)
        absent = [topic for topic in section.topics if not _spoken_of(topic, text)]
        if absent:
            yield Problem(
                address=f"section:{section.key}",
                message=words(
                    "{title} does not speak of {absent}",
                    title=chapter.title,
                    absent="、".join(absent),
                ),
                expected="、".join(section.topics),
            )


def _spoken_of(topic: str, text: str) -> bool:
    """The topic's own words, or those behind 政府 and 政府信息公开, with or without 与 between."""
    cores = (topic, topic.removeprefix("政府"), topic.removeprefix("政府信息公开"))
    bare = _BETWEEN.sub("", text)
    return any(core in text or core in bare for core in cores)


def length(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """The section is no longer than the notice wishes."""
    for found in _prose_sections(checking):
        if isinstance(found, NotAssessable):
            yield found
            continue
        section, chapter = found
        count = len(text_of(chapter.blocks))
        if section.max_chars and count > section.max_chars:
            yield Problem(
                address=f"section:{section.key}",
                message=words(
                    "{title} has {count} characters; in principle {limit} at most",
                    title=chapter.title,
                    count=count,
                    limit=section.max_chars,
                ),
                expected=f"≤{section.max_chars}",
                actual=str(count),
                difference=str(count - section.max_chars),
            )


def fee(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """The section says what was charged, also when nothing was."""
    for found in _prose_sections(checking):
        if isinstance(found, NotAssessable):
            yield found
            continue
        section, chapter = found
        text = text_of(chapter.blocks)
        for matter in section.must_mention:
            if matter not in text:
                yield Problem(
                    address=f"section:{section.key}",
                    message=words(
                        "{title} does not speak of {matter}", title=chapter.title, matter=matter
                    ),
                    expected=matter,
                )
            elif not any(_says_how_much(part) for part in _SENTENCE.split(text) if matter in part):
                yield Problem(
                    address=f"section:{section.key}",
                    message=words(
                        "{title} names {matter}, but neither an amount nor that there was none",
                        title=chapter.title,
                        matter=matter,
                    ),
                    severity=Severity.WARNING,
                )
        if section.must_mention:
            yield from _unpaid(checking, section.key, text)


def _unpaid(checking: Checking, section: str, text: str) -> Iterator[Problem]:
    """Who sent no notice of a fee closed no request because a notice went unpaid."""
    if not _NO_NOTICE.search(unicodedata.normalize("NFKC", text)):
        return
    for cell in checking.report.form.cells():
        figure = checking.report.figures[cell.address]
        if cell.row.key == _UNPAID and cell.column is cell.table.columns[-1] and figure.value:
            yield Problem(
                address=f"section:{section}",
                message=words(
                    "the text says that no fee was asked for, but {label} is {actual}",
                    label=cell.label,
                    actual=figure.printed,
                ),
                operands=(Operand(label=cell.label, address=cell.address, value=figure.printed),),
                expected="0",
                actual=figure.printed,
                severity=Severity.WARNING,
            )


def _says_how_much(sentence: str) -> bool:
    plain = _TITLE.sub("", unicodedata.normalize("NFKC", sentence))
    return bool(_AMOUNT.search(plain) or _NONE.search(plain))


_NOTICE = "国办公开办函〔2021〕30号"

_CHECKS = (
    Check(
        code="sections.order",
        severity=Severity.ERROR,
        title=words("The form's sections, in its order"),
        why=words("The uniform format makes reports comparable; its sections are fixed."),
        fix=words("Take [sections] include out for this year; key areas go into section one."),
        basis=_NOTICE,
        run=order,
    ),
    Check(
        code="sections.empty",
        severity=Severity.ERROR,
        title=words("No section is empty"),
        why=words("A section that says 无 is booked as a report that was done for form's sake."),
        fix=words("Write what was done, or say in a sentence that there was none this year."),
        basis=_NOTICE,
        run=empty,
    ),
    Check(
        code="sections.topics",
        severity=Severity.WARNING,
        title=words("Section one speaks of the five aspects"),
        why=words("The notice names what the section must cover."),
        fix=words("Add a paragraph on each aspect that is missing."),
        basis=_NOTICE,
        run=topics,
    ),
    Check(
        code="sections.length",
        severity=Severity.WARNING,
        title=words("Section one keeps to its length"),
        why=words("The notice asks for 1,000 characters at most, in principle."),
        fix=words("Shorten it: figures and facts first, no slogans."),
        basis=_NOTICE,
        run=length,
    ),
    Check(
        code="sections.fee",
        severity=Severity.ERROR,
        title=words("Section six states the information handling fee"),
        why=words("The notice asks for the fees charged, also when none was."),
        fix=words("Say how many requests were charged and how much, or that no fee was charged."),
        basis=_NOTICE,
        run=fee,
    ),
)


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on sections."""
    return _CHECKS


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(Path(__file__).parent / "examples.toml")
