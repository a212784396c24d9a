"""What a person reads about a number of the text: the cell by its name, and what to write."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from gongkai.config.agency import ReportId
from gongkai.host import Plugins
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY, write_tree
from tests.plugins.check_reports import Judge, new, old

FIGURES = """
[figures.requests]
new_received = [3, 1, 0, 0, 0, 0, 4]
carried_in = [1, 0, 0, 0, 0, 0, 1]
granted = [3, 0, 0, 0, 0, 0, 3]
partial = [1, 0, 0, 0, 0, 0, 1]
handled_total = [5, 1, 0, 0, 0, 0, 6]
unable_not_held = [3, 0, 0, 0, 0, 0, 3]
unable_needs_making = [1, 0, 0, 0, 0, 0, 1]
unable_unclear = [0, 0, 0, 0, 0, 0, 0]
[figures.review_litigation]
count = [3, 1, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
[figures.a20_8]
fees = 7.27
"""
ROWS = "标题,发布时间\n通知一,2018-03-01\n通知二,2018-03-02\n"
REVIEWS = "行政复议 · 总计 is 4; write {{ review_litigation.count.review_total }}"
NEITHER = "it is neither 4 (本年新收) nor 5 (本年新收 + 上年结转)"
TOLD = [
    (
        "上年结转2件。",
        (
            "the text says 2件 (上年结转); 二、上年结转政府信息公开申请数量 · 总计 is 1; "
            "write {{ requests.carried_in.total }}"
        ),
    ),
    ("收到申请9件。", f"the text says 9件 (收到…申请); {NEITHER}"),
    ("9件行政复议。", f"the text says 9件 (行政复议); {REVIEWS}"),
    (
        "依申请公开方面9件。",
        (
            "the text says 9件 (依申请公开); it is none of these: 4 (本年新收); "
            "5 (本年新收 + 上年结转); 6 (（七）总计 · 总计); 3 (予以公开)"
        ),
    ),
    ("无法提供6件。", "the text says 6件 (无法提供); 无法提供 (the sum of 3 cells) is 4"),
    ("没有发生行政复议。", f"the text says 没有发生行政复议; {REVIEWS}"),
    ("没有发生因信息公开引发的行政复议。", f"the text says 没有发生…行政复议; {REVIEWS}"),
    ("未收到政府信息公开申请。", f"the text says 未收到…申请; {NEITHER}"),
    ("政府信息公开申请零报告。", f"the text says 政府信息公开申请零报告; {NEITHER}"),
    (
        "行政事业性收费9万元。",
        "the text says 9万元 (行政事业性收费); 行政事业性收费 is 7.27万元; write {{ a20_8.fees }}",
    ),
]


@pytest.mark.parametrize(("text", "message"), TOLD)
def test_a_number_that_differs_names_the_cells_that_may_be_meant(
    text: str, message: str, judge: Judge
) -> None:
    (found,) = judge("narrative.number-mismatch", new(FIGURES, overview=text))

    assert str(found.message) == message


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("上年结转2件。", "Write {{ requests.carried_in.total }} instead of the number."),
        ("无法提供6件。", "Bind the number with {{ table.row.column }} instead of typing it."),
        ("没有发生行政复议。", "Bind the number with {{ table.row.column }} instead of typing it."),
    ],
)
def test_the_placeholder_is_named_where_one_cell_is_meant(
    text: str, fix: str, judge: Judge
) -> None:
    (found,) = judge("narrative.number-mismatch", new(FIGURES, overview=text))

    assert str(found.fix) == fix


def test_a_sum_stays_at_the_address_of_its_first_cell(judge: Judge) -> None:
    (found,) = judge("narrative.number-mismatch", new(FIGURES, overview="无法提供6件。"))

    assert found.address == "requests.unable_not_held.total"


def test_a_cell_that_a_register_counts_is_said_to_be_counted(judge: Judge) -> None:
    bureau = '[channels.website]\nexport = "website.csv"\n'
    files = {**old(text="主动公开政府信息3条。", bureau=bureau), "ju/2018/website.csv": ROWS}

    (found,) = judge("narrative.number-mismatch", files)

    assert str(found.message) == (
        "the text says 3条 (主动公开政府信息); "
        "主动公开政府信息数（不同渠道和方式公开相同信息计1条） is 2 (counted); "
        "write {{ statistics.proactive_total }}"
    )


@pytest.mark.slow
def test_kinds_and_growth_in_a_hundred_thousand_characters_are_read_in_no_time(
    judge: Judge,
) -> None:
    text = "收到自然人申请3件，企业申请1件，新收申请同比增长2%，行政许可12件" * 3000
    start = process_time()
    judge("narrative.growth", new(FIGURES, overview=text))

    assert process_time() - start < 20


LAST_YEAR = """
[narrative]
omitted = "只录数据"
[figures.requests]
new_received = [2, 0, 0, 0, 0, 0, 2]
[figures.review_litigation]
count = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
"""


def growth(text: str, folder: Path, plugins: Plugins) -> list[str]:
    """What the rule on growth says, last year having two new requests and no review."""
    files = {**new(FIGURES, overview=text), "ju/2023/report.toml": LAST_YEAR}
    outcome = run(write_tree(folder, files), ReportId("ju", 2024), plugins, Options(today=TODAY))
    return [str(one.message) for one in outcome.findings if one.code == "narrative.growth"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "新收4件，同比增长300%。",
            "the text says that 新收 grew by 300%; 2 in 2023 and 4 in 2024 make 100 %",
        ),
        (
            "新收申请同比下降20%。",
            "the text says that 新收 fell by 20%; 2 in 2023 and 4 in 2024 make 100 %",
        ),
        (
            "本年新收较上年增加3件。",
            "the text says that 本年新收 grew by 3件; 2 in 2023 and 4 in 2024 make 2",
        ),
        (
            "行政复议4件，同比增长100%。",
            (
                "the text says that 行政复议 grew by 100%; 0 in 2023 and 4 in 2024 make "
                "no percentage, last year's figure being 0"
            ),
        ),
    ],
)
def test_growth_is_told_with_the_numbers_of_both_years(
    text: str, message: str, tmp_path: Path, installed: Plugins
) -> None:
    assert growth(text, tmp_path, installed) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "新收申请同比增长100%。",
        "申请同比增长20%。",
        "市公安局新收申请同比增长20%。",
        "新收申请的办理效率同比增长20%。",
        "维持同比增长20%。",
        "新收申请有序办理，群众反映的问题和意见建议都得到及时有效的处理和认真回应，同比增长20%。",
        "新收申请。同比增长20%。",
        "同比增长20%，新收申请4件。",
    ],
)
def test_growth_of_something_else_is_not_judged(
    text: str, tmp_path: Path, installed: Plugins
) -> None:
    assert growth(text, tmp_path, installed) == []
