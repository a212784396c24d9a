"""How a cell is counted, in the words of the form's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.entries.layout import EntryRegister, entry_registers
from gongkai.model.form import Count, Where

_WHEN: Mapping[str, str] = {
    "received": "本年收到",
    "carried-in": "上年年底未办结",
    "handled": "本年办结",
    "carried-out": "本年年底未办结",
    "counted": "本年审结或年底尚未审结，本机关作为复议机关共同被告的除外",
    "made": "本年制发",
    "repealed": "本年废止",
    "expired": "本年有效期届满自行失效",
    "in-force": "本年年底现行有效",
    "published": "本年公开",
    "public": "本年年底现行有效且已公开",
    "decided": "本年作出",
    "charged": "本年收取",
}
_FLAGS: Mapping[str, tuple[str, str]] = {"extended": ("延期答复的", "未延期答复的")}


def said_of(count: Count) -> str:
    """The register and the conditions of a count of entries, as a person would say them."""
    registers = entry_registers()
    parts = [registers[count.register].label] if count.register in registers else []
    parts.extend(_said(where, registers) for where in count.where)
    if count.divide != 1:
        parts.append(f"合计后除以{count.divide}")
    return "，".join(parts)


def _said(where: Where, registers: Mapping[str, EntryRegister]) -> str:
    if where.facet == "when":
        return "或".join(_WHEN[value] for value in where.values)
    if where.facet in _FLAGS:
        yes, no = _FLAGS[where.facet]
        return yes if where.values == ("yes",) else no
    return "、".join(dict.fromkeys(_labels(where, registers)))


def _labels(where: Where, registers: Mapping[str, EntryRegister]) -> Iterator[str]:
    for value in where.values:
        for register in registers.values():
            if value in register.labels.get(where.facet, {}):
                yield register.labels[where.facet][value]
