from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from gongkai.config.agency import ReportId
from gongkai.host import Plugins
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY, write_tree
from tests.plugins.check_reports import OVERVIEW, Judge, new, old, omitted

REQUESTS = (
    "[figures.requests]\nnew_received = [30, 0, 0, 0, 0, 0, 30]\n"
    "carried_in = [5, 0, 0, 0, 0, 0, 5]\n"
)
OWN_FORM = """
id = "own"
title = "自定表"
number = "测试"
regulation = "条例"
years_from = 2014
years_to = 2018
default = false
[[table]]
key = "statistics"
title = "表"
[[table.column]]
key = "all"
label = "数"
[[table.row]]
key = "total"
label = "总数"
"""
REMEDIES = "[figures.review_litigation]\ncount = [8, 2, 2, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
PLACE = "ju/2018/overview.md"


def test_narrative_placeholder_is_broken_by_a_name_that_is_no_figure(judge: Judge) -> None:
    text = "全年工作有序。\n\n共公开{{ statistics.proactive_totl }}条。"

    (finding,) = judge("narrative.placeholder", old(text=text))

    assert finding.address == "section:overview"
    assert str(finding.source) == f"{PLACE}:3:4"
    assert str(finding.message) == (
        "'statistics.proactive_totl' cannot be filled: there is no figure "
        "'statistics.proactive_totl'; did you mean 'statistics.proactive_total'?"
    )


def test_narrative_placeholder_is_broken_by_a_figure_that_is_missing(judge: Judge) -> None:
    (finding,) = judge("narrative.placeholder", old(text="共{{ statistics.proactive_total }}条。"))

    assert str(finding.message) == (
        "'statistics.proactive_total' cannot be filled: the figure 'statistics.proactive_total' "
        "is missing, and cannot stand in a sentence"
    )


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("其中部分公开件，不予公开3件。", "公开件"),
        ("全年受理件，办结5件。", "全年受理件"),
        ("本年度办结件。", "本年度办结件"),
        ("- 全年工作有序\n- 予以公开件", "公开件"),
        ("全年公开信息XX条。", "XX条"),
        ("自＿＿年起执行。", "__年"),
        ("收取费用××元。", "××元"),
    ],
)
def test_narrative_placeholder_is_broken_by_a_count_without_its_number(
    text: str, gap: str, judge: Judge
) -> None:
    found = judge("narrative.placeholder", old(text=text))

    assert [finding.actual for finding in found] == [gap]


def test_narrative_placeholder_is_broken_by_a_gap_in_the_opening(judge: Judge) -> None:
    files = old()
    report = str(files["ju/2018/report.toml"]).replace(
        "[narrative]", '[narrative]\nopening = "o.md"'
    )

    found = judge(
        "narrative.placeholder",
        {**files, "ju/2018/report.toml": report, "ju/2018/o.md": "公开XX件。"},
    )

    assert [(finding.address, finding.actual) for finding in found] == [("section:opening", "XX件")]


@pytest.mark.parametrize(
    "text",
    [
        "全年公开{{ statistics.proactive_total }}条。",
        "群众来信的办理件、办结件和在办件分别登记，受理件按月统计。",
        "公开文件和公开条例，公开份额，发布次序。",
        "张××的申请已经答复。",
    ],
)
def test_narrative_placeholder_is_kept_by(text: str, judge: Judge) -> None:
    assert judge.told("narrative.placeholder", old("proactive_total = 3", text)) == []


