"""A region's site, from top to bottom: who has a seat, every report, the column, its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import evolve, frozen

from gongkai.batch import Job, Summary, each
from gongkai.config.layers import Tree
from gongkai.due import report_limit
from gongkai.errors import PluginError, blame
from gongkai.host import Plugins
from gongkai.model.agency import Region
from gongkai.model.column import DisclosureColumn, Filing
from gongkai.model.region import Turnout
from gongkai.rollup.gather import turnout_without
from gongkai.rollup.membership import region_of
from gongkai.site.chosen import ChosenSite, choose_site
from gongkai.site.folder import move_in, put, staging
from gongkai.site.making import MadeFiling, folder_of, make_filing
from gongkai.site.seats import Seat, seats
from gongkai.wording import Words, words


@frozen(kw_only=True)
class Built:
    """A site that was built: its column, how each report went, its files, and what is told of it.

    ``files`` are paths below ``folder``.
    """

    column: DisclosureColumn
    summaries: tuple[Summary, ...]
    folder: Path
    files: tuple[str, ...]
    told: tuple[Words, ...]


#: Lets somebody watch how reports are made: gets them one by one and their number, passes them on.
Watch = Callable[[Iterator[MadeFiling], int], Iterable[MadeFiling]]


def _unwatched(made: Iterator[MadeFiling], _number: int) -> Iterable[MadeFiling]:
    return made


def build_site(
    job: Job, region: str, years: tuple[int, ...], jobs: int = 1, watch: Watch = _unwatched
) -> Built:
    """Make the region's reports and its site in ``REGION/site`` below ``job.out``.

    A report that cannot be made does not stop the site. `GongkaiError` if there is no such region
    or no report in it, if ``[site]`` is wrong, or if the folder holds what is not the site's.
    """
    tree = Tree(job.root)
    place = region_of(tree, region)
    chosen = choose_site(tree, place, Plugins.installed(without=job.without), job.options)
    taken = seats(tree, place, years)
    reports = tuple(seat.report for seat in taken if seat.reports)
    folder = (job.out or Path()) / place.id / "site"
    with staging(folder) as stage:
        options = evolve(job.options, also=chosen.site.outputs)
        making = each(evolve(job, out=stage, options=options), reports, make_filing, jobs)
        made = tuple(watch(making, len(reports)))
        column = _column(place, taken, made)
        files, told = _render(column, chosen, stage)
        move_in(stage, folder, files)
    return Built(
        column=_without_lists(column),
        summaries=tuple(_moved(one.summary, stage, folder) for one in made),
        folder=folder,
        files=files,
        told=told,
    )


def _column(
    region: Region, taken: tuple[Seat, ...], made: tuple[MadeFiling, ...]
) -> DisclosureColumn:
    by_report = {one.summary.report: one.filing for one in made}
    filings = (by_report.get(seat.report) or _without_report(seat) for seat in taken)
    return DisclosureColumn(region=region, filings=tuple(filings))


def _without_report(seat: Seat) -> Filing:
    agency = seat.candidate.agency
    return Filing(
        agency=agency,
        year=seat.year,
        turnout=Turnout.UNREADABLE if seat.reports else turnout_without(seat.candidate),
        limit=report_limit(agency, seat.year).last_day(seat.year),
        folder=folder_of(agency.id),
        successor=seat.candidate.successor,
    )


def _render(
    column: DisclosureColumn, chosen: ChosenSite, stage: Path
) -> tuple[tuple[str, ...], tuple[Words, ...]]:
    """Write what the site yields where it waits: the paths of all files, and what is told."""
    files = dict.fromkeys(file.path for filing in column.filings for file in filing.files)
    told: list[Words] = []
    site = chosen.site
    with blame("site", site.name, chosen.plugin):
        for found in site.render(column, chosen.settings):
            if isinstance(found, Words):
                told.append(found)
            elif found.path in files:
                raise PluginError(
                    words(
                        "the site {name!r} gives two files {path!r}",
                        name=site.name,
                        path=found.path,
                    )
                )
            else:
                put(stage, found.path, found.content)
                files[found.path] = None
    return tuple(files), tuple(told)


def _moved(summary: Summary, stage: Path, folder: Path) -> Summary:
    """How a report went, with its files where they stand in the end."""
    return evolve(summary, files=tuple(folder / file.relative_to(stage) for file in summary.files))


def _without_lists(column: DisclosureColumn) -> DisclosureColumn:
    """The column when the lists that were put aside are gone."""
    return evolve(
        column, filings=tuple(evolve(filing, items=tuple, areas=tuple) for filing in column.filings)
    )
