"""Who is a member of a region in a year, and who stays out of its sum, and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from gongkai.config.agency import find_region
from gongkai.config.choices import BureauTable, RollupTable
from gongkai.config.layers import Tree
from gongkai.config.succession import has_report, passed_over, read_bureau, successors
from gongkai.errors import GongkaiError, near
from gongkai.model.agency import Agency, AgencyKind, Contact, Region
from gongkai.wording import Words, words


@frozen(kw_only=True)
class Candidate:
    """A bureau of the region, before anybody looks for its report.

    ``outside`` says why it is no member; ``error`` what is wrong in its files; ``successor`` is
    the bureau that reported for it; ``expected`` says that it is a member that must have a report.
    """

    agency: Agency
    outside: Words | None = None
    error: GongkaiError | None = None
    successor: str = ""

    @property
    def expected(self) -> bool:
        """Whether it is a member whose own report the sum needs."""
        return self.outside is None and self.error is None and not self.successor


def region_of(tree: Tree, name: str) -> Region:
    """The region of an id; `GongkaiError` if that folder is none."""
    region = name.strip("/") or "."
    known = [tree.name(folder) for folder in _regions(tree)]
    found = find_region(tree, region) if region in known else None
    if found is None:
        raise GongkaiError(
            words("there is no region {region!r}; {hint}", region=name, hint=near(region, known))
        )
    return found


def candidates(tree: Tree, region: Region, year: int) -> tuple[Candidate, ...]:
    """Every bureau of the region but those of the regions below it, by id.

    Members are the agencies directly below the region's folder, and the governments of the regions
    directly below it. The region's own government is not among them.
    """
    return tuple(_candidates(tree, tree.root / region.id, year))


def government(tree: Tree, region: Region, year: int) -> Candidate | None:
    """The region's own government, which is no member of it; None where it has no files."""
    home = tree.root / region.id
    return _candidate(tree, home, year) if _has(home, "bureau.toml") else None


def _candidates(tree: Tree, home: Path, year: int) -> Iterator[Candidate]:
    for folder in _folders(home):
        if _has(folder, "region.toml") or _has(folder, "bureau.toml"):
            yield _candidate(tree, folder, year)
        if not _has(folder, "region.toml"):
            for deeper in _deeper(folder):
                yield _out_of_reach(tree, deeper)


def _folders(home: Path) -> list[Path]:
    """The folders below one, by name; links are no folders of the tree."""
    with os.scandir(home) as entries:
        names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    return [home / name for name in sorted(names) if not passed_over(name)]


def _has(folder: Path, file: str) -> bool:
    return (folder / file).is_file()


def _deeper(folder: Path) -> Iterator[Path]:
    """The bureaus further down that belong to no other region."""
    for below in _folders(folder):
        if not _has(below, "region.toml"):
            if _has(below, "bureau.toml"):
                yield below
            yield from _deeper(below)


def _out_of_reach(tree: Tree, folder: Path) -> Candidate:
    why = words("its folder is not directly below that of the region")
    agency = tree.name(folder)
    try:
        bureau, _ = read_bureau(tree, agency)
    except GongkaiError:
        return Candidate(agency=_unknown(agency), outside=why)
    return Candidate(agency=_agency(agency, bureau, None), outside=why)


def _candidate(tree: Tree, folder: Path, year: int) -> Candidate:
    agency = tree.name(folder)
    kind = AgencyKind.GOVERNMENT if _has(folder, "region.toml") else AgencyKind.DEPARTMENT
    try:
        region = find_region(tree, agency)
        if not _has(folder, "bureau.toml"):
            return Candidate(agency=_unknown(agency, kind, region))
        bureau, _ = read_bureau(tree, agency)
        after = successors(tree, agency)
    except GongkaiError as error:
        return Candidate(agency=_unknown(agency, kind), error=error)
    return Candidate(
        agency=_agency(agency, bureau, region),
        outside=_outside(bureau.rollup, year),
        successor=_reporting(tree, agency, after, year),
    )


def _outside(rollup: RollupTable, year: int) -> Words | None:
    """Why a bureau is no member in a year."""
    if not rollup.member:
        return words("{reason}", reason=rollup.reason)
    return _not_there(rollup, year)


def _not_there(rollup: RollupTable, year: int) -> Words | None:
    """Why a bureau was not there on any day of a year."""
    if rollup.from_ and rollup.from_.year > year:
        return words("founded on {day}", day=rollup.from_.isoformat())
    if rollup.until and rollup.until.year < year:
        return words("ended on {day}", day=rollup.until.isoformat())
    return None


def _reporting(
    tree: Tree, agency: str, after: tuple[tuple[str, BureauTable], ...], year: int
) -> str:
    """The successor that reported in place of a bureau which did not."""
    if has_report(tree, agency, year):
        return ""
    for successor, bureau in after:
        if _not_there(bureau.rollup, year) is None and has_report(tree, successor, year):
            return successor
    return ""


def _agency(agency: str, bureau: BureauTable, region: Region | None) -> Agency:
    return Agency(
        id=agency,
        name=bureau.name,
        short_name=bureau.short_name or bureau.name,
        kind=bureau.kind,
        contact=bureau.contact,
        region=region,
    )


def _unknown(
    agency: str, kind: AgencyKind = AgencyKind.DEPARTMENT, region: Region | None = None
) -> Agency:
    """A bureau of which no more is known than its folder, and the region that it governs."""
    name = region.name if region else agency
    return Agency(
        id=agency, name=name, short_name=name, kind=kind, contact=Contact(), region=region
    )


def _regions(tree: Tree) -> Iterator[Path]:
    for folder, below, files in os.walk(tree.root):
        below[:] = sorted(name for name in below if not passed_over(name))
        if "region.toml" in files:
            yield Path(folder)