def test_narrative_number_mismatch_is_broken_by_another_number_than_the_tables(
    judge: Judge,
) -> None:
    (finding,) = judge("narrative.number-mismatch", new(REQUESTS, overview="本年新收申请31件。"))

    assert str(finding.message) == (
        "the text says 31件 (本年新收); 一、本年新收政府信息公开申请数量 · 总计 is 30; "
        "write {{ requests.new_received.total }}"
    )
    assert str(finding.fix) == "Write {{ requests.new_received.total }} instead of the number."
    assert (finding.address, finding.severity.value) == ("requests.new_received.total", "error")
    assert (finding.expected, finding.actual, finding.difference) == ("30", "31", "1")
    assert str(finding.source) == "ju/2024/overview.md:1:7"
    assert [(one.address, one.value) for one in finding.operands] == [
        ("requests.new_received.total", "30")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("新收３１件。", ["31"]),
        ("新收1,030件。", ["1030"]),
        ("新收三十一件。", ["31"]),
        ("新收一百零三件。", ["103"]),
        ("新收二〇件。", ["20"]),
        ("新收1.2万件。", ["12000"]),
        ("新收3.5件。", ["3.5"]),
        ("- 新收1件\n- 新收2件", ["1", "2"]),
        ("共收到申请29件。", ["29"]),
        ("行政复议13件。", ["13"]),
    ],
)
def test_narrative_number_mismatch_is_broken_by_numbers_of_every_kind(
    text: str, told: list[str], judge: Judge
) -> None:
    found = judge("narrative.number-mismatch", new(REQUESTS + REMEDIES, overview=text))

    assert [finding.actual for finding in found] == told


@pytest.mark.parametrize(
    "text",
    [
        "本年新收政府信息公开申请30件。",
        "新收三十件，上年结转５件。",
        "共收到政府信息公开申请35件。",
        "共收到申请30件。",
        "共收到群众来信25件。",
        "新收30余件。",
        "行政复议12件，行政复议被纠正2件。",
        "新收申请，其中9件已办结。",
        "予以公开7件。",
    ],
)
def test_narrative_number_mismatch_is_kept_by(text: str, judge: Judge) -> None:
    assert judge.told("narrative.number-mismatch", new(REQUESTS + REMEDIES, overview=text)) == []


def test_narrative_number_mismatch_is_kept_by_a_number_rounded_to_ten_thousands(
    judge: Judge,
) -> None:
    figures = REQUESTS.replace("30", "12345")

    assert judge.told("narrative.number-mismatch", new(figures, overview="新收1.2万件。")) == []


@pytest.mark.parametrize(
    "rule",
    [
        "narrative.placeholder",
        "narrative.number-mismatch",
        "narrative.parts",
        "narrative.growth",
        "narrative.boilerplate",
    ],
)
def test_narrative_that_is_omitted_is_not_judged(rule: str, judge: Judge) -> None:
    assert judge.unassessed(rule, omitted()) == ["the narrative is omitted"]


def test_narrative_numbers_are_not_judged_where_the_form_names_no_phrases(judge: Judge) -> None:
    files = old(text="收到申请19件。")
    files["ju/bureau.toml"] = 'forms = ["own.toml"]\n' + str(files["ju/bureau.toml"])
    files["ju/2018/report.toml"] = 'form = "own"\n' + str(files["ju/2018/report.toml"])
    files["ju/own.toml"] = OWN_FORM

    assert judge.unassessed("narrative.number-mismatch", files) == [
        "the form names no phrases to look for"
    ]


def test_narrative_of_the_small_report_is_clean(judge: Judge) -> None:
    assert judge.told("narrative.placeholder", new(overview=OVERVIEW)) == []


