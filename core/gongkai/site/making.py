"""One report for a column: its files are written, and of the rest what the column shows is kept."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from gongkai.batch import Job, Summary, summed_up, write_files
from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.due import report_limit
from gongkai.host import Plugins
from gongkai.model.column import DisclosedItem, Filing, KeyArea, ReportFile
from gongkai.model.findings import Severity
from gongkai.model.outcome import Outcome
from gongkai.model.records import Disclosure
from gongkai.model.report import Artifact, Provenance
from gongkai.paths import slug
from gongkai.personal import mask_text
from gongkai.pipeline import run_prepared
from gongkai.prepare import Prepared, disclosed, prepare
from gongkai.rollup.gather import turnout_with
from gongkai.stages.compose import Ingredients, compose_areas

#: Where the files of reports stand in a column.
REPORTS = "reports"
#: Where what a column lists waits meanwhile; no file of a site may be called so.
_ASIDE = ".aside"


@frozen(kw_only=True)
class MadeFiling:
    """How a report went, and what the column shows of it; None if it could not be made."""

    summary: Summary
    filing: Filing | None = None


def folder_of(agency: str) -> str:
    """A bureau's own folder below any folder of the column."""
    return "/".join(slug(part) for part in agency.split("/"))


def make_filing(tree: Tree, report: ReportId, plugins: Plugins, job: Job) -> MadeFiling:
    """Make a report below the job's folder; what is wrong with it is in the summary."""
    out = job.out or Path()
    place = f"{REPORTS}/{folder_of(report.agency)}/{report.year}"
    files: list[Path] = []
    made: list[Filing] = []

    def make() -> Outcome:
        prepared = prepare(tree, report, plugins, job.options)
        outcome = run_prepared(
            prepared,
            report,
            job.options,
            lambda done: files.extend(write_files(done.artifacts, out / place)),
        )
        made.append(_filing(prepared, outcome, place, out))
        return outcome

    summary = summed_up(report, files, make)
    return MadeFiling(summary=summary, filing=made[0] if made else None)


def _filing(prepared: Prepared, outcome: Outcome, place: str, out: Path) -> Filing:
    report = outcome.report
    limit = report_limit(report.agency, report.year).last_day(report.year)
    aside = out / _ASIDE / place
    return Filing(
        agency=report.agency,
        year=report.year,
        turnout=turnout_with(report, limit),
        limit=limit,
        folder=folder_of(report.agency.id),
        title=report.title,
        form=report.form.id,
        published=report.published,
        source=report.source,
        status=report.status,
        returned=report.returned,
        recorded=report.recorded.label if report.recorded else "",
        findings={
            severity: sum(finding.severity is severity for finding in outcome.findings)
            for severity in Severity
        },
        files=tuple(_file(artifact, place) for artifact in outcome.artifacts),
        items=_put_aside(_items(prepared), "items", aside),
        areas=_put_aside(_areas(prepared), "areas", aside),
    )


def _file(artifact: Artifact, place: str) -> ReportFile:
    return ReportFile(
        path=f"{place}/{artifact.filename}",
        output=artifact.output,
        media_type=artifact.media_type,
        size=len(artifact.content),
        sha256=hashlib.sha256(artifact.content).hexdigest(),
    )


def _items(prepared: Prepared) -> tuple[DisclosedItem, ...]:
    """The items of the year, the latest first."""
    labels = {channel.name: channel.label for channel in prepared.plan.known_channels}
    items = [_item(releases, labels) for releases in disclosed(prepared)]
    items.sort(key=lambda item: (-item.published.toordinal(), item.title))
    return tuple(items)


def _item(releases: tuple[Disclosure, ...], labels: Mapping[str, str]) -> DisclosedItem:
    first, *_ = ordered = sorted(releases, key=lambda release: release.published)
    return DisclosedItem(
        title=mask_text(first.title),
        published=first.published,
        channels=tuple(dict.fromkeys(labels[release.channel] for release in ordered)),
        url=next((release.url for release in ordered if release.url), ""),
        document_number=mask_text(first.document_number),
        category=mask_text(first.category),
    )


def _areas(prepared: Prepared) -> tuple[KeyArea, ...]:
    given = Ingredients(
        figures=prepared.counting.figures,
        areas=prepared.collected.areas,
        texts={},
        bad_rows=(),
        crashes=(),
        provenance=Provenance(),
    )
    return compose_areas(prepared.plan, given)


@frozen
class _Aside:
    """A list that was put aside; it is read back at each call."""

    file: Path

    def __call__(self) -> tuple[Any, ...]:
        # This run wrote it, in a folder of its own that nobody else may open.
        found: tuple[Any, ...] = pickle.loads(self.file.read_bytes())  # noqa: S301
        return found


def _put_aside(what: tuple[Any, ...], name: str, folder: Path) -> _Aside:
    """Keep a list on the disk until the site is made: those of a whole region fill the memory."""
    content = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    kept = Artifact(output="", filename=name, media_type="", content=content)
    return _Aside(*write_files((kept,), folder))
