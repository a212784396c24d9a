"""Everything before a report is written: read, planned, collected, counted, and last year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve, field, frozen

from gongkai.config.agency import ReportId, read_choices
from gongkai.config.layers import Tree
from gongkai.config.succession import has_report, predecessors
from gongkai.crosswalk import at_addresses_of
from gongkai.entries.tally import entries_behind, tally_entries
from gongkai.errors import GongkaiError
from gongkai.filling import carry, derive, together, waiting
from gongkai.host import Plugins
from gongkai.model.counting import Count
from gongkai.model.figures import Figure, Figures
from gongkai.model.form import FormCell
from gongkai.model.records import Disclosure, Entry, Record
from gongkai.model.report import Recorded
from gongkai.plan import AREAS, Plan, area_key, make_plan
from gongkai.stages.collect import Collected, collect
from gongkai.stages.count import Counting, Counts, channels_of, count
from gongkai.survey import Surveyed
from gongkai.tally import in_time, items_behind
from gongkai.wording import Words, words


@frozen(kw_only=True)
class Options:
    """How a run differs from the usual one.

    ``outputs`` go before those of the TOML, ``also`` are written besides whichever these are;
    ``render`` is off where only findings are wanted;
    ``agency_code`` says whether a ``plugin.py`` beside a bureau's TOML is loaded; ``today``
    decides which waivers have expired; ``surveyed`` is what was found before in all reports.
    ``recorded`` is what the log knows, by agency and year.
    """

    outputs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    render: bool = True
    agency_code: bool = True
    today: date = field(factory=date.today)
    surveyed: Surveyed = field(factory=Surveyed)
    recorded: Mapping[tuple[str, int], Recorded] = field(factory=dict)


@frozen(kw_only=True)
class LastYear:
    """Last year's report, and its figures at the addresses of this year's form.

    Where the bureau took others over, theirs are added to its own. ``breaks`` says, by address,
    why a figure cannot be compared.
    """

    prepared: Prepared
    figures: Figures
    breaks: Mapping[str, str]


@frozen(kw_only=True)
class Prepared:
    """A report's plan, what was collected for it, and its figures.

    ``last`` is last year's report; ``unread`` says why there is none although there is a file.
    """

    plan: Plan
    collected: Collected
    counting: Counting
    plugins: Plugins
    last: LastYear | None = None
    unread: Words | None = None


def prepare(tree: Tree, report_id: ReportId, plugins: Plugins, options: Options) -> Prepared:
    """Read, plan, collect and count, and fill from last year's report what goes on from there."""
    prepared = _of_this_year(tree, report_id, plugins, options)
    try:
        last = _last_year(tree, report_id, prepared, options)
    except GongkaiError as error:
        return evolve(prepared, unread=error.first)
    return evolve(prepared, last=last, counting=_carried(prepared, last))


def _of_this_year(tree: Tree, report_id: ReportId, plugins: Plugins, options: Options) -> Prepared:
    plan, plugins = planned(tree, report_id, plugins, options)
    collected = collect(plan)
    return Prepared(
        plan=plan,
        collected=collected,
        counting=_count(plan, collected),
        plugins=plugins,
    )


def planned(
    tree: Tree, report_id: ReportId, plugins: Plugins, options: Options
) -> tuple[Plan, Plugins]:
    """The plan of a report, and the plugins it was made with; no register is opened."""
    choices = read_choices(tree, report_id)
    plugins = own_plugins(tree, report_id, plugins, options)
    return make_plan(choices, plugins.offers()), plugins


def _last_year(
    tree: Tree, report_id: ReportId, prepared: Prepared, options: Options
) -> LastYear | None:
    """Last year's report, if the tree has one, with those of bureaus that this one took over."""
    before, form = report_id.year - 1, prepared.plan.form
    agencies = (report_id.agency, *predecessors(tree, report_id.agency, report_id.year))
    found = [
        _of_last_year(tree, ReportId(agency, before), prepared, options)
        for agency in agencies
        if has_report(tree, agency, before)
    ]
    if not found:
        return None
    compared = [at_addresses_of(form, one.plan.form, one.counting.figures) for one in found]
    return LastYear(
        prepared=found[0],
        figures=together([figures for figures, _ in compared]),
        breaks={address: why for _, breaks in compared for address, why in breaks.items()},
    )


