from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from tests.plugins.duplicate_reports import OWN, PROBLEMS, City, bureau, report, twin

SIBLING, LAST = "duplicates.sibling", "duplicates.last-year"
SHARED = (
    "; shared: '存在的主要问题：一是高新技术企业认定政策的解读以文字为主，企…', "
    "'改进情况：一是会同市税务局编写申报材料图解，在局网站和微信公…'"
)
KJJ, CZJ = "示范市科学技术局", "示范市财政局"


def test_duplicates_sibling_is_broken_by_the_same_section_in_two_reports(tmp_path: Path) -> None:
    city = City(tmp_path, twin(KJJ, PROBLEMS), twin(CZJ, PROBLEMS))

    one, other = city(SIBLING)

    assert [(found.agency, str(found.message)) for found in (one, other)] == [
        (
            KJJ,
            (
                "五、存在的主要问题及改进情况: 100 % of the text is the same as in the report of "
                "示范市财政局（示范市财政局）" + SHARED
            ),
        ),
        (
            CZJ,
            (
                "五、存在的主要问题及改进情况: 100 % of the text is the same as in the report of "
                "示范市科学技术局（示范市科学技术局）" + SHARED
            ),
        ),
    ]
    assert one.severity.value == "warning"
    assert one.address == "section:problems"
    assert (one.expected, one.actual) == ("<80%", "100%")
    assert str(one.source) == f"{KJJ}/2024/problems.md:1"
    assert [(part.label, part.address, part.value) for part in one.operands] == [
        (CZJ, "section:problems", f"{PROBLEMS[:40]}…"),
        (
            CZJ,
            "section:problems",
            "改进情况：一是会同市税务局编写申报材料图解，在局网站和微信公众号同步发布；二是把…",
        ),
    ]


def test_duplicates_sibling_is_broken_by_other_numbers_names_and_placeholders(
    tmp_path: Path,
) -> None:
    copied = (
        PROBLEMS.replace("2个", "{{ a20_1.normative.made }}个")
        .replace("2019", "2017")
        .replace("8月", "十月")
    )
    city = City(
        tmp_path,
        twin(KJJ, f"{KJJ}认为，{PROBLEMS}"),
        twin(CZJ, f"{CZJ}认为，{copied}"),
    )

    assert [found.actual for found in city(SIBLING)] == ["100%", "100%"]


def test_duplicates_sibling_is_broken_by_a_copy_with_a_sentence_of_its_own(tmp_path: Path) -> None:
    copied = "\n# 问题\n\n我们把预算公开也算在内。\n\n" + PROBLEMS
    city = City(tmp_path, twin(KJJ, PROBLEMS), twin(CZJ, copied))

    found = {finding.agency: finding for finding in city(SIBLING)}

    assert found[CZJ].actual == "96%"
    assert str(found[CZJ].source) == f"{CZJ}/2024/problems.md:6"
    assert [part.label for part in found[CZJ].operands] == [KJJ, KJJ]


def test_duplicates_sibling_shows_shared_items_of_a_list(tmp_path: Path) -> None:
    first, second = PROBLEMS.strip().split("\n\n")
    listed = f"- {first}\n- {second}\n"
    city = City(tmp_path, twin(KJJ, listed), twin(CZJ, PROBLEMS))

    (found,) = city(SIBLING, KJJ)

    assert str(found.source) == f"{KJJ}/2024/problems.md:1"
    assert [part.value[:5] for part in found.operands] == ["存在的主要", "改进情况："]


def test_duplicates_sibling_names_three_of_fifty_and_counts_the_others(tmp_path: Path) -> None:
    names = [f"示范第{number:02}局" for number in range(50)]
    city = City(tmp_path, *(twin(name, PROBLEMS) for name in names))

    (found,) = city(SIBLING, "示范第01局")

    assert str(found.message) == (
        "五、存在的主要问题及改进情况: 100 % of the text is the same as in the report of "
        "示范第00局（示范第00局，100 %）、示范第02局（示范第02局，100 %）、"
        "示范第03局（示范第03局，100 %） and 46 others" + SHARED
    )


def test_duplicates_sibling_says_of_each_of_several_how_much_is_the_same(tmp_path: Path) -> None:
    copied = f"我们把预算公开也算在内。\n\n{PROBLEMS}"
    city = City(tmp_path, twin(KJJ, PROBLEMS), twin(CZJ, PROBLEMS), twin("示范市统计局", copied))

    (found,) = city(SIBLING, KJJ)

    assert (
        "in the report of 示范市财政局（示范市财政局，100 %）、示范市统计局（示范市统计局，96 %）;"
        in str(found.message)
    )


