"""One report, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.content import content_of
from gongkai.errors import GongkaiError, near
from gongkai.host import Plugins
from gongkai.kinds import Offers
from gongkai.loading import versions
from gongkai.model.figures import Figures
from gongkai.model.outcome import Outcome, RolledUp
from gongkai.model.report import Provenance, Report, Snapshot, Status
from gongkai.plan import BoundOutput, Plan
from gongkai.prepare import LastYear, Options, Prepared, prepare
from gongkai.rollup import Draft, Made, draft
from gongkai.stages.check import Checked, Context, check, check_run
from gongkai.stages.compose import Ingredients, compose
from gongkai.stages.render import render
from gongkai.wording import words

__all__ = [
    "Options",
    "Task",
    "finished",
    "roll_up",
    "run",
    "run_prepared",
    "task_of",
]


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
    return run_prepared(prepare(tree, report_id, plugins, options), report_id, options, write)


def run_prepared(
    prepared: Prepared,
    report_id: ReportId,
    options: Options,
    write: Callable[[Outcome], None] = _keep_nothing,
) -> Outcome:
    """As `run`, for whoever also wants to see what the report is made from."""
    outcome = finished(_task(prepared, report_id, options), options)
    write(outcome)
    prepared.plugins.run_finished(outcome)
    return outcome


def roll_up(
    tree: Tree, region: str, year: int, plugins: Plugins, options: Options
) -> tuple[RolledUp, ...]:
    """Add up a region's members, and make a report of each sum as of any agency.

    The whole region comes first, its own level (本级) second; a sum without members is left out.
    Members are made and checked, and not written; one that cannot be made is missing from the
    sum, and a finding. `GongkaiError` if there is no such region or if it has no members.
    """
    quiet = evolve(options, render=False, outputs=())

    def make(report_id: ReportId) -> Made:
        prepared = prepare(tree, report_id, plugins, quiet)
        outcome = finished(_task(prepared, report_id, quiet), quiet)
        return Made(prepared=prepared, report=outcome.report, findings=outcome.findings)

    return tuple(
        _rolled_up(found, options)
        for found in draft(tree, ReportId(region, year), plugins, options, make)
    )


def _rolled_up(found: Draft, options: Options) -> RolledUp:
    plan = found.plan
    context = Context(
        previous=found.previous,
        breaks=found.breaks,
        unread=found.unread,
        channels=plan.known_channels,
        enabled=(),
        chosen=(),
        today=options.today,
        region=found.summed,
    )
    task = Task(
        plan=_with_outputs(plan, found.plugins, options),
        report=found.report,
        context=context,
        plugins=found.plugins,
    )
    outcome = finished(task, options)
    found.plugins.run_finished(outcome)
    return RolledUp(summed=found.summed, outcome=outcome)


@frozen(kw_only=True)
class Task:
    """A report that is composed, to be checked and written down."""

    plan: Plan
    report: Report
    context: Context
    plugins: Plugins


def task_of(tree: Tree, report_id: ReportId, plugins: Plugins, options: Options) -> Task:
    """A report up to where it is checked, for whoever checks it in his own way."""
    return _task(prepare(tree, report_id, plugins, options), report_id, options)


def _task(prepared: Prepared, report_id: ReportId, options: Options) -> Task:
    return Task(
        plan=_with_outputs(prepared.plan, prepared.plugins, options),
        report=_compose(prepared, options),
        context=evolve(_context(prepared, options), surveyed=options.surveyed.of(report_id)),
        plugins=prepared.plugins,
    )


def finished(task: Task, options: Options) -> Outcome:
    """Check the report, write it down, and look at the run."""
    plan, report = task.plan, task.report
    checked = check(report, plan.checks, plan.waivers, task.context)
    task.plugins.report_checked(report, checked.findings)
    report = evolve(report, findings=checked.findings)
    made = render(report, plan.outputs if options.render else ())
    report = evolve(report, unwritten=made.unwritten)
    everything = (*report.crashes, *checked.crashes, *made.crashes)
    done: Checked = check_run(report, plan.checks, task.context, everything, checked)
    return Outcome(
        report=evolve(report, crashes=done.crashes, findings=done.findings),
        findings=done.findings,
        coverage=done.coverage,
        artifacts=made.artifacts,
    )


def _compose(prepared: Prepared, options: Options) -> Report:
    """The report; it is no draft if it says exactly what was approved."""
    report = _written(prepared, options)
    approved = report.recorded.content if report.recorded else ""
    if approved and content_of(report).hash == approved:
        return evolve(report, status=Status.APPROVED)
    return report


def _written(prepared: Prepared, options: Options) -> Report:
    collected, counting = prepared.collected, prepared.counting
    return compose(
        prepared.plan,
        Ingredients(
            figures=counting.figures,
            previous=_comparable(prepared.last),
            recorded=options.recorded.get(_key(prepared)),
            areas=collected.areas,
            texts=collected.texts,
            bad_rows=(*collected.bad_rows, *counting.bad_rows),
            empty=(*collected.empty, *counting.empty),
            crashes=(*collected.crashes, *counting.crashes),
            provenance=Provenance(
                versions=versions(),
                inputs=collected.hashes,
                registers=tuple(_snapshots(prepared)),
            ),
        ),
    )


def _key(prepared: Prepared) -> tuple[str, int]:
    choices = prepared.plan.choices
    return choices.agency.id, choices.year


def _comparable(last: LastYear | None) -> Figures:
    """Last year's figures without those whose series ends."""
    if last is None:
        return {}
    return {at: figure for at, figure in last.figures.items() if at not in last.breaks}


def _snapshots(prepared: Prepared) -> Iterator[Snapshot]:
    """Which registers were counted, and the hash of each of their files: this proves it later."""
    collected = prepared.collected
    hashes = dict(collected.hashes)
    for register in (collected.disclosures, *collected.entries):
        if register.files:
            yield Snapshot(
                register=register.name,
                files=tuple((name, hashes[name]) for name in register.files),
                cut_off=prepared.plan.cut_off,
            )


def _context(prepared: Prepared, options: Options) -> Context:
    plan, last = prepared.plan, prepared.last
    return Context(
        previous=last.figures if last else None,
        breaks=last.breaks if last else {},
        last=_compose(last.prepared, Options()) if last else None,
        unread=prepared.unread,
        channels=plan.known_channels,
        enabled=tuple(bound.offer.thing.name for bound in plan.channels),
        chosen=plan.choices.said.sections.include,
        today=options.today,
        requests=prepared.collected.requests,
        remedies=prepared.collected.remedies,
        documents=prepared.collected.documents,
        kept={register.name: register.fields for register in prepared.collected.entries},
        late=prepared.counting.late,
        cut_off=plan.cut_off,
        calendar=plan.calendar,
    )


def _with_outputs(plan: Plan, plugins: Plugins, options: Options) -> Plan:
    """The plan with the outputs that the command line names, if it names any, and with others."""
    if not (options.outputs or options.also):
        return plan
    offers = plugins.offers()
    chosen = options.outputs or tuple(bound.output.name for bound in plan.outputs)
    names = dict.fromkeys((*chosen, *options.also))
    return evolve(plan, outputs=tuple(_output(name, plan, offers) for name in names))


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
