"""How far every report of a year has come, who is late, and how many days are left."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import tomli
from attrs import frozen

from gongkai.config.agency import find_region
from gongkai.config.layers import Tree
from gongkai.config.succession import passed_over, read_bureau
from gongkai.due import report_limit
from gongkai.errors import GongkaiError
from gongkai.lifecycle.fold import MISSING
from gongkai.lifecycle.store import Standing
from gongkai.lifecycle.table import DRAFT
from gongkai.model.agency import Agency, AgencyKind, Contact, Region


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
    """Every bureau at or below the region; places are texts: ten thousand paths are slow."""
    regions = lru_cache(maxsize=None)(lambda folder: find_region(tree, folder))
    limits = lru_cache(maxsize=None)(lambda kind, place: _limit(kind, place, year))
    root = str(tree.root)
    for folder, names in _walk(str(tree.root / region.strip("/"))):
        agency = folder[len(root) + 1 :].replace(os.sep, "/")
        name, kind = _named(tree, agency, folder)
        place = regions(agency if "region.toml" in names else agency.rpartition("/")[0])
        report = f"{folder}/{year}/report.toml"
        # Of what the log knows nothing is asked.
        asked = agency not in known and str(year) in names
        yield _Bureau(
            id=agency,
            name=name,
            year=year,
            limit=limits(kind, place),
            reports=asked and os.path.isfile(report),  # noqa: PTH113 - as above
            published=_published(report) if asked else "",
        )


def _published(report: str) -> str:
    """The day that report.toml says; empty if it says none or cannot be read."""
    try:
        found = _table(report).get("published")
    except (OSError, ValueError):
        return ""
    return found.isoformat() if type(found) is date else ""


def _walk(home: str) -> Iterator[tuple[str, set[str]]]:
    """Every folder of a bureau at or below one, by name, with the names of what is in it."""
    entries = _entries(home)
    names = {entry.name for entry in entries}
    if "bureau.toml" in names:
        yield home, names
    for entry in entries:
        if not passed_over(entry.name) and entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder, by name; nothing in one that cannot be read."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []


def _named(tree: Tree, agency: str, folder: str) -> tuple[str, AgencyKind]:
    """Name and kind from the bureau's own file; the whole chain is read only where it must be."""
    try:
        said: Mapping[str, object] = _table(f"{folder}/bureau.toml").get("bureau", {})
        return str(said["name"]), AgencyKind(said["kind"])
    except (OSError, ValueError, KeyError, TypeError):
        return _named_by_chain(tree, agency)


def _table(file: str) -> Mapping[str, Any]:
    with open(file, encoding="utf-8") as text:  # noqa: PTH123 - as above
        return tomli.loads(text.read())


def _named_by_chain(tree: Tree, agency: str) -> tuple[str, AgencyKind]:
    try:
        bureau, _ = read_bureau(tree, agency)
    except GongkaiError:
        return agency, AgencyKind.DEPARTMENT
    return bureau.name, bureau.kind


def _limit(kind: AgencyKind, region: Region | None, year: int) -> date:
    """The last day for the report of a bureau of this kind in this region."""
    some = Agency(id="", name="", short_name="", kind=kind, contact=Contact(), region=region)
    return report_limit(some, year).last_day(year)
