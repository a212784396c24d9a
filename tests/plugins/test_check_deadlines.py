from __future__ import annotations

from datetime import date, timedelta
from time import process_time
from typing import Any

import pytest
from attrs import evolve, frozen

from gongkai.calendar import Calendar, YearDays
from gongkai.errors import ConfigError
from gongkai.host import Plugins
from gongkai.kinds import Checking
from gongkai.model.agency import Agency, AgencyKind, Contact, Level, Region
from gongkai.model.findings import NotAssessable, Problem
from gongkai.model.form import Form
from gongkai.model.records import Document, Request
from gongkai.model.region import RegionSum, Scope
from gongkai.model.report import Report
from tests.plugins.check_reports import Judge, new

#: The day of every report that `Judge` runs.
TODAY = date(2025, 1, 31)
FORM = Form(
    id="f",
    title="",
    number="",
    regulation="",
    years_from=2008,
    years_to=2100,
    tables=(),
    relations=(),
)
BUREAU = Agency(id="ju", name="局", short_name="局", kind=AgencyKind.DEPARTMENT, contact=Contact())
REQUESTS = '[registers.requests]\nexport = "requests.csv"\n'
HEADING = (
    "申请编号,收到日期,申请人类型,办理结果,答复日期,延期,"
    "补正通知日期,补正日期,征求意见日期,反馈意见日期\n"
)
DOCUMENTS = '[registers.documents]\nexport = "documents.csv"\n'
ON_TIME = "示范市科技计划管理办法,示科规〔2024〕1号,行政规范性文件,2024-03-01,2024-03-29\n"
TOO_LATE = "示范市创新券管理办法,示科规〔2024〕2号,行政规范性文件,2024-03-01,2024-04-01\n"


def requests(*rows: str) -> dict[str, str | bytes]:
    """A report of 2024 with a register of requests."""
    return {**new(bureau=REQUESTS), "ju/2024/requests.csv": HEADING + "".join(rows)}


def documents(*rows: str, bureau: str = "") -> dict[str, str | bytes]:
    """A report of 2024 with a register of documents."""
    heading = "标题,文号,类型,制发日期,公开日期\n"
    return {**new(bureau=DOCUMENTS + bureau), "ju/2024/documents.csv": heading + "".join(rows)}


def report(published: str, bureau: str = "") -> dict[str, str | bytes]:
    """A report of 2024 that says when it was published."""
    return new(bureau=bureau) | {
        "ju/2024/report.toml": f'{published}\n[narrative]\nomitted = "仅转录数据"\n'
    }


@frozen
class Rule:
    """A rule of this plugin, to be asked about records that stand in no file."""

    code: str
    plugins: Plugins

    def found(self, **changed: Any) -> tuple[Problem | NotAssessable, ...]:  # noqa: ANN401
        """All that it says of a bureau's report of 2024."""
        check = self.plugins.offers().checks[self.code].thing
        checking = Checking(
            report=Report(agency=BUREAU, year=2024, form=FORM, title="", figures={}),
            previous=None,
            channels=(),
            enabled=(),
            chosen=(),
            today=TODAY,
            settings=check.settings(),
        )
        return tuple(check.run(evolve(checking, **changed)))

    def told(self, **changed: Any) -> list[str]:  # noqa: ANN401 - fields of a checking
        """Each problem, or why it cannot judge."""
        return [str(getattr(item, "message", item)) for item in self.found(**changed)]

    def why(self, **changed: Any) -> list[str]:  # noqa: ANN401 - fields of a checking
        """Why it cannot judge, each time that it says so."""
        return [str(item.why) for item in self.found(**changed) if isinstance(item, NotAssessable)]


@pytest.fixture
def replies(installed: Plugins) -> Rule:
    return Rule("deadline.reply", installed)


# deadline.reply


def test_deadline_reply_is_broken_by_a_reply_after_the_due_date(judge: Judge) -> None:
    (finding,) = judge(
        "deadline.reply", requests("甲-1,2024-02-01,自然人,予以公开,2024-03-08,,,,,\n")
    )

    assert (finding.severity.value, finding.address) == ("error", "register:requests")
    assert str(finding.source) == "ju/2024/requests.csv:2"
    assert str(finding.message) == (
        "request 甲-1 was replied to on 2024-03-08, 3 working days late: it was due on "
        "2024-03-05, 20 working days after the receipt on 2024-02-01"
    )
    assert (finding.expected, finding.actual, finding.difference) == (
        "≤2024-03-05",
        "2024-03-08",
        "3",
    )


