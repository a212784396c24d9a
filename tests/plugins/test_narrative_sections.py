from __future__ import annotations

from gongkai import Agency, AgencyKind, Contact, Form, Heading, Material, Paragraph, Span
from gongkai_narrative import NarrativeSettings, gongkai_register_sections

NARRATIVE = (Heading(text="（一）加强组织领导"), Paragraph(spans=(Span(text="专人负责。"),)))
MATERIAL = Material(
    agency=Agency(
        id="shi/ju",
        name="示范市科学技术局",
        short_name="市科技局",
        kind=AgencyKind.DEPARTMENT,
        contact=Contact(),
    ),
    year=2018,
    form=Form(
        id="a-form",
        title="",
        number="",
        regulation="",
        years_from=2014,
        years_to=2018,
        tables=(),
        relations=(),
    ),
    section="work",
    figures={},
    records=(),
    narrative=NARRATIVE,
)


def test_sections_have_the_titles_that_bureaus_use() -> None:
    assert {section.name: section.title for section in gongkai_register_sections()} == {
        "overview": "概述",
        "work": "主要工作",
        "key-areas": "重点领域政务公开情况",
        "penalties": "行政处罚案件信息公开检查情况",
        "next-steps": "下一步工作",
        "statistics": "政府信息公开情况统计表",
        "proactive": "主动公开政府信息情况",
        "on-request": "依申请公开政府信息和不予公开政府信息情况",
        "fees": "政府信息公开的收费及减免情况",
        "remedies": "因政府信息公开申请行政复议、提起行政诉讼的情况",
        "problems": "政府信息公开工作存在的主要问题及改进情况",
        "other": "其他需要报告的事项",
        "requests": "收到和处理政府信息公开申请情况",
        "work-plan": "政府信息公开工作要点落实情况",
        "responses": "回应解读情况",
        "institutions": "机构建设和保障经费情况",
        "meetings": "政府信息公开会议和培训情况",
    }


def test_a_narrative_is_given_as_it_was_written() -> None:
    (section, *_) = gongkai_register_sections()

    assert tuple(section.compose(MATERIAL, NarrativeSettings())) == NARRATIVE


def test_no_title_is_set_unless_a_bureau_sets_one() -> None:
    assert NarrativeSettings().title == ""
