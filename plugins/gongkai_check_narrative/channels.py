"""Phrases for what was released: in all, on a channel, and otherwise, as the form counts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from gongkai import Checking, FormCell, Phrase

_CODE = "narrative.number-mismatch"
_RELEASED = ("公开", "发布", "推送", "公开信息", "发布信息", "公开各类信息", "发布各类信息", "推文")
_REST = ("其他方式", "其他渠道", "其他形式", "其它方式", "其它渠道")
_ALL = (
    "主动公开政府信息",
    "主动公开信息",
    "主动公开各类信息",
    "主动公开…政府信息",
    "主动公开…信息",
    "主动公开…条政府信息",
)
#: Words before 主动公开政府信息 that say that a part of it is meant.
_PART = (
    *("网站", "微博", "微信", "公众号", "平台", "专栏", "新媒体", "公报", "栏目", "目录", "媒体"),
    *("APP", "客户端", "领域", "在", "依托", "利用", "类", "其中", "经由"),
)
#: A shorter name of a channel (公报, 网站) needs a verb: it is too often part of something else.
_SURE = 3


def channel_phrases(checking: Checking) -> tuple[Phrase, ...]:
    """What a text may say of the cells that count releases."""
    return tuple(_phrases(checking))


def _phrases(checking: Checking) -> Iterator[Phrase]:
    known = tuple(_known(checking))
    every = _cells(known, ())
    if every:
        yield Phrase(code=_CODE, phrases=_ALL, sums=every, unless=_PART)
    for channel in checking.channels:
        cells = _cells(known, (channel.name,))
        if cells:
            yield _phrase((channel.label, *channel.aliases), cells)
    rest = _cells(known, (), rest=True)
    if rest:
        yield _phrase(_REST, rest)


@lru_cache(maxsize=256)
def _phrase(names: tuple[str, ...], cells: tuple[tuple[str, ...], ...]) -> Phrase:
    return Phrase(code=_CODE, phrases=tuple(_said(names)), sums=cells)


def _said(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if len(name) >= _SURE:
            yield name
        yield from (f"{name}…{released}" for released in _RELEASED)


def _cells(
    known: tuple[FormCell, ...], channels: tuple[str, ...], *, rest: bool = False
) -> tuple[tuple[str, ...], ...]:
    """The cells that count releases on just these channels."""
    return tuple(
        (cell.address,)
        for cell in known
        if (count := cell.row.count)
        and (count.channels, count.rest, count.normative) == (channels, rest, None)
    )


def _known(checking: Checking) -> Iterator[FormCell]:
    """The cells that count releases and have a number."""
    for cell in checking.report.form.cells():
        count = cell.row.count
        if (
            count is not None
            and count.register == "disclosures"
            and checking.report.figures[cell.address].value is not None
        ):
            yield cell