def test_deadline_reply_is_broken_by_an_open_request_at_the_end_of_the_year(judge: Judge) -> None:
    assert judge.told("deadline.reply", requests("甲-1,2024-11-28,自然人,,,,,,,\n")) == [
        (
            "error",
            "register:requests",
            (
                "request 甲-1 was open on 2024-12-31, 3 working days overdue: it was due on "
                "2024-12-26, 20 working days after the receipt on 2024-11-28"
            ),
        )
    ]


def test_deadline_reply_is_broken_mildly_by_what_only_the_new_year_made_late(
    judge: Judge,
) -> None:
    assert judge.told("deadline.reply", requests("甲-1,2024-12-10,自然人,,,,,,,\n")) == [
        (
            "warning",
            "register:requests",
            (
                "request 甲-1 was open on 2025-01-31, 14 working days overdue: it was due on "
                "2025-01-08, 20 working days after the receipt on 2024-12-10"
            ),
        )
    ]


def test_deadline_reply_is_broken_in_spite_of_an_extension_that_came_too_late(judge: Judge) -> None:
    row = "甲-1,2024-03-01,自然人,予以公开,2024-04-25,2024-04-20,,,,\n"

    assert judge.told("deadline.reply", requests(row)) == [
        (
            "error",
            "register:requests",
            (
                "request 甲-1 was replied to on 2024-04-25, 18 working days late: it was due on "
                "2024-03-29, 20 working days after the receipt on 2024-03-01; the extension of "
                "2024-04-20 came after that and does not count"
            ),
        )
    ]


def test_deadline_reply_is_broken_in_spite_of_a_consultation_that_nobody_ended(
    judge: Judge,
) -> None:
    row = "甲-1,2024-02-26,自然人,予以公开,2024-06-03,,,,2024-03-04,\n"

    assert judge.told("deadline.reply", requests(row)) == [
        (
            "error",
            "register:requests",
            (
                "request 甲-1 was replied to on 2024-06-03, 32 working days late: it was due on "
                "2024-04-17, 20 working days after the receipt on 2024-02-26; "
                "16 more are not counted"
            ),
        )
    ]


def test_deadline_reply_is_kept_by_days_that_are_not_counted(judge: Judge) -> None:
    rows = (
        "甲-1,2024-02-01,自然人,予以公开,2024-03-05,,,,,\n",
        "甲-2,2024-02-01,自然人,予以公开,2024-04-02,是,,,,\n",
        "甲-3,2024-02-26,自然人,予以公开,2024-04-02,,,,2024-03-04,2024-03-11\n",
        "甲-4,2024-02-26,自然人,予以公开,2024-04-01,,2024-02-28,2024-03-04,,\n",
        "甲-5,2024-02-26,自然人,,,,2024-02-28,,,\n",
        "甲-6,2024-12-31,自然人,,,,,,,\n",
        "甲-7,2024-12-16,自然人,,,,,,2024-12-23,\n",
        "甲-8,2024-02-01,自然人,予以公开,2024-04-02,2024-03-05,,,,\n",
    )

    assert judge.told("deadline.reply", requests(*rows)) == []
    assert judge.unassessed("deadline.reply", requests(*rows)) == []


def test_deadline_reply_is_kept_by_what_belongs_to_another_years_report(replies: Rule) -> None:
    earlier = Request("1", date(2023, 9, 1), decided=date(2023, 12, 29))
    following = Request("2", date(2024, 12, 20), decided=date(2025, 3, 28))
    received_then = Request("3", date(2025, 1, 2))
    closed = Request("4", date(2024, 3, 1), outcome="granted")

    assert replies.told(requests=(earlier, following, received_then, closed)) == []


def test_deadline_reply_counts_what_came_in_the_new_year_but_was_due_in_the_old(
    replies: Rule,
) -> None:
    assert replies.told(requests=(Request("1", date(2024, 11, 28), decided=date(2025, 1, 3)),)) == [
        (
            "request 1 was replied to on 2025-01-03, 5 working days late: "
            "it was due on 2024-12-26, 20 working days after the receipt on 2024-11-28"
        )
    ]


