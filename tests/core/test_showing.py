from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from gongkai.model.figures import Exactness, Figure, State, number
from gongkai.model.report import Provenance, Snapshot
from gongkai.showing import contact_lines, imprint, printable, shown, told
from tests.plugins.output_sample import BARE_REPORT, REPORT


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x85", "\ud800", "\u202e", "\u200f", "\ufffe"])
def test_what_no_document_may_carry_is_seen_and_does_nothing(bad: str) -> None:
    assert printable(f"一{bad}二\n") == "一\ufffd二\n"


def test_text_is_printed_as_it_is() -> None:
    assert printable("主动公开\t577条\r\n") == "主动公开\t577条\r\n"


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (None, "未填报"),
        (Figure(address="a", state=State.MISSING), "未填报"),
        (Figure(address="a", state=State.BLANK), "空白"),
        (Figure(address="a", state=State.NOT_APPLICABLE, text="无此项"), "/"),
        (number("a", 0), "0"),
    ],
)
def test_a_figure_without_a_number_says_why(figure: Figure | None, text: str) -> None:
    assert shown(figure) == text


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (number("a", 577, unit="条"), "577条"),
        (number("a", 0), "0件"),
        (number("a", 200, exactness=Exactness.AT_LEAST, text="200余", unit="条"), "200余条"),
        (Figure(address="a", state=State.NOT_APPLICABLE, text="无此项", unit="条"), "不适用"),
        (Figure(address="a", state=State.MISSING, unit="条"), "未填报"),
        (Figure(address="a", state=State.BLANK, unit="条"), "空白"),
        (Figure(address="a", state=State.NOT_A_NUMBER, text="若干", unit="条"), "若干"),
    ],
)
def test_a_sentence_tells_a_figure_with_its_unit_or_in_words(figure: Figure, text: str) -> None:
    assert told(figure, "件") == text


def test_only_what_is_known_of_whom_to_ask_is_printed() -> None:
    assert contact_lines(REPORT.agency)[0] == ("联系部门", "局办公室")
    assert contact_lines(BARE_REPORT.agency) == ()


def test_the_imprint_says_where_a_file_comes_from() -> None:
    register = Snapshot(
        register="requests", files=(("a/requests.csv", "ab12"),), cut_off=date(2019, 1, 15)
    )
    made = evolve(
        REPORT,
        provenance=Provenance(
            versions=(("gongkai", "0.1.0"),),
            inputs=(("a/report.toml", "cd34"),),
            registers=(register, evolve(register, register="fees", cut_off=None)),
        ),
    )

    assert imprint(made) == (
        ("version.gongkai", "0.1.0"),
        ("form", "cn-sample"),
        ("agency", "shifan/kjj"),
        ("year", "2018"),
        ("status", "draft"),
        ("findings.error", "0"),
        ("findings.warning", "0"),
        ("findings.information", "0"),
        ("input.a/report.toml", "cd34"),
        ("register.requests.cut_off", "2019-01-15"),
        ("register.requests.a/requests.csv", "ab12"),
        ("register.fees.a/requests.csv", "ab12"),
    )
