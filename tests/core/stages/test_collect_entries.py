"""The registers of requests, remedies, documents, decisions and fees, read from files."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.config.agency import ReportId
from gongkai.entries.layout import entry_registers
from gongkai.errors import ConfigError
from gongkai.host import Plugins
from gongkai.model.records import (
    BadRow,
    Decision,
    Document,
    Fee,
    NoRows,
    Remedy,
    Request,
)
from gongkai.prepare import Options, prepare
from gongkai.stages.collect.private import Private
from gongkai.testing import write_tree

BUREAU = '[bureau]\nname = "示范市科学技术局"\nkind = "department"\n'
REPORT = '[narrative]\nomitted = "仅统计数据"\n[registers.{register}]\nexport = "{register}.csv"\n'
HEADS = {
    "requests": "申请编号,收到日期,申请方式,申请人类型,办理结果,答复日期,区分处理,延期",
    "remedies": "案号,类型,受理日期,结果,审结日期,共同被告",
    "documents": "文件名称,文号,类型,制发日期,废止日期,有效期至",
    "decisions": "类型,决定日期,件数",
    "fees": "收费日期,金额（元）,金额（万元）",
}


class Desk:
    """Puts one register into a bureau's folder and reads it."""

    def __init__(self, folder: Path, plugins: Plugins) -> None:
        self.folder = folder
        self.plugins = plugins

    def read(self, register: str, rows: str, *, head: str = "", more: str = "") -> list[object]:
        """What its rows became."""
        tree = write_tree(
            self.folder,
            {
                "ju/bureau.toml": BUREAU,
                "ju/2024/report.toml": REPORT.format(register=register) + more,
                f"ju/2024/{register}.csv": f"{head or HEADS[register]}\n{rows}\n",
            },
        )
        found = prepare(tree, ReportId("ju", 2024), self.plugins, Options(today=date(2025, 1, 31)))
        (only,) = found.collected.entries
        return list(only.stream())

    def wrong(self, register: str, rows: str, *, head: str = "") -> list[tuple[int, str, str, str]]:
        """What of its rows cannot be read."""
        return [
            (bad.position.line, bad.column, bad.value, str(bad.reason))
            for bad in self.read(register, rows, head=head)
            if isinstance(bad, BadRow)
        ]


@pytest.fixture
def desk(tmp_path: Path, installed: Plugins) -> Desk:
    return Desk(tmp_path, installed)


def test_a_request_is_read_as_its_register_has_it(desk: Desk) -> None:
    row = "2024-001,2024年3月4日,网上申请,法人-商业企业,（一）予以公开,2024-03-20,否,2024-04-01"

    assert desk.read("requests", row) == [
        Request(
            "2024-001",
            date(2024, 3, 4),
            form="online",
            applicant="business",
            outcome="granted",
            decided=date(2024, 3, 20),
            extended=True,
            extended_on=date(2024, 4, 1),
            file="ju/2024/requests.csv",
            row=2,
        )
    ]


def test_the_other_registers_are_read_too(desk: Desk) -> None:
    file = {"file": "ju/2024/remedies.csv", "row": 2}
    assert desk.read("remedies", "复1,行政复议,2024-01-02,维持,2024-03-01,") == [
        Remedy("复1", "review", date(2024, 1, 2), "upheld", date(2024, 3, 1), **file)  # type: ignore[arg-type]
    ]
    assert desk.read("documents", "办法,示规〔2024〕1号,规范性文件,2024-01-02,,") == [
        Document(
            "办法",
            "normative",
            date(2024, 1, 2),
            "示规〔2024〕1号",
            file="ju/2024/documents.csv",
            row=2,
        )
    ]
    assert desk.read("decisions", "行政处罚,2024-01-02,12") == [
        Decision("penalty", date(2024, 1, 2), 12, file="ju/2024/decisions.csv", row=2)
    ]
    assert desk.read("fees", "2024-01-02,,3.5\n2024-01-03,100.25,") == [
        Fee(date(2024, 1, 2), Decimal("35000.0"), file="ju/2024/fees.csv", row=2),
        Fee(date(2024, 1, 3), Decimal("100.25"), file="ju/2024/fees.csv", row=3),
    ]


