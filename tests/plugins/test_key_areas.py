from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from gongkai import (
    Agency,
    AgencyKind,
    AreaSettings,
    Block,
    Contact,
    Field,
    Figure,
    Form,
    Heading,
    Material,
    Paragraph,
    Record,
    RecordTable,
    Section,
    Span,
    State,
    mask_id_numbers,
    mask_text,
)
from gongkai_key_areas import gongkai_register_sections
from gongkai_key_areas.areas import read_areas
from gongkai_key_areas.privacy import (
    MASKS,
    mask_account,
    mask_address,
    mask_code,
    mask_for,
)

CATALOGUE = Path(__file__).parents[1] / "facts" / "key_areas.toml"

AGENCY = Agency(
    id="shi/ju",
    name="示范市科学技术局",
    short_name="市科技局",
    kind=AgencyKind.DEPARTMENT,
    contact=Contact(),
)
FORM = Form(
    id="a-form",
    title="",
    number="",
    regulation="",
    years_from=2014,
    years_to=2018,
    tables=(),
    relations=(),
)


def section(name: str) -> Section[AreaSettings]:
    return {section.name: section for section in gongkai_register_sections()}[name]


def field(area: str, key: str) -> Field:
    return {field.key: field for field in section(area).fields}[key]


def figure(name: str, value: int) -> Figure:
    state = State.NUMBER if value else State.ZERO
    return Figure(address=f"areas.{name}", state=state, value=value)


def told(
    name: str,
    settings: AreaSettings | None = None,
    *,
    figures: tuple[Figure, ...] = (),
    records: tuple[Record, ...] = (),
) -> tuple[Block, ...]:
    material = Material(
        agency=AGENCY,
        year=2018,
        form=FORM,
        section=name,
        figures={figure.address: figure for figure in figures},
        records=records,
        narrative=(),
    )
    return tuple(section(name).compose(material, settings or AreaSettings()))


def sentence(*parts: str | tuple[str, str]) -> Paragraph:
    return Paragraph(
        spans=tuple(
            Span(text=part) if isinstance(part, str) else Span(text=part[0], address=part[1])
            for part in parts
        )
    )


def test_an_area_stands_in_the_chapter_on_key_areas_or_where_disclosure_is_told() -> None:
    chapters = {area.name: area.chapters for area in gongkai_register_sections()}

    assert len(chapters) == 12
    assert chapters.pop("penalty-cases") == ("penalties", "key-areas", "proactive")
    assert set(chapters.values()) == {("key-areas", "proactive")}


def test_titles_and_fields_are_those_of_the_catalogue() -> None:
    known = tomli.loads(CATALOGUE.read_text(encoding="utf-8"))["area"]

    ours = [
        (area.name.replace("-", "_"), area.title, [(f.key, f.label, f.type) for f in area.fields])
        for area in gongkai_register_sections()
    ]

    assert ours == [
        (area["key"], area["label"], [(f["key"], f["label"], f["type"]) for f in area["field"]])
        for area in known
    ]


@pytest.mark.parametrize("area", gongkai_register_sections(), ids=lambda area: str(area.name))
def test_no_two_fields_of_an_area_answer_to_the_same_heading(area: Section[AreaSettings]) -> None:
    headings = [name for f in area.fields for name in {f.key, f.label, *f.aliases}]

    assert sorted(headings) == sorted(set(headings))


@pytest.mark.parametrize("area", gongkai_register_sections(), ids=lambda area: str(area.name))
def test_every_area_needs_at_least_one_field(area: Section[AreaSettings]) -> None:
    assert any(field.required for field in area.fields)


def test_of_an_area_of_which_nothing_is_given_only_the_heading_stands() -> None:
    assert told("budget") == (Heading(text="部门预决算"),)


def test_a_missing_figure_says_nothing() -> None:
    missing = Figure(address="areas.budget", state=State.MISSING)

    assert told("budget", figures=(missing,)) == (Heading(text="部门预决算"),)


def test_the_bureaus_own_sentence_stands_first() -> None:
    blocks = told("budget", AreaSettings(text="按时公开。"), figures=(figure("budget", 2),))

    assert blocks == (
        Heading(text="部门预决算"),
        sentence("按时公开。"),
        sentence("全年公布部门预算、决算", ("2", "areas.budget"), "份。"),
    )


