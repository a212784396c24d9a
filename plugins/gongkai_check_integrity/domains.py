"""Links and mail addresses that lead away from the government and from the bureau."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import tomli
from attrs import field, frozen

from gongkai import (
    Agency,
    Checking,
    Passage,
    Problem,
    Spot,
    few,
    folded,
    host_of,
    is_own_host,
    read_through,
    words,
)
from gongkai_check_integrity.lost import lost_mails
from gongkai_check_integrity.showing import shown

_DATA = Path(__file__).parent / "domains.toml"


@cache
def _data() -> Mapping[str, tuple[str, ...]]:
    read = tomli.loads(_DATA.read_text("utf-8"))
    return {key: tuple(values) for key, values in read.items()}


@frozen(kw_only=True)
class ForeignSettings:
    """``[checks."integrity.foreign-domain"]``: what is lawful besides one's own domains.

    ``providers`` are the mail services at which a bureau may have its address; ``allow`` are
    domains to which any text may lead.
    """

    providers: tuple[str, ...] = field(factory=lambda: _data()["providers"])
    allow: tuple[str, ...] = ()


#: Whether a line has anything that may be an address.
_MAYBE = re.compile(
    r"[.@][a-z0-9中公网]|[:：][/\\]{2}|。(?:com|cn|net|org|cc|top|vip|xyz)(?![a-z0-9-])"
)
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(
    r"(?P<link>(?:https?|ftp|wss?|weixin)[:：][/\\]{2,}"
    r"(?:[^\s<>\"'“”‘’（）()《》〈〉，。；、！？【】|\u4e00-\u9fff]+|[\u4e00-\u9fffa-z0-9.-]+))"
    r"|(?P<mail>(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@"
    rf"(?P<host>(?:{_LABEL}\.){{1,8}}[a-z0-9-]{{2,24}}))"
    rf"|(?P<bare>(?<![a-z0-9@./_%-])(?:{_LABEL}\.){{1,8}}"
    r"(?:xn--[a-z0-9-]+|[a-z]{2,24})(?![a-z0-9-]))"
    r"|(?P<han>[\u4e00-\u9fff]{1,12}\."
    r"(?:com|cn|net|org|cc|top|vip|xyz|中国|公司|网络|网址)(?![a-z0-9.]))"
)
#: The end of a name of which a full stop of Chinese is one of the dots.
_ROUND = re.compile("。(?:com|cn|net|org|cc|top|vip|xyz)(?![a-z0-9-])")
_OF_A_NAME = string.ascii_lowercase + string.digits + "-.。"
#: What ends the sentence and not the address.
_STOPS = ",.;:!?"
#: How far before a mail address the word stands that announces it.
_NEAR = 40


@few
def foreign_domain(checking: Checking) -> Iterator[Problem]:
    """Nothing leads to a host that is neither the government's nor the bureau's."""
    reading = read_through(checking.report)
    judge = _Judge(checking.settings, checking.report.agency)
    for first, last, host in judge.strangers(reading.folded.text):
        start, end = reading.folded.span(first, last)
        yield _problem(reading.spot(start), reading.text[start:end].rstrip(_STOPS), host)
    for passage in reading.passages:
        yield from _links(passage, judge)


def _addresses(text: str) -> Iterator[re.Match[str]]:
    """Yield every address of the lines that have one."""
    end = -1
    for found in _MAYBE.finditer(text):
        if found.start() > end:
            start = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", found.start())
            end = end if end >= 0 else len(text)
            yield from _ADDRESS.finditer(text, start, end)


def _round(text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands that has a full stop in the place of a dot: www。example。com."""
    for found in _ROUND.finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        start = found.start() - len(before) + len(before.rstrip(_OF_A_NAME))
        if start < found.start():
            yield start, found.end()


@frozen
class _Judge:
    """What is lawful in one report."""

    settings: ForeignSettings
    agency: Agency
    own: tuple[str, ...] = field()

    @own.default
    def _own(self) -> tuple[str, ...]:
        """The bureau's domains, with that of its site."""
        site = (host_of(self.agency.site) or self.agency.site).removeprefix("www.")
        return (*self.agency.own_domains, *self.settings.allow, site)

    def is_own(self, host: str) -> bool:
        """Whether a host is the bureau's or the government's."""
        return is_own_host(host, self.own)

    def strangers(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where addresses stand that lead away, and the host to which each leads."""
        for found in _addresses(text):
            host = self.foreign(found)
            if host:
                yield (*found.span(), host)
        for start, end in _round(text):
            host = text[start:end].replace("。", ".")
            if not self.is_own(host):
                yield start, end, host

    def foreign(self, found: re.Match[str]) -> str:
        """The host to which an address leads, if it is nobody's that is known; else empty."""
        kind, text = str(found.lastgroup), found.group()
        if kind == "link":
            host = host_of(text.replace("：", ":", 1).rstrip(_STOPS))
            return "" if self.is_own(host) else host
        host = found["host"] or text
        if self.is_own(host) or not _is_host(host, kind):
            return ""
        if kind == "mail" and (self._is_contact(found) or self._is_told(found, host)):
            return ""
        return "" if kind == "bare" and _is_lost_mail(found) else host

    def is_mail(self, host: str) -> bool:
        """Whether a host is a mail service that bureaus use."""
        return any(host == name or host.endswith(f".{name}") for name in self.settings.providers)

    def _is_contact(self, found: re.Match[str]) -> bool:
        """Whether it is the address that the bureau states as its own."""
        return found.group() == folded(self.agency.contact.email).text.strip()

    def _is_told(self, found: re.Match[str], host: str) -> bool:
        """Whether it is at a mail service, and a word before it says that one may write there."""
        if not self.is_mail(host):
            return False
        before = found.string[max(0, found.start() - _NEAR) : found.start()].rpartition("\n")[2]
        return any(cue in before for cue in _data()["cues"])


def _is_host(host: str, kind: str) -> bool:
    """Whether dotted letters are a name of a host, and not a word of technology."""
    if kind != "bare":
        return True
    labels = host.split(".")
    known = labels[-1] in _data()["endings"] or labels[-1].startswith("xn--")
    return host not in _data()["words"] and (known or labels[0] == "www" or "gov.cn" in host)


def _is_lost_mail(found: re.Match[str]) -> bool:
    """A mail address without its sign is told by another rule."""
    start = max(0, found.start() - _NEAR)
    around = found.string[start : found.end() + 1]
    return any(start + left == found.start() for left, _ in lost_mails(around))


def _links(passage: Passage, judge: _Judge) -> Iterator[Problem]:
    """What stands behind the words, unless the words tell of the same host."""
    if passage.paragraph is None:
        return
    offset = 0
    for span in passage.paragraph.spans:
        host = host_of(span.url) if span.url else ""
        mail = span.url.startswith("mailto:") and judge.is_mail(host)
        if host and not judge.is_own(host) and not mail and host not in passage.text.lower():
            yield _problem(Spot(passage, offset), span.url, host)
        offset += len(span.text)


def _problem(spot: Spot, found: str, host: str) -> Problem:
    return Problem(
        address=spot.passage.address,
        message=words(
            "{found!r} leads to {host}, which is neither the government's (.gov.cn) "
            "nor the bureau's own",
            found=shown(found),
            host=shown(host),
        ),
        actual=shown(found),
        place=spot.place,
    )
