"""Phrases for what was released: in all, on a channel, and otherwise, as the form counts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai import Checking, Phrase

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
    every = _cells(checking, ())
    if every:
        yield Phrase(code=_CODE, phrases=_ALL, sums=every, unless=_PART)
    for channel in checking.channels:
        cells = _cells(checking, (channel.name,))
        if cells:
            names = (channel.label, *channel.aliases)
            yield Phrase(code=_CODE, phrases=tuple(_said(names)), sums=cells)
    rest = tuple((cell,) for cell in _known(checking, rest=True))
    if rest:
        yield Phrase(code=_CODE, phrases=tuple(_said(_REST)), sums=rest)


def _said(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if len(name) >= _SURE:
            yield name
        yield from (f"{name}…{released}" for released in _RELEASED)


def _cells(checking: Checking, channels: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((cell,) for cell in _known(checking, channels=channels))


def _known(
    checking: Checking, *, channels: tuple[str, ...] = (), rest: bool = False
) -> Iterator[str]:
    """The cells with a number that count releases on just these channels."""
    for cell in checking.report.form.cells():
        count = cell.row.count
        if (
            count is not None
            and count.register == "disclosures"
            and (count.channels, count.rest, count.normative) == (channels, rest, None)
            and checking.report.figures[cell.address].value is not None
        ):
            yield cell.address
