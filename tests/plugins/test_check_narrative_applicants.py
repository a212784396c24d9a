"""Applicants that a text tells apart, and decisions that it counts by their bare name."""

from __future__ import annotations

import pytest

from tests.plugins.check_reports import Judge, new

FIGURES = """
[figures.requests]
new_received = [3, 1, 0, 0, 0, 0, 4]
carried_in = [1, 0, 0, 0, 0, 0, 1]
handled_total = [4, 1, 0, 0, 0, 0, 5]
[figures.review_litigation]
count = [3, 1, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
[figures.a20_5]
licence = 12
[figures.a20_6]
penalty = 1
coercion = 0
"""
NEW, CARRIED, HANDLED = "requests.new_received", "requests.carried_in", "requests.handled_total"
LICENCE, PENALTY, COERCION = "a20_5.licence", "a20_6.penalty", "a20_6.coercion"

WRONG: list[tuple[str, list[tuple[str, str, int]]]] = [
    (
        "本年新收政府信息公开申请4件，其中自然人2件、商业企业2件。",
        [(f"{NEW}.business", "2", 28), (f"{NEW}.natural_person", "2", 21)],
    ),
    ("全年收到政府信息公开申请4件，自然人2件。", [(f"{NEW}.natural_person", "2", 19)]),
    ("全年收到政府信息公开申请5件，自然人3件。", [(f"{NEW}.natural_person", "3", 19)]),
    (
        "收到自然人申请8件，企业申请9件。",
        [(f"{NEW}.business", "9", 15), (f"{NEW}.natural_person", "8", 8)],
    ),
    (
        "本年新收申请4件。其中自然人2件，占50%；法人和其他组织2件。",
        [(f"{NEW}.business", "2", 30), (f"{NEW}.natural_person", "2", 15)],
    ),
    (
        "收到申请5件（新收4件，其中自然人2件；上年结转1件，其中自然人0件）。",
        [(f"{CARRIED}.natural_person", "0", 33), (f"{NEW}.natural_person", "2", 18)],
    ),
    ("办结申请5件，其中自然人3件。", [(f"{HANDLED}.natural_person", "3", 13)]),
    ("新收申请7件，自然人5件。", [(f"{NEW}.natural_person", "5", 11), (f"{NEW}.total", "7", 5)]),
    ("行政许可14件。", [(LICENCE, "14", 5)]),
    ("行政许可14件，行政处罚2件。", [(LICENCE, "14", 5), (PENALTY, "2", 13)]),
    ("行政处罚2万件。", [(PENALTY, "20000", 5)]),
    (
        "作出行政许可14件，行政处罚7件、行政强制3件。",
        [(LICENCE, "14", 7), (COERCION, "3", 22), (PENALTY, "7", 15)],
    ),
    ("2024年我局共作出行政许可12件，行政处罚7件。", [(PENALTY, "7", 23)]),
    ("行政许可：14件；行政处罚共2件。", [(LICENCE, "14", 6), (PENALTY, "2", 15)]),
]
RIGHT = [
    "新收申请4件，其中自然人3件、企业1件。",
    "收到申请5件，其中自然人4件、企业1件，予以公开2件。",
    "收到自然人申请3件，企业申请1件，均已答复。",
    "本年新收申请4件，上年结转1件，其中自然人4件、商业企业1件。",
    "本年新收申请4件，其中自然人申请3件（75%）、商业企业申请1件（25%）。",
    "收到申请5件（含上年结转1件），其中自然人4件。",
    "收到自然人提出的申请4件。",
    "收到公民申请4件。",
    "收到公民、法人和其他组织申请4件。",
    "自然人申请9件。",
    "市公安局收到自然人申请9件。",
    "2023年收到自然人申请9件，企业申请2件。",
    "收到自然人行政复议申请9件。",
    "收到自然人9件。",
    "共收企业9件。",
    "行政复议4件，其中自然人9件。",
    "收到企业来信9件。",
    "收到国有企业申请9件。",
    "收到申请4件，答复企业9件。",
    "收到申请4件，涉及企业9件。",
    "收到申请4件，其中网上申请3件、自然人9件。",
    "新收4件，自然人9人。",
    "行政许可12件，行政处罚1件。",
    "行政许可、行政处罚共13件。",
    "行政许可事项120项。",
    "行政许可事项14件。",
    "行政许可案件14件。",
    "行政许可公示14件。",
    "行政许可14条。行政许可14项。行政许可14件次。",
    "公开行政许可信息300条。",
    "公开行政许可14件，行政处罚2件。",
    "行政处罚案件公示14件，行政处罚3件。",
    "重点领域公开信息，其中行政许可15条，行政处罚2件。",
    "信用网站归集行政许可14件、行政处罚2件。",
    "双公示：行政许可14件，行政处罚2件。",
    "公开行政许可信息14条。行政许可14件。",
    "推进行政处罚决定公示。行政许可14件，行政处罚2件。",
    "受理行政许可14件，办结行政许可14件。",
    "撤销行政许可14件。不予行政处罚3件。",
    "涉及行政许可14件。",
    "市公安局作出行政许可14件，行政处罚7件。",
    "2023年行政处罚7件。",
    "因行政处罚引发行政复议4件，行政强制引发2件。",
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_wrong_number_is_found_at_its_own_cell(
    text: str, told: list[tuple[str, str, int]], judge: Judge
) -> None:
    found = judge("narrative.number-mismatch", new(FIGURES, overview=text))

    assert [(f.address, f.actual, f.source and f.source.column) for f in found] == told


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_or_speaks_of_something_else_raises_nothing(text: str, judge: Judge) -> None:
    assert judge.told("narrative.number-mismatch", new(FIGURES, overview=text)) == []