PARTS_KEPT = [
    "主动公开政府信息578条，其中网站363条、微博152条、微信120条。",
    "全年共发布信息520条，其中政策文件类30条，财政预决算类12条。",
    "累计主动公开政府信息577条，在政府网站公开363条，政务微博公开152条，政务微信公开20条，其他方式公开5条。",
    "办结3521件，其中予以公开1431件，占40.64%，部分公开471件，不予公开92件，无法提供941件，不予处理117件，其他处理469件。",
    "收到申请30件，其中予以公开10件，办结率100%，处理来信500件。",
    "收到申请30件，其中当面申请3件、网络申请27件；收到行政复议2件。",
    "全年公开各类政府信息共计400条次。其中门户网站公开300条、微信公众号公开50篇。",
    "共发布信息300条，其中在各级媒体发布200余篇，其中国家级20篇。",
    "公开信息46条，分别为组织机构12条、政策文件30条、动态4条。",
    "主动公开121条，其中：机构类21条；文件类60条；动态类40条。",
    "一是发布信息30条，二是开展培训2次，三是加强监督。",
    "发布信息100条，一是网站60条；二是微信30条；三是展板10条。",
    "共公开信息300条（其中网站300条，微信280条，微博200条）。",
    "收到申请66件，其中新收58件，上年结转8件。",
    "本年新收申请4件，上年结转1件，其中自然人4件、商业企业1件。",
    "编发信息120条，其中涉及民生100条，重点领域80条。",
    "收到建议提案30件，其中人大建议18件，政协提案12件，同时公开30件。",
    "全年发布578条，同比增加20条，其中原创300条。",
    "制发文件18件（其中规范性文件5件），公开18件。",
    "办结30件，包括：予以公开10件、部分公开5件、不予公开10件。",
    "一是加强领导。二是强化监督。\n\n一是公开及时。二是解读充分。",
    "- 一是加强领导\n- 二是强化监督",
]
PARTS_MORE = [
    "共50条，分别为甲类10条、乙类20条，办理丙类40条。",
    "二十一是完善机制。",
    "共50余条，分别为甲类10条、乙类20条。",
    "共50条，分别为甲类10条。",
    "共50，分别为甲类10条、乙类20条。",
]
PARTS_BROKEN = [
    "全年公开信息2543条，其中机构职能类98条、政策法规类300条、规划计划类43条、行政许可类600条、财政类400条、人事类200条、应急类300条、统计类402条、其他298条。",
    "共公开信息2599条，其中组织机构200条，部门文件300条，政策解读100条，规划计划33条，财政信息500条，人事信息200条，行政执法400条，公共服务300条，重大项目200条，应急管理100条，环境保护200条。",
    "公开信息46条，分别为组织机构12条、政策文件30条、动态5条。",
    "主动公开信息100条，其中网站60条、微信30条、其他方式5条。",
    "收到申请30件，其中自然人28件、法人3件。",
    "公开3257条，其中文件类1082条、动态类1674条、公示类494条。",
]


@pytest.mark.parametrize("text", [*PARTS_KEPT, *PARTS_MORE])
def test_narrative_parts_is_kept_by(text: str, judge: Judge) -> None:
    assert judge.told("narrative.parts", new(overview=text)) == []


@pytest.mark.parametrize("text", PARTS_BROKEN)
def test_narrative_parts_is_broken_by_parts_that_do_not_add_up(text: str, judge: Judge) -> None:
    assert len(judge.told("narrative.parts", new(overview=text))) == 1


def test_narrative_parts_is_broken_by_categories_that_add_up_to_more(judge: Judge) -> None:
    text = "全年公开信息46条，分别为组织机构12条、政策文件30条、动态5条（含转载2条）。"

    (finding,) = judge("narrative.parts", new(overview=text))

    assert str(finding.message) == "the parts add up to 47, the text says 46条 in all"
    assert (finding.expected, finding.actual, finding.difference) == ("47", "46", "-1")
    assert str(finding.source) == "ju/2024/overview.md:1:7"
    assert finding.severity.value == "error"


def test_narrative_parts_is_broken_by_an_enumeration_that_skips(judge: Judge) -> None:
    (finding,) = judge(
        "narrative.parts", new(overview="一是加强领导。三是强化监督。三是抓好落实。")
    )

    assert str(finding.message) == "the enumeration counts 一是, 三是, 三是"
    assert finding.severity.value == "warning"
    assert str(finding.source) == "ju/2024/overview.md:1:8"


GAPS_KEPT = [
    "群众来信的办理件、办结件和在办件分别登记，受理件按月统计。",
    "公开文件和公开条例，公开份额，发布次序。",
    "张××的申请已经答复。",
    "宿政办发〔2014〕78号。",
    "内容有待补充完善。",
    "机构职能12条、政策文件30条、动态5条。",
    "公布权力事项，明确办事条件，收到来信12件、邮件30件、附件。",
    "发布新闻头条，解读3条、稿件5条、短视频2条、头条。",
    "第三方评估X光机。",
    "依法受理申请件。",
    "邮编：000000。",
    "共收到申请件12件。",
    "按程序办理批件、要件、证件，共3件、5件、件件有回音。",
    "待遇落实到位。",
    "公开指南1份、目录2份、身份。",
]
GAPS = [
    "机构职能12条、企业资质条、政策文件30条。",
    "公开XX条。",
    "公开信息×条。",
    "根据宿政办发〔2014〕号文件。",
    "根据〔〕号文件。",
    "落款：    年  月  日。",
    "全年数据（待填）。",
    "TBD",
    "此处数字{total}条。",
    "【请填写联系方式】",
    "20XX年工作总结。",
    "收到申请 件，办结5件。",
    "全年共件。",
    "（此处填写数字）",
    "自＿＿年起执行。",
    "其中部分公开件。",
    "联系电话____。",
]