def test_deadline_reply_within_the_year_looks_at_what_is_open_today(replies: Rule) -> None:
    (problem,) = replies.found(
        today=date(2024, 6, 28),
        requests=(Request("1", date(2024, 5, 6)), Request("2", date(2024, 6, 20))),
    )

    assert isinstance(problem, Problem)
    assert problem.severity is not None
    assert (problem.severity.value, problem.difference) == ("error", "19")


def test_deadline_reply_is_kept_by_what_was_open_and_in_time_when_the_register_was_closed(
    replies: Rule,
) -> None:
    waiting = (Request("1", date(2024, 12, 20)),)

    assert replies.found(requests=waiting, today=date(2025, 6, 3), cut_off=date(2025, 1, 16)) == ()
    assert replies.told(requests=waiting, today=date(2025, 6, 3), cut_off=date(2025, 1, 24)) == [
        (
            "request 1 was open on 2025-01-24, 4 working days overdue: it was due on 2025-01-20, "
            "20 working days after the receipt on 2024-12-20"
        )
    ]


def test_deadline_reply_is_not_judged_in_years_whose_holidays_nobody_wrote_down(
    replies: Rule,
) -> None:
    report = Report(agency=BUREAU, year=2027, form=FORM, title="", figures={})
    waiting = (Request("1", date(2027, 1, 4)), Request("2", date(2027, 1, 5)))
    own = Calendar(own={2027: YearDays(holidays=(date(2027, 1, 1),))})

    assert [why[:34] for why in replies.why(report=report, requests=waiting)] == [
        "the working days of 2027 are not k"
    ]
    assert replies.told(report=report, requests=waiting, calendar=own, today=date(2027, 2, 2)) == [
        (
            "request 1 was open on 2027-02-02, 1 working days overdue: it was due on 2027-02-01, "
            "20 working days after the receipt on 2027-01-04"
        )
    ]


def test_deadline_reply_says_which_days_contradict_each_other_and_judges_the_others(
    replies: Rule,
) -> None:
    wrong = Request("1", date(2024, 3, 1), consulted_to=date(2024, 3, 4))
    late = Request("2", date(2024, 3, 1), decided=date(2024, 6, 3))

    assert replies.why(requests=(wrong, late, wrong)) == [
        (
            "request 1: the end of the consultation (2024-03-04) "
            "is given without the letter to the third party"
        )
    ]
    assert len(replies.found(requests=(wrong, late, wrong))) == 2


def test_deadline_reply_counts_with_the_holidays_that_the_bureau_wrote_down(judge: Judge) -> None:
    row = "甲-1,2024-02-26,自然人,予以公开,2024-03-26,,,,,\n"
    own = "[calendar.2024]\nholidays = [2024-03-01]\n"

    assert len(judge("deadline.reply", requests(row))) == 1
    assert judge.told("deadline.reply", requests(row) | new(bureau=REQUESTS + own)) == []


@pytest.mark.parametrize("code", ["deadline.reply", "deadline.amend"])
def test_five_thousand_requests_take_no_time(code: str, installed: Plugins) -> None:
    rule = Rule(code, installed)
    many = tuple(
        Request(
            str(number),
            date(2024, 1, 1) + timedelta(days=number % 330),
            decided=date(2024, 12, 31),
            amendment_asked=date(2024, 12, 31),
            amendment_given=date(2024, 12, 31),
        )
        for number in range(5000)
    )
    rule.found(requests=many[:1])
    start = process_time()
    rule.found(requests=many)

    assert process_time() - start < 30


# deadline.amend


def test_deadline_amend_is_broken_by_a_notice_after_seven_working_days(judge: Judge) -> None:
    row = "甲-1,2024-05-06,自然人,予以公开,2024-05-31,,2024-05-16,2024-05-20,,\n"

    (finding,) = judge("deadline.amend", requests(row))

    assert (finding.severity.value, finding.address) == ("warning", "register:requests")
    assert str(finding.source) == "ju/2024/requests.csv:2"
    assert str(finding.message) == (
        "request 甲-1: the amendment was asked for on 2024-05-16, 2 working days late: "
        "it was due on 2024-05-14, 7 working days after the receipt on 2024-05-06"
    )


def test_deadline_amend_is_kept_by_a_notice_on_the_seventh_working_day(judge: Judge) -> None:
    rows = (
        "甲-1,2024-05-06,自然人,予以公开,2024-05-31,,2024-05-14,2024-05-20,,\n",
        "甲-2,2024-05-06,自然人,予以公开,2024-05-31,,,,,\n",
    )

    assert judge.told("deadline.amend", requests(*rows)) == []