def test_an_area_that_does_not_concern_the_bureau_says_why() -> None:
    blocks = told("patent-award", AreaSettings(not_applicable="专利职能已划转。"))

    assert blocks[1:] == (sentence("本机关不涉及市专利奖结果公示：专利职能已划转。"),)


def test_a_figure_that_is_stated_as_not_applicable_says_why_too() -> None:
    stated = Figure(address="areas.budget", state=State.NOT_APPLICABLE, text="由主管局统一公开")

    blocks = told("budget", figures=(stated,))

    assert blocks[1:] == (sentence("本机关不涉及部门预决算：由主管局统一公开。"),)


def test_none_this_year_is_said_in_words_and_as_the_bound_figure() -> None:
    settings = AreaSettings(nothing="全年没有行政处罚案件。")

    blocks = told("penalty-cases", settings, figures=(figure("penalty_cases", 0),))

    assert blocks[1:] == (
        sentence("全年没有行政处罚案件（", ("0", "areas.penalty_cases"), "件）。"),
    )


def test_a_register_with_a_heading_only_means_none() -> None:
    blocks = told("credit-lists", figures=(figure("credit_lists", 0),))

    assert blocks[1:] == (
        sentence("2018年没有这方面的信息（", ("0", "areas.credit_lists"), "条）。"),
    )


def test_a_stated_figure_without_records_is_a_sentence() -> None:
    blocks = told("proposals", figures=(figure("proposals", 7),))

    assert blocks[1:] == (sentence("全年公布办理的建议提案", ("7", "areas.proposals"), "件。"),)


def test_records_become_a_table_of_the_columns_that_are_filled() -> None:
    records: tuple[Record, ...] = (
        {"project_name": "甲", "undertaker": "示范大学", "funding_wanyuan": Decimal("30.50")},
        {"project_name": "乙", "undertaker": "示范公司", "funding_wanyuan": None, "leader": ""},
    )

    blocks = told("project-approval", figures=(figure("project_approval", 2),), records=records)

    assert blocks[1:] == (
        sentence("全年公布立项的科技项目", ("2", "areas.project_approval"), "项，具体如下："),
        RecordTable(
            title="科技项目立项明细",
            columns=("项目名称", "承担单位", "资助经费（万元）"),
            rows=(("甲", "示范大学", "30.50"), ("乙", "示范公司", "")),
        ),
    )


def test_days_and_whole_numbers_are_printed_plainly() -> None:
    records: tuple[Record, ...] = ({"decision_no": "1", "decided_on": date(2018, 5, 3)},)
    budgets: tuple[Record, ...] = ({"year": 2018, "kind": "决算"},)

    cases = told("penalty-cases", figures=(figure("penalty_cases", 1),), records=records)
    accounts = told("budget", figures=(figure("budget", 1),), records=budgets)

    assert isinstance(cases[-1], RecordTable)
    assert cases[-1].rows == (("1", "2018-05-03"),)
    assert isinstance(accounts[-1], RecordTable)
    assert accounts[-1].rows == (("2018", "决算"),)


def test_records_whose_figure_is_not_a_number_are_shown_all_the_same() -> None:
    odd = Figure(address="areas.budget", state=State.NOT_A_NUMBER, text="若干")

    blocks = told("budget", figures=(odd,), records=({"year": 2018},))

    assert blocks[1:] == (
        RecordTable(title="部门预决算明细", columns=("年度",), rows=(("2018",),)),
    )


