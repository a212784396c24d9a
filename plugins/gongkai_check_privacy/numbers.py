"""Personal numbers in a report. What is found is never repeated, only shown as its mask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import (
    CARD,
    ID_NUMBER,
    MOBILE,
    Checking,
    Contact,
    Problem,
    Words,
    bare,
    few,
    folded,
    hidden,
    is_id_number,
    passes_luhn,
    read_through,
    words,
)

#: What every mobile telephone has, and every ID number and card.
_MAYBE_MOBILE = re.compile("1[3-9][0-9](?:[ -]?[0-9]){8}")
_LONG = re.compile("[1-9](?:[ -]?[0-9]){13}")
#: How far before a number the word stands that says what it is.
_NEAR = 14
#: Numbers of things and of organisations.
_OF_A_THING = re.compile(
    "(?:编号|文号|案号|批号|批次|代码|条码|专利|证书|许可|备案|登记|注册|发票|订单|流水|合同|项目|档案|宗地|车架)"
    "证?(?:编?号码?)?[为是]?[:：]?[ ]*[a-z]{0,4}[ ]*$|(?:isbn|issn|qq)[:：号]?[ ]*$"
)
#: A part of a link, or the decimals of a number.
_INSIDE_BEFORE = re.compile("[./=_#&%?]$")
_INSIDE_AFTER = re.compile(r"[._/]\w")
#: What is counted or measured.
_AMOUNT = re.compile("[ ]*(?:余|多)?(?:元|万|亿|件|条|次|人|笔|个|户|家|份|公里|平方|立方|吨|千瓦)")
_CREDIT_CODE = re.compile("信用代码[为是]?[:：]?[ ]*$")

#: What the numbers of cards begin with, and their lengths.
_ISSUERS = re.compile(r"62\d{14,17}|[45]\d{15}|9558\d{15}", re.ASCII)


@few
def id_number(checking: Checking) -> Iterator[Problem]:
    """Nobody's ID number stands in what will be published; an organisation's code may."""
    for found in _outside_links(checking, ID_NUMBER, _LONG):
        number = bare(found.group())
        before = _before(found)
        if not is_id_number(number) or _CREDIT_CODE.search(before):
            continue
        if len(number) == len("110105491231002") and _OF_A_THING.search(before):
            continue
        masked = hidden(number.upper(), 4, 2)
        message = words("an ID number stands in the text: {masked}", masked=masked)
        yield _problem(checking, found.start(), message, masked)


@few
def phone(checking: Checking) -> Iterator[Problem]:
    """No mobile telephone stands there, save the one at which the bureau is asked."""
    own = _numbers_of(checking.report.agency.contact)
    for found in _outside_links(checking, MOBILE, _MAYBE_MOBILE):
        number = bare(found["number"])
        after = found.string[found.end() : found.end() + 6]
        if number in own or _AMOUNT.match(after) or _OF_A_THING.search(_before(found)):
            continue
        masked = hidden(number, 3, 4)
        message = words("a mobile telephone stands in the text: {masked}", masked=masked)
        yield _problem(checking, found.start(), message, masked)


@few
def bank_account(checking: Checking) -> Iterator[Problem]:
    """No number of a bank card stands there."""
    for found in _outside_links(checking, CARD, _LONG):
        number = bare(found.group())
        if not _ISSUERS.fullmatch(number) or not passes_luhn(number):
            continue
        if _OF_A_THING.search(_before(found)):
            continue
        masked = hidden(number, 0, 4)
        message = words("the number of a bank card stands in the text: {masked}", masked=masked)
        yield _problem(checking, found.start(), message, masked)


def _outside_links(
    checking: Checking, pattern: re.Pattern[str], needed: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """What a pattern finds, unless it is a part of a link, a file name or a decimal number.

    Most texts have nothing of what is ``needed``, which is looked for much faster.
    """
    text = read_through(checking.report).folded.text
    if not needed.search(text):
        return
    for found in pattern.finditer(text):
        before, after = _before(found), found.string[found.end() : found.end() + 2]
        if not _INSIDE_BEFORE.search(before) and not _INSIDE_AFTER.match(after):
            yield found


def _before(found: re.Match[str]) -> str:
    """What stands before a number on its line."""
    start = found.start()
    return found.string[max(0, start - _NEAR) : start].rpartition("\n")[2]


def _numbers_of(contact: Contact) -> frozenset[str]:
    """The bureau's own mobile telephones."""
    said = folded(f"{contact.phone}\n{contact.fax}").text
    return frozenset(bare(found["number"]) for found in MOBILE.finditer(said))


def _problem(checking: Checking, start: int, message: Words, masked: str) -> Problem:
    spot = read_through(checking.report).spot_folded(start)
    return Problem(address=spot.passage.address, message=message, actual=masked, place=spot.place)