@pytest.mark.parametrize(
    ("register", "row", "expected"),
    [
        (
            "requests",
            "1,2024-03-04,,自然人,予以公开,,,",
            ("答复日期", "", "an outcome needs the day of the reply"),
        ),
        (
            "requests",
            "1,2024-03-04,,自然人,,2024-03-05,,",
            ("办理结果", "", "the request was decided, but no outcome is given"),
        ),
        (
            "requests",
            "1,2024-03-04,,自然人,予以公开,2024-03-01,,",
            ("答复日期", "2024-03-01", "the day lies before 2024-03-04, when it began"),
        ),
        (
            "requests",
            "1,2024-03-04,,自然人,部分公开；属于国家秘密,2024-03-05,,",
            (
                "办理结果",
                "部分公开；属于国家秘密",
                (
                    "a request has one outcome; where its parts were handled differently "
                    "(区分处理), it is 部分公开 alone"
                ),
            ),
        ),
        ("requests", "1,,,自然人,,,,", ("收到日期", "", "the cell is empty")),
        (
            "requests",
            "1,2024-03-04,,工人,,,,",
            (
                "申请人类型",
                "…",
                (
                    "expected a word of the form; known: 其他, 商业企业, 法律服务机构, "
                    "社会公益组织, 科研机构, 自然人"
                ),
            ),
        ),
        (
            "requests",
            "1,2024-03-04,,自然人,,,也许,",
            ("区分处理", "也许", "expected 是 or 否, or the day on which it was done"),
        ),
        (
            "remedies",
            "1,行政复议,2024-01-02,维持,,",
            ("审结日期", "", "a result needs the day of the decision"),
        ),
        (
            "remedies",
            "1,行政复议,2024-01-02,,2024-02-02,",
            ("结果", "", "the case was decided, but no result is given"),
        ),
        (
            "documents",
            "办法,,规章,2024-01-02,2023-01-01,",
            ("废止日期", "2023-01-01", "the day lies before 2024-01-02, when it began"),
        ),
        (
            "decisions",
            "行政许可,2024-01-02,-1",
            ("件数", "-1", "a number of decisions is not below zero"),
        ),
        (
            "fees",
            "2024-01-02,1,2",
            ("金额（元）", "1", "expected one amount, in 元 or in 万元"),
        ),
    ],
)
def test_a_row_that_contradicts_itself_is_told_and_not_counted(
    desk: Desk, register: str, row: str, expected: tuple[str, str, str]
) -> None:
    assert desk.wrong(register, row) == [(2, *expected)]


def test_a_number_that_stands_twice_counts_once(desk: Desk) -> None:
    requests = "A-1,2024-03-04,,自然人,,,,\na1,2024-03-05,,自然人,,,,"
    documents = (
        "甲,示〔2024〕1号,规章,2024-01-02,,\n乙,,规章,2024-01-02,,\n丙,示2024 1号,规章,2024-01-03,,"
    )

    assert desk.wrong("requests", requests) == [
        (3, "申请编号", "a1", "the number stands in row 2 already; it counts once")
    ]
    assert desk.wrong("documents", documents) == [
        (4, "文号", "示2024 1号", "the number stands in row 2 already; it counts once")
    ]


def test_a_document_without_a_number_counts_once_as_well(desk: Desk) -> None:
    rows = (
        "办法,,规章,2024-01-02,,\n办 法,无,规章,2024-01-02,,\n办法,,规范性文件,2024-01-02,,\n"
        "办法,,规章,2024-01-03,,\n——,,规章,2024-01-02,,\n——,,规章,2024-01-02,,"
    )

    assert desk.wrong("documents", rows) == [
        (
            3,
            "文件名称",
            "办 法",
            "a document of the same title, kind and day stands in row 2 already; it counts once",
        )
    ]


