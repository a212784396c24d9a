from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from gongkai.errors import Position
from gongkai.model.counting import Count
from gongkai.model.figures import Counted, Figure, Overridden, State, Stated, number
from gongkai.model.form import Form
from gongkai.model.records import Crash, Disclosure, Register
from gongkai.model.relation import Operator
from gongkai.stages.count import Counting, Counts, count
from tests.core.bureau import FORM, counted
from tests.core.forms import form, instance
from tests.core.test_tally import row

CRASH = Crash(kind="channel", name="website", plugin="p", error="", traceback="")
ROWS = (
    row("甲", normative=True),
    row("甲", channel="board"),
    row("乙"),
    row("丙", channel="tv"),
    row("旧", day="2017-01-01"),
)


def counts(rows: Iterable[Disclosure | Crash], files: tuple[str, ...] = ("a.csv",)) -> Counts:
    register = Register(name="disclosures", files=files, stream=lambda: iter(tuple(rows)))
    covered = frozenset({"website", "board", "tv"})
    return Counts(
        disclosures=register,
        covered=covered,
        uncovered=frozenset(),
        same=(("title",),),
        records={},
        entries={},
        carried=frozenset(),
    )


def counting(
    counts: Counts, stated: Mapping[str, Figure] | None = None, said: Form = FORM
) -> Counting:
    return count(counts, stated or {}, said, (), 2018)


def test_every_cell_is_counted_as_its_row_says() -> None:
    found = counting(counts(ROWS))

    assert {address: figure.value for address, figure in found.figures.items()} == {
        "s.total": 3,
        "s.website": 2,
        "s.rest": 2,
        "s.normative": 1,
        "s.plain": None,
    }
    assert found.bad_rows == ()


def test_rows_whose_items_were_released_before_the_year_are_told() -> None:
    found = counting(counts((*ROWS, row("旧", line=7))))

    assert found.figures["s.total"].value == 3
    assert [str(bad.position) for bad in found.bad_rows] == ["a.csv:7"]


def test_a_counted_figure_tells_what_was_counted() -> None:
    evidence = counting(counts(ROWS)).figures["s.rest"].evidence

    assert evidence == Counted(
        count=Count(register="disclosures", rest=True), channels=("board", "tv"), items=2
    )


def test_nothing_released_is_zero_and_no_register_is_missing() -> None:
    assert counting(counts(())).figures["s.total"].state is State.ZERO
    assert counting(counts((), files=())).figures["s.total"].state is State.MISSING


def test_a_channel_that_no_register_tells_of_is_missing_not_zero() -> None:
    figures = counting(evolve(counts(ROWS), covered=frozenset({"board"}))).figures

    assert figures["s.website"].state is State.MISSING
    assert figures["s.rest"].value == 1


def test_a_total_is_missing_while_a_channel_has_no_register() -> None:
    figures = counting(evolve(counts(ROWS), uncovered=frozenset({"weibo"}))).figures

    assert figures["s.total"].state is State.MISSING
    assert figures["s.website"].value == 2


def test_what_is_stated_stands_beside_what_is_counted() -> None:
    stated = number("s.total", 5, evidence=Stated(position=Position("r.toml", 2)))

    figure = counting(counts(ROWS), {"s.total": stated}).figures["s.total"]

    assert (figure.value, figure.counted, figure.evidence) == (5, 3, stated.evidence)


def test_what_is_stated_without_a_register_is_as_it_was() -> None:
    stated = number("s.total", 5)

    assert counting(counts((), files=()), {"s.total": stated}).figures["s.total"] is stated


def test_an_override_keeps_the_number_that_it_replaces() -> None:
    position = Position("r.toml", 2)
    put = Overridden(position=position, by="张三", reason="漏登", replaced=None)

    stated = {"s.total": number("s.total", 5, evidence=put)}

    assert counting(counts(ROWS), stated).figures["s.total"].evidence == Overridden(
        position=position, by="张三", reason="漏登", replaced=3
    )


def test_where_a_channels_code_broke_off_nothing_is_counted() -> None:
    found = counting(counts((*ROWS, CRASH)))

    assert found.figures["s.total"].state is State.MISSING
    assert found.crashes == (CRASH,)


def test_a_row_that_counts_another_register_is_not_counted_from_this_one() -> None:
    (table,) = form().tables
    other = evolve(counted("y"), count=Count(register="requests"))
    said = evolve(FORM, tables=(evolve(table, rows=(counted("x"), other)),))

    figures = counting(counts(ROWS), said=said).figures

    assert [figures[f"t.{cell}"].value for cell in ("x.a", "x.b", "y.a")] == [3, None, None]


def test_a_key_areas_records_are_counted_into_their_cell() -> None:
    area = Counts(
        covered=frozenset(),
        uncovered=frozenset(),
        disclosures=counts((), files=()).disclosures,
        same=(),
        entries={},
        carried=frozenset(),
        records={"s.plain": ("the-plain", 4)},
    )

    figure = counting(area).figures["s.plain"]

    assert (figure.value, figure.evidence) == (
        4,
        Counted(count=Count(register="the-plain"), channels=(), items=4),
    )


def test_totals_are_derived_from_what_was_counted() -> None:
    total = instance("s.plain", Operator.EQUAL, "s.website s.rest", derives=True)

    figures = count(counts(ROWS), {}, FORM, (total,), 2018).figures

    assert figures["s.plain"].value == 4