def _of_last_year(
    tree: Tree, report_id: ReportId, prepared: Prepared, options: Options
) -> Prepared:
    """A report of last year; its own gaps are filled from the year before it."""
    found = _of_this_year(tree, report_id, prepared.plugins, options)
    if waiting(found.counting.figures, found.plan.instances):
        return prepare(tree, report_id, prepared.plugins, options)
    return found


def _carried(prepared: Prepared, last: LastYear | None) -> Counting:
    """The figures with what goes on from last year's, and the totals that follow from it."""
    counting, instances = prepared.counting, prepared.plan.instances
    gaps = waiting(counting.figures, instances)
    if last is None or not gaps:
        return counting
    choices = prepared.plan.choices
    filled = carry(counting.figures, gaps, last.figures, (choices.agency.id, choices.year - 1))
    return evolve(counting, figures=derive(filled, instances))


def items_of(
    prepared: Prepared, cell: FormCell, figure: Figure
) -> Iterator[tuple[Disclosure, ...] | Entry | Record]:
    """What is behind a counted figure: items with their releases, or the records of a register."""
    plan, collected = prepared.plan, prepared.collected
    if cell.table.key == AREAS:
        names = {area_key(area): area.offer.thing.name for area in plan.areas}
        yield from collected.areas.get(names[cell.row.key], ())
    elif cell.count is not None and figure.has_count:
        wanted, year = cell.count, plan.choices.year
        if wanted.register == collected.disclosures.name:
            channels = channels_of(wanted, cell.table, plan.covered)
            stream = in_time(collected.disclosures.stream(), plan.cut_off)
            yield from items_behind(stream, year, plan.same, wanted, channels)
        for register in collected.entries:
            if register.name == wanted.register:
                yield from entries_behind(register.stream(), wanted, year, plan.cut_off)


def disclosed(prepared: Prepared) -> Iterator[tuple[Disclosure, ...]]:
    """Every item that was disclosed in the year, with its releases; the register is read anew."""
    plan, register = prepared.plan, prepared.collected.disclosures
    stream = in_time(register.stream(), plan.cut_off)
    every = Count(register=register.name)
    return items_behind(stream, plan.choices.year, plan.same, every, frozenset())


def own_plugins(tree: Tree, report_id: ReportId, plugins: Plugins, options: Options) -> Plugins:
    """The plugins of one agency: the installed ones, and its own file."""
    path = tree.root / report_id.agency / "plugin.py"
    if not options.agency_code or not path.is_file():
        return plugins
    if not path.resolve().is_relative_to(tree.root):
        raise GongkaiError(
            words("{file}: the link leads out of the agencies folder", file=tree.name(path))
        )
    return plugins.and_file(path, f"agency:{report_id.agency}")


def _count(plan: Plan, collected: Collected) -> Counting:
    year = plan.choices.year
    counts = Counts(
        disclosures=collected.disclosures,
        covered=plan.covered,
        uncovered=plan.uncovered,
        same=plan.same,
        records={
            f"{AREAS}.{area_key(area)}": (
                area.offer.thing.name,
                len(collected.areas[area.offer.thing.name]),
            )
            for area in plan.areas
            if area.offer.thing.name in collected.areas
        },
        entries={
            register.name: tally_entries(register.name, register.stream(), year, plan.cut_off)
            for register in collected.entries
        },
        carried=frozenset(bound.register.name for bound in plan.entries if not bound.complete),
        cut_off=plan.cut_off,
    )
    return count(counts, plan.stated, plan.form, plan.instances, year)
