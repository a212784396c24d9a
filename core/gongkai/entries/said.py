"""How a cell is counted, in the words of the form's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.entries.layout import EntryRegister, entry_registers
from gongkai.model.counting import Count, Where
from gongkai.model.records import Decision, Document, Entry, Fee, Remedy, Request
from gongkai.wording import Words, words

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
_REGISTERS: Mapping[type[Entry], str] = {
    Request: "requests",
    Remedy: "remedies",
    Document: "documents",
    Decision: "decisions",
    Fee: "fees",
}
_DISCLOSURES = "公开信息台账"
_FLAGS: Mapping[str, tuple[str, str]] = {"extended": ("延期答复的", "未延期答复的")}


def said_of(count: Count) -> str:
    """The register and the conditions of a count of entries, as a person would say them."""
    registers = entry_registers()
    parts = [registers[count.register].label] if count.register in registers else []
    parts.extend(_said(where, registers) for where in count.where)
    if count.divide != 1:
        parts.append(f"合计后除以{count.divide}")
    return "，".join(parts)


def said_register(name: str) -> Words:
    """A register: its key, and its name in the language of the form; a key area keeps its key."""
    known = {name: register.label for name, register in entry_registers().items()}
    return Words(name, native={"disclosures": _DISCLOSURES, **known}.get(name, f"台账“{name}”"))


def said_conditions(count: Count) -> Words:
    """The conditions of a count: in keys, and in the words of the form's language."""
    return Words(
        ", ".join(f"{where.facet} = {'/'.join(where.values)}" for where in count.where),
        native="，".join(_said(where, entry_registers()) for where in count.where),
    )


def said_field(entry: Entry, name: str) -> Words:
    """A field of a record: its key, and the heading that registers usually give it."""
    fields = entry_registers()[_REGISTERS[type(entry)]].fields
    headings = {field.key: field.headings[1] for field in fields}
    return Words(name, native=headings.get(name, name))


def said_choice(entry: Entry, name: str, value: str) -> Words:
    """What a field of a record holds: as it is kept, and the usual word for it, if it has one."""
    labels = entry_registers()[_REGISTERS[type(entry)]].labels.get(name, {})
    return Words(value, native=labels[value]) if value in labels else words("{value}", value=value)


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