def test_a_decision_counts_once(desk: Desk) -> None:
    rows = (
        "行政处罚,2024-01-02,示罚〔2024〕1-12号\n行政处罚,2024-01-03,示罚[2024] 1-12号\n"
        "行政处罚,2024-01-02,示罚〔2024〕11-2号\n行政强制,2024-01-02,示罚〔2024〕1-12号\n"
        "行政处罚,2024-01-02,\n行政处罚,2024-01-02,无\n"
        "行政许可,2024-01-02,许1\n行政许可,2024-06-02,许1\n行政许可,2024-06-02,许1"
    )

    assert desk.wrong("decisions", rows, head="类型,决定日期,文号") == [
        (
            3,
            "文号",
            "示罚[2024] 1-12号",
            "the number stands in row 2 already; it counts once",
        ),
        (10, "文号", "许1", "the number stands in row 9 already; it counts once"),
    ]


def test_numbers_that_were_masked_are_not_taken_for_one(desk: Desk) -> None:
    rows = "行政许可,2024-01-02,13812345678\n行政许可,2024-01-02,13899995678"

    assert desk.wrong("decisions", rows, head="类型,决定日期,文号") == []


@pytest.mark.parametrize(
    ("register", "row", "value"),
    [
        ("requests", "合计,,,12,,,,", "合计"),
        ("documents", "总计,,,,,", "总计"),
        ("decisions", "合 计,,34", "合 计"),
        ("fees", "合计：,1200,", "合计："),
    ],
)
def test_a_row_of_totals_is_told_as_what_it_is(
    register: str, row: str, value: str, desk: Desk
) -> None:
    assert desk.wrong(register, row) == [
        (2, "", value, "a row of totals is no record; take it out")
    ]


def test_the_day_of_an_extension_may_have_a_column_of_its_own(desk: Desk) -> None:
    head = "申请编号,收到日期,申请人类型,是否延期,延期日期"
    rows = (
        "1,2024-03-04,自然人,是,2024-04-01\n2,2024-03-04,自然人,,2024-04-01\n"
        "3,2024-03-04,自然人,是,/\n4,2024-03-04,自然人,否,\n5,2024-03-04,自然人,2024-04-02,是"
    )

    found = desk.read("requests", rows, head=head)

    assert [(e.extended, e.extended_on) for e in found if isinstance(e, Request)] == [
        (True, date(2024, 4, 1)),
        (True, date(2024, 4, 1)),
        (True, None),
        (False, None),
        (True, date(2024, 4, 2)),
    ]


def test_an_extension_that_another_column_denies_is_told(desk: Desk) -> None:
    row = "1,2024-03-04,自然人,否,2024-04-01"
    head = "申请编号,收到日期,申请人类型,是否延期,延期日期"

    assert desk.wrong("requests", row, head=head) == [
        (2, "延期日期", "2024-04-01", "another column says that the request was not extended")
    ]


def test_parts_handled_differently_need_no_outcome(desk: Desk) -> None:
    (found,) = desk.read("requests", "1,2024-03-04,,自然人,,2024-03-05,是,")

    assert isinstance(found, Request)
    assert (found.outcome, found.separated) == ("", True)


def test_a_register_with_headings_alone_is_told(desk: Desk) -> None:
    (found,) = desk.read("requests", "")

    assert isinstance(found, NoRows)


def test_columns_can_be_mapped_even_the_one_that_usually_holds_a_name(desk: Desk) -> None:
    found = desk.read(
        "requests",
        "1,2024-03-04,自然人",
        head="申请编号,收到日期,申请人",
        more='columns = { applicant = "申请人" }\n',
    )

    assert found == [
        Request(
            "1",
            date(2024, 3, 4),
            applicant="natural_person",
            file="ju/2024/requests.csv",
            row=2,
        )
    ]


