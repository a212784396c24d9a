from __future__ import annotations

from tests.plugins.check_reports import Judge, new

HEAD = "案号,类型,立案日期,结果,审结日期,针对不予公开,共同被告\n"


def register(*rows: str, year: int = 2024) -> dict[str, str | bytes]:
    files = new('[registers.remedies]\nexport = "remedies.csv"\n')
    moved = {name.replace("/2024/", f"/{year}/"): text for name, text in files.items()}
    return {**moved, f"ju/{year}/remedies.csv": HEAD + "".join(f"{row}\n" for row in rows)}


def test_remedies_review_first_is_broken_by_a_direct_suit_against_a_refusal(judge: Judge) -> None:
    files = register(
        "（2024）示01行初3号,直接起诉,2024-01-01,维持,2024-09-20,是,",
        "（2024）示01行初9号,直接起诉,2024-06-03,尚未审结,,是,否",
    )

    found = judge("remedies.review-first", files)

    assert [(f.severity.value, f.address, str(f.source)) for f in found] == [
        ("information", "register:remedies", "ju/2024/remedies.csv:2"),
        ("information", "register:remedies", "ju/2024/remedies.csv:3"),
    ]
    assert str(found[0].message) == (
        "the suit （2024）示01行初3号, filed on 2024-01-01, is against a refusal "
        "and had no review before it"
    )


def test_remedies_review_first_is_kept_by_all_other_cases(judge: Judge) -> None:
    files = register(
        "1号,复议,2024-03-01,维持,2024-09-20,是,",
        "2号,复议后起诉,2024-03-02,维持,2024-09-20,是,",
        "3号,直接起诉,2024-03-03,维持,2024-09-20,否,",
        "4号,直接起诉,2023-12-31,维持,2024-09-20,是,",
        "5号,直接起诉,2024-03-05,维持,2024-09-20,是,是",
    )

    assert judge.told("remedies.review-first", files) == []
    assert judge.told("registers.row", files) == []


def test_remedies_review_first_is_kept_by_the_years_before(judge: Judge) -> None:
    files = register("1号,直接起诉,2024-01-02,维持,2024-09-20,是,", year=2023)

    assert judge.told("remedies.review-first", files) == []