@pytest.mark.parametrize("text", GAPS_KEPT)
def test_narrative_placeholder_is_kept_by_words_that_only_look_like_a_gap(
    text: str, judge: Judge
) -> None:
    assert judge.told("narrative.placeholder", new(overview=text)) == []


@pytest.mark.parametrize("text", GAPS)
def test_narrative_placeholder_is_broken_by_a_gap(text: str, judge: Judge) -> None:
    assert len(judge.told("narrative.placeholder", new(overview=text))) == 1


def test_narrative_boilerplate_is_broken_by_what_any_office_could_say(judge: Judge) -> None:
    (finding,) = judge("narrative.boilerplate", new())

    assert str(finding.message) == "一、总体情况 could be any office's"
    assert (finding.address, finding.severity.value) == ("section:overview", "warning")
    assert str(finding.source) == "ju/2024/overview.md:1"


@pytest.mark.parametrize(
    "text",
    [
        "示范市科学技术局高度重视。",
        "出台《办法》。",
        "- 举办培训三次。",
        "公众号“示范发布”上线。",
        "3月公布申报指南。",
        "公开有序。\n\n|甲|乙|\n|-|-|\n|一|二|",
    ],
)
def test_narrative_boilerplate_is_kept_by(text: str, judge: Judge) -> None:
    assert judge.told("narrative.boilerplate", new(overview=text)) == []


def year_before(figures: str) -> str:
    return '[narrative]\nomitted = "只录数据"\n' + figures


def growth(
    text: str, before: str | None, folder: Path, plugins: Plugins
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """What the rule found in a report with last year's beside it, and why it could not judge."""
    files = new(REQUESTS, overview=text)
    if before is not None:
        files["ju/2023/report.toml"] = year_before(before)
    outcome = run(write_tree(folder, files), ReportId("ju", 2024), plugins, Options(today=TODAY))
    told = [f for f in outcome.findings if f.code == "narrative.growth"]
    why = [u for u in outcome.coverage.not_assessable if u.code == "narrative.growth"]
    return [(f.actual, f.expected, str(f.source)) for f in told], [str(u.why) for u in why]


LAST = "[figures.requests]\nnew_received = [24, 0, 0, 0, 0, 0, 24]\n"
NONE_LAST = "[figures.requests]\nnew_received = [0, 0, 0, 0, 0, 0, 0]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新收30件，同比增长20%。", ("+20%", "+25.00%", "ju/2024/overview.md:1:11")),
        ("新收30件，较上年减少6件。", ("-6件", "+6", "ju/2024/overview.md:1:12")),
        ("新收30件，比上年下降25%。", ("-25%", "+25.00%", "ju/2024/overview.md:1:12")),
        ("新收30件（较2023年增长52%）。", ("+52%", "+25.00%", "ju/2024/overview.md:1:15")),
        ("新收30件，同比增长2.5倍。", ("+2.5倍", "+25.00%", "ju/2024/overview.md:1:11")),
    ],
)
def test_narrative_growth_is_broken_by_another_growth_than_that_of_the_figures(
    text: str, found: tuple[str, str, str], tmp_path: Path, installed: Plugins
) -> None:
    assert growth(text, LAST, tmp_path, installed) == ([found], [])


