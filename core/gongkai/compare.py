"""A published page against the report that it should show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import evolve

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError
from gongkai.host import Plugins
from gongkai.model.outcome import Outcome
from gongkai.model.report import Report
from gongkai.pages.loose import plain_address
from gongkai.pages.page import Page
from gongkai.pages.portal import PublishedSettings
from gongkai.pages.published import around_report
from gongkai.pipeline import task_of
from gongkai.plan import BoundCheck
from gongkai.prepare import Options
from gongkai.stages.check import Checked, Context, check
from gongkai.wording import words


def verify(
    tree: Tree, report_id: ReportId, page: Page, plugins: Plugins, options: Options
) -> Outcome:
    """Compare a published page with the report as it stands; no file is made.

    Rules on text look at what the page says around the report; no other rule runs.

    `GongkaiError` if the report cannot be made, or if no plugin offers a rule on pages.
    """
    task = task_of(tree, report_id, plugins, options)
    plan, report = task.plan, task.report
    checks = tuple(bound for bound in plan.checks if bound.check.of_page)
    if not checks:
        raise GongkaiError(words("no plugin that is loaded offers a rule on published pages"))
    context = evolve(task.context, page=page)
    compared = check(report, checks, plan.waivers, context)
    checked = _told(compared, *_around(report, page, plan.checks, context))
    return Outcome(
        report=evolve(report, crashes=(*report.crashes, *checked.crashes)),
        findings=checked.findings,
        coverage=checked.coverage,
        artifacts=(),
    )


def _around(
    report: Report, page: Page, checks: tuple[BoundCheck, ...], context: Context
) -> Iterator[Checked]:
    """What the rules on text find around the report, and in its raw characters.

    They run as the bureau set them, and cannot be waived: a waiver is for what the bureau wrote.
    """
    settings = (bound.settings for bound in checks if bound.check.of_page)
    hosts = (s.hosts for s in settings if isinstance(s, PublishedSettings))
    found = around_report(report, page, tuple(chain.from_iterable(hosts)))
    if found is not None:
        of_frame = tuple(bound for bound in checks if bound.check.of_frame)
        of_signs = tuple(bound for bound in checks if bound.check.of_signs)
        for text, rules in ((found.frame, of_frame), (found.raw, of_signs)):
            yield check(text, rules if text.chapters else (), (), evolve(context, page=None))


def _told(compared: Checked, *others: Checked) -> Checked:
    """Several runs of rules over one page as one; a rule that ran twice is counted once."""
    every = (compared, *others)
    found = (evolve(f, address=plain_address(f.address)) for one in every for f in one.findings)
    crashes = tuple(crash for one in every for crash in one.crashes)
    ran = compared.coverage.ran + max((one.coverage.ran for one in others), default=0)
    return Checked(
        findings=tuple(found),
        coverage=evolve(compared.coverage, ran=ran, crashed=len(crashes)),
        crashes=crashes,
    )
