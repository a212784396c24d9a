from __future__ import annotations

import pytest

from tests.core.cli.command import Command

PAGE = "build/shi/ju/2018/report.html"
SAME = """\
示范市科学技术局 2018  (shi/ju)
  the page shows the report, and nothing else
reports: 1, files: 0; errors: 0, warnings: 0, remarks: 0; waived: 0
"""


@pytest.fixture
def built(bureau: Command) -> Command:
    bureau("build")
    return bureau


def change(command: Command, old: str, new: str) -> None:
    path = command.folder / PAGE
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_page_that_shows_the_report_ends_with_0(built: Command) -> None:
    said = built("verify", "shi/ju", "2018", PAGE)

    assert (said.status, said.out, said.err) == (0, SAME, "")


def test_a_page_that_differs_ends_with_1_and_says_where(built: Command) -> None:
    change(built, "通过政府网站公开", "通过365体育公开")

    said = built("verify", "shi/ju", "2018", PAGE)

    assert said.status == 1
    assert f"  error integrity.published  section:overview  {PAGE}:" in said.out
    assert (
        "      the report says '政府网站', the page '365体育': "
        "通过【政府网站 → 365体育】公开政府信息3条。\n" in said.out
    )
    assert "errors: 1" in said.out


def test_the_answer_is_there_as_json(built: Command) -> None:
    change(built, "</article>", '<div hidden><a href="//bet.example/">a</a></div></article>')

    said = built("verify", "shi/ju", "2018", PAGE, "--json")

    assert said.status == 1
    assert [(f["code"], f["address"], f["source"]["file"]) for f in said.json["findings"]] == [
        ("integrity.published", "page:hidden", PAGE),
        ("integrity.published", "page:link", PAGE),
    ]
    assert said.json["coverage"]["ran"] == 1


def test_the_answer_is_there_in_chinese(built: Command) -> None:
    said = built("--lang", "zh", "verify", "shi/ju", "2018", PAGE)

    assert said.status == 0
    assert said.out.startswith("示范市科学技术局 2018  (shi/ju)\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("shi/ju", "2018", "no.html"), "no.html: cannot be opened: No such file or directory"),
        (("shi/jv", "2018", PAGE), "shi/jv"),
        (("shi/ju", "2017", PAGE), "2017"),
        (("shi/ju", "2018", "agencies"), "agencies: cannot be opened: Is a directory"),
    ],
)
def test_what_cannot_be_compared_ends_with_2(
    arguments: tuple[str, ...], message: str, built: Command
) -> None:
    said = built("verify", *arguments)

    assert said.status == 2
    assert message in said.err


def test_without_the_rule_nothing_is_compared(built: Command) -> None:
    said = built("--without", "check-integrity", "verify", "shi/ju", "2018", PAGE)

    assert said.status == 2
    assert "no plugin that is loaded offers a rule on published pages" in said.err
