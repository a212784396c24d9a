"""Rules on time limits: of the report, of replies, of amendment notices, of publication."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai import Check, RuleExample, Severity, hookimpl, read_examples, words
from gongkai_check_deadlines.documents import DisclosureSettings, disclosure
from gongkai_check_deadlines.publication import ReportSettings, report
from gongkai_check_deadlines.replies import amend, reply

GONGKAI_API = 1

_CHECKS = (
    Check(
        code="deadline.report",
        severity=Severity.WARNING,
        also=(Severity.ERROR,),
        when=words("error: where the day of publication lies in the report year or before it"),
        title=words("The report is published in time"),
        why=words("The limit is the law's or the notice's; a report that is late is an omission."),
        fix=words("Publish it now; if it was published in time, correct published in report.toml."),
        basis="《政府信息公开条例》2008年第三十一条，2019年第四十九条；国办公开办函〔2021〕30号",
        run=report,
        settings=ReportSettings,
    ),
    Check(
        code="deadline.reply",
        severity=Severity.ERROR,
        also=(Severity.WARNING,),
        when=words("warning: where the request is still open, and may yet be replied to this year"),
        title=words("Every request is replied to in time"),
        why=words(
            "A reply that comes late breaks the law whatever it says; a review will find so."
        ),
        fix=words(
            "Look at the days of the row: extension, amendment, consultation and fee change the "
            "due date. If they are right, reply at once."
        ),
        basis="《政府信息公开条例》2008年第二十四条，2019年第三十三条",
        run=reply,
    ),
    Check(
        code="deadline.amend",
        severity=Severity.WARNING,
        title=words("An amendment is asked for within seven working days"),
        why=words("Who cannot tell what is asked for says so once, and soon."),
        fix=words("Correct the days in the register if they are wrong; what was late stays late."),
        basis="《政府信息公开条例》2019年第三十条",
        run=amend,
    ),
    Check(
        code="deadline.disclosure",
        severity=Severity.WARNING,
        title=words("A normative document is published within its limit"),
        why=words("What must be disclosed is disclosed within 20 working days of being made."),
        fix=words(
            "Publish it, or enter the day on which it was published. Where another law sets "
            'another limit, write it as days under [checks."deadline.disclosure"].'
        ),
        basis="《政府信息公开条例》2008年第十八条，2019年第二十六条",
        run=disclosure,
        settings=DisclosureSettings,
    ),
)


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on time limits."""
    return _CHECKS


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(Path(__file__).parent / "examples.toml")
