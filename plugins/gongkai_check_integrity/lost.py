"""Lost characters: 年 and 月 between digits, brackets, the @ of a mail address, 关于 in a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from gongkai import Checking, Problem, few, read_through, words
from gongkai_check_integrity.showing import shown

_YEAR = "(?:19|20)[0-9]{2}"
#: A date without 年 and 月 (20181231日), or without one of them.
_DATE = re.compile(
    rf"(?<![0-9.,])(?:(?P<bare>{_YEAR}(?P<both>[0-9]{{2,4}})日)"
    rf"|(?P<yearless>{_YEAR}(?P<month>1[0-2]|0?[1-9])月(?:[0-9]{{1,2}}日)?)"
    rf"|(?P<monthless>{_YEAR}年(?P<days>[0-9]{{2,4}})日(?!内|以内|之内|均|常)))"
)
_MONTH_DAY = re.compile("(?:1[0-2]|0?[1-9])(?:3[01]|[12][0-9]|0?[1-9])")
#: Most texts have no digits that stand like this.
_MAYBE_DATE = re.compile("[12][09][0-9]{3,6}[日月]|年[0-9]{2,4}日")
#: A document number without a bracket or without its year.
_NO_CLOSING = re.compile("〔(?P<digits>[0-9]{1,9})号")
_NO_YEAR = re.compile("〔 *〕(?=第?[0-9]{1,5}号)")
#: What is found by what stands before it: where the loss begins, and what is missing.
_BY_WHAT_STANDS_BEFORE = (
    (re.compile(rf"[\[［【(（]{_YEAR}[0-9]{{1,5}}号"), re.compile("[发函规字令]$"), 0, "〕"),
    (
        re.compile(r"[〕\]］】](?=第?[0-9]{1,5}号)"),
        re.compile(f"[发函规字令]{_YEAR}$"),
        -4,
        "〔",
    ),
    (re.compile(f"[发函规字]{_YEAR}[0-9]{{1,4}}号"), re.compile("[政办府国]$"), 1, "〔〕"),
)
#: A mail address that lost its sign, behind a word that announces one.
_MAIL = re.compile(
    "(?:邮箱|邮件|信箱|电邮|e-?mail)(?:地址|账号)?[为是]? ?[:：]? ?"
    "(?P<mail>[a-z0-9][a-z0-9._-]{0,60}) ?"
    r"(?P<host>(?:163|126|139|188|qq|foxmail|sina|sohu|yeah|aliyun|gmail|outlook|hotmail|tom|21cn"
    r"|189)\.(?:com|cn|net)(?:\.cn)?|(?:[a-z0-9-]{1,30}\.)?gov\.cn)(?![a-z0-9@/.-])"
)
_WEB = re.compile(r"www\.|mail\.|https?$")
#: A title 《…印发…通知》; it may hold other titles.
_ISSUE = re.compile("印发")
_ORGAN = re.compile("[室局委厅府会办部院处司站心所]$|[a-z0-9]$")
_CLOSED = re.compile("[》\n]")
_BRACKET = re.compile("[《》\n]")
_TITLE = 160


@frozen
class Loss:
    """What was found in the folded text, and what is missing there."""

    start: int
    end: int
    missing: str


@few
def lost_characters(checking: Checking) -> Iterator[Problem]:
    """Nothing got lost on the way into the text."""
    reading = read_through(checking.report)
    for loss in sorted(losses(reading.folded.text), key=lambda loss: loss.start):
        start, end = reading.folded.span(loss.start, loss.end)
        spot = reading.spot(start)
        found = shown(reading.text[start:end])
        yield Problem(
            address=spot.passage.address,
            message=words("{found!r} has lost {missing}", found=found, missing=loss.missing),
            expected=loss.missing,
            actual=found,
            place=spot.place,
        )


def losses(text: str) -> Iterator[Loss]:
    """Yield every loss in a folded text."""
    yield from _dates(text)
    yield from _numbers(text)
    for start, end in lost_mails(text):
        yield Loss(start, end, "@")
    yield from _titles(text)


def _dates(text: str) -> Iterator[Loss]:
    if not _MAYBE_DATE.search(text):
        return
    for found in _DATE.finditer(text):
        if found["yearless"]:
            yield Loss(*found.span(), "年")
        elif _MONTH_DAY.fullmatch(found["both"] or found["days"]):
            yield Loss(*found.span(), "年、月" if found["bare"] else "月")


def _numbers(text: str) -> Iterator[Loss]:
    for found in _NO_CLOSING.finditer(text):
        yield Loss(*found.span(), "〕" if re.match(_YEAR, found["digits"]) else "年份")
    for found in _NO_YEAR.finditer(text):
        yield Loss(*found.span(), "年份")
    for pattern, before, back, missing in _BY_WHAT_STANDS_BEFORE:
        for found in pattern.finditer(text):
            if before.search(text, max(0, found.start() - 5), found.start()):
                yield Loss(found.start() + back, found.end(), missing)


def lost_mails(text: str) -> Iterator[tuple[int, int]]:
    """Where a mail address stands that has no sign between its name and its host."""
    if not any(word in text for word in ("邮", "箱", "mail")):
        return
    for found in _MAIL.finditer(text):
        name, host = found["mail"], found["host"]
        site = host.endswith("gov.cn") and "." in name.rstrip(".")
        if not site and not _WEB.search(name):
            yield found.start("mail"), found.end()


def _titles(text: str) -> Iterator[Loss]:
    """Titles of the form 某机关关于印发某事的通知 without their 关于."""
    for found in _ISSUE.finditer(text):
        start = _opening(text, found.start())
        far = found.end() + _TITLE
        if start < 0 or text.find("通知》", found.end(), far) < 0:
            continue
        if not _lacks(text[start + 1 : found.start()]):
            continue
        end = _closing(text, found.end())
        if (
            text.endswith("通知", found.end(), max(end, found.end()))
            and "关于" not in text[start:end]
        ):
            yield Loss(start, end + 1, "关于")


def _lacks(before: str) -> bool:
    return "转发" not in before and bool(_ORGAN.search(before))


def _opening(text: str, offset: int) -> int:
    """The bracket 《 that is open at an offset; -1 if none is, or it is far away."""
    start = text.rfind("《", max(0, offset - _TITLE), offset)
    return -1 if _CLOSED.search(text, max(start, 0), offset) else start


def _closing(text: str, offset: int) -> int:
    """The bracket 》 that ends the title which is open at an offset; -1 if none does."""
    depth = 1
    for found in _BRACKET.finditer(text, offset, offset + _TITLE):
        depth += {"《": 1, "》": -1}.get(found.group(), -depth)
        if depth == 0:
            return found.start() if found.group() == "》" else -1
    return -1
