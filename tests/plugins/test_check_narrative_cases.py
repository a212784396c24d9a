"""Published reports: their tables from ``agencies``, with the numbers that their texts state.

The sentences are ours; the figures and the faults are those of ``cases``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.check_reports import Judge

AGENCIES = Path(__file__).parents[2] / "agencies"

GOOD = {
    "huaian/2024": "2024年，全市共受理政府信息公开申请3119件。",
    "pingtan/2021": "全年新收政府信息公开申请70件，予以公开30件，部分公开5件，结转下年度1件。",
    "pingtan/2022": "共收到政府信息公开申请75件，其中新收74件、上年结转1件，全部办结。"
    "制发行政规范性文件88件，废止55件，现行有效规范性文件698件。",
    "suqian/2023": "2023年全市共收办政府信息公开申请3607件，结转下年度继续办理121件。",
    "suqian/2024": "全市共收办政府信息公开申请3646件，结转下年度继续办理125件。"
    "办结申请中，予以公开1431件，占40.64%；部分公开471件，占13.38%；"
    "不予公开92件；无法提供941件；不予处理117件；其他处理469件。",
}


def report(case: str, text: str) -> dict[str, str | bytes]:
    year = case.partition("/")[2]
    written, *_ = (AGENCIES / case / "report.toml").read_text("utf-8").split("[[checks.ignore]]")
    omitted = 'omitted = "仅转录已公布报告的统计数据，未转录文字部分"'
    return {
        "ju/bureau.toml": '[bureau]\nname = "示范市人民政府"\nkind = "government"\n',
        f"ju/{year}/report.toml": written.replace(omitted, 'overview = "o.md"'),
        f"ju/{year}/o.md": text,
    }


@pytest.mark.parametrize("rule", ["narrative.number-mismatch", "narrative.parts"])
@pytest.mark.parametrize("case", GOOD)
def test_a_published_report_is_clean(case: str, rule: str, judge: Judge) -> None:
    assert judge.told(rule, report(case, GOOD[case])) == []


def test_the_reviews_and_suits_of_suqian_2024_are_found(judge: Judge) -> None:
    text = "因政府信息公开引发行政复议134件、行政诉讼57件。"

    found = judge("narrative.number-mismatch", report("suqian/2024", text))

    assert [(f.address, f.actual, f.expected, f.difference) for f in found] == [
        ("review_litigation.count.review_total", "134", "170", "-36"),
        ("review_litigation.count.suit_direct_total", "57", "77", "-20"),
    ]
    assert [[operand.value for operand in f.operands] for f in found] == [["170"], ["25", "52"]]


def test_documents_in_force_like_those_of_pingtan_2023_are_found(judge: Judge) -> None:
    text = "现行有效行政规范性文件393件。"

    (found,) = judge("narrative.number-mismatch", report("pingtan/2022", text))

    assert (found.address, found.actual, found.expected) == ("a20_1.normative.valid", "393", "698")


def test_all_upheld_like_the_reviews_of_shanghai_2019_are_found(judge: Judge) -> None:
    text = "行政复议2件，均予以维持；行政诉讼1件，维持1件。"

    found = judge("narrative.number-mismatch", report("pingtan/2022", text))

    assert [(f.address, f.actual, f.expected) for f in found] == [
        ("review_litigation.count.review_upheld", "2", "0")
    ]
