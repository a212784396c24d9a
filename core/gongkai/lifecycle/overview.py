"""How far every report of a year has come, who is late, and how many days are left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        _line(bureau, known.get(bureau.id), year, today)
        for bureau in _bureaus(tree, region.strip("/"), year)
    )


@frozen(kw_only=True)
class _Bureau:
    id: str
    name: str
    limit: date
    reports: bool


def _line(bureau: _Bureau, standing: Standing | None, year: int, today: date) -> Line:
    released = standing.released_on if standing else ""
    end = date.fromisoformat(released) if released else today
    return Line(
        agency=bureau.id,
        name=bureau.name,
        year=year,
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


def _bureaus(tree: Tree, region: str, year: int) -> Iterator[_Bureau]:
    """Every bureau that has a report of the year, or whose region's others have one."""
    regions = lru_cache(maxsize=None)(lambda folder: find_region(tree, folder))
    home = tree.root / region if region else tree.root
    for folder in _walk(home):
        agency = tree.name(folder)
        reports = (folder / str(year) / "report.toml").is_file()
        name, kind = _named(tree, agency)
        place = regions(agency if (folder / "region.toml").is_file() else tree.name(folder.parent))
        limit = report_limit(_agency(agency, name, kind, place), year).last_day(year)
        yield _Bureau(id=agency, name=name, limit=limit, reports=reports)


def _walk(home: Path) -> Iterator[Path]:
    import os  # noqa: PLC0415

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
