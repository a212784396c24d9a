"""The reports of a region's sums, before they are checked and written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.config.succession import has_report
from gongkai.errors import GongkaiError
from gongkai.host import Plugins
from gongkai.model.agency import Region
from gongkai.model.figures import Figures
from gongkai.model.region import Member, RegionSum, Scope
from gongkai.model.report import Report
from gongkai.plan import Plan
from gongkai.prepare import Options, own_plugins
from gongkai.rollup.choose import region_plan
from gongkai.rollup.gather import Made, Make, Seat, gather
from gongkai.rollup.membership import region_of
from gongkai.rollup.report import region_report
from gongkai.wording import Words, words


@frozen(kw_only=True)
class Draft:
    """The report of one sum: its plan, what was added up, and the figures to compare it with.

    ``previous`` are the figures that the region's government published for last year, ``breaks``
    says why one of them cannot be compared; ``unread`` says why there are none although the
    region's own report is there.
    """

    plan: Plan
    plugins: Plugins
    report: Report
    summed: RegionSum
    previous: Figures | None = None
    breaks: Mapping[str, str] = field(factory=dict)
    unread: Words | None = None


def draft(
    tree: Tree, report_id: ReportId, plugins: Plugins, options: Options, make: Make
) -> tuple[Draft, ...]:
    """Add up the region's members, the whole region first and then its own level.

    ``report_id`` names the region in the place of an agency. A scope without a member is left out.
    """
    region = region_of(tree, report_id.agency)
    own = own_plugins(tree, ReportId(region.id, report_id.year), plugins, options)
    plan = region_plan(tree, region, report_id.year, own.offers(), options.today)
    seats = gather(tree, region, report_id.year, make)
    published, unread = _published(tree, ReportId(region.id, report_id.year), make)
    members = tuple(seat.member for seat in seats)
    sums = tuple(_sums(region, report_id.year, members, published))
    if not sums:
        raise GongkaiError(
            words(
                "the region {region} has no members in {year}; a member is a folder with "
                "bureau.toml directly below the region's",
                region=region.id,
                year=report_id.year,
            )
        )
    return tuple(_draft(summed, seats, plan, own, (published, unread)) for summed in sums)


def _published(tree: Tree, report_id: ReportId, make: Make) -> tuple[Made | None, Words | None]:
    """The report that the region's government published; one that cannot be made is told."""
    if not has_report(tree, report_id.agency, report_id.year):
        return None, None
    try:
        return make(report_id), None
    except GongkaiError as error:
        return None, error.first


def _sums(
    region: Region, year: int, members: tuple[Member, ...], published: Made | None
) -> Iterator[RegionSum]:
    for scope in (Scope.REGION, Scope.OWN):
        summed = RegionSum(
            region=region,
            year=year,
            scope=scope,
            members=members,
            published=published.report if published else None,
        )
        if summed.counted:
            yield summed


def _draft(
    summed: RegionSum,
    seats: tuple[Seat, ...],
    plan: Plan,
    plugins: Plugins,
    published: tuple[Made | None, Words | None],
) -> Draft:
    made, unread = published
    last = made.prepared.last if made and summed.scope is Scope.REGION else None
    return Draft(
        plan=plan,
        plugins=plugins,
        report=region_report(plan, summed, seats),
        summed=summed,
        previous=last.figures if last else None,
        breaks=last.breaks if last else {},
        unread=unread,
    )