def test_duplicates_last_year_shows_three_shared_paragraphs_and_counts_the_others(
    tmp_path: Path,
) -> None:
    lines = PROBLEMS.replace("；", "；\n\n").replace("。", "。\n\n")
    city = City(tmp_path, two_years(lines, PROBLEMS))

    (found,) = city(LAST)

    assert str(found.message).endswith(" and 3 more")
    assert str(found.message).count("', '") == 2


def test_duplicates_last_year_shows_no_paragraph_where_none_is_long_enough(
    tmp_path: Path,
) -> None:
    lines = PROBLEMS.replace("，", "，\n\n").replace("；", "；\n\n").replace("：", "：\n\n")
    city = City(tmp_path, two_years(lines, PROBLEMS))

    (found,) = city(LAST)

    assert "; shared: " not in str(found.message)


def test_duplicates_sibling_is_the_same_over_two_processes(tmp_path: Path) -> None:
    city = City(tmp_path, twin(KJJ, PROBLEMS), twin(CZJ, PROBLEMS), twin("示范市统计局", OWN))

    assert city(SIBLING, jobs=2) == city(SIBLING)


def test_duplicates_sibling_is_kept_by_texts_of_their_own(tmp_path: Path) -> None:
    city = City(tmp_path, twin(KJJ, PROBLEMS), twin(CZJ, OWN))

    assert city(SIBLING) == []
    assert city.unassessed(SIBLING, KJJ) == []


def test_duplicates_sibling_is_kept_by_half_of_a_text(tmp_path: Path) -> None:
    half = PROBLEMS.split("\n\n")[0] + "\n\n" + OWN.split("\n\n")[1]
    city = City(tmp_path, twin(KJJ, PROBLEMS), twin(CZJ, half))

    assert city(SIBLING) == []


def test_duplicates_sibling_is_kept_by_what_everybody_writes_of_fees(tmp_path: Path) -> None:
    fees = (
        "依据《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号），"
        "本机关2024年度发出信息处理费收费通知0件，总金额0元，实际收取0元，没有减免信息处理费的情形；"
        "申请人对信息处理费没有异议。本机关没有其他需要报告的事项。\n"
    )
    city = City(
        tmp_path,
        {**bureau("a", KJJ), **report("a", 2024, other=fees)},
        {**bureau("b", CZJ), **report("b", 2024, other=fees)},
    )

    assert city(SIBLING) == []


def test_duplicates_sibling_is_kept_by_headings_and_tables(tmp_path: Path) -> None:
    table = "".join(f"| 公开事项第{n}类名称说明文字 | {n} |\n" for n in range(20))
    common = "# 公开工作的总体情况和主要做法及成效\n\n| 事项 | 数 |\n|---|---|\n" + table
    city = City(tmp_path, twin(KJJ, f"{common}\n{OWN}"), twin(CZJ, f"{common}\n{PROBLEMS}"))

    assert city(SIBLING) == []


def test_duplicates_sibling_is_kept_by_a_share_below_that_of_the_region(tmp_path: Path) -> None:
    copied = f"我们把预算公开也算在内。\n\n{PROBLEMS}"
    lenient = '[checks."duplicates.sibling"]\nshare = 97\n'
    city = City(tmp_path, {**twin(KJJ, PROBLEMS), **bureau(KJJ, KJJ, lenient)}, twin(CZJ, copied))

    assert [found.agency for found in city(SIBLING)] == [CZJ]


def test_duplicates_sibling_does_not_compare_years_or_sections(tmp_path: Path) -> None:
    city = City(
        tmp_path,
        twin(KJJ, PROBLEMS),
        {**bureau("b", CZJ), **report("b", 2023, problems=PROBLEMS)},
        {**bureau("c", "示范市统计局"), **report("c", 2024, other=PROBLEMS)},
    )

    assert city(SIBLING) == []


def test_duplicates_sibling_cannot_be_judged_of_one_report_alone(tmp_path: Path) -> None:
    city = City(tmp_path, twin(KJJ, PROBLEMS))

    assert city.unassessed(SIBLING, KJJ) == [
        "there was no other bureau's text of 2024 to compare with"
    ]


def test_duplicates_cannot_be_judged_where_there_is_no_text(tmp_path: Path) -> None:
    only = {**bureau("a", KJJ), "a/2024/report.toml": "[narrative]\nomitted = '只录数字'\n"}
    city = City(tmp_path, only, twin(CZJ, PROBLEMS))

    assert city.unassessed(SIBLING, "a") == ["the narrative is omitted"]
    assert city.unassessed(LAST, "a") == ["the narrative is omitted"]


