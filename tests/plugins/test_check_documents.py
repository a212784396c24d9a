from __future__ import annotations

import pytest

from tests.plugins.check_reports import Judge, new

RULE = "documents.interpretation"
HEAD = "标题,类型,制发日期,公开日期,解读日期\n"


def register(*rows: str, report: str = "", bureau: str = "") -> dict[str, str | bytes]:
    files = new('[registers.documents]\nexport = "documents.csv"\n', bureau=bureau)
    return {
        **files,
        "ju/2024/report.toml": f"{report}{files['ju/2024/report.toml']!s}",
        "ju/2024/documents.csv": HEAD + "".join(f"{row}\n" for row in rows),
    }


def test_documents_interpretation_is_broken_by_one_that_came_later(judge: Judge) -> None:
    # 1 to 5 May 2024 were days off, and Saturday the 11th was made a working day.
    (found,) = judge(RULE, register("办法,规范性文件,2024-04-28,2024-04-30,2024-05-09"))

    assert (found.severity.value, found.address) == ("warning", "register:documents")
    assert str(found.message) == (
        "《办法》, published on 2024-04-30, was interpreted on 2024-05-09; "
        "its last day was 2024-05-08"
    )
    assert (found.expected, found.actual) == ("≤2024-05-08", "2024-05-09")
    assert str(found.source) == "ju/2024/documents.csv:2"


def test_documents_interpretation_is_broken_by_one_that_never_came(judge: Judge) -> None:
    title = "示范市科学技术局关于进一步加强科技计划项目管理工作的若干措施和实施细则" * 2

    assert judge.told(RULE, register(f"{title},规范性文件,2024-12-30,2024-12-30,")) == [
        (
            "warning",
            "register:documents",
            (
                f"《{title[:59]}…》, published on 2024-12-30, has no interpretation; "
                "its last day was 2025-01-03"
            ),
        )
    ]


@pytest.mark.parametrize(
    "row",
    [
        "办法,规范性文件,2024-04-28,2024-04-30,2024-05-08",
        "办法,规范性文件,2024-04-28,2024-04-30,2024-04-30",
        "办法,规范性文件,2024-04-28,2024-04-30,2024-04-20",
        "规章,规章,2024-04-28,2024-04-30,",
        "办法,规范性文件,2024-04-28,,",
        "办法,规范性文件,2023-04-28,2023-04-30,",
        "办法,规范性文件,2024-12-31,2025-01-06,",
    ],
)
def test_documents_interpretation_is_kept_by(row: str, judge: Judge) -> None:
    assert judge.told(RULE, register(row)) == []
    assert judge.told("registers.row", register(row)) == []


def test_documents_interpretation_is_kept_while_entries_may_still_come(judge: Judge) -> None:
    row = "办法,规范性文件,2024-12-30,2024-12-30,"

    assert judge.told(RULE, register(row, report="published = 2025-01-03\n")) == []
    assert judge.told(RULE, register(row, report="registers.cut_off = 2024-12-30\n")) == []


def test_documents_interpretation_is_due_on_the_same_day_where_a_region_says_so(
    judge: Judge,
) -> None:
    bureau = f'[checks."{RULE}"]\ndays = 0\n'
    rows = (
        "甲,规范性文件,2024-04-28,2024-04-30,2024-04-30",
        "乙,规范性文件,2024-04-28,2024-04-30,2024-05-01",
    )

    (found,) = judge(RULE, register(*rows, bureau=bureau))

    assert (found.expected, found.actual) == ("≤2024-04-30", "2024-05-01")


def test_documents_interpretation_of_a_year_without_a_calendar_cannot_be_judged(
    judge: Judge,
) -> None:
    rows = (
        "甲,规范性文件,2099-03-01,2099-03-01,2099-03-30",
        "乙,规范性文件,2099-03-01,2099-03-01,2099-03-30",
    )
    files = {name.replace("2024", "2099"): text for name, text in register(*rows).items()}

    (why,) = judge.unassessed(RULE, files)

    assert why.startswith("the working days of 2099 are not known")


def test_documents_interpretation_is_not_judged_where_no_column_tells_of_it(judge: Judge) -> None:
    files = {
        **register(),
        "ju/2024/documents.csv": (
            "标题,类型,制发日期,公开日期\n办法,规范性文件,2024-04-28,2024-04-30\n"
        ),
    }

    assert judge(RULE, files) == ()
    assert judge.unassessed(RULE, files) == [
        "the register has no columns of the days of publication and interpretation"
    ]