PERSON = ("欧阳测试", "11010519491231002X", "13812345678", "示范路999号")
HEAD = "申请编号,收到日期,申请人类型,申请人姓名,证件号码,联系电话,联系地址,办理结果,答复日期"


def test_who_asked_does_not_leave_the_reading(desk: Desk) -> None:
    row = f"{PERSON[0]}-1,2024-03-04,自然人,{','.join(PERSON)},,"

    (found,) = desk.read("requests", row, head=HEAD)

    assert repr(found).count("…-1") == 1
    assert not any(personal in repr(found) for personal in PERSON)


@pytest.mark.parametrize(
    "typed",
    [
        f"{PERSON[0]}的申请",
        PERSON[1],
        f"电话{PERSON[2]}",
        f"{PERSON[3]}1室",
        "138 1234 5679",
        "320102198001011234",
    ],
)
def test_who_asked_is_not_told_where_it_was_typed_into_another_cell(desk: Desk, typed: str) -> None:
    row = f"1,2024-03-04,自然人,{','.join(PERSON)},{typed},2024-03-05"

    ((line, column, value, reason),) = desk.wrong("requests", row, head=HEAD)

    assert (line, column) == (2, "办理结果")
    assert set(value) & set("…*")
    assert not any(personal in value + reason for personal in (*PERSON, typed))


def test_a_row_of_another_width_shows_nothing(desk: Desk) -> None:
    ((_, _, value, _),) = desk.wrong("requests", f"1,2024-03-04,自然人,{PERSON[0]}", head=HEAD)

    assert value == "…"


def test_personal_data_has_no_text_form() -> None:
    private = Private([PERSON[0], None, "李"])

    assert repr(private) == "Private()"
    assert private.taken_out_of(f"{PERSON[0]}和李") == "…和李"
    for use in (str, format, pickle.dumps):
        with pytest.raises(TypeError, match="personal data has no text form"):
            use(private)


def test_a_mistake_on_which_no_figure_rests_leaves_the_record(desk: Desk) -> None:
    rows = "1,2024-03-04,飞鸽,自然人,,,,"

    (bad, found) = desk.read("requests", rows)

    assert isinstance(bad, BadRow)
    assert isinstance(found, Request)
    assert (bad.column, bad.value, bad.counted, bad.record) == ("申请方式", "飞鸽", True, "1")
    assert (found.number, found.form) == ("1", "")


def test_everything_that_is_wrong_with_a_row_is_told_at_once(desk: Desk) -> None:
    assert [
        (column, value)
        for _, column, value, _ in desk.wrong("requests", "1,昨天,飞鸽,工人,予以公开,2024-03-01,,")
    ] == [("收到日期", "昨天"), ("申请方式", "飞鸽"), ("申请人类型", "…")]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("申请编号,收到日期,申请人类型,申请人姓名（单位）,手机号码1,办理结果", "{0},{2},向{0}公开"),
        ("申请编号,收到日期,申请人类型,联系人及方式,备注,办理结果", "{0}、{2},,答复{0}"),
    ],
)
def test_a_heading_that_only_sounds_personal_is_kept_from_being_told(
    desk: Desk, head: str, row: str
) -> None:
    rows = "1,2024-03-04,自然人," + row.format(*PERSON)

    ((_, column, value, _),) = desk.wrong("requests", rows, head=head)

    assert column == "办理结果"
    assert not any(personal in value for personal in PERSON)


def test_a_number_or_a_name_that_was_typed_as_a_number_is_masked(desk: Desk) -> None:
    (found, other) = desk.read(
        "requests", f"{PERSON[1]},2024-03-04,,自然人,,,,\n{PERSON[2]},2024-03-05,,自然人,,,,"
    )

    assert isinstance(found, Request)
    assert isinstance(other, Request)
    assert (found.number, other.number) == ("1101************2X", "138****5678")


