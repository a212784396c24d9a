"""From a bureau's folder to its choices for one year."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from gongkai.config.choices import BureauTable, Choices, RegionTable
from gongkai.config.layers import Tree, lay, unknown_keys
from gongkai.config.parts import read_said
from gongkai.config.sense import wrong_region
from gongkai.config.source import Source
from gongkai.config.structure import structure
from gongkai.errors import ConfigError, GongkaiError, Mistake, collected, near, reason_of
from gongkai.model.agency import FIRST_YEAR, LAST_YEAR, Agency, Region, Year
from gongkai.wording import Words, words

#: Keys that files of any kind may have: what a region sets, a bureau or a year may change.
_SHARED = (
    "channels", "registers", "sections", "key-areas", "outputs", "checks", "forms", "calendar",
)  # fmt: skip
REGION_KEYS = ("extends", "region", "site", *_SHARED)
BUREAU_KEYS = ("extends", "bureau", *_SHARED)
REPORT_KEYS = (
    "form", "title", "published", "source", "returned", "figures", "narrative",
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
            why=reason_of(error),
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
    said, unread = read_said(layers, mistakes)
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
        unread=unread,
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
        own_domains=bureau.own_domains,
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
            if wrong := tuple(wrong_region(table, source, ("region",))):
                raise ConfigError(wrong)
            return Region(id=tree.name(folder), name=table.name, level=table.level)
    return None