def two_years(now: str, then: str, more: str = "") -> dict[str, str | bytes]:
    return {
        **bureau("a", KJJ, more),
        **report("a", 2023, problems=then),
        **report("a", 2024, problems=now),
    }


def test_duplicates_last_year_is_broken_by_last_years_text_with_new_numbers(
    tmp_path: Path,
) -> None:
    now = PROBLEMS.replace("2个", "3个").replace("2019", "2020").replace("8月", "9月")
    city = City(tmp_path, two_years(now, PROBLEMS))

    (found,) = city(LAST)

    assert str(found.message) == (
        "五、存在的主要问题及改进情况: 100 % of the text is the same as in the report of 2023"
        + SHARED
    )
    assert (found.expected, found.actual) == ("<80%", "100%")
    assert str(found.source) == "a/2024/problems.md:1"
    assert [(part.label, part.value[:5]) for part in found.operands] == [
        ("2023", "存在的主要"),
        ("2023", "改进情况："),
    ]


def test_duplicates_last_year_is_broken_by_a_list_of_the_same_items(tmp_path: Path) -> None:
    first, second = PROBLEMS.strip().split("\n\n")
    city = City(tmp_path, two_years(f"# 问题\n\n- {first}\n- {second}\n", PROBLEMS))

    (found,) = city(LAST)

    assert str(found.source) == "a/2024/problems.md:3"


def test_duplicates_last_year_is_kept_by_a_text_of_its_own(tmp_path: Path) -> None:
    city = City(tmp_path, two_years(OWN, PROBLEMS))

    assert city(LAST) == []
    assert city.unassessed(LAST, "a") == []


def test_duplicates_last_year_is_kept_by_a_text_that_the_region_lets_pass(tmp_path: Path) -> None:
    lenient = '[checks."duplicates.last-year"]\nshare = 100\n'
    now = f"我们把预算公开也算在内。\n\n{PROBLEMS}"

    assert City(tmp_path, two_years(now, PROBLEMS, lenient))(LAST) == []


@pytest.mark.parametrize("text", ["本年没有问题。", ""])
def test_duplicates_last_year_is_kept_by_short_texts(tmp_path: Path, text: str) -> None:
    assert City(tmp_path, two_years(text, text))(LAST) == []


def test_duplicates_last_year_is_kept_by_what_everybody_writes_of_fees(tmp_path: Path) -> None:
    fees = "依据管理办法，本机关没有收取信息处理费，没有发出收费通知，也没有减免的情形。" * 4

    assert City(tmp_path, two_years(fees, fees))(LAST) == []


def test_duplicates_last_year_is_kept_by_a_section_that_is_new(tmp_path: Path) -> None:
    city = City(
        tmp_path,
        bureau("a", KJJ),
        report("a", 2023, overview=OWN),
        report("a", 2024, overview=OWN * 2, problems=PROBLEMS),
    )

    assert [found.address for found in city(LAST)] == ["section:overview"]


def test_duplicates_last_year_cannot_be_judged_without_last_year(tmp_path: Path) -> None:
    city = City(tmp_path, twin(KJJ, PROBLEMS))

    assert city.unassessed(LAST, KJJ) == ["there is no report of 2023"]


def test_duplicates_last_year_cannot_be_judged_without_last_years_text(tmp_path: Path) -> None:
    before = {"a/2023/report.toml": "[narrative]\nomitted = '只录数字'\n"}
    city = City(tmp_path, {**two_years(PROBLEMS, PROBLEMS), **before})

    assert city.unassessed(LAST, "a") == ["the narrative of 2023 is omitted"]


def test_duplicates_last_year_cannot_be_judged_where_last_year_cannot_be_read(
    tmp_path: Path,
) -> None:
    city = City(tmp_path, {**two_years(PROBLEMS, PROBLEMS), "a/2023/report.toml": "broken"})

    (why,) = city.unassessed(LAST, "a")

    assert why.startswith("the report of 2023 cannot be read: a/2023/report.toml:1")


@pytest.mark.parametrize("share", [69, 101])
def test_duplicates_sibling_looks_for_no_smaller_share_than_its_sketches_find(
    tmp_path: Path, share: int
) -> None:
    asked = f'[checks."duplicates.sibling"]\nshare = {share}\n'
    city = City(tmp_path, {**twin(KJJ, PROBLEMS), **bureau(KJJ, KJJ, asked)})

    with pytest.raises(GongkaiError, match=str(share)):
        city(SIBLING)
