"""How far every report of a year has come, who is late, and how many days are left."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import tomli
from attrs import frozen

from gongkai.config.agency import find_region
from gongkai.config.layers import Tree
from gongkai.config.succession import passed_over, read_bureau
from gongkai.due import report_limit
from gongkai.errors import GongkaiError
from gongkai.lifecycle.store import Standing
from gongkai.lifecycle.table import DRAFT
from gongkai.model.agency import Agency, AgencyKind, Contact, Region

#: A bureau that must report and has no report.toml for the year.
MISSING = "missing"


@frozen(kw_only=True)
class Line:
    """How one bureau's report of a year stands.

    ``days`` are those of the calendar to the limit, negative after it; a report that was released
    has none. ``late`` are the days by which it was released, or is still not, after the limit.
    Where the log knows nothing of a report, the day that its report.toml says counts.
    """

    agency: str
    name: str
    year: int
    state: str
    revision: int
    since: str
    errors: int
    warnings: int
    remarks: int
    limit: date
    released_on: str
    days: int | None
    late: int


def overview(
    tree: Tree, standings: tuple[Standing, ...], year: int, today: date, region: str = ""
) -> tuple[Line, ...]:
    """One line for each bureau at or below ``region`` (empty: all), by id.

    A report that no event tells of is a draft. Bureaus whose files cannot be read are lines too:
    their name is their id. No report is read and no rule runs: errors and warnings are those of
    the last move.
    """
    known = {each.agency: each for each in standings}
    return tuple(
        _line(bureau, known.get(bureau.id), today) for bureau in _bureaus(tree, region, year, known)
    )


@frozen(kw_only=True)
class _Bureau:
    id: str
    name: str
    year: int
    limit: date
    reports: bool
    published: str


def _line(bureau: _Bureau, standing: Standing | None, today: date) -> Line:
    released = standing.released_on if standing else bureau.published
    end = date.fromisoformat(released) if released else today
    return Line(
        agency=bureau.id,
        name=bureau.name,
        year=bureau.year,
        state=standing.state if standing else DRAFT if bureau.reports else MISSING,
        revision=standing.revision if standing else 1,
        since=standing.since if standing else "",
        errors=standing.errors if standing else 0,
        warnings=standing.warnings if standing else 0,
        remarks=standing.remarks if standing else 0,
        limit=bureau.limit,
        released_on=released,
        days=None if released else (bureau.limit - today).days,
        late=max((end - bureau.limit).days, 0),
    )


def _bureaus(tree: Tree, region: str, year: int, known: Container[str]) -> Iterator[_Bureau]:
    """Every bureau at or below the region, and whether it has a report of the year."""
    regions = lru_cache(maxsize=None)(lambda folder: find_region(tree, folder))
    home = tree.root / region.strip("/")
    for folder in _walk(home):
        agency = tree.name(folder)
        report = folder / str(year) / "report.toml"
        name, kind = _named(tree, agency)
        place = regions(agency if (folder / "region.toml").is_file() else tree.name(folder.parent))
        limit = report_limit(_agency(agency, name, kind, place), year).last_day(year)
        yield _Bureau(
            id=agency,
            name=name,
            year=year,
            limit=limit,
            reports=report.is_file(),
            published="" if agency in known else _published(report),
        )


def _published(report: Path) -> str:
    """The day that report.toml says; empty if it says none or cannot be read."""
    try:
        found = tomli.loads(report.read_text("utf-8")).get("published")
    except (OSError, ValueError):
        return ""
    return found.isoformat() if type(found) is date else ""


def _walk(home: Path) -> Iterator[Path]:
    for folder, below, files in os.walk(home):
        below[:] = sorted(name for name in below if not passed_over(name) and not name.isdigit())
        if "bureau.toml" in files:
            yield Path(folder)


def _named(tree: Tree, agency: str) -> tuple[str, AgencyKind]:
    """Name and kind from the bureau's own file; the whole chain is read only where it must be."""
    file = tree.root / agency / "bureau.toml"
    try:
        said: Mapping[str, object] = tomli.loads(file.read_text("utf-8")).get("bureau", {})
        return str(said["name"]), AgencyKind(said["kind"])
    except (OSError, ValueError, KeyError, TypeError):
        return _named_by_chain(tree, agency)


def _named_by_chain(tree: Tree, agency: str) -> tuple[str, AgencyKind]:
    try:
        bureau, _ = read_bureau(tree, agency)
    except GongkaiError:
        return agency, AgencyKind.DEPARTMENT
    return bureau.name, bureau.kind


def _agency(agency: str, name: str, kind: AgencyKind, region: Region | None) -> Agency:
    return Agency(
        id=agency, name=name, short_name=name, kind=kind, contact=Contact(), region=region
    )