def test_a_column_of_people_cannot_be_a_number(desk: Desk) -> None:
    with pytest.raises(ConfigError) as caught:
        desk.read(
            "requests",
            "1,2024-03-04,自然人,13812345678",
            head="申请编号,收到日期,申请人类型,联系电话",
            more='columns = { number = "联系电话" }\n',
        )

    assert str(caught.value) == (
        "ju/2024/report.toml:5:22: the column '联系电话' holds personal data; "
        "it cannot be the 'number'"
    )


def test_a_file_without_headings_tells_nothing_of_its_rows(desk: Desk) -> None:
    with pytest.raises(ConfigError) as caught:
        desk.read("requests", "", head=f"R1,2024-03-04,{','.join(PERSON)},自然人")

    assert not any(personal in str(caught.value) for personal in PERSON)
    assert "no column holds 'number'" in str(caught.value)


def test_titles_may_stand_above_the_headings(desk: Desk) -> None:
    head = f"2024年依申请公开台账,,,,,,,\n填报单位：示范市科学技术局,,,,,,,\n{HEADS['requests']}"

    (found,) = desk.read("requests", "1,2024-03-04,,自然人,,,,", head=head)

    assert isinstance(found, Request)
    assert (found.number, found.row) == ("1", 4)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("100元", "100"), ("￥1,200.50", "1200.50"), ("3.5万元", "35000.0"), ("7", "7")],
)
def test_an_amount_is_read_with_its_unit(desk: Desk, written: str, expected: str) -> None:
    (found,) = desk.read("fees", f'2024-01-02,"{written}",')

    assert isinstance(found, Fee)
    assert str(found.amount) == expected


def test_a_document_without_an_end_has_none(desk: Desk) -> None:
    (found,) = desk.read("documents", "办法,,规章,2024-01-02,,长期有效")

    assert isinstance(found, Document)
    assert found.expires is None


OWN_WORDS = """
[registers.requests.words]
outcome = { "终止办理" = "other_else" }
applicant = { "社会团体" = "other" }
"""


def test_a_register_may_have_words_of_its_own(desk: Desk) -> None:
    (found,) = desk.read("requests", "1,2024-03-04,,社会团体,终止办理,2024-03-05,,", more=OWN_WORDS)

    assert isinstance(found, Request)
    assert (found.applicant, found.outcome) == ("other", "other_else")


def test_words_of_its_own_mean_what_there_is(desk: Desk) -> None:
    wrong = 'words = { outcome = { "终止" = "other_els" }, outcom = { "终止" = "x" } }\n'

    with pytest.raises(ConfigError) as caught:
        desk.read("requests", "1,2024-03-04,,自然人,,,,", more=wrong)

    assert str(caught.value) == (
        "ju/2024/report.toml:5:30: there is no value 'other_els'; did you mean 'other_else'?\n"
        "ju/2024/report.toml:5:45: there is no field 'outcom'; did you mean 'outcome'?"
    )


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\t"])
def test_a_cell_that_looks_empty_is_empty(desk: Desk, blank: str) -> None:
    (fee,) = desk.read("fees", f"2024-03-01,12,{blank}")
    assert isinstance(fee, Fee)
    assert fee == desk.read("fees", "2024-03-01,12,")[0]


@pytest.mark.parametrize("heading", ["证件号码", "身份证号", "身份证号码"])
def test_the_id_number_of_who_paid_is_read_into_no_record(desk: Desk, heading: str) -> None:
    head = f"收费日期,金额（元）,{heading}"
    (fee,) = desk.read("fees", "2024-03-01,12,110101199003070038", head=head)
    assert isinstance(fee, Fee)
    assert "110101199003070038" not in repr(fee)


def test_every_type_of_a_field_can_be_read() -> None:
    known = {field.type for register in entry_registers().values() for field in register.fields}
    assert known <= {"text", "number", "date", "yes", "yes-day", "choice", "whole", "money"}
