"""Sentences of a reader who wrote against the rules: lawful ones, and wrong ones that got by.

Each list is one report, a sentence to a paragraph, so that many sentences cost one run.
"""

from __future__ import annotations

from time import process_time

import pytest

from gongkai_check_narrative.placeholders import _gaps
from tests.plugins.check_reports import Judge

FIGURES = """
[figures.a20_1]
rules = [0, 0, 0]
normative = [9, 4, 55]
[figures.a20_5]
licence = 1234
[figures.a20_6]
penalty = 321
coercion = 15
[figures.a20_8]
fees = 1234.56
[figures.requests]
new_received = [70, 16, 0, 0, 0, 0, 86]
carried_in = [4, 0, 0, 0, 0, 0, 4]
granted = [40, 0, 0, 0, 0, 0, 40]
partial = [12, 0, 0, 0, 0, 0, 12]
refused_state_secret = [7, 0, 0, 0, 0, 0, 7]
refused_law_forbids = [0, 0, 0, 0, 0, 0, 0]
refused_security_stability = [0, 0, 0, 0, 0, 0, 0]
refused_third_party = [0, 0, 0, 0, 0, 0, 0]
refused_internal = [0, 0, 0, 0, 0, 0, 0]
refused_process = [0, 0, 0, 0, 0, 0, 0]
refused_enforcement_file = [0, 0, 0, 0, 0, 0, 0]
refused_admin_query = [0, 0, 0, 0, 0, 0, 0]
unable_not_held = [14, 0, 0, 0, 0, 0, 14]
unable_needs_making = [1, 0, 0, 0, 0, 0, 1]
unable_unclear = [1, 0, 0, 0, 0, 0, 1]
not_processed_petition = [3, 0, 0, 0, 0, 0, 3]
not_processed_repeat = [1, 0, 0, 0, 0, 0, 1]
not_processed_publication = [0, 0, 0, 0, 0, 0, 0]
not_processed_excessive = [0, 0, 0, 0, 0, 0, 0]
not_processed_confirm = [0, 0, 0, 0, 0, 0, 0]
other_no_correction = [2, 0, 0, 0, 0, 0, 2]
other_fee_unpaid = [1, 0, 0, 0, 0, 0, 1]
other_else = [2, 0, 0, 0, 0, 0, 2]
handled_total = [84, 0, 0, 0, 0, 0, 84]
carried_out = [6, 0, 0, 0, 0, 0, 6]
[figures.review_litigation]
count = [5, 1, 1, 1, 8, 1, 0, 0, 1, 2, 2, 0, 0, 1, 3]
"""
BUREAU = """
[bureau]
name = "青河市财政局"
short_name = "市财政局"
kind = "department"
"""

