from __future__ import annotations

from gongkai.model.figures import Joint, Summed
from tests.core.rollup.city import CITY, REGION, City, bureau, report, sentences

MADE, VALID = "a20_1.normative.made", "a20_1.normative.valid"
HEAD = "标题,文号,类别,制定日期,废止日期\n"
REGISTER = '[registers.documents]\nexport = "documents.csv"\n'


def issuing(**documents: str) -> dict[str, str]:
    """A city whose members keep these rows in their registers of documents."""
    files = {"suqian/region.toml": REGION, "suqian/bureau.toml": CITY}
    for key, rows in documents.items():
        files[f"suqian/{key}/bureau.toml"] = bureau(key, "department") + REGISTER
        files[f"suqian/{key}/2023/report.toml"] = report(a20_1="")
        files[f"suqian/{key}/2023/documents.csv"] = HEAD + rows
    return files


def joint(city: City, files: dict[str, str], address: str) -> tuple[Joint, ...]:
    evidence = city.figure(files, address).evidence
    assert isinstance(evidence, Summed)
    return evidence.joint


ONE = "关于人才的意见,宿科发〔2023〕1号,规范性文件,2023-03-01,\n"


def test_a_document_of_two_members_counts_once(city: City) -> None:
    files = issuing(
        a=ONE,
        b=ONE.replace("〔2023〕", "[2023]"),
        c="另一件,宿教发〔2023〕1号,规范性文件,2023-04-01,\n",
    )

    assert city.figure(files, MADE).printed == "2"
    assert city.figure(files, VALID).printed == "2"
    assert joint(city, files, MADE) == (
        Joint(
            document_number="宿科发〔2023〕1号",
            title="关于人才的意见",
            agencies=("suqian/a", "suqian/b"),
        ),
    )
    assert sentences(city.whole(files).outcome.report)[-1] == (
        "多个单位联合制发的文件1件，各只计1件：宿科发〔2023〕1号。"
    )


def test_a_document_of_three_members_counts_once(city: City) -> None:
    files = issuing(a=ONE, b=ONE, c=ONE)

    assert city.figure(files, MADE).printed == "1"


def test_a_document_without_a_number_is_nobody_elses(city: City) -> None:
    row = "关于人才的意见,,规范性文件,2023-03-01,\n"
    files = issuing(a=row, b=row)

    assert city.figure(files, MADE).printed == "2"
    assert joint(city, files, MADE) == ()


def test_a_cell_that_counts_it_for_one_member_alone_takes_nothing_off(city: City) -> None:
    files = issuing(a=ONE, b=ONE.replace(",\n", ",2023-06-01\n"))

    assert city.figure(files, MADE).printed == "1"
    assert city.figure(files, VALID).printed == "1"
    assert joint(city, files, VALID) == ()


def test_a_member_without_a_number_in_the_cell_has_counted_nothing(city: City) -> None:
    files = issuing(a=ONE, b=ONE)
    files["suqian/b/2023/report.toml"] = report(a20_1='normative = ["", 0, 1]')

    assert city.figure(files, MADE).printed == "≥1"
    assert city.figure(files, VALID).printed == "1"


def test_without_registers_figures_are_just_added(city: City) -> None:
    files = issuing(a=ONE, b=ONE)
    for key in "ab":
        files[f"suqian/{key}/bureau.toml"] = bureau(key, "department")
        files[f"suqian/{key}/2023/report.toml"] = report(a20_1="normative = [1, 0, 1]")

    assert city.figure(files, MADE).printed == "2"
