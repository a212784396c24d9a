"""From registers to the cells of the forms of 2014, 2019 and 2021, and over the years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.config.agency import ReportId
from gongkai.host import Plugins
from gongkai.model.figures import Carried, Counted, Overridden
from gongkai.pipeline import run
from gongkai.prepare import Options, items_of, prepare
from gongkai.testing import write_tree

Files = Mapping[str, str | bytes]

BUREAU = '[bureau]\nname = "示范市科学技术局"\nkind = "department"\n'
OMITTED = '[narrative]\nomitted = "仅统计数据"\n'
REGISTERS = """
[registers.requests]
export = "requests.csv"
[registers.remedies]
export = "remedies.csv"
[registers.documents]
export = "documents.csv"
[registers.decisions]
export = "decisions.csv"
[registers.fees]
export = "fees.csv"
"""
REQUESTS = """申请编号,收到日期,申请方式,申请人类型,办理结果,答复日期,区分处理,延期,录入日期
1,2023-11-30,当面,自然人,予以公开,2024-01-05,,,2023-11-30
2,2024-01-08,网络,自然人,予以公开,2024-02-01,,,2024-01-08
3,2024-02-08,信函,商业企业,属于四类过程性信息,2024-03-01,是,是,2024-02-08
4,2024-03-08,传真,自然人,涉及商业秘密,2024-04-01,,,2024-03-08
5,2024-12-08,网络,律师事务所,办理中,,,,2024-12-08
6,2024-12-20,网络,自然人,予以公开,2025-01-10,,,2024-12-20
7,2023-03-01,网络,自然人,予以公开,2023-03-20,,,2023-03-01
8,2025-01-03,网络,自然人,,,,,2025-01-03
"""
REMEDIES = """案号,类型,受理日期,结果,审结日期,共同被告
复1,行政复议,2023-12-01,维持,2024-01-20,
复2,行政复议,2024-05-01,纠正,2024-06-20,
复3,行政复议,2024-12-01,审理中,,
诉1,未经复议直接起诉,2024-02-01,维持,2024-08-20,
诉2,复议后起诉,2024-03-01,其他结果,2024-09-20,
诉3,复议后起诉,2024-03-01,维持,2024-09-20,是
"""
DOCUMENTS = """文件名称,文号,类型,制发日期,废止日期,有效期至,公开日期
甲,示规〔2018〕1号,规范性文件,2018-01-01,,2024-06-30,2018-01-02
乙,示规〔2019〕2号,规范性文件,2019-01-01,2024-05-01,,2019-01-02
丙,示规〔2024〕3号,规范性文件,2024-01-01,,,2024-01-02
丁,示政令1号,规章,2024-07-01,,,2024-07-02
"""
DECISIONS = """类型,决定日期,件数
行政许可,2024-01-05,447228
行政处罚,2024-02-01,3985758
行政处罚,2024-02-02,
行政强制,2023-12-31,9
"""
FEES = "收费日期,金额（元）\n2024-01-05,961716000.01\n2024-02-05,2950\n"
ALL = {
    "requests": REQUESTS,
    "remedies": REMEDIES,
    "documents": DOCUMENTS,
    "decisions": DECISIONS,
    "fees": FEES,
}
OPTIONS = Options(today=date(2025, 1, 31), outputs=("json",))


def files(report: str = OMITTED + REGISTERS, year: int = 2024) -> Files:
    registers = {f"ju/{year}/{name}.csv": text for name, text in ALL.items()}
    return {
        "ju/bureau.toml": BUREAU,
        f"ju/{year}/report.toml": report,
        **registers,
    }


def figures(folder: Path, plugins: Plugins, written: Files, year: int = 2024) -> dict[str, object]:
    prepared = prepare(write_tree(folder, written), ReportId("ju", year), plugins, OPTIONS)
    return {
        address: figure.value
        for address, figure in prepared.counting.figures.items()
        if figure.value
    }


def test_the_form_of_2021_is_counted_whole(tmp_path: Path, installed: Plugins) -> None:
    found = figures(tmp_path, installed, files())

    assert found == {
        "a20_1.rules.made": 1,
        "a20_1.rules.valid": 1,
        "a20_1.normative.made": 1,
        "a20_1.normative.repealed": 1,
        "a20_1.normative.valid": 1,
        "a20_5.licence": 447228,
        "a20_6.penalty": 3985759,
        "a20_8.fees": Decimal("96171.895001"),
        "requests.new_received.natural_person": 3,
        "requests.new_received.business": 1,
        "requests.new_received.legal_service": 1,
        "requests.new_received.total": 5,
        "requests.carried_in.natural_person": 1,
        "requests.carried_in.total": 1,
        "requests.granted.natural_person": 2,
        "requests.granted.total": 2,
        "requests.partial.business": 1,
        "requests.partial.total": 1,
        "requests.refused_third_party.natural_person": 1,
        "requests.refused_third_party.total": 1,
        "requests.handled_total.natural_person": 3,
        "requests.handled_total.business": 1,
        "requests.handled_total.total": 4,
        "requests.carried_out.natural_person": 1,
        "requests.carried_out.legal_service": 1,
        "requests.carried_out.total": 2,
        "review_litigation.count.review_upheld": 1,
        "review_litigation.count.review_corrected": 1,
        "review_litigation.count.review_pending": 1,
        "review_litigation.count.review_total": 3,
        "review_litigation.count.suit_direct_upheld": 1,
        "review_litigation.count.suit_direct_total": 1,
        "review_litigation.count.suit_after_review_other": 1,
        "review_litigation.count.suit_after_review_total": 1,
        "expired.normative": 1,
    }


def test_what_registers_count_breaks_no_arithmetic(tmp_path: Path, installed: Plugins) -> None:
    tree = write_tree(tmp_path, files(f"published = 2025-01-20\n{OMITTED}{REGISTERS}"))

    outcome = run(tree, ReportId("ju", 2024), installed, OPTIONS)

    families = {finding.code.partition(".")[0] for finding in outcome.findings}
    assert families <= {"deadline", "documents"}
    assert "documents.stock" not in {finding.code for finding in outcome.findings}
    assert outcome.coverage.crashed == 0


def test_the_form_of_2019_is_counted_whole(tmp_path: Path, installed: Plugins) -> None:
    report = OMITTED + REGISTERS
    moved = {name.replace("2024", "2019"): text for name, text in files(report).items()}
    earlier = {
        name: text.replace("2024", "2019").replace("2023", "2018").replace("2025", "2020")
        for name, text in moved.items()
        if isinstance(text, str)
    }

    found = figures(tmp_path, installed, earlier, 2019)

    assert {k: v for k, v in found.items() if k.startswith(("a20", "requests.other"))} == {
        "a20_1.rules.made": 1,
        "a20_1.rules.newly_public": 1,
        "a20_1.rules.public_total": 1,
        "a20_1.normative.made": 2,
        "a20_1.normative.newly_public": 2,
        "a20_1.normative.public_total": 1,
        "a20_5.licence.decisions": 447228,
        "a20_6.penalty.decisions": 3985759,
    }
    assert found["requests.handled_total.total"] == 4


def test_the_request_rows_of_2014_come_from_the_same_register(
    tmp_path: Path, installed: Plugins
) -> None:
    earlier = {
        name.replace("2024", "2018"): text.replace("2024", "2018").replace("2023", "2017")
        for name, text in files().items()
        if isinstance(text, str)
    }

    found = figures(tmp_path, installed, earlier, 2018)

    assert {k: v for k, v in found.items() if k.startswith("statistics.")} == {
        "statistics.normative_issued_total": 2,
        "statistics.requests_received": 5,
        "statistics.received_fax": 1,
        "statistics.received_online": 3,
        "statistics.received_letter": 1,
        "statistics.requests_closed": 4,
        "statistics.closed_on_time": 3,
        "statistics.closed_extended": 1,
        "statistics.replies": 4,
        "statistics.reply_granted": 2,
        "statistics.reply_partial": 1,
        "statistics.reply_refused": 1,
        "statistics.refused_trade_secret": 1,
        "statistics.reviews": 3,
        "statistics.reviews_upheld": 1,
        "statistics.reviews_corrected": 1,
        "statistics.reviews_other": 1,
        "statistics.suits": 2,
        "statistics.suits_upheld": 1,
        "statistics.suits_other": 1,
    }


def test_a_counted_cell_tells_its_records(tmp_path: Path, installed: Plugins) -> None:
    tree = write_tree(tmp_path, files())
    prepared = prepare(tree, ReportId("ju", 2024), installed, OPTIONS)
    cells = {cell.address: cell for cell in prepared.plan.form.cells()}

    def rows(address: str) -> list[int]:
        figure = prepared.counting.figures[address]
        return [item.row for item in items_of(prepared, cells[address], figure)]  # type: ignore[union-attr]

    assert rows("requests.handled_total.total") == [2, 3, 4, 5]
    assert rows("requests.partial.total") == [4]
    assert rows("a20_6.penalty") == [3, 4]
    assert rows("a20_8.fees") == [2, 3]
    assert rows("review_litigation.count.suit_after_review_total") == [6]
    assert rows("expired.normative") == [2]
    assert rows("requests.granted.research") == []


def test_a_stated_cell_that_the_register_counts_otherwise_is_told(
    tmp_path: Path, installed: Plugins
) -> None:
    stated = "[figures.requests]\nnew_received = { total = 6 }\n[figures.a20_8]\nfees = 96171.9\n"
    tree = write_tree(tmp_path, files(OMITTED + REGISTERS + stated))

    outcome = run(tree, ReportId("ju", 2024), installed, OPTIONS)

    told = [f for f in outcome.findings if f.code == "registers.count"]
    assert [(f.address, f.expected, f.actual, f.difference) for f in told] == [
        ("a20_8.fees", "96171.895001", "96171.9", "0.004999"),
        ("requests.new_received.total", "5", "6", "1"),
    ]


def test_an_override_keeps_both_numbers(tmp_path: Path, installed: Plugins) -> None:
    stated = (
        "[figures.requests]\n"
        'new_received = { total = { value = 6, override = true, by = "张", reason = "漏登" } }\n'
    )
    tree = write_tree(tmp_path, files(OMITTED + REGISTERS + stated))

    outcome = run(tree, ReportId("ju", 2024), installed, OPTIONS)

    figure = outcome.report.figures["requests.new_received.total"]
    assert isinstance(figure.evidence, Overridden)
    assert (figure.value, figure.evidence.replaced, figure.evidence.reason) == (6, 5, "漏登")
    assert [f for f in outcome.findings if f.code == "registers.count"] == []


LAST = f"""{OMITTED}
[figures.a20_1]
rules = [0, 0, 0]
normative = [0, 0, 20]
[figures.requests]
carried_out = [2, 0, 0, 0, 0, 0, 2]
"""


def test_what_was_carried_in_is_compared_with_last_years_report(
    tmp_path: Path, installed: Plugins
) -> None:
    tree = write_tree(tmp_path, {**files(), "ju/2023/report.toml": LAST})

    outcome = run(tree, ReportId("ju", 2024), installed, OPTIONS)

    told = {f.address: f for f in outcome.findings if f.code == "requests.carry-over"}
    assert sorted(told) == ["requests.carried_in.natural_person", "requests.carried_in.total"]
    total = told["requests.carried_in.total"]
    assert (total.severity.value, total.expected, total.actual) == ("error", "2", "1")


def test_what_no_register_counts_is_carried_in_from_last_years_report(
    tmp_path: Path, installed: Plugins
) -> None:
    written = {
        "ju/bureau.toml": BUREAU,
        "ju/2023/report.toml": LAST,
        "ju/2024/report.toml": OMITTED
        + "[figures.a20_1]\nnormative = { made = 3, repealed = 1 }\n",
    }
    prepared = prepare(write_tree(tmp_path, written), ReportId("ju", 2024), installed, OPTIONS)

    carried = prepared.counting.figures["requests.carried_in.total"]
    stock = prepared.counting.figures["a20_1.normative.valid"]
    assert (carried.value, stock.value) == (2, 22)
    assert carried.evidence == Carried(
        agency="ju", year=2023, address="requests.carried_out.total", code="requests.carry-over"
    )
    assert stock.evidence == Carried(
        agency="ju",
        year=2023,
        address="a20_1.normative.valid",
        code="documents.stock",
        operands=("a20_1.normative.made", "a20_1.normative.repealed"),
    )


def test_a_stock_can_be_carried_forward_over_several_years(
    tmp_path: Path, installed: Plugins
) -> None:
    year = OMITTED + "[figures.a20_1]\nnormative = { made = 1, repealed = 0 }\n"
    written = {
        "ju/bureau.toml": BUREAU,
        "ju/2022/report.toml": LAST,
        "ju/2023/report.toml": year,
        "ju/2024/report.toml": year,
    }

    assert figures(tmp_path, installed, written)["a20_1.normative.valid"] == 22


def test_a_register_that_lacks_earlier_years_carries_the_stock_forward(
    tmp_path: Path, installed: Plugins
) -> None:
    register = '[registers.documents]\nexport = "documents.csv"\ncomplete = false\n'
    written = {
        "ju/bureau.toml": BUREAU,
        "ju/2023/report.toml": LAST,
        "ju/2024/report.toml": OMITTED + register,
        "ju/2024/documents.csv": DOCUMENTS,
    }

    found = figures(tmp_path, installed, written)

    assert found["a20_1.normative.valid"] == 19
    assert found["expired.normative"] == 1


def test_what_is_not_known_last_year_stays_missing(tmp_path: Path, installed: Plugins) -> None:
    written = {
        "ju/bureau.toml": BUREAU,
        "ju/2023/report.toml": OMITTED,
        "ju/2024/report.toml": OMITTED,
    }

    assert figures(tmp_path, installed, written) == {}


@pytest.mark.parametrize("address", ["requests.carried_in.total", "a20_1.normative.valid"])
def test_a_last_year_that_cannot_be_read_fills_nothing(
    tmp_path: Path, installed: Plugins, address: str
) -> None:
    written = {
        "ju/bureau.toml": BUREAU,
        "ju/2023/report.toml": "form = 3\n",
        "ju/2024/report.toml": OMITTED,
    }
    prepared = prepare(write_tree(tmp_path, written), ReportId("ju", 2024), installed, OPTIONS)

    assert prepared.counting.figures[address].value is None
    assert "form" in str(prepared.unread)


CUT_OFF = "[registers]\ncut_off = 2024-12-10\n" + REGISTERS


def test_what_was_entered_after_the_cut_off_does_not_count_and_is_told(
    tmp_path: Path, installed: Plugins
) -> None:
    tree = write_tree(tmp_path, files(OMITTED + CUT_OFF))

    outcome = run(tree, ReportId("ju", 2024), installed, OPTIONS)

    (told,) = (f for f in outcome.findings if f.code == "registers.late")
    assert str(told.message) == (
        "1 records of 2024 were entered after 2024-12-10, the last on 2024-12-20; they are not "
        "counted; with them: requests.new_received.natural_person 2 → 3; "
        "requests.new_received.total 4 → 5; requests.carried_out.natural_person 0 → 1; "
        "requests.carried_out.total 1 → 2"
    )
    assert str(told.source) == "ju/2024/requests.csv:7"
    assert outcome.report.figures["requests.new_received.total"].value == 4


def test_the_day_of_publication_closes_the_registers(tmp_path: Path, installed: Plugins) -> None:
    late = REQUESTS + "9,2024-05-06,网络,自然人,予以公开,2024-06-01,,,2025-02-03\n"
    written = {
        **files(f"published = 2025-01-20\n{OMITTED}{REGISTERS}"),
        "ju/2024/requests.csv": late,
    }

    outcome = run(write_tree(tmp_path, written), ReportId("ju", 2024), installed, OPTIONS)

    assert [f.address for f in outcome.findings if f.code == "registers.late"] == [
        "register:requests"
    ]
    assert outcome.report.figures["requests.granted.total"].value == 2


def test_a_day_of_publication_within_the_report_year_closes_nothing(
    tmp_path: Path, installed: Plugins
) -> None:
    tree = write_tree(tmp_path, files(f"published = 2024-01-01\n{OMITTED}{REGISTERS}"))

    outcome = run(tree, ReportId("ju", 2024), installed, OPTIONS)

    assert [f.code for f in outcome.findings if f.code == "registers.late"] == []
    assert outcome.report.provenance.registers[0].cut_off is None


def test_each_register_leaves_its_hash_in_the_report(tmp_path: Path, installed: Plugins) -> None:
    tree = write_tree(tmp_path, files(f"published = 2025-01-20\n{OMITTED}{REGISTERS}"))

    outcome = run(tree, ReportId("ju", 2024), installed, OPTIONS)

    snapshots = outcome.report.provenance.registers
    assert [s.register for s in snapshots] == [
        "requests",
        "remedies",
        "documents",
        "decisions",
        "fees",
    ]
    inputs = dict(outcome.report.provenance.inputs)
    assert snapshots[0].files == (("ju/2024/requests.csv", inputs["ju/2024/requests.csv"]),)
    assert snapshots[0].cut_off == date(2025, 1, 20)


def test_a_changed_record_changes_the_hash(tmp_path: Path, installed: Plugins) -> None:
    def snapshot(folder: Path, written: Files) -> object:
        outcome = run(write_tree(folder, written), ReportId("ju", 2024), installed, OPTIONS)
        return outcome.report.provenance.registers[0]

    changed = {**files(), "ju/2024/requests.csv": REQUESTS.replace("2024-01-08", "2024-01-09")}

    assert snapshot(tmp_path / "a", files()) != snapshot(tmp_path / "b", changed)


def test_a_reader_that_raises_leaves_its_register_uncounted(
    tmp_path: Path, installed: Plugins
) -> None:
    plugin = (
        "from gongkai import Reader, hookimpl\nGONGKAI_API = 1\n"
        "def rows(path):\n    yield 1, ['申请编号', '收到日期', '申请人类型']\n"
        "    yield 2, ['1', '2024-01-02', '自然人']\n    raise OSError('gone') from None\n"
        "@hookimpl\ndef gongkai_register_readers():\n"
        "    return (Reader(name='odd', suffixes=('.odd',), rows=rows),)\n"
    ).replace("OSError", "RuntimeError")
    written = {
        "ju/bureau.toml": BUREAU,
        "ju/plugin.py": plugin,
        "ju/2024/report.toml": OMITTED + "[registers.requests]\nexport = 'requests.odd'\n",
        "ju/2024/requests.odd": "",
    }

    outcome = run(write_tree(tmp_path, written), ReportId("ju", 2024), installed, OPTIONS)

    assert outcome.report.figures["requests.new_received.total"].value is None
    assert [f.code for f in outcome.findings if f.code == "system.crashed"] == ["system.crashed"]


def test_a_counted_figure_says_by_what_conditions(tmp_path: Path, installed: Plugins) -> None:
    prepared = prepare(write_tree(tmp_path, files()), ReportId("ju", 2024), installed, OPTIONS)

    evidence = prepared.counting.figures["requests.granted.natural_person"].evidence

    assert isinstance(evidence, Counted)
    assert [(w.facet, w.values) for w in evidence.count.where] == [
        ("when", ("handled",)),
        ("outcome", ("granted", "granted_already_public")),
        ("applicant", ("natural_person",)),
    ]


TAKEN_OVER = '[bureau.rollup]\nuntil = 2023-12-31\nsuccessor = "ju"\n'
OLD = '[bureau]\nname = "示范市知识产权局"\nkind = "department"\n' + TAKEN_OVER


def carried(folder: Path, plugins: Plugins, written: Files) -> list[tuple[str, str, str]]:
    outcome = run(write_tree(folder, written), ReportId("ju", 2024), plugins, OPTIONS)
    return [
        (f.address, f.expected, f.actual)
        for f in outcome.findings
        if f.code == "requests.carry-over" and f.address.endswith("total")
    ]


def test_a_bureau_carries_in_what_those_it_took_over_carried_out(
    tmp_path: Path, installed: Plugins
) -> None:
    one = OMITTED + "[figures.requests]\ncarried_out = [1, 0, 0, 0, 0, 0, 1]\n"
    none = OMITTED + "[figures.requests]\ncarried_out = 0\n"
    merged = {
        **files(),
        "ju/2023/report.toml": none,
        "old/bureau.toml": OLD,
        "old/2023/report.toml": one,
    }

    assert carried(tmp_path / "a", installed, merged) == []
    assert carried(tmp_path / "b", installed, {**merged, "old/2023/report.toml": none}) == [
        ("requests.carried_in.total", "0", "1")
    ]


def test_a_renamed_bureau_goes_on_from_the_report_under_its_old_name(
    tmp_path: Path, installed: Plugins
) -> None:
    renamed = {**files(), "old/bureau.toml": OLD, "old/2023/report.toml": LAST}

    assert carried(tmp_path, installed, renamed) == [("requests.carried_in.total", "2", "1")]


def test_a_figure_of_last_year_that_is_about_a_number_is_not_carried_in(
    tmp_path: Path, installed: Plugins
) -> None:
    about = OMITTED + '[figures.requests]\ncarried_out = { total = "约5" }\n'
    written = {
        "ju/bureau.toml": BUREAU,
        "ju/2023/report.toml": about,
        "ju/2024/report.toml": OMITTED,
    }

    assert "requests.carried_in.total" not in figures(tmp_path, installed, written)