RIGHT = [
    "全年制发公文380件，主动公开300件，依申请公开45件，不予公开35件。",
    "全年认定公文公开属性380件，其中主动公开300件，依申请公开45件，不予公开35件。",
    "全年制发公文的属性标注齐全，其中不予公开35件。",
    "全年发文380件，依申请公开类45件，不予公开35件。",
    "办理人大代表建议12件、政协提案18件，复文予以公开25件，不予公开5件。",
    "全年办理行政复议案件312件，行政应诉案件45件。",
    "作为行政复议机关，全年收到行政复议申请312件，受理280件，审结265件，其中维持200件、纠正25件、其他40件。",
    "全年受理行政复议案件312件，审结265件，维持200件。",
    "全年收到行政复议申请312件，受理280件，审结265件，其中维持200件，被纠正25件。",
    "全年办理行政复议案件312件；因政府信息公开引发行政复议8件，行政诉讼5件。",
    "收到行政复议申请312件；受理280件；结果维持200件。",
    "办理行政复议312件，参加行政应诉案件45件；被申请行政复议8件，复议机关维持5件。",
    "全市公安机关共受理依申请公开860件，其中市局机关86件。",
    "全市公安机关作出行政处罚决定32100件。",
    "全市财政系统作出行政处罚决定32100件。",
    "各级财政部门共收到政府信息公开申请860件。",
    "五年来共收到政府信息公开申请400余件。",
    "三年来，收到政府信息公开申请400件。",
    "予以公开（含部分公开）52件。",
    "予以公开（包括部分公开）52件，占60.47%。",
    "收到上级交办的依申请公开2件。",
    "本月收到申请9件。",
    "当月收到申请9件，单周收到申请3件。",
    "单月最高收到申请15件。",
    "征收城镇垃圾处理等行政事业性收费200万元，其他1034.56万元。",
    "新增行政复议3件。",
    "收到申请80余件。",
    "收到申请八十多件，作出行政许可1200余件。",
    "新制发行政规范性文件9件，上一年度结转申请4件，结转下一年度6件。",
    "全年收到申请86件，办结84件。",
    "全年收到申请86件，答复81件。",
    "收到申请86件，上年结转4件，已办结84件，结转6件。",
    "收到申请86件，答复84件。",
    "收到申请86件，按期办结80件。",
    "收到申请86件，其中网上申请60件，办结59件。",
    "收到来信86件，办结85件。",
    "收到申请86件，上半年办结40件。",
    "收到申请86件，办结信访件12件，答复咨询300件。",
    "共有86件政府信息公开申请。",
    "市财政局2024年共收到公开申请86件，申请总量86件。",
    "本机关不掌握相关政府信息14件，信访举报投诉类申请3件，逾期不补正2件。",
    "本局不予公开7件，其中属于国家秘密7件。",
    "规范性文件制发9件、废止4件。现有规范性文件55件。",
    "全年受理信访举报投诉400件。",
    "新收捌拾陆件。",
    "因政府信息公开引发行政复议8件、行政诉讼5件。",
    "行政复议8件，维持5件，纠正1件，其他1件。",
    "共有3件政府信息公开申请因情况复杂延期答复。",
    "本年度共有3件政府信息公开申请，依法延期。",
    "收到申请90件，新收86件，结转4件。",
    "清理规范性文件13件，废止4件。",
    "制发规范性文件9件，废止4件。",
    "全年共办理各类申请90件，网上申请总量60件。",
    "行政审批申请总量8700件。",
    "全市行政机关收到申请860件。",
    "予以公开（含部分公开12件）52件。",
    "收到申请八十余件，公开信息20多万条。",
    "收到申请（含上年结转）90件。",
    "建议提案均已答复。收到申请86件，予以公开40件，不予公开7件。",
    "对属于国家秘密的信息不予公开。",
    "受理行政许可申请1300件，办结1250件。",
    "收到投诉举报86件，办结85件。",
    "收到申请86件，答复咨询20件。",
    "新收申请86件，结转4件。",
    "收到申请86件，办结率97%。",
    "审核制定行政规范性文件3件。",
    "牵头出台行政规范性文件3件。",
    "集中清理现有规范性文件80件。",
    "作为复议机关办理行政复议312件，其中维持200件。",
    "承担行政复议职责，办结312件，维持200件。",
    "被复议8件。",
    "行政复议与应诉：全年行政复议8件，行政诉讼5件。",
]
WRONG: list[tuple[str, list[str]]] = [
    ("不予公开35件。", ["35"]),
    ("制发公文380件。收到申请86件，予以公开45件。", ["45"]),
    ("收到申请86件，均按规定办理。新制发规范性文件9件，废止5件。", ["5"]),
    ("办结申请84件，结转7件。", ["7"]),
    ("没有现成信息需要另行制作2件。", ["2"]),
    ("收到申请20多万件。", ["200000"]),
    ("收到申请86件，予以公开25件，不予公开5件。", ["25", "5"]),
    ("全年发生行政复议312件，行政诉讼45件。", ["312", "45"]),
    ("本年度被行政复议9件。", ["9"]),
    ("因政府信息公开被申请行政复议9件，被提起行政诉讼6件。", ["9", "6"]),
    ("收到政府信息公开行政复议申请9件。", ["9"]),
    ("全年办理行政复议案件312件；因政府信息公开引发行政复议9件。", ["9"]),
    ("收到因政府信息公开引发的行政复议9件，维持6件。", ["9", "6"]),
    ("办理政府信息公开行政复议案件9件。", ["9"]),
    ("行政复议9件，已审结7件，维持6件。", ["9", "6"]),
    ("行政复议9件，其中维持6件。", ["9", "6"]),
    ("本局作出行政处罚决定32100件。", ["32100"]),
    ("予以公开（含部分公开）53件。", ["53"]),
    ("收取行政事业性收费200万元。", ["200"]),
    ("新制发行政规范性文件10件。", ["10"]),
    ("新制定规范性文件10件。", ["10"]),
    ("制定行政规范性文件10件。", ["10"]),
    ("出台行政规范性文件10件。", ["10"]),
    ("印发行政规范性文件10件。", ["10"]),
    ("新出台规范性文件10件。", ["10"]),
    ("上一年度结转申请5件。", ["5"]),
    ("结转下一年度7件。", ["7"]),
    ("收到申请10余件。", ["10"]),
    ("收到申请20多件。", ["20"]),
    ("收到申请50多件。", ["50"]),
    ("收到申请七十余件。", ["70"]),
    ("作出行政许可1100余件。", ["1100"]),
    ("收到申请86件，办结85件。", ["85"]),
    ("收到申请86件，已办结83件，结转7件。", ["7"]),
    ("全年收到政府信息公开申请86件，答复85件。", ["85"]),
    ("共有87件政府信息公开申请。", ["87"]),
    ("市财政局2024年共收到公开申请87件。", ["87"]),
    ("申请总量87件。", ["87"]),
    ("本机关不掌握相关政府信息15件。", ["15"]),
    ("信访举报投诉类申请4件。", ["4"]),
    ("申请人逾期不补正3件。", ["3"]),
    ("规范性文件制发10件、废止5件。", ["10", "5"]),
    ("现有规范性文件56件。", ["56"]),
    ("新收贰拾件。", ["20"]),
    ("新收廿件。", ["20"]),
    ("新收捌拾柒件。", ["87"]),
]

