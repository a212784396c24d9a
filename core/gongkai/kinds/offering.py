"""What a bureau can choose: readers, channels, sections, outputs, and their settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Generic, TypeVar

from attrs import field, frozen

from gongkai.model.agency import Agency
from gongkai.model.figures import Figures
from gongkai.model.form import Form
from gongkai.model.records import Record
from gongkai.model.report import Block, Report
from gongkai.wording import Words

S = TypeVar("S")

#: A cell of a register as its file holds it.
Cell = str | int | float | Decimal | date | None


@frozen(kw_only=True)
class NoSettings:
    """For what needs no settings: its TOML table is empty."""


@frozen(kw_only=True)
class ExportSettings:
    """Where a register comes from: a file in the year's folder, and its columns by field."""

    export: str = ""
    columns: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class AreaSettings:
    """What a key area's TOML table may say.

    ``export`` and ``columns`` as in `ExportSettings`; ``nothing`` says in words that there was
    none this year (the figure is 0); ``not_applicable`` is the reason why the area does not
    concern this bureau (不涉及); ``text`` is a sentence that stands before the records.
    """

    export: str = ""
    columns: Mapping[str, str] = field(factory=dict)
    nothing: str = ""
    not_applicable: str = ""
    text: str = ""


@frozen
class Unreadable:
    """What a reader yields in place of a row's cells if it cannot split them: what stands there."""

    text: str
    reason: Words


@frozen(kw_only=True)
class Reader:
    """A file type that a register may come in.

    ``rows`` yields each row with its number in the file, the first row being 1. A row that cannot
    be read is `Unreadable`; it is told, and the others count. For a file that cannot be read at
    all it raises `GongkaiError`; the engine puts the file's name before what it says.
    """

    name: str
    suffixes: tuple[str, ...]
    rows: Callable[[Path], Iterator[tuple[int, list[Cell] | Unreadable]]]


def _as_it_is(row: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return row


@frozen(kw_only=True)
class Channel(Generic[S]):
    """A place of disclosure.

    ``label`` is its official name, ``aliases`` the other words that reports use for it.
    ``columns`` gives, by field of a disclosure, the headings of the platform's usual export (those
    that every register knows are added). ``adapt`` turns a row, keyed by field, into one that has
    a title and a day. ``settings`` must have ``export`` and ``columns``; see `ExportSettings`.
    ``notes`` gives the remarks on a year, from the settings: an account that was closed, say.
    """

    name: str
    label: str
    settings: type[S]
    aliases: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(factory=dict)
    adapt: Callable[[Mapping[str, Cell]], Mapping[str, Cell]] = _as_it_is
    notes: Callable[[S, int], Iterable[str]] | None = None


@frozen(kw_only=True)
class Field:
    """A column of a section's register.

    ``type`` is one of text, enum, code, url, date, integer, decimal, money. ``mask`` hides what
    must not be shown; it is applied while reading, so that nothing else ever sees the value.
    ``in_year`` is for a date that says to which year's report a row belongs: a row of another year
    is not counted.
    """

    key: str
    label: str
    type: str = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    mask: Callable[[str], str] | None = None
    in_year: bool = False


@frozen(kw_only=True)
class Material:
    """What a section may write from: the figures, its own records, and its own narrative."""

    agency: Agency
    year: int
    form: Form
    section: str
    figures: Figures
    records: tuple[Record, ...]
    narrative: tuple[Block, ...]


@frozen(kw_only=True)
class Section(Generic[S]):
    """A block of the report.

    ``fields`` are the columns of its own register, if it has one; its settings then have
    ``export`` and ``columns``. ``unit`` is what its records are counted in. ``chapters`` makes it
    a key area: it then stands as a sub-block in the first of these chapters that the report has,
    or where the form puts key areas.
    """

    name: str
    title: str
    settings: type[S]
    compose: Callable[[Material, S], Iterable[Block]]
    fields: tuple[Field, ...] = ()
    unit: str = ""
    chapters: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@frozen
class InputFile:
    """A file that a setting names, and what is in it: a template, a picture.

    In TOML it is a path relative to the file that says so, and stays below the agencies folder.
    The engine reads it; a plugin gets the bytes. Empty: none was named.
    """

    name: str = ""
    content: bytes = b""


@frozen(kw_only=True)
class Companion(Generic[S]):
    """A file that goes with an output's own: a cover picture, a digest.

    Its name is the output's stem and ``suffix``: ``-cover.png``.
    """

    suffix: str
    media_type: str
    render: Callable[[Report, S], bytes]


@frozen(kw_only=True)
class Output(Generic[S]):
    """A way to write a report down. The same report and settings give the same bytes.

    ``title`` says what it is in a few words. The file is called ``stem`` and ``suffix``;
    ``companions`` are written beside it. An output that lacks something a person can bring (fonts,
    a place in a template) raises `GongkaiError`: that is told, and the others are written.
    """

    name: str
    media_type: str
    suffix: str
    settings: type[S]
    render: Callable[[Report, S], bytes]
    title: Words | None = None
    stem: str = "report"
    companions: tuple[Companion[S], ...] = ()
