"""All reports of the tree → what the rules that look at all of them found for each."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli
from attrs import define, evolve, field, frozen

from gongkai.config.agency import ReportId, find_reports
from gongkai.config.layers import Tree
from gongkai.config.source import Table
from gongkai.errors import GongkaiError, Position
from gongkai.kinds import Check, Narrative, Offer
from gongkai.model.records import Crash, crash_of
from gongkai.wording import mark

#: What is no section's text in ``[narrative]``.
_NO_SECTION = {"omitted", "opening"}

#: A longer file is no narrative; the report's own run reads it.
_LONGEST = 1_000_000

#: A name that leads nowhere else.
_PLAIN = re.compile(r"\w[\w.-]*")

#: From a table's header to the next one; a string of several lines might hold what looks like one.
_TABLE = r"(?m)^\[{key}\][ \t]*\r?\n(?:(?![ \t]*\[).*(?:\n|\Z))*"
_LONG_STRING = re.compile("\"\"\"|'''")


@frozen(kw_only=True)
class Surveyed:
    """What the surveys gave for some reports, by rule and report, and which rules raised."""

    found: Mapping[str, Mapping[ReportId, Any]] = field(factory=dict)
    crashes: Mapping[str, Crash] = field(factory=dict)

    def of(self, report: ReportId) -> Mapping[str, Any]:
        """What each rule's survey gave for a report; of one that raised, its `Crash`."""
        found = {code: told[report] for code, told in self.found.items() if report in told}
        return {**self.crashes, **found}

    def only(self, reports: Collection[ReportId]) -> Surveyed:
        """The part of some reports: all that the process needs that makes them."""
        parts = {
            code: {report: found[report] for report in reports if report in found}
            for code, found in self.found.items()
        }
        return evolve(self, found=parts)


def survey(tree: Tree, reports: Collection[ReportId], offers: Iterable[Offer[Check]]) -> Surveyed:
    """Show the narratives of the whole tree to each rule that asks for them, once."""
    last = max((report.year for report in reports), default=0)
    asking = [offer for offer in offers if offer.thing.survey and offer.thing.years_from <= last]
    if not asking:
        return Surveyed()
    seen = tuple(narratives(tree, {report.year for report in reports}))
    found: dict[str, Mapping[ReportId, Any]] = {}
    crashes: dict[str, Crash] = {}
    for offer in asking:
        code = offer.thing.code
        try:
            found[code] = _ask(offer.thing, seen)
        except BaseException as error:  # noqa: BLE001 - a rule's bug is told, not spread
            crashes[code] = crash_of(mark("rule"), code, offer.plugin, error)
    return Surveyed(found=found, crashes=crashes).only(reports)


def _ask(check: Check, seen: tuple[Narrative, ...]) -> Mapping[ReportId, Any]:
    told = check.survey(seen) if check.survey else {}
    return {ReportId(agency, year): given for (agency, year), given in told.items()}


def narratives(tree: Tree, years: Collection[int]) -> Iterator[Narrative]:
    """The narratives of every report of some years.

    What cannot be read is passed over: the report's own run tells of it.
    """
    reader = _Reader(tree)
    for report in find_reports(tree):
        if report.year in years and (texts := reader.texts(report)):
            yield Narrative(
                agency=report.agency,
                year=report.year,
                texts=texts,
                names=reader.names(report.agency),
            )


@define(eq=False)
class _Reader:
    """Reads the few things that a survey shows, and the name of each place once."""

    tree: Tree
    places: dict[str, tuple[str, ...]] = field(factory=dict)

    def texts(self, report: ReportId) -> Mapping[str, str]:
        """Each section's text, as far as it can be read."""
        folder = f"{self.tree.root}/{report.agency}/{report.year}"
        written = _table(self._content(folder, "report.toml"), "narrative")
        found = {
            section: self._content(folder, name)
            for section, name in written.items()
            if section not in _NO_SECTION and name and isinstance(name, str)
        }
        return {section: text for section, text in found.items() if text}

    def names(self, agency: str) -> tuple[str, ...]:
        """What a bureau and the places that it lies in are called."""
        home = f"{self.tree.root}/{agency}"
        bureau = _table(self._content(home, "bureau.toml"), "bureau")
        own = _said(bureau.get("name"), bureau.get("short_name"))
        return tuple(dict.fromkeys((*own, *self._places(home))))

    def _places(self, folder: str) -> tuple[str, ...]:
        """The names of the regions at and above a folder, the nearest first."""
        if folder not in self.places:
            region = _table(self._content(folder, "region.toml"), "region")
            top = folder == str(self.tree.root)
            above = () if top else self._places(folder.rpartition("/")[0])
            self.places[folder] = (*_said(region.get("name")), *above)
        return self.places[folder]

    def _content(self, folder: str, written: str) -> str:
        """The text of a file of the tree; empty where it cannot be read."""
        try:
            path = self._inside(folder, written)
            about = os.stat(path)  # noqa: PTH116 - pathlib takes longer than the reading itself
            if not stat.S_ISREG(about.st_mode) or about.st_size > _LONGEST:
                return ""
            with open(path, "rb") as file:  # noqa: PTH123 - same
                return file.read().decode("utf-8-sig")
        except (GongkaiError, OSError, ValueError):
            return ""

    def _inside(self, folder: str, written: str) -> str:
        """A plain name in a real folder is in the tree; anything else is looked at closely."""
        path = f"{folder}/{written}"
        if _PLAIN.fullmatch(written) and not any(map(os.path.islink, (folder, path))):
            return path
        return str(self.tree.inside(Path(folder), written, Position("")))


def _said(*names: object) -> tuple[str, ...]:
    return tuple(name for name in names if name and isinstance(name, str))


def _table(text: str, key: str) -> Table:
    """One table of a TOML file; empty where there is none.

    Most of a report's file are figures; only the lines of this table are read where they can be
    told from the others for sure.
    """
    if key not in text:
        return {}
    lines = None if _LONG_STRING.search(text) else re.search(_TABLE.format(key=key), text)
    try:
        table = tomli.loads(lines.group() if lines else text).get(key)
    except (ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}
