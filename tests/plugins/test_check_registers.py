from __future__ import annotations

import pytest

from tests.plugins.check_reports import Judge, new, old, omitted

WEBSITE = '[channels.website]\nexport = "website.csv"\n'
ROWS = "标题,发布时间\n通知一,2018-03-01\n通知二,2018-03-02\n"
TOTAL = "statistics.proactive_total"


def with_register(figures: str, rows: str = ROWS) -> dict[str, str | bytes]:
    return {**old(figures, bureau=WEBSITE), "ju/2018/website.csv": rows}


def test_registers_row_is_broken_by_every_row_that_cannot_be_read(judge: Judge) -> None:
    rows = ROWS + ",2018-03-03\n通知三,三月\n通知四,2017-12-31\n通知五\n"

    found = judge("registers.row", with_register("", rows))

    assert [str(finding.source) for finding in found] == [
        "ju/2018/website.csv:4",
        "ju/2018/website.csv:5",
        "ju/2018/website.csv:6",
        "ju/2018/website.csv:7",
    ]
    assert [str(finding.message) for finding in found] == [
        "row 4, column '标题': the title is empty; found ''; the row is not counted",
        (
            "row 5, column '发布时间': expected a day such as 2018-05-03; found '三月'; "
            "the row is not counted"
        ),
        (
            "row 6, column '发布时间': the date is not in the report year 2018; correct it, "
            "or move the row to its year; found '2017-12-31'; the row is not counted"
        ),
        ("row 7: the row has 1 columns, the heading has 2; found '通知五'; the row is not counted"),
    ]


def test_registers_row_is_kept_by_rows_that_can_be_read(judge: Judge) -> None:
    assert judge.told("registers.row", with_register("")) == []


def test_registers_empty_is_broken_by_headings_without_rows(judge: Judge) -> None:
    (finding,) = judge("registers.empty", with_register("", "标题,发布时间\n"))

    assert str(finding.message) == (
        "ju/2018/website.csv has headings and no rows; the figures counted from it are 0"
    )
    assert (finding.address, str(finding.source)) == (
        "register:disclosures",
        "ju/2018/website.csv:1",
    )


@pytest.mark.parametrize("rows", [ROWS, "标题,发布时间\n甲,昨天\n"])
def test_registers_empty_is_kept_by_a_row(rows: str, judge: Judge) -> None:
    assert judge.told("registers.empty", with_register("", rows)) == []


def test_registers_count_is_broken_by_another_number_than_the_registers(judge: Judge) -> None:
    (finding,) = judge("registers.count", with_register("channel_website = 5"))

    assert str(finding.message) == ("政府网站公开政府信息数: 5 is stated, the register counts 2")
    assert (finding.expected, finding.actual, finding.difference) == ("2", "5", "3")
    assert str(finding.source) == "ju/2018/report.toml:6:19"


@pytest.mark.parametrize("stated", ['""', '"/"', '"若干"', '"3余"'])
def test_registers_count_is_broken_by_what_is_not_the_count(stated: str, judge: Judge) -> None:
    (finding,) = judge("registers.count", with_register(f"channel_website = {stated}"))

    assert finding.address == "statistics.channel_website"


@pytest.mark.parametrize(
    "stated",
    ["2", '"1余"', '"约5"', '{ value = 5, override = true, by = "张三", reason = "补录" }'],
)
def test_registers_count_is_kept_by(stated: str, judge: Judge) -> None:
    files = with_register(f"channel_website = {stated}")

    assert judge.told("registers.count", files) == []
    assert judge.told("override.reason", files) == []


@pytest.mark.parametrize("said", ["", ', by = "张三"', ', by = "张三", reason = " "'])
def test_override_reason_is_broken_by_an_override_without_author_or_reason(
    said: str, judge: Judge
) -> None:
    figure = f"channel_website = {{ value = 5, override = true{said} }}"

    assert judge.told("override.reason", with_register(figure)) == [
        (
            "error",
            "statistics.channel_website",
            "statistics.channel_website is overridden without an author and a reason",
        )
    ]


def test_override_reason_is_kept_by_a_stated_figure(judge: Judge) -> None:
    assert judge.told("override.reason", new("[figures.a20_8]\nfees = 3")) == []


REQUESTS = '[registers]\ncut_off = 2025-01-10\n[registers.requests]\nexport = "requests.csv"\n'
ASKED = (
    "申请编号,收到日期,申请人类型,办理结果,答复日期,录入日期\n"
    "1,2024-03-04,自然人,予以公开,2024-03-20,"
)


def test_registers_late_is_broken_by_a_record_entered_after_the_cut_off(judge: Judge) -> None:
    files = {**omitted(REQUESTS), "ju/2024/requests.csv": f"{ASKED}2025-02-03\n"}

    (found,) = judge("registers.late", files)

    assert (found.severity.value, found.address) == ("warning", "register:requests")
    assert str(found.message) == (
        "1 records of 2024 were entered after 2025-01-10, the last on 2025-02-03; they are not "
        "counted; with them: requests.new_received.natural_person 0 → 1; "
        "requests.new_received.total 0 → 1; requests.granted.natural_person 0 → 1; "
        "requests.granted.total 0 → 1; …"
    )
    assert len(found.operands) == 6


def test_registers_late_is_kept_by_a_record_entered_on_the_day_itself(judge: Judge) -> None:
    files = {**omitted(REQUESTS), "ju/2024/requests.csv": f"{ASKED}2025-01-10\n"}

    assert judge("registers.late", files) == ()
