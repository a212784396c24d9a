"""Every source of a report: its registers, its texts, and a hash of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from gongkai.errors import ConfigError, GongkaiError, Mistake, Position
from gongkai.kinds import InputFile
from gongkai.model.records import (
    BadRow,
    Crash,
    Document,
    Fault,
    NoRows,
    Record,
    Register,
    Remedy,
    Request,
)
from gongkai.plan import BoundEntries, Plan
from gongkai.plan.files import files_in
from gongkai.stages.collect.areas import area_records
from gongkai.stages.collect.disclosures import disclosures
from gongkai.stages.collect.entries import entries, whole
from gongkai.wording import words

E = TypeVar("E", Request, Remedy, Document)

#: Registers whose records rules look at one by one; they have thousands at the most.
_READ_WHOLE = frozenset({"requests", "remedies", "documents"})


@frozen(kw_only=True)
class Collected:
    """What was collected: registers, the key areas' records, the texts, a hash of each file.

    ``requests``, ``remedies`` and ``documents`` are read whole, since rules look at each of their
    records; ``entries`` are all registers of the engine besides the disclosures, to be streamed.
    """

    disclosures: Register
    entries: tuple[Register, ...]
    requests: tuple[Request, ...]
    remedies: tuple[Remedy, ...]
    documents: tuple[Document, ...]
    areas: Mapping[str, tuple[Record, ...]]
    texts: Mapping[str, tuple[str, str]]
    bad_rows: tuple[BadRow, ...]
    empty: tuple[NoRows, ...]
    crashes: tuple[Crash, ...]
    hashes: tuple[tuple[str, str], ...]


def collect(plan: Plan) -> Collected:
    """Open every source. The disclosures are read when they are counted, in one pass."""
    areas: dict[str, tuple[Record, ...]] = {}
    aside: list[Fault] = []
    for area in plan.areas:
        if area.export is not None:
            records, faults = area_records(area, area.export, plan.choices.year)
            aside.extend(faults)
            if not any(isinstance(fault, Crash) for fault in faults):
                areas[area.offer.thing.name] = records
    registers = tuple(_entries(bound) for bound in plan.entries)
    return Collected(
        disclosures=disclosures(plan),
        entries=registers,
        requests=_whole(registers, Request),
        remedies=_whole(registers, Remedy),
        documents=_whole(registers, Document),
        areas=areas,
        texts=_texts(plan),
        bad_rows=tuple(row for row in aside if isinstance(row, BadRow)),
        empty=tuple(file for file in aside if isinstance(file, NoRows)),
        crashes=tuple(crash for crash in aside if isinstance(crash, Crash)),
        hashes=_hashes(plan),
    )


def collect_requests(plan: Plan) -> tuple[tuple[Request, ...], tuple[BadRow, ...]]:
    """The requests alone, and those of their rows that cannot be read."""
    registers = [whole(bound) for bound in plan.entries if bound.register.name == "requests"]
    found = [item for register in registers for item in register.stream()]
    return _whole(registers, Request), tuple(row for row in found if isinstance(row, BadRow))


def _entries(bound: BoundEntries) -> Register:
    """Open a register of entries. One whose records rules look at is read once, here and now."""
    return whole(bound) if bound.register.name in _READ_WHOLE else entries(bound)


def _whole(registers: Iterable[Register], kind: type[E]) -> tuple[E, ...]:
    """The records of a kind; none of a register whose reader raised: half of it misleads."""
    found = [tuple(register.stream()) for register in registers if register.name in _READ_WHOLE]
    return tuple(
        entry
        for read in found
        if not any(isinstance(entry, Crash) for entry in read)
        for entry in read
        if isinstance(entry, kind)
    )


def _texts(plan: Plan) -> Mapping[str, tuple[str, str]]:
    """Each narrative's file name and text."""
    texts = {}
    for section, path in plan.texts.items():
        name = plan.choices.tree.name(path)
        try:
            texts[section] = (name, _content(path, name).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            message = words(
                "not UTF-8 text (byte {byte}); save the file as UTF-8", byte=error.start
            )
            raise ConfigError([Mistake(Position(name), message)]) from error
    return texts


def _hashes(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The SHA-256 of every file that went in, by name."""
    exports = [
        plan.register,
        *(bound.export for bound in plan.entries),
        *(channel.export for channel in plan.channels),
        *(area.export for area in plan.areas),
    ]
    paths = {export.path for export in exports if export}
    paths.update(source.path for source in plan.choices.layers.files)
    paths.update(plan.texts.values())
    contents = {name: _content(path, name) for path, name in _named(paths, plan)}
    contents |= {file.name: file.content for file in _files_of_outputs(plan)}
    return tuple(
        (name, hashlib.sha256(content).hexdigest()) for name, content in sorted(contents.items())
    )


def _named(paths: Iterable[Path], plan: Plan) -> Iterator[tuple[Path, str]]:
    return ((path, plan.choices.tree.name(path)) for path in paths)


def _files_of_outputs(plan: Plan) -> Iterator[InputFile]:
    """The templates and pictures that settings of outputs name."""
    for bound in plan.outputs:
        yield from files_in(bound.settings)


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GongkaiError(
            words("{file}: cannot be read: {why}", file=name, why=error.strerror or error)
        ) from error