PARTS_RIGHT = [
    "收到申请86件，办结84件，结转6件，共计90件。",
    "开展培训：一是甲类10次，二是乙类20次，三是丙类30次，共计60次。",
    "办理：建议10件、提案20件、信件30件（其中重点3件），共计60件。",
    "甲县30件、乙县20件、丙县10件，全市共计120件。",
    "发布政策解读20篇，其中文字解读12篇，图解6篇，视频解读5篇（部分为多形式解读）。",
    "一是公开决算400条，二是公开预算500条，三是公开绩效290条，共计1190条。",
    "公开决算400条、预算500条、绩效290条，合计1190条。",
    "公开信息1190条：一是决算400条；二是预算500条；三是绩效290条。",
    "公开信息1190条，其中：（一）决算400条；（二）预算500条；（三）绩效290条。",
    "收到申请86件，其中：自然人70件，占81.4%；法人或其他组织16件，占18.6%。",
    "一是公开决算400条，二是公开预算500条，三是开展培训3次，共计1200条。",
    "公开信息3000条，其中网站400条、微博500条，两项合计900条。",
    "网站公开400条、微博公开500条、微信公开290条，合计800条。",
    "公开信息1200条：决算400条。",
    "全年公开决算400条、预算500条，合计1200条。",
    "新收86件，上年结转4件，答复84件，共计90件。",
    "开展培训3次，公开预算500条、绩效290条，合计1200条。",
    "全年收到投诉40件，受理投诉20件、转办10件、退回5件，共计100件。",
    "公开决算400条、预算500条、绩效290条，合计1200次。",
    "公开决算400条、预算500条、绩效290条，公开2次，合计1200条。",
    "公开决算400条、预算500条、绩效290条，合计1200余条。",
    "公开决算400条，占33%；预算500条，占42%；绩效290条，占25%，合计1190条。",
    "合计1200条。",
    "公开决算400条、预算500条、绩效290条，合计。",
    "公开决算400条、预算500条、绩效290条均上网，合计1200条。",
    "公开决算400条、预算500条、绩效290条。合计1200条。",
    "公开信息90条，其中决算40条、预算50条，合计90条。",
    "甲1条、" * 61 + "乙1条，合计5条。",
]
PARTS_WRONG = [
    "公开信息有序。全年公开决算400条、预算500条、绩效290条，共计1300条。",
    "一是公开决算400条。二是公开预算500条。三是公开绩效290条。共计1200条。",
    "一是公开决算400条，二是公开预算500条，三是公开绩效290条，共计1200条。",
    "公开决算400条、预算500条、绩效290条，合计1200条。",
    "公开信息1200条：一是决算400条；二是预算500条；三是绩效290条。",
    "公开信息1200条，其中：（一）决算400条；（二）预算500条；（三）绩效290条。",
    "收到申请86件，其中：自然人72件，占81.4%；法人或其他组织16件，占18.6%。",
]