def test_narrative_growth_is_broken_by_a_percentage_of_nothing(
    tmp_path: Path, installed: Plugins
) -> None:
    assert growth("新收30件，同比增长100%。", NONE_LAST, tmp_path, installed) == (
        [("+100%", "", "ju/2024/overview.md:1:11")],
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        "新收申请30件，同比增长25%。",
        "新收30件，较上年增加6件。",
        "新收30件，比上年上升25.0%。",
        "新收30件（较2023年增长25%）。",
        "新收30件，与上年相比增加6件。",
        "新收30件，同比增长0.25倍。",
        "新收30件，解读稿件20篇，同比增长20%。",
        "新收30件，较2022年增长70%。",
        "新收30件，同比增长3个百分点。",
    ],
)
def test_narrative_growth_is_kept_by(text: str, tmp_path: Path, installed: Plugins) -> None:
    assert growth(text, LAST, tmp_path, installed) == ([], [])


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (None, "there is no report of last year"),
        ("", "last year's figure is not known"),
    ],
)
def test_narrative_growth_is_not_judged_without_last_years_figure(
    before: str | None, why: str, tmp_path: Path, installed: Plugins
) -> None:
    assert growth("新收30件，同比增长25%。", before, tmp_path, installed) == ([], [why])


def test_narrative_growth_is_not_judged_where_the_form_counts_otherwise(
    tmp_path: Path, installed: Plugins
) -> None:
    report = '[narrative]\noverview = "o.md"\n[figures.a20_8]\nfees = 3\n'
    files: dict[str, str | bytes] = {
        "ju/bureau.toml": new()["ju/bureau.toml"],
        "ju/2020/report.toml": year_before("[figures.a20_8]\nfees = [1, 1]\n"),
        "ju/2021/report.toml": report,
        "ju/2021/o.md": "行政事业性收费3万元，同比增长200%。",
    }

    outcome = run(
        write_tree(tmp_path, files), ReportId("ju", 2021), installed, Options(today=TODAY)
    )

    assert [
        str(one.why) for one in outcome.coverage.not_assessable if one.code == "narrative.growth"
    ] == ["2019年格式统计行政事业性收费的项目数，2021年格式统计收费金额"]


def test_narrative_boilerplate_is_kept_by_a_report_without_prose(judge: Judge) -> None:
    files = new()
    files["ju/2024/report.toml"] = ""

    assert judge.told("narrative.boilerplate", files) == []


def test_narrative_number_mismatch_is_kept_by_a_number_that_is_bound(judge: Judge) -> None:
    text = "新收{{ requests.new_received.total }}件，结转下年度0件。"

    assert judge.told("narrative.number-mismatch", new(REQUESTS, overview=text)) == []


def test_narrative_number_mismatch_is_broken_by_a_number_bound_to_another_cell(
    judge: Judge,
) -> None:
    text = "工作有序，\n上年结转{{ requests.new_received.total }}件。"

    (finding,) = judge("narrative.number-mismatch", new(REQUESTS, overview=text))

    assert (finding.actual, finding.expected) == ("30", "5")
    assert str(finding.source) == "ju/2024/overview.md:2:5"


def test_narrative_number_mismatch_is_kept_by_a_cell_that_is_not_exact(judge: Judge) -> None:
    figures = 'proactive_total = "200余"\nchannel_other = "约20"\n'
    text = "主动公开政府信息230条，其他方式公开21条。"

    assert judge.told("narrative.number-mismatch", old(figures, text)) == []


def test_narrative_number_mismatch_is_broken_by_less_than_a_cell_that_is_at_least(
    judge: Judge,
) -> None:
    found = judge(
        "narrative.number-mismatch",
        old(
            'proactive_total = "200余"\nchannel_other = "约20"\n',
            "主动公开政府信息190条，其他方式公开30条。",
        ),
    )

    assert sorted(finding.actual for finding in found) == ["190", "30"]


def test_narrative_shares_are_not_judged_where_nothing_was_handled(judge: Judge) -> None:
    figures = "[figures.requests]\ngranted = [0, 0, 0, 0, 0, 0, 0]\n"
    text = "予以公开0件，占50%。"

    assert judge.told("narrative.number-mismatch", new(figures, overview=text)) == []


@pytest.mark.slow
def test_a_hundred_thousand_characters_are_judged_in_no_time(judge: Judge) -> None:
    start = process_time()
    judge("narrative.number-mismatch", new(REQUESTS, overview="新收30件、其中1件，收到申请" * 6000))

    assert process_time() - start < 20
