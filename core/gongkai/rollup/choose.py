"""What a region chose for the report of its sum: rules, waivers, outputs, and the form."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from gongkai.config.choices import Choices, Chosen, NarrativeTable
from gongkai.config.layers import Layers, Tree, lay
from gongkai.config.parts import read_said
from gongkai.errors import ConfigError, Mistake
from gongkai.kinds import Offers
from gongkai.model.agency import Agency, AgencyKind, Region, Year
from gongkai.model.form import EXPIRED
from gongkai.plan import PlacedWaiver, Plan, make_plan

#: What the sum's report takes from the region's files; all else in them is about the report that
#: the region's own government publishes.
_TAKEN = ("bureau", "outputs", "checks", "forms", "form", "calendar")
#: The reason why the report of a sum has no text of its own.
OMITTED = "汇总"


def region_plan(tree: Tree, region: Region, year: int, offers: Offers, today: date) -> Plan:
    """Plan the report of the sum; `ConfigError` with what is wrong in the region's own files."""
    plan = make_plan(region_choices(tree, region, year), offers)
    return evolve(plan, waivers=tuple(_waivers(plan, today)))


def region_choices(tree: Tree, region: Region, year: int) -> Choices:
    """The choices of the region's government, or of its region.toml where it has no files.

    The sum is that of the place: it bears the region's name, not that of the government.
    """
    layers = _layers(tree, region, year)
    mistakes: list[Mistake] = []
    said, _ = read_said(layers, mistakes)
    if mistakes:
        raise ConfigError(mistakes)
    bureau = said.bureau
    return Choices(
        agency=Agency(
            id=region.id,
            name=region.name,
            short_name=region.name,
            kind=bureau.kind,
            contact=bureau.contact,
            region=region,
            site=bureau.site,
            own_domains=bureau.own_domains,
        ),
        year=Year(year),
        folder=tree.root / region.id,
        said=evolve(
            said,
            narrative=NarrativeTable(omitted=OMITTED),
            sections=Chosen(),
            # What ended by itself is known to the members; without it their stock does not roll.
            figures={EXPIRED: {}},
        ),
        layers=layers,
        tree=tree,
    )


def _layers(tree: Tree, region: Region, year: int) -> Layers:
    """The region's files, and those parts of them that the sum's report takes.

    The region's own file lies below all others, whether or not its government extends it.
    """
    home = tree.root / region.id
    own = home / "bureau.toml"
    files = list(tree.chain(home / "region.toml"))
    if own.is_file():
        known = {source.path for source in files}
        files.extend(source for source in tree.chain(own) if source.path not in known)
    report = home / str(year) / "report.toml"
    if report.is_file():
        files.append(tree.read(report))
    layers = lay(tuple(files))
    table = {key: layers.table[key] for key in _TAKEN if key in layers.table}
    if not own.is_file():
        table["bureau"] = {"name": region.name, "kind": AgencyKind.GOVERNMENT.value}
    return evolve(layers, table=table)


def _waivers(plan: Plan, today: date) -> list[PlacedWaiver]:
    """Waivers are written for the published report: here they may cover, and need not."""
    return [evolve(placed, here=False) for placed in plan.waivers if placed.waiver.until >= today]