@pytest.mark.parametrize(
    ("area", "key", "value", "shown"),
    [
        ("credit-lists", "subject_code", "32130219900307123X", "3213************3X"),
        ("credit-lists", "subject_code", "321302900307123", "3213*********23"),
        ("credit-lists", "subject_code", "99000019850317448X", "9900************8X"),
        ("credit-lists", "subject_code", "91321300MA1P2T3K4X", "91321300MA1P2T3K4X"),
        ("credit-lists", "subject_code", "913213001234567890", "913213001234567890"),
        ("penalty-cases", "counterpart_code", "913213001234567890", "9132************90"),
        ("penalty-cases", "counterpart_code", "12345678-9", "12345678-9"),
        ("pre-recommendation", "objection_contact", "13812341234", "138****1234"),
        ("pre-recommendation", "objection_contact", "0527-84358595", "0527-84358595"),
        ("power-list", "supervision_phone", "13812341234", "13812341234"),
        ("proposals", "title", "联系 138-1234-1234 答复", "联系 138****1234 答复"),
        ("patent-funding", "applicant", "张三+8613812341234", "张三+86138****1234"),
        ("patent-funding", "patent_no", "4111111111111111", "4111111111111111"),
        ("patent-funding", "kind", "汇入4111 1111 1111 1111", "汇入************1111"),
        ("patent-funding", "kind", "合同4111111111111112", "合同4111111111111112"),
        ("budget", "url", "http://a.cn/t20180103_13812341234", "http://a.cn/t20180103_13812341234"),
        (
            "budget",
            "url",
            "http://a.cn/?no=321302199003071230",
            "http://a.cn/?no=3213************30",
        ),
        (
            "proposals",
            "proposer",
            "李四３２１３０２１９９００３０７１２３Ｘ",
            "李四3213************3X",
        ),
        ("proposals", "proposer", "李四 321302 19900307 1230", "李四 3213************30"),
        ("proposals", "title", "关于２０１８年工作的建议", "关于２０１８年工作的建议"),
    ],
)
def test_a_field_shows_no_personal_data(area: str, key: str, value: str, shown: str) -> None:
    mask = field(area, key).mask

    assert mask is not None
    assert mask(value) == shown


@pytest.mark.parametrize("kind", ["date", "integer", "decimal", "money"])
def test_what_stands_in_the_place_of_a_number_or_a_day_is_masked_for_display(kind: str) -> None:
    assert mask_for(kind, "none") is mask_text


def test_an_id_number_in_a_column_of_numbers_is_hidden_in_the_table() -> None:
    record: Record = {"year": 320102199003071234, "kind": "预算"}

    *_, table = told("budget", figures=(figure("budget", 1),), records=(record,))

    assert isinstance(table, RecordTable)
    assert table.rows == (("3201************34", "预算"),)


def test_an_account_keeps_its_last_four_places_and_an_address_none() -> None:
    assert mask_account("6222020200112233445") == "***************3445"
    assert mask_for("text", "bank_account") is mask_account
    assert mask_address("示范区一号") == "（不公开）"
    assert mask_address("") == ""


def test_a_number_that_appears_once_its_neighbour_is_hidden_is_hidden_too() -> None:
    assert mask_text("13812341111 1111 1111 1117") == "138****************1117"


ID_NUMBERS = st.from_regex(
    r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]",
    fullmatch=True,
)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
AROUND = st.text(st.characters(exclude_categories=["N"], exclude_characters="+-"))
NOTATION = st.text(st.sampled_from("0123456789Xx -+*（张０９"))


@given(before=AROUND, number=ID_NUMBERS, after=AROUND)
def test_no_class_ever_shows_an_id_number(before: str, number: str, after: str) -> None:
    assert not [name for name, mask in MASKS.items() if number in mask(before + number + after)]


@given(before=AROUND, number=MOBILES, after=AROUND)
def test_a_mobile_telephone_in_a_text_is_never_shown(before: str, number: str, after: str) -> None:
    assert number not in mask_text(before + number + after)


@pytest.mark.parametrize("name", sorted(MASKS))
@given(text=NOTATION)
def test_masking_what_is_masked_changes_nothing(name: str, text: str) -> None:
    masked = MASKS[name](text)

    assert MASKS[name](masked) == masked


@given(text=st.text(st.characters(exclude_categories=["N"])))
def test_a_text_without_digits_stays_as_it_is(text: str) -> None:
    assert mask_text(text) == mask_id_numbers(text) == mask_code(text) == text


def test_the_days_that_say_to_which_year_a_record_belongs_are_these() -> None:
    assert [
        (area.name, field.key) for area in read_areas() for field in area.fields if field.in_year
    ] == [("proposals", "reply_date"), ("penalty-cases", "decided_on")]