GAPS_KEPT = [
    "各项分别为30条、26条、20条、10条。",
    "近三年分别为120件、70件、86件。",
    "收到申请件，均已登记。",
    "公开政府信息条目清楚，收到申请件数为0。",
]
GAPS = [
    ("收到申请件，办结84件。", "申请件"),
    ("收到政府信息公开申请件，同比增长3%。", "政府信息公开申请件"),
    ("公开政府信息条。", "公开政府信息条"),
    ("共收到申请（）件。", "()件"),
    ("全年制发行政规范性文件件。", "制发行政规范性文件件"),
]


def paragraphs(texts: list[str], figures: str = FIGURES) -> dict[str, str | bytes]:
    """A report with a paragraph for each text; text N stands in line 2N - 1."""
    return {
        "ju/bureau.toml": BUREAU,
        "ju/2024/report.toml": f'[narrative]\noverview = "o.md"\n{figures}',
        "ju/2024/o.md": "\n\n".join(texts),
    }


FOUND = [text for text, _ in WRONG]


def told(code: str, texts: list[str], judge: Judge) -> dict[str, list[str]]:
    """What the rule says is wrong in each text, in the order of the findings."""
    found = [(f.source.line, f.actual) for f in judge(code, paragraphs(texts)) if f.source]
    return {
        text: [actual for line, actual in found if line == 2 * at + 1]
        for at, text in enumerate(texts)
    }


def test_what_is_right_or_speaks_of_something_else_raises_nothing(judge: Judge) -> None:
    assert judge.told("narrative.number-mismatch", paragraphs(RIGHT)) == []


def test_every_wrong_number_is_found(judge: Judge) -> None:
    assert told("narrative.number-mismatch", FOUND, judge) == dict(WRONG)


def test_the_form_of_2019_knows_what_follows_a_total_and_single_rows(judge: Judge) -> None:
    text = "收到申请86件，办结85件，结转7件。本机关不掌握相关政府信息15件。结转下一年度9件。"
    figures = """
[figures.requests]
new_received = [70, 16, 0, 0, 0, 0, 86]
handled_total = [68, 16, 0, 0, 0, 0, 84]
carried_out = [2, 0, 0, 0, 0, 0, 2]
unable_not_held = [14, 0, 0, 0, 0, 0, 14]
"""
    files = {
        "ju/bureau.toml": BUREAU,
        "ju/2020/report.toml": f'[narrative]\noverview = "o.md"\n{figures}',
        "ju/2020/o.md": text,
    }

    found = judge("narrative.number-mismatch", files)

    assert sorted(f.actual for f in found) == ["15", "7", "85", "9"]


def test_parts_that_add_up_raise_nothing(judge: Judge) -> None:
    assert judge.told("narrative.parts", paragraphs(PARTS_RIGHT)) == []


@pytest.mark.parametrize("text", PARTS_WRONG)
def test_parts_that_do_not_add_up_are_found_in_every_order(text: str, judge: Judge) -> None:
    assert len(judge.told("narrative.parts", paragraphs([text]))) == 1


def test_what_has_its_number_is_no_gap(judge: Judge) -> None:
    assert judge.told("narrative.placeholder", paragraphs([*GAPS_KEPT, *RIGHT])) == []


def test_every_gap_is_found(judge: Judge) -> None:
    texts = [text for text, _ in GAPS]

    assert told("narrative.placeholder", texts, judge) == {text: [gap] for text, gap in GAPS}


@pytest.mark.parametrize(
    "part", ["1", "一是公开1条;", "12条、", "件 ", "( ", "收到申请86件,办结84件,"]
)
def test_gaps_in_a_hundred_thousand_characters_are_looked_for_in_no_time(part: str) -> None:
    start = process_time()
    list(_gaps(part * (100_000 // len(part))))

    assert process_time() - start < 30


@pytest.mark.parametrize("part", ["1", "一是公开1条;", ",合计5条", "甲1条、", "其中1条,"])
def test_parts_in_a_hundred_thousand_characters_are_looked_for_in_no_time(
    part: str, judge: Judge
) -> None:
    start = process_time()
    judge("narrative.parts", paragraphs([part * (100_000 // len(part))], ""))

    assert process_time() - start < 20
