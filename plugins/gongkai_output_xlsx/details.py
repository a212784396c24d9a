"""What a figure rests on, in Chinese and for one cell: shorter than ``gongkai explain``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from gongkai import (
    Carried,
    Contribution,
    Count,
    Counted,
    Derived,
    Evidence,
    Figure,
    Form,
    Overridden,
    State,
    Stated,
    Summed,
    in_chinese,
    printed,
    said_conditions,
    said_register,
    shown,
)

#: Why there is nothing in a cell that nobody filled.
UNKNOWN = "没有填报，没有台账可以清点，也推算不出"
#: The engine's own table of channels; its rows are called as the channels are.
_CHANNELS = "channels"
_KINDS: Mapping[type[Evidence], str] = {
    Stated: "填报",
    Counted: "清点",
    Derived: "推算",
    Carried: "结转",
    Overridden: "人工改定",
    Summed: "汇总",
}


#: The kinds of evidence in words, what was stated first.
KINDS = (*_KINDS.values(), "无")


def kind_of(figure: Figure) -> str:
    """The kind of evidence, in a word."""
    return KINDS[-1] if figure.evidence is None else _KINDS[type(figure.evidence)]


def channel_names(form: Form) -> Mapping[str, str]:
    """The channels' names by their keys, as far as the form knows them."""
    tables = (table for table in form.tables if table.key == _CHANNELS)
    return {row.key.replace("_", "-"): row.label for table in tables for row in table.rows}


def detail_of(figure: Figure, channels: Mapping[str, str]) -> str:
    """Where a figure comes from, and why a cell has none."""
    why = f"不适用的理由：{figure.text}" if figure.state is State.NOT_APPLICABLE else ""
    counted = "" if figure.counted is None else f"台账清点为 {printed(figure.counted)}"
    return "；".join(filter(None, (why, *_rests_on(figure.evidence, channels), counted)))


def _rests_on(evidence: Evidence | None, channels: Mapping[str, str]) -> Iterator[str]:
    match evidence:
        case Stated():
            yield str(evidence.position)
        case Counted():
            yield _counted(evidence, channels)
        case Derived():
            yield f"按勾稽关系 {evidence.code} 由 {_together(evidence.operands)} 得出"
        case Carried():
            yield from _carried(evidence)
        case Overridden():
            yield from _overridden(evidence)
        case Summed():
            yield from _summed(evidence)
        case _:
            yield UNKNOWN


def _counted(evidence: Counted, channels: Mapping[str, str]) -> str:
    names = tuple(channels.get(name, name) for name in evidence.channels)
    return counted_words(evidence.count, names) + printed(evidence.items)


def counted_words(count: Count, channels: tuple[str, ...]) -> str:
    """All that is said of a count but the number that was counted, which stands at the end."""
    through = f"，渠道为{'、'.join(channels)}" if channels else ""
    return f"{_counted_in(count)}{through}，共 "


@lru_cache(maxsize=256)
def _counted_in(count: Count) -> str:
    """The register and what was looked for in it."""
    conditions = in_chinese(said_conditions(count)) if count.where else ""
    normative = {True: "规范性文件", False: "规范性文件以外的", None: ""}[count.normative]
    divided = f"合计除以 {count.divide}" if count.divide != 1 else ""
    parts = (in_chinese(said_register(count.register)), conditions, normative, divided)
    return "，".join(filter(None, parts))


def _carried(evidence: Carried) -> Iterator[str]:
    yield f"结转自 {evidence.agency} {evidence.year} 年 {evidence.address}"
    if evidence.code:
        yield f"勾稽关系 {evidence.code}"
    if evidence.operands:
        yield f"并用本年 {_together(evidence.operands)}"


def _overridden(evidence: Overridden) -> Iterator[str]:
    yield str(evidence.position)
    yield f"改定人：{evidence.by or '—'}"
    yield f"理由：{evidence.reason or '—'}"
    replaced = "—" if evidence.replaced is None else printed(evidence.replaced)
    yield f"台账清点为 {replaced}"


def _summed(evidence: Summed) -> Iterator[str]:
    """What each member gives; those that give nothing are counted together."""
    given = [one for one in evidence.contributions if not _is_zero(one)]
    zeros = len(evidence.contributions) - len(given)
    yield f"{len(evidence.contributions)} 个成员单位之和"
    yield from (f"{one.name}（{one.agency}）{shown(one.figure)}" for one in given)
    if zeros:
        yield f"{'其余 ' if given else ''}{zeros} 个单位均为 0"
    for document in evidence.joint:
        yield (
            f"联合制发的{document.document_number}《{document.title}》只计一件，"
            f"已减去 {document.surplus}"
        )


def _is_zero(given: Contribution) -> bool:
    return given.figure is not None and given.figure.state is State.ZERO


def _together(addresses: Sequence[str]) -> str:
    """List addresses, and what all have in common once: ``requests.{granted、partial}.total``."""
    parts = [address.split(".") for address in addresses]
    shortest = min(map(len, parts), default=0)
    front = _common(parts, shortest - 1)
    back = _common([part[::-1] for part in parts], shortest - 1 - front)
    middles = [".".join(part[front : len(part) - back]) for part in parts]
    if len(parts) == 1 or not front + back:
        return "、".join(addresses)
    before, after = parts[0][:front], parts[0][len(parts[0]) - back :]
    return ".".join((*before, f"{{{'、'.join(middles)}}}", *after))


def _common(parts: Sequence[Sequence[str]], most: int) -> int:
    """With how many equal names all begin."""
    levels = zip(*parts, strict=False)
    same = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))
    return min(same, max(most, 0))