def test_deadline_amend_is_kept_before_2019_and_by_other_years(installed: Plugins) -> None:
    rule = Rule("deadline.amend", installed)
    before = Request("1", date(2019, 5, 14), amendment_asked=date(2019, 7, 1))
    old = Report(agency=BUREAU, year=2019, form=FORM, title="", figures={})

    assert rule.found(report=old, requests=(before,)) == ()
    assert rule.found(requests=(before._replace(received=date(2019, 5, 15)),)) == ()


# deadline.disclosure


def test_deadline_disclosure_is_broken_by_a_document_published_late(judge: Judge) -> None:
    (finding,) = judge("deadline.disclosure", documents(ON_TIME, TOO_LATE))

    assert (finding.severity.value, finding.address) == ("warning", "register:documents")
    assert str(finding.source) == "ju/2024/documents.csv:3"
    assert str(finding.message) == (
        "《示范市创新券管理办法》, made on 2024-03-01, was published on 2024-04-01, "
        "1 working days after its last day, 2024-03-29"
    )
    assert (finding.expected, finding.actual, finding.difference) == (
        "≤2024-03-29",
        "2024-04-01",
        "1",
    )


def test_deadline_disclosure_is_broken_by_a_document_never_published(judge: Judge) -> None:
    row = ON_TIME.replace("2024-03-29", "").replace("管理", "管理" * 40)

    (finding,) = judge("deadline.disclosure", documents(row))

    assert str(finding.message) == (
        f"《示范市科技计划{'管理' * 26}…》, made on 2024-03-01, was not published by 2025-01-31, "
        "209 working days after its last day, 2024-03-29"
    )
    assert finding.actual == ""


def test_deadline_disclosure_is_broken_sooner_where_the_bureau_says_so(judge: Judge) -> None:
    sooner = '[checks."deadline.disclosure"]\ndays = 19\n'
    later = sooner.replace("19", "21")

    assert len(judge("deadline.disclosure", documents(ON_TIME, bureau=sooner))) == 1
    assert judge("deadline.disclosure", documents(TOO_LATE, bureau=later)) == ()


def test_deadline_disclosure_is_kept_by_what_was_due_after_the_register_was_closed(
    installed: Plugins,
) -> None:
    rule = Rule("deadline.disclosure", installed)
    made = (Document("甲", "normative", date(2024, 12, 27)),)
    kept = {"documents": frozenset({"published"})}
    told = {"documents": made, "today": date(2025, 6, 3), "kept": kept}

    assert rule.found(**told, cut_off=date(2025, 1, 16)) == ()
    assert len(rule.found(**told)) == 1


def test_deadline_disclosure_is_kept_by_the_last_day_and_by_documents_of_other_years(
    judge: Judge,
) -> None:
    row = "示范市旧办法,示科规〔2010〕1号,行政规范性文件,2010-03-01,\n"

    assert judge.told("deadline.disclosure", documents(ON_TIME, row)) == []


def test_deadline_disclosure_is_not_judged_in_years_whose_holidays_nobody_wrote_down(
    installed: Plugins,
) -> None:
    rule = Rule("deadline.disclosure", installed)
    report = Report(agency=BUREAU, year=2027, form=FORM, title="", figures={})
    document = Document("办法", "normative", date(2027, 3, 1))

    twice = (document, document)
    kept = {"documents": frozenset({"published"})}

    whys = rule.why(report=report, documents=twice, kept=kept)

    assert [why[:34] for why in whys] == ["the working days of 2027 are not k"]


def test_deadline_disclosure_is_not_judged_where_the_register_tells_no_days_of_publication(
    judge: Judge,
) -> None:
    files = {
        **new(bureau=DOCUMENTS),
        "ju/2024/documents.csv": "文件名称,类型,制发日期\n办法,规范性文件,2024-03-01\n",
    }

    assert judge("deadline.disclosure", files) == ()
    assert judge.unassessed("deadline.disclosure", files) == [
        "the register has no column of the days of publication"
    ]


# deadline.report


