"""From a bureau's folder to its choices for one year."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from attrs import fields_dict, frozen, resolve_types

from gongkai.config.choices import (
    BureauTable,
    ChecksTable,
    Choices,
    Chosen,
    NarrativeTable,
    RegionTable,
    ReportTable,
    Waiver,
)
from gongkai.config.layers import Layers, Tree, lay, unknown_keys
from gongkai.config.source import Keys, Source, Table
from gongkai.config.structure import structure, toml_key
from gongkai.errors import ConfigError, GongkaiError, Mistake, collected, near
from gongkai.model.agency import FIRST_YEAR, LAST_YEAR, Agency, AgencyKind, Region, Year
from gongkai.wording import Words, words

T = TypeVar("T")

#: Stands in for a bureau that cannot be read, until its mistakes are told.
_NOBODY = BureauTable(name="", kind=AgencyKind.DEPARTMENT)

#: Parts that others stand on: where one is wrong, what it holds up would be called wrong too.
_GROUND = {"form", "forms", "channels", "sections", "key_areas"}

#: The types of the parts; annotations are texts until they are resolved.
_PARTS = fields_dict(resolve_types(ReportTable))

#: Keys that files of any kind may have: what a region sets, a bureau or a year may change.
_SHARED = ("channels", "registers", "sections", "key-areas", "outputs", "checks", "forms")
REGION_KEYS = ("extends", "region", *_SHARED)
BUREAU_KEYS = ("extends", "bureau", *_SHARED)
REPORT_KEYS = (
    "form", "title", "published", "source", "figures", "narrative",
    *_SHARED,
)  # fmt: skip


@frozen(order=True)
class ReportId:
    """One report to make: an agency's id, and a year."""

    agency: str
    year: int

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


def find_reports(tree: Tree) -> tuple[ReportId, ...]:
    """Every report below the agencies folder, by agency and year."""
    if not tree.root.is_dir():
        raise GongkaiError(
            words(
                "there is no agencies folder {folder}; "
                "name it with --agencies, or change to the folder that holds it",
                folder=tree.root.name,
            )
        )
    return tuple(sorted(_walk(tree)))


def _walk(tree: Tree) -> Iterator[ReportId]:
    for folder, below, files in os.walk(tree.root, onerror=_unreadable):
        below[:] = sorted(name for name in below if not name.startswith((".", "_")))
        if "bureau.toml" in files:
            agency = tree.name(Path(folder))
            for name in below:
                if _is_year(name) and (Path(folder) / name / "report.toml").is_file():
                    yield ReportId(agency, int(name))


def _unreadable(error: OSError) -> None:
    """A folder that cannot be listed might hold a bureau: say so instead of passing it over."""
    raise GongkaiError(
        words(
            "{file}: cannot be read: {why}",
            file=Path(str(error.filename)).name,
            why=error.strerror or error,
        )
    ) from error


def _is_year(name: str) -> bool:
    return len(name) == 4 and name.isascii() and name.isdigit()  # noqa: PLR2004 - four digits


def choose_reports(
    tree: Tree, agencies: tuple[str, ...], years: tuple[int, ...]
) -> tuple[ReportId, ...]:
    """The reports of the agencies and years that were named; none named means all."""
    found = find_reports(tree)
    known = sorted({report.agency for report in found})
    for agency in agencies:
        if agency.strip("/") not in known:
            raise GongkaiError(
                words(
                    "there is no agency {agency!r}; {hint}", agency=agency, hint=near(agency, known)
                )
            )
    wanted = {agency.strip("/") for agency in agencies}
    chosen = tuple(
        report
        for report in found
        if (not wanted or report.agency in wanted) and (not years or report.year in years)
    )
    if not chosen:
        raise GongkaiError(_nothing_chosen(tree, found, wanted, years))
    return chosen


def _nothing_chosen(
    tree: Tree, found: tuple[ReportId, ...], wanted: set[str], years: tuple[int, ...]
) -> Words:
    if not found:
        return words(
            "the folder {folder} holds no report; a report is a folder with bureau.toml and, "
            "below it, a year with report.toml",
            folder=tree.root.name,
        )
    there = sorted({str(report.year) for report in found if not wanted or report.agency in wanted})
    return words(
        "no report of the year {years}; there are: {there}",
        years=", ".join(map(str, years)),
        there=", ".join(there),
    )


def read_agency(tree: Tree, report: ReportId) -> Choices:
    """Read one bureau's files for one year; `ConfigError` with all that is wrong in any of them."""
    choices = read_choices(tree, report)
    if choices.mistakes:
        raise ConfigError(choices.mistakes)
    return choices


