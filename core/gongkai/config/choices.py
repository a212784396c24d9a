"""What a bureau chose for one year, as its files say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from attrs import field, frozen

from gongkai.calendar import YearDays
from gongkai.config.layers import Layers, Tree
from gongkai.config.source import Table
from gongkai.errors import Mistake
from gongkai.model.agency import (
    Agency,
    AgencyKind,
    Contact,
    FirstDay,
    LastDay,
    Level,
    Year,
)
from gongkai.model.report import Returned


@frozen(kw_only=True)
class RollupTable:
    """``[bureau.rollup]``: whether the region's sum has this bureau in it, since when, how long.

    ``reason`` says why it is no member (垂直管理); ``from`` and ``until`` are its first and its
    last day; ``successor`` is the id of the bureau that takes its work over after ``until``.
    """

    member: bool = True
    reason: str = ""
    from_: FirstDay | None = None
    until: LastDay | None = None
    successor: str = ""


@frozen(kw_only=True)
class BureauTable:
    """``[bureau]``: who reports. Only ``name`` and ``kind`` are required."""

    name: str
    kind: AgencyKind
    short_name: str = ""
    site: str = ""
    own_domains: tuple[str, ...] = ()
    contact: Contact = field(factory=Contact)
    rollup: RollupTable = field(factory=RollupTable)


@frozen(kw_only=True)
class RegionTable:
    """``[region]``: a place, and the level of its government."""

    name: str
    level: Level


@frozen(kw_only=True)
class Waiver:
    """``[checks] ignore``: a finding that is known and accepted, by whom, why, and until when.

    Without ``address`` it covers every place of the rule; without ``year`` every year.
    """

    code: str
    by: str
    reason: str
    until: date
    address: str = ""
    year: Year | None = None


@frozen(kw_only=True)
class DisclosuresTable:
    """``[registers.disclosures]``: one register for all channels, and what makes two rows the same.

    ``same`` lists groups of fields; the first group that is filled in a row is its key.
    """

    export: str = ""
    columns: Mapping[str, str] = field(factory=dict)
    same: tuple[tuple[str, ...], ...] = (("document_number",), ("title", "published"))


@frozen(kw_only=True)
class EntriesTable:
    """``[registers.requests]`` and the like: a register's file, its columns, and its own words.

    ``words`` gives, by field, what words of the register mean that the engine does not know.
    """

    export: str = ""
    columns: Mapping[str, str] = field(factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(factory=dict)


@frozen(kw_only=True)
class DocumentsTable:
    """``[registers.documents]``.

    A register that is not ``complete`` lacks documents of earlier years: those in force are then
    carried forward from last year's report.
    """

    export: str = ""
    columns: Mapping[str, str] = field(factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(factory=dict)
    complete: bool = True


@frozen(kw_only=True)
class RegistersTable:
    """``[registers]``.

    What was entered after ``cut_off`` does not count in this report, and is told; without it the
    day on which the report was published closes the registers.
    """

    cut_off: date | None = None
    disclosures: DisclosuresTable = field(factory=DisclosuresTable)
    requests: EntriesTable = field(factory=EntriesTable)
    remedies: EntriesTable = field(factory=EntriesTable)
    documents: DocumentsTable = field(factory=DocumentsTable)
    decisions: EntriesTable = field(factory=EntriesTable)
    fees: EntriesTable = field(factory=EntriesTable)


@frozen(kw_only=True)
class Chosen:
    """A list of names in order, and the settings of each."""

    include: tuple[str, ...] = ()
    settings: Mapping[str, Table] = field(factory=dict)


@frozen(kw_only=True)
class ChecksTable:
    """``[checks]``: waivers, and the settings of rules by their code.

    None stands for a waiver that cannot be read, so that the others keep their places.
    """

    ignore: tuple[Waiver | None, ...] = ()
    settings: Mapping[str, Table] = field(factory=dict)


@frozen(kw_only=True)
class NarrativeTable:
    """``[narrative]``: a Markdown file for each section, or why there is no text."""

    omitted: str = ""
    opening: str = ""
    files: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class ReportTable:
    """Everything that the merged files of one bureau and one year say."""

    bureau: BureauTable
    form: str = ""
    title: str = ""
    published: date | None = None
    source: str = ""
    returned: Returned | None = None
    forms: tuple[str, ...] = ()
    figures: Mapping[str, Table] = field(factory=dict)
    narrative: NarrativeTable = field(factory=NarrativeTable)
    channels: Mapping[str, Table] = field(factory=dict)
    registers: RegistersTable = field(factory=RegistersTable)
    calendar: Mapping[str, YearDays] = field(factory=dict)
    sections: Chosen = field(factory=Chosen)
    key_areas: Chosen = field(factory=Chosen)
    outputs: Mapping[str, Table] = field(factory=dict)
    checks: ChecksTable = field(factory=ChecksTable)


@frozen(kw_only=True, eq=False)
class Choices:
    """One bureau and one year: who reports, what its files say, and where they say it.

    Where there are ``mistakes``, what was wrong is left at its default, and ``unread`` names the
    parts of the report that it is in.
    """

    agency: Agency
    year: Year
    folder: Path
    said: ReportTable
    layers: Layers = field(repr=False)
    tree: Tree = field(repr=False)
    mistakes: tuple[Mistake, ...] = ()
    unread: frozenset[str] = frozenset()