def test_deadline_report_is_broken_by_a_report_published_late(judge: Judge) -> None:
    (finding,) = judge("deadline.report", report("published = 2025-02-17"))

    assert (finding.severity.value, finding.address) == ("warning", "published")
    assert str(finding.message) == (
        "the report was published on 2025-02-17, 17 days after its last day, 2025-01-31 "
        "(《政府信息公开条例》（国务院令第711号）第四十九条第一款)"
    )
    assert (finding.expected, finding.actual, finding.difference) == (
        "≤2025-01-31",
        "2025-02-17",
        "17",
    )


def test_deadline_report_is_broken_by_a_report_that_is_not_published(installed: Plugins) -> None:
    (problem,) = Rule("deadline.report", installed).found(today=date(2025, 2, 3))

    assert isinstance(problem, Problem)
    assert str(problem.message).startswith("the report was not published by 2025-02-03, 3 days")
    assert (problem.actual, problem.difference) == ("", "3")


def test_deadline_report_is_broken_sooner_where_the_bureau_says_so(judge: Judge) -> None:
    sooner = '[checks."deadline.report"]\nlimit = "01-20"\n'

    (finding,) = judge("deadline.report", report("published = 2025-01-24", sooner))

    assert str(finding.message) == (
        "the report was published on 2025-01-24, 4 days after its last day, 2025-01-20 "
        '([checks."deadline.report"] limit = "01-20")'
    )


@pytest.mark.parametrize("day", ["2023-01-01", "2024-02-11", "2024-12-31"])
def test_deadline_report_is_broken_by_a_day_on_which_the_year_was_not_over(
    day: str, judge: Judge
) -> None:
    (finding,) = judge("deadline.report", report(f"published = {day}"))

    assert finding.severity.value == "error"
    assert str(finding.message) == (
        f"the report of 2024 cannot have been published on {day}; its year was not over"
    )
    assert (finding.expected, finding.actual) == (">2024-12-31", day)


def test_deadline_report_is_kept_by_the_first_day_of_the_new_year(judge: Judge) -> None:
    assert judge.told("deadline.report", report("published = 2025-01-01")) == []


def test_deadline_report_is_broken_no_later_than_the_law_says(judge: Judge) -> None:
    later = '[checks."deadline.report"]\nlimit = "03-31"\n'

    assert len(judge("deadline.report", report("published = 2025-02-17", later))) == 1


def test_deadline_report_is_kept_by_the_last_day(judge: Judge) -> None:
    assert judge.told("deadline.report", report("published = 2025-01-31")) == []
    assert judge.unassessed("deadline.report", report("published = 2025-01-31")) == []


def test_deadline_report_waits_while_there_is_time(judge: Judge) -> None:
    assert judge.told("deadline.report", report("")) == []
    assert judge.unassessed("deadline.report", report("")) == [
        "the day of publication is not given; the limit is 2025-01-31"
    ]


def test_deadline_report_does_not_take_a_transcript_without_its_day_for_unpublished(
    installed: Plugins,
) -> None:
    transcript = Report(
        agency=BUREAU, year=2024, form=FORM, title="", figures={}, omitted="仅转录数据"
    )
    rule = Rule("deadline.report", installed)

    assert rule.why(report=transcript, today=date(2026, 6, 3)) == [
        "the day of publication is not given; the limit is 2025-01-31"
    ]
    assert len(rule.told(report=evolve(transcript, published=date(2025, 2, 3)))) == 1


def test_deadline_report_does_not_ask_the_sum_of_a_region_when_it_was_published(
    installed: Plugins,
) -> None:
    region = Region(id="shi", name="示范市", level=Level.PREFECTURE)
    summed = RegionSum(region=region, year=2024, scope=Scope.REGION, members=())

    assert Rule("deadline.report", installed).found(region=summed, today=date(2025, 6, 3)) == ()


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ('"1-20"', "expected limit to be a month and a day such as 01-20"),
        ('"02-29"', "expected limit to be a month and a day such as 01-20"),
        ('"年年年年年"', "expected limit to be a month and a day such as 01-20"),
        ('"04-01"', "no limit of a report is later than the 31st of March (03-31)"),
    ],
)
def test_the_limit_of_a_report_is_a_day_until_the_end_of_march(
    limit: str, words: str, judge: Judge
) -> None:
    bureau = f'[checks."deadline.report"]\nlimit = {limit}\n'

    with pytest.raises(ConfigError) as caught:
        judge("deadline.report", report("published = 2025-01-24", bureau))

    assert str(caught.value).endswith(f": checks.deadline.report: {words}")