def read_choices(tree: Tree, report: ReportId) -> Choices:
    """As `read_agency`, but keep mistakes that leave the rest worth looking at.

    ``make_plan`` tells them together with its own.
    """
    home = tree.root / report.agency
    folder = home / str(report.year)
    if not FIRST_YEAR <= report.year <= LAST_YEAR:
        raise GongkaiError(
            words(
                "{folder}: reports are made for the years {first} to {last}",
                folder=tree.name(folder),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )
    bureau_files = tree.chain(home / "bureau.toml")
    year_file = tree.read(folder / "report.toml")
    layers = lay((*bureau_files, year_file))
    layers.origins.setdefault(("bureau",), bureau_files[-1])
    mistakes = list(_unknown_keys(bureau_files, year_file))
    said = _said(layers, mistakes)
    region = None
    with collected(mistakes):
        region = find_region(tree, report.agency, bureau_files)
    return Choices(
        agency=_agency(said.bureau, report.agency, region),
        year=Year(report.year),
        folder=folder,
        said=said,
        layers=layers,
        tree=tree,
        mistakes=tuple(mistakes),
    )


def _unknown_keys(bureau_files: tuple[Source, ...], year_file: Source) -> Iterator[Mistake]:
    for source in bureau_files:
        known = REGION_KEYS if source.path.name == "region.toml" else BUREAU_KEYS
        yield from unknown_keys(source, known)
    yield from unknown_keys(year_file, REPORT_KEYS)


def _agency(bureau: BureauTable, agency: str, region: Region | None) -> Agency:
    return Agency(
        id=agency,
        name=bureau.name,
        short_name=bureau.short_name or bureau.name,
        kind=bureau.kind,
        contact=bureau.contact,
        region=region,
        site=bureau.site,
    )


def find_region(tree: Tree, agency: str, read: tuple[Source, ...] = ()) -> Region | None:
    """The nearest folder at or above the agency's that is a region; what is ``read`` stays read."""
    sources = {source.path: source for source in read}
    home = tree.root / agency
    for folder in (above for above in (home, *home.parents) if above.is_relative_to(tree.root)):
        path = folder / "region.toml"
        if path.is_file():
            source = sources.get(path) or tree.read(path)
            table = structure(source.table.get("region", {}), RegionTable, source, ("region",))
            return Region(id=tree.name(folder), name=table.name, level=table.level)
    return None


def _said(layers: Layers, mistakes: list[Mistake]) -> ReportTable:
    """Structure each part by itself, so that mistakes in several are told together."""
    parts: dict[str, Any] = {"bureau": _NOBODY}
    wrong: set[str] = set()
    table = {key: value for key, value in layers.table.items() if key not in {"extends", "region"}}
    table.setdefault("bureau", {})
    for name in _PARTS:
        key = toml_key(name)
        if key in table:
            wrong.add(name)
            with collected(mistakes):
                parts[name] = _part(name, table[key], layers, (key,))
                wrong.remove(name)
    if wrong & _GROUND:
        raise ConfigError(mistakes)
    return ReportTable(**parts)


def _part(name: str, value: object, layers: Layers, at: Keys) -> object:
    if name in {"sections", "key_areas"}:
        names, settings = _with_settings(value, "include", tuple[str, ...], layers, at)
        return Chosen(include=names, settings=settings)
    if name == "checks":
        waivers, settings = _with_settings(value, "ignore", tuple[Waiver, ...], layers, at)
        return ChecksTable(ignore=waivers, settings=settings)
    if name == "narrative":
        return _narrative(value, layers, at)
    return structure(value, _PARTS[name].type, layers, at)  # type: ignore[arg-type]


def _with_settings(
    value: object, key: str, kind: type[T], layers: Layers, at: Keys
) -> tuple[T, dict[str, Table]]:
    """A table of one known key and, besides, a table of settings for each name."""
    table = dict(structure(value, Table, layers, at))
    known = structure(table.pop(key, []), kind, layers, (*at, key))
    settings = {
        name: structure(content, Table, layers, (*at, name)) for name, content in table.items()
    }
    return known, settings


def _narrative(value: object, layers: Layers, at: Keys) -> NarrativeTable:
    table = dict(structure(value, Table, layers, at))
    texts = {name: structure(text, str, layers, (*at, name)) for name, text in table.items()}
    return NarrativeTable(
        omitted=texts.pop("omitted", ""), opening=texts.pop("opening", ""), files=texts
    )
