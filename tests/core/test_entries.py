"""By what records count, and what they add up to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.entries.facets import WHEN, facets_of, known_facets
from gongkai.entries.layout import REGISTERS, entry_registers, fold
from gongkai.entries.said import said_of
from gongkai.entries.tally import divided, entries_behind, tally_entries
from gongkai.errors import Position
from gongkai.model.counting import Count, Where
from gongkai.model.records import BadRow, Crash, Decision, Document, Entry, Fee, Remedy, Request
from gongkai.wording import words

YEAR = 2024
BEFORE, WITHIN, AFTER = date(2023, 12, 31), date(2024, 1, 1), date(2025, 1, 1)


def when(entry: Entry) -> list[str]:
    return sorted(facets_of(entry, YEAR)["when"])


def request(received: date, decided: date | None = None, outcome: str = "") -> Request:
    return Request("1", received, applicant="business", outcome=outcome, decided=decided)


@pytest.mark.parametrize(
    ("received", "decided", "expected"),
    [
        (WITHIN, None, ["carried-out", "received"]),
        (WITHIN, WITHIN, ["handled", "received"]),
        (WITHIN, AFTER, ["carried-out", "received"]),
        (BEFORE, None, ["carried-in", "carried-out"]),
        (BEFORE, WITHIN, ["carried-in", "handled"]),
        (BEFORE, AFTER, ["carried-in", "carried-out"]),
        (BEFORE, BEFORE, []),
        (AFTER, None, []),
        (AFTER, AFTER, []),
    ],
)
def test_a_request_counts_where_it_came_in_and_where_it_was_at_the_end(
    received: date, decided: date | None, expected: list[str]
) -> None:
    assert when(request(received, decided, "granted" if decided else "")) == expected


DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))


REQUESTS = st.builds(
    lambda received, after: request(received, after and received + timedelta(days=after)),
    DAYS,
    st.none() | st.integers(1, 900),
)


@given(st.lists(REQUESTS))
def test_what_came_in_is_what_was_handled_or_carried_on(requests: list[Request]) -> None:
    tallied = tally_entries("requests", requests, YEAR, None)

    received, carried_in, handled, carried_out = (
        tallied.count(Count(where=(where("when", state),))) for state in WHEN["requests"]
    )

    assert received + carried_in == handled + carried_out


@given(REQUESTS, st.integers(2022, 2026))
def test_what_is_carried_out_of_a_year_is_carried_into_the_next(found: Request, year: int) -> None:
    out = "carried-out" in facets_of(found, year)["when"]
    into = "carried-in" in facets_of(found, year + 1)["when"]

    assert out is into


def test_parts_that_were_handled_differently_count_as_partly_granted_alone() -> None:
    found = request(WITHIN, WITHIN, "refused_process")._replace(separated=True)

    assert facets_of(found, YEAR)["outcome"] == {"partial"}


@pytest.mark.parametrize(
    ("filed", "decided", "result", "expected"),
    [
        (WITHIN, None, "pending", (["counted"], {"pending"})),
        (BEFORE, WITHIN, "upheld", (["counted"], {"upheld"})),
        (WITHIN, AFTER, "upheld", (["counted"], {"pending"})),
        (BEFORE, BEFORE, "upheld", ([], {"pending"})),
        (AFTER, None, "pending", ([], {"pending"})),
    ],
)
def test_a_case_counts_when_it_ends_and_as_pending_before(
    filed: date, decided: date | None, result: str, expected: tuple[list[str], set[str]]
) -> None:
    found = Remedy("1", "review", filed, result, decided)

    assert (when(found), set(facets_of(found, YEAR)["result"])) == expected


def test_a_review_organ_that_is_sued_beside_another_does_not_count_the_case() -> None:
    assert when(Remedy("1", "suit-after-review", WITHIN, co_defendant=True)) == []


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Document("t", "rules", WITHIN), ["in-force", "made"]),
        (Document("t", "rules", BEFORE), ["in-force"]),
        (Document("t", "rules", BEFORE, repealed=WITHIN), ["repealed"]),
        (Document("t", "rules", WITHIN, repealed=WITHIN), ["made", "repealed"]),
        (Document("t", "rules", BEFORE, repealed=AFTER), ["in-force"]),
        (Document("t", "rules", BEFORE, expires=date(2024, 6, 30)), ["expired"]),
        (Document("t", "rules", BEFORE, expires=date(2024, 12, 31)), ["in-force"]),
        (Document("t", "rules", BEFORE, expires=date(2023, 12, 31)), ["expired"]),
        (Document("t", "rules", BEFORE, expires=date(2023, 6, 30)), []),
        (Document("t", "rules", BEFORE, expires=WITHIN, repealed=WITHIN), ["repealed"]),
        (Document("t", "rules", AFTER), []),
        (Document("t", "rules", BEFORE, published=WITHIN), ["in-force", "public", "published"]),
        (Document("t", "rules", BEFORE, published=AFTER), ["in-force"]),
    ],
)
def test_a_document_is_in_force_until_it_is_repealed_or_ends(
    document: Document, expected: list[str]
) -> None:
    assert when(document) == expected


@given(made=DAYS, repealed=st.none() | DAYS, expires=st.none() | DAYS, year=st.integers(2021, 2026))
def test_the_stock_is_last_years_with_what_was_made_less_what_went(
    made: date, repealed: date | None, expires: date | None, year: int
) -> None:
    repealed = repealed and max(repealed, made)
    expires = expires and max(expires, made)
    document = Document("t", "rules", made, repealed=repealed, expires=expires)
    before, now = facets_of(document, year - 1)["when"], facets_of(document, year)["when"]

    stock = ("in-force" in before) + ("made" in now) - ("repealed" in now) - ("expired" in now)

    assert ("in-force" in now) == stock


def test_decisions_count_as_many_as_a_row_stands_for_and_fees_their_amount() -> None:
    decisions = [Decision("licence", WITHIN, 447_228), Decision("licence", WITHIN)]
    amounts = (Decimal("961716000.01"), Decimal("0.09"))
    fees = [Fee(BEFORE, Decimal(7)), *(Fee(WITHIN, amount) for amount in amounts)]
    licences = Count(where=(where("when", "decided"), where("kind", "licence")))
    charged = Count(where=(where("when", "charged"),), divide=10_000)

    assert tally_entries("decisions", decisions, YEAR, None).count(licences) == 447_229
    assert tally_entries("fees", fees, YEAR, None).count(charged) == Decimal("96171.60001")


@pytest.mark.parametrize(
    "entry",
    [
        Request("1", WITHIN, file="a.csv", row=7),
        Remedy("1", "review", WITHIN, file="a.csv", row=7),
        Document("t", "rules", WITHIN, file="a.csv", row=7),
        Decision("licence", WITHIN, file="a.csv", row=7),
        Fee(WITHIN, Decimal(1), file="a.csv", row=7),
    ],
)
def test_every_record_knows_its_file_and_row(entry: Entry) -> None:
    assert entry.position == Position("a.csv", 7)


def where(facet: str, *values: str) -> Where:
    return Where(facet=facet, values=values)


@pytest.mark.parametrize(
    ("total", "by", "expected"),
    [(7, 1, "7"), (Decimal("30000.00"), 10_000, "3"), (Decimal(2950), 10_000, "0.295")],
)
def test_a_sum_is_turned_into_the_unit_of_its_cell_exactly(
    total: Decimal, by: int, expected: str
) -> None:
    assert str(divided(total, by)) == expected


LATE = request(WITHIN)._replace(entered=date(2025, 2, 3), file="a.csv", row=3)
IN_TIME = request(WITHIN)._replace(entered=date(2025, 1, 20), file="a.csv", row=2)
RECEIVED = Count(register="requests", where=(where("when", "received"),))


def test_what_was_entered_after_the_cut_off_is_set_aside() -> None:
    tallied = tally_entries("requests", [IN_TIME, LATE], YEAR, date(2025, 1, 20))

    assert (tallied.count(RECEIVED), tallied.count(RECEIVED, late=True)) == (1, 2)
    assert tallied.places == (Position("a.csv", 3),)
    assert tallied.last_entered == date(2025, 2, 3)
    assert tallied.changes(RECEIVED)
    assert not tallied.changes(Count(where=(where("when", "handled"),)))


def test_what_was_entered_late_and_is_of_another_year_is_not_told() -> None:
    tallied = tally_entries("requests", [LATE._replace(received=AFTER)], YEAR, date(2025, 1, 20))

    assert (tallied.places, tallied.records) == ((), 1)


def test_the_records_behind_a_count_are_those_that_it_counts() -> None:
    handled = request(BEFORE, WITHIN, "granted")

    behind = entries_behind([IN_TIME, LATE, handled], RECEIVED, YEAR, date(2025, 1, 20))

    assert list(behind) == [IN_TIME]


def test_a_row_that_cannot_be_read_is_kept_aside_and_one_that_raised_ends_the_count() -> None:
    bad = BadRow(
        register="requests", position=Position("a.csv", 2), column="x", value="y", reason=words("z")
    )
    crash = Crash(kind="reader", name="csv", plugin="p", error="e", traceback="t")

    fine = tally_entries("requests", [bad, IN_TIME], YEAR, None)
    broken = tally_entries("requests", [IN_TIME, crash], YEAR, None)

    assert (fine.faults, fine.broken_off, fine.records) == ((bad,), False, 1)
    assert (broken.faults, broken.broken_off) == ((crash,), True)


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("outcome", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partial"),
        ("outcome", "1.属于国家秘密", "refused_state_secret"),
        ("outcome", "1、重复申请", "not_processed_repeat"),
        ("outcome", "不予公开-7.属于行政执法案卷", "refused_enforcement_file"),
        ("outcome", "（四）无法提供：1.本机关不掌握相关政府信息", "unable_not_held"),
        ("outcome", "３．危及“三安全一稳定”", "refused_security_stability"),
        ("outcome", "granted", "granted"),
        ("outcome", "办理中", ""),
        ("outcome", "不予公开", None),
        ("outcome", "随便", None),
        ("applicant", "法人或其他组织—商业企业", "business"),
        ("applicant", "自然人", "natural_person"),
        ("form", "EMS", "letter"),
    ],
)
def test_a_word_of_a_register_is_known_in_the_ways_offices_write_it(
    field: str, written: str, expected: str | None
) -> None:
    assert entry_registers()["requests"].meant(field, written) == expected


def test_no_two_values_share_a_word() -> None:
    for register in entry_registers().values():
        for field, known in register.words.items():
            assert set(known.values()) - {""} == set(register.labels[field])


def test_folding_takes_away_what_differs_between_forms() -> None:
    assert fold("（一） 予以公开。") == fold("予以公开") == "予以公开"
    assert fold("三、三类内部事务信息") == fold("3三类内部事务信息") == "三类内部事务信息"


def test_every_facet_that_may_be_asked_for_has_words() -> None:
    for register in REGISTERS:
        for facet, values in known_facets(register).items():
            for value in values:
                said = said_of(Count(register=register, where=(where(facet, value),)))
                assert said.startswith(entry_registers()[register].label)
                assert said.removeprefix(entry_registers()[register].label).strip("，")


def test_a_count_is_said_in_words() -> None:
    handled = Count(
        register="requests",
        where=(where("when", "handled"), where("extended", "no"), where("outcome", "partial")),
    )

    assert said_of(handled) == "依申请公开台账，本年办结，未延期答复的，部分公开"
    assert said_of(Count(where=(where("when", "charged"),), divide=10000)) == (
        "本年收取，合计后除以10000"
    )
    assert set(WHEN) == set(REGISTERS)
