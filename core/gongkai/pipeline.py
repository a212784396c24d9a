"""One report, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version

from attrs import evolve, field, frozen

from gongkai.config.agency import ReportId, read_agency, read_choices
from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError, near
from gongkai.host import Plugins
from gongkai.kinds import Offers
from gongkai.model.figures import Figure, Figures
from gongkai.model.form import FormCell
from gongkai.model.outcome import Outcome
from gongkai.model.records import Disclosure, Record
from gongkai.model.report import Provenance, Report
from gongkai.plan import AREAS, BoundOutput, Plan, area_key, make_plan
from gongkai.stages.check import Checked, Context, check, check_run
from gongkai.stages.collect import Collected, collect
from gongkai.stages.compose import Ingredients, compose
from gongkai.stages.count import Counting, Counts, channels_of, count
from gongkai.stages.render import render
from gongkai.tally import items_behind
from gongkai.wording import Words, words


@frozen(kw_only=True)
class Options:
    """How a run differs from the usual one.

    ``outputs`` go before those of the TOML; ``render`` is off where only findings are wanted;
    ``agency_code`` says whether a ``plugin.py`` beside a bureau's TOML is loaded; ``today``
    decides which waivers have expired.
    """

    outputs: tuple[str, ...] = ()
    render: bool = True
    agency_code: bool = True
    today: date = field(factory=date.today)


@frozen(kw_only=True)
class Prepared:
    """A report's plan, what was collected for it, and its figures."""

    plan: Plan
    collected: Collected
    counting: Counting
    plugins: Plugins


def _keep_nothing(_: Outcome) -> None:
    """Leave the files of a report where they are: in memory."""


def run(
    tree: Tree,
    report_id: ReportId,
    plugins: Plugins,
    options: Options,
    write: Callable[[Outcome], None] = _keep_nothing,
) -> Outcome:
    """Make one report; `GongkaiError` if it cannot be made.

    ``write`` keeps its files; only then are observers told that the run is over.
    """
    prepared = prepare(tree, report_id, plugins, options)
    plan = _with_outputs(prepared, options)
    report = _compose(prepared)
    context = _context(prepared, tree, report_id, options)
    checked = check(report, plan.checks, plan.waivers, context)
    prepared.plugins.report_checked(report, checked.findings)
    artifacts, crashes = render(report, plan.outputs if options.render else ())
    everything = (*report.crashes, *checked.crashes, *crashes)
    done: Checked = check_run(report, plan.checks, context, everything, checked)
    outcome = Outcome(
        report=evolve(report, crashes=done.crashes),
        findings=done.findings,
        coverage=done.coverage,
        artifacts=artifacts,
    )
    write(outcome)
    prepared.plugins.run_finished(outcome)
    return outcome


def prepare(tree: Tree, report_id: ReportId, plugins: Plugins, options: Options) -> Prepared:
    """Read, plan, collect and count: everything before the report is written."""
    choices = read_choices(tree, report_id)
    plugins = own_plugins(tree, report_id, plugins, options)
    plan = make_plan(choices, plugins.offers())
    collected = collect(plan)
    return Prepared(
        plan=plan,
        collected=collected,
        counting=_count(plan, collected),
        plugins=plugins,
    )


def items_of(
    prepared: Prepared, cell: FormCell, figure: Figure
) -> Iterator[tuple[Disclosure, ...] | Record]:
    """What is behind a counted figure: items with their releases, or a key area's records."""
    plan, collected = prepared.plan, prepared.collected
    if cell.table.key == AREAS:
        names = {area_key(area): area.offer.thing.name for area in plan.areas}
        yield from collected.areas.get(names[cell.row.key], ())
    elif cell.row.count is not None and figure.has_count:
        channels = channels_of(cell.row.count, cell.table, plan.covered)
        yield from items_behind(
            collected.disclosures.stream(), plan.choices.year, plan.same, cell.row.count, channels
        )


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
    )
    return count(counts, plan.stated, plan.form, plan.instances, plan.choices.year)


def _compose(prepared: Prepared) -> Report:
    collected, counting = prepared.collected, prepared.counting
    return compose(
        prepared.plan,
        Ingredients(
            figures=counting.figures,
            areas=collected.areas,
            texts=collected.texts,
            bad_rows=(*collected.bad_rows, *counting.bad_rows),
            empty=(*collected.empty, *counting.empty),
            crashes=(*collected.crashes, *counting.crashes),
            provenance=Provenance(
                versions=(("gongkai", version("gongkai")),), inputs=collected.hashes
            ),
        ),
    )


def _context(prepared: Prepared, tree: Tree, report_id: ReportId, options: Options) -> Context:
    plan = prepared.plan
    previous: Figures | None = None
    unread: Words | None = None
    try:
        previous = _previous(tree, report_id, prepared.plugins)
    except GongkaiError as error:
        unread = error.first
    return Context(
        previous=previous,
        unread=unread,
        channels=plan.known_channels,
        enabled=tuple(bound.offer.thing.name for bound in plan.channels),
        chosen=plan.choices.said.sections.include,
        today=options.today,
    )


def _previous(tree: Tree, report_id: ReportId, plugins: Plugins) -> Figures | None:
    """The figures of last year's report, if the tree has one."""
    last = ReportId(report_id.agency, report_id.year - 1)
    if not (tree.root / last.agency / str(last.year) / "report.toml").is_file():
        return None
    choices = read_agency(tree, last)
    plan = make_plan(choices, plugins.offers())
    return _count(plan, collect(plan)).figures


def _with_outputs(prepared: Prepared, options: Options) -> Plan:
    """The plan with the outputs that the command line names, if it names any."""
    if not options.outputs:
        return prepared.plan
    offers = prepared.plugins.offers()
    return evolve(
        prepared.plan,
        outputs=tuple(
            _output(name, prepared.plan, offers) for name in dict.fromkeys(options.outputs)
        ),
    )


def _output(name: str, plan: Plan, offers: Offers) -> BoundOutput:
    for bound in plan.outputs:
        if bound.output.name == name:
            return bound
    if name not in offers.outputs:
        raise GongkaiError(
            words("there is no output {name!r}; {hint}", name=name, hint=near(name, offers.outputs))
        )
    offer = offers.outputs[name]
    return BoundOutput(output=offer.thing, settings=offer.thing.settings(), plugin=offer.plugin)
