"""Known faults: how each is planted, and the findings that must follow from it, no more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

import tomli
from attrs import evolve, field, frozen
from tools.city.model import Filing, Filings, Table
from tools.city.words import HERE, REGISTERS

#: Agency, year, code and address of a finding.
Found = tuple[str, int, str, str]


@frozen(kw_only=True)
class Fault:
    """One fault, and what it changes in the report of a bureau and a year.

    ``set`` and ``add`` change cells, which are stated then or counted otherwise than before;
    ``drop`` leaves cells out. ``report`` and ``about`` are laid over ``report.toml`` and
    ``bureau.toml``. ``rows`` are added to a register, ``empty`` names one that has headings alone.
    In the texts something is appended, replaced or swapped, or a section copied from another
    report. ``gone`` takes the whole report away, ``files`` puts files into the bureau's folder.
    """

    name: str
    bureau: str
    year: int
    findings: tuple[Found, ...]
    set: Mapping[str, Any] = field(factory=dict)
    add: Mapping[str, int] = field(factory=dict)
    drop: tuple[str, ...] = ()
    report: Table = field(factory=dict)
    about: Table = field(factory=dict)
    rows: Mapping[str, list[list[str]]] = field(factory=dict)
    empty: str = ""
    append: Mapping[str, str] = field(factory=dict)
    replace: Mapping[str, str] = field(factory=dict)
    swap: Mapping[str, list[str]] = field(factory=dict)
    copy: Mapping[str, list[Any]] = field(factory=dict)
    gone: bool = False
    files: Mapping[str, str] = field(factory=dict)


def read_faults(only: Collection[str] = ()) -> tuple[Fault, ...]:
    """Every fault of ``faults.toml``, or those of some bureaus."""
    data = tomli.loads((HERE / "faults.toml").read_text("utf-8"), parse_float=Decimal)
    faults = (_fault(entry) for entry in data["fault"])
    return tuple(fault for fault in faults if not only or fault.bureau in only)


def _fault(entry: dict[str, Any]) -> Fault:
    findings = tuple((a, y, code, address) for a, y, code, address in entry.pop("findings"))
    return Fault(**entry, findings=findings)


def plant_figures(fault: Fault, filing: Filing, bureau: Table) -> None:
    """Change what is counted and stated, before anything is added up or written about."""
    filing.figures.update(fault.set)
    for address, more in fault.add.items():
        filing.figures[address] += more
    for address in fault.drop:
        del filing.figures[address]
    filing.report = lay(filing.report, fault.report)
    bureau.update(lay(bureau, fault.about))
    for name, rows in fault.rows.items():
        register = filing.registers[name]
        wide = len(register.columns)
        register.rows.extend((*row, *[""] * (wide - len(row))) for row in rows)
    if fault.empty:
        _empty(filing, fault.empty)


def _empty(filing: Filing, name: str) -> None:
    """Let a register be exported without a row."""
    like = next(register for key, register in filing.registers.items() if key == "documents")
    columns = tuple(REGISTERS["headings"][name])
    filing.registers[name] = evolve(
        like, file=like.file.replace("documents", name), columns=columns, rows=[]
    )
    filing.stated = tuple(stated for stated in filing.stated if stated != name)


def plant_texts(fault: Fault, filing: Filing, filings: Filings) -> None:
    """Change the texts, when all of them are written."""
    texts = filing.texts
    texts.update(fault.replace)
    for section, more in fault.append.items():
        texts[section] = f"{texts[section]}\n{more}\n"
    for section, (old, new) in fault.swap.items():
        texts[section] = texts[section].replace(old, new)
    for section, (agency, year) in fault.copy.items():
        texts[section] = filings[agency, year].texts[section]


def lay(under: Table, over: Table) -> Table:
    """Lay a table over another: tables merge, everything else replaces."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = lay(below, value) if both else value  # type: ignore[arg-type]
    return merged
