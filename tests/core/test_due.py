from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.calendar import Calendar, YearDays
from gongkai.due import (
    PauseKind,
    State,
    amendment_due,
    days_late,
    disclosure_due,
    due_reason,
    due_steps,
    limits,
    reply_due,
    report_limit,
    standing,
)
from gongkai.errors import GongkaiError
from gongkai.model.agency import Agency, AgencyKind, Contact, Level, Region
from gongkai.model.records import Request

KNOWN = Calendar()
RECEIVED = st.dates(date(2019, 6, 1), date(2024, 6, 30))
LATER = st.integers(0, 80)


def asked(received: date, **more: Any) -> Request:  # noqa: ANN401 - fields of a request
    return Request(number="2024-001", received=received, **more)


def last(received: date, **more: Any) -> date | None:  # noqa: ANN401 - same
    return reply_due(asked(received, **more), KNOWN).last


def said(received: date, **more: Any) -> list[str]:  # noqa: ANN401 - same
    return [str(step.what) for step in due_steps(reply_due(asked(received, **more), KNOWN))]


def refused(received: date, **more: Any) -> str:  # noqa: ANN401 - same
    with pytest.raises(GongkaiError) as caught:
        reply_due(asked(received, **more), KNOWN)
    return str(caught.value)


# Each was counted by hand with the notice of the year: made-up days count, holidays do not.
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2018, 12, 28), date(2019, 1, 21)),
        (date(2019, 1, 28), date(2019, 2, 21)),
        (date(2019, 5, 14), date(2019, 6, 4)),
        (date(2019, 5, 15), date(2019, 6, 13)),
        (date(2019, 9, 20), date(2019, 10, 23)),
        (date(2020, 1, 16), date(2020, 2, 20)),
        (date(2020, 9, 24), date(2020, 10, 28)),
        (date(2021, 2, 5), date(2021, 3, 10)),
        (date(2021, 9, 15), date(2021, 10, 19)),
        (date(2022, 1, 27), date(2022, 3, 1)),
        (date(2023, 1, 18), date(2023, 2, 20)),
        (date(2023, 9, 25), date(2023, 10, 27)),
        (date(2024, 2, 1), date(2024, 3, 5)),
        (date(2024, 9, 12), date(2024, 10, 16)),
        (date(2025, 1, 24), date(2025, 2, 27)),
        (date(2025, 9, 26), date(2025, 10, 30)),
    ],
)
def test_a_reply_is_due_after_the_working_days_of_the_regulation_in_force(
    received: date, due: date
) -> None:
    assert last(received) == due


def test_an_extension_adds_its_days() -> None:
    assert last(date(2019, 1, 28), extended=True) == date(2019, 3, 14)
    assert last(date(2024, 2, 1), extended=True) == date(2024, 4, 2)


def test_a_request_received_on_a_day_off_is_counted_from_the_next_working_day() -> None:
    assert last(date(2024, 2, 12)) == last(date(2024, 2, 17)) == date(2024, 3, 14)


def test_an_extension_counts_within_the_period_alone() -> None:
    received = date(2023, 3, 1)

    assert last(received) == date(2023, 3, 29)
    assert last(received, extended=True, extended_on=date(2023, 3, 29)) == date(2023, 4, 26)
    assert last(received, extended=True, extended_on=date(2023, 3, 30)) == date(2023, 3, 29)
    assert last(received, extended=True, extended_on=date(2023, 4, 20)) == date(2023, 3, 29)


def test_an_extension_while_the_clock_stands_still_counts() -> None:
    waiting = {"fee_notice": date(2023, 3, 10), "extended": True}
    paid = {**waiting, "fee_paid": date(2023, 3, 17)}

    assert last(date(2023, 3, 1), **waiting, extended_on=date(2023, 6, 1)) is None
    assert last(date(2023, 3, 1), **paid, extended_on=date(2023, 4, 7)) == date(2023, 5, 8)
    assert last(date(2023, 3, 1), **paid, extended_on=date(2023, 4, 10)) == date(2023, 4, 7)


def test_steps_say_what_became_of_an_extension() -> None:
    received = date(2023, 3, 1)

    assert said(received, extended=True, extended_on=date(2023, 3, 20))[2] == (
        "extended by 20 working days on 2023-03-20"
    )
    assert said(received, extended=True)[2] == (
        "extended by 20 working days; on which day is not in the register, so it is taken to have "
        "been within the period"
    )
    assert said(received, extended=True, extended_on=date(2023, 4, 20))[2:] == [
        "extended on 2023-04-20, after the period had ended: does not count",
        "counted: 20 working days from 2023-03-02 to 2023-03-29",
        "the last day is 2023-03-29",
    ]


def test_a_consultation_has_no_limit_in_the_regulation_of_2008() -> None:
    asked_on = {"consulted_from": date(2018, 3, 5)}

    assert last(date(2018, 2, 26), **asked_on) is None
    assert last(date(2018, 2, 26), **asked_on, consulted_to=date(2018, 5, 4)) == date(2018, 5, 21)


def test_steps_say_that_a_third_party_has_no_more_than_its_days() -> None:
    letter = {"consulted_from": date(2024, 3, 4), "consulted_to": date(2024, 6, 28)}

    assert said(date(2024, 2, 26), **letter)[2:] == [
        "counted: 4 working days from 2024-02-27 to 2024-03-03",
        (
            "a third party was consulted from 2024-03-04 to 2024-06-28: "
            "16 working days are not counted"
        ),
        (
            "《政府信息公开条例》（国务院令第711号）第三十二条 gives a third party 15 working "
            "days: after 2024-03-25 the clock goes on"
        ),
        "counted: 16 working days from 2024-03-26 to 2024-04-17",
        "the last day is 2024-04-17",
    ]


def test_a_consultation_within_the_wait_for_the_fee_leaves_out_nothing_more() -> None:
    fee = {"fee_notice": date(2024, 3, 1), "fee_paid": date(2024, 3, 29)}

    assert said(date(2024, 2, 26), **fee, consulted_from=date(2024, 3, 4))[4] == (
        "a third party was consulted from 2024-03-04 on, without an end yet: "
        "0 working days are not counted"
    )


def test_the_clock_restarts_when_the_amended_request_arrives() -> None:
    due = reply_due(
        asked(
            date(2024, 2, 26), amendment_asked=date(2024, 2, 28), amendment_given=date(2024, 3, 4)
        ),
        KNOWN,
    )

    assert (due.start, due.last) == (date(2024, 3, 4), date(2024, 4, 1))


def test_the_day_of_the_amended_request_decides_which_regulation_counts() -> None:
    amended = {"amendment_asked": date(2019, 5, 13), "amendment_given": date(2019, 5, 20)}

    assert last(date(2019, 5, 10), **amended) == date(2019, 6, 18)


def test_an_amended_request_restarts_the_clock_even_if_no_notice_is_in_the_register() -> None:
    assert last(date(2024, 2, 26), amendment_given=date(2024, 3, 4)) == date(2024, 4, 1)


def test_no_reply_is_due_while_the_amended_request_is_awaited() -> None:
    assert last(date(2024, 2, 26), amendment_asked=date(2024, 2, 28)) is None


@pytest.mark.parametrize(
    ("first", "until", "due"),
    [
        (date(2024, 3, 4), date(2024, 3, 11), date(2024, 4, 2)),
        (date(2024, 3, 9), date(2024, 3, 10), date(2024, 3, 25)),
        (date(2024, 2, 26), date(2024, 2, 26), date(2024, 3, 25)),
        (date(2024, 3, 25), date(2024, 3, 26), date(2024, 3, 27)),
        (date(2024, 3, 26), date(2024, 4, 30), date(2024, 3, 25)),
        (date(2024, 3, 4), date(2024, 3, 22), date(2024, 4, 16)),
        (date(2024, 3, 4), date(2024, 3, 25), date(2024, 4, 17)),
        (date(2024, 3, 4), date(2024, 6, 28), date(2024, 4, 17)),
        (date(2024, 3, 4), None, date(2024, 4, 17)),
        (date(2024, 3, 25), None, date(2024, 4, 17)),
        (date(2024, 3, 26), None, date(2024, 3, 25)),
    ],
)
def test_working_days_of_a_consultation_are_not_counted(
    first: date, until: date | None, due: date | None
) -> None:
    assert last(date(2024, 2, 26), consulted_from=first, consulted_to=until) == due


def test_days_that_wait_for_the_fee_are_not_counted() -> None:
    paid = {"fee_notice": date(2024, 3, 1), "fee_paid": date(2024, 3, 5)}

    assert last(date(2024, 2, 26), **paid) == date(2024, 3, 28)
    assert last(date(2024, 2, 26), fee_notice=date(2024, 3, 1)) is None


def test_a_day_that_two_reasons_leave_out_is_left_out_once() -> None:
    due = reply_due(
        asked(
            date(2024, 2, 26),
            consulted_from=date(2024, 3, 4),
            consulted_to=date(2024, 3, 11),
            fee_notice=date(2024, 3, 8),
            fee_paid=date(2024, 3, 13),
        ),
        KNOWN,
    )

    assert due.last == date(2024, 4, 7)
    assert [(pause.kind, pause.lost) for pause in due.pauses] == [
        (PauseKind.CONSULTATION, 6),
        (PauseKind.FEE, 2),
    ]


def test_a_pause_within_another_leaves_out_nothing_more() -> None:
    pauses = {
        "consulted_from": date(2024, 3, 4),
        "consulted_to": date(2024, 3, 11),
        "fee_notice": date(2024, 3, 5),
        "fee_paid": date(2024, 3, 6),
    }

    assert last(date(2024, 2, 26), **pauses) == date(2024, 4, 2)
    assert said(date(2024, 2, 26), **pauses)[4] == (
        "the payment of the fee was awaited from 2024-03-05 to 2024-03-06: "
        "0 working days are not counted"
    )


def test_nothing_changes_after_a_pause_that_goes_on() -> None:
    fee = {"fee_notice": date(2018, 3, 7), "fee_paid": date(2018, 3, 8)}

    assert last(date(2018, 2, 26), consulted_from=date(2018, 3, 5), **fee) is None


def test_a_consultation_before_the_amended_request_leaves_out_nothing() -> None:
    amended = {"amendment_asked": date(2024, 2, 28), "amendment_given": date(2024, 3, 4)}
    before = {"consulted_from": date(2024, 2, 27), "consulted_to": date(2024, 2, 29)}
    across = {"consulted_from": date(2024, 2, 28), "consulted_to": date(2024, 3, 6)}

    assert last(date(2024, 2, 26), **amended, **before) == date(2024, 4, 1)
    assert last(date(2024, 2, 26), **amended, **across) == date(2024, 4, 3)


def test_another_table_of_holidays_gives_another_due_date() -> None:
    own = YearDays(holidays=(date(2024, 1, 1), date(2024, 3, 1)))

    assert reply_due(asked(date(2024, 2, 26)), Calendar(own={2024: own})).last == date(2024, 3, 26)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (
            {"amendment_asked": date(2024, 2, 25)},
            (
                "request 2024-001: the amendment notice (2024-02-25) "
                "lies before the receipt (2024-02-26)"
            ),
        ),
        (
            {"amendment_asked": date(2024, 3, 5), "amendment_given": date(2024, 3, 4)},
            (
                "request 2024-001: the arrival of the amended request (2024-03-04) "
                "lies before the amendment notice (2024-03-05)"
            ),
        ),
        (
            {"consulted_to": date(2024, 3, 4)},
            (
                "request 2024-001: the end of the consultation (2024-03-04) "
                "is given without the letter to the third party"
            ),
        ),
        (
            {"consulted_from": date(2024, 3, 5), "consulted_to": date(2024, 3, 4)},
            (
                "request 2024-001: the end of the consultation (2024-03-04) "
                "lies before the letter to the third party (2024-03-05)"
            ),
        ),
        (
            {"fee_paid": date(2024, 3, 4)},
            (
                "request 2024-001: the payment of the fee (2024-03-04) "
                "is given without the fee notice"
            ),
        ),
        (
            {"extended": True, "extended_on": date(2024, 2, 25)},
            "request 2024-001: the extension (2024-02-25) lies before the receipt (2024-02-26)",
        ),
        (
            {"decided": date(2024, 2, 23)},
            "request 2024-001: the reply (2024-02-23) lies before the receipt (2024-02-26)",
        ),
    ],
)
def test_days_in_an_order_that_cannot_be_are_told(days: dict[str, date], words: str) -> None:
    assert refused(date(2024, 2, 26), **days) == words


def test_a_request_from_before_the_first_regulation_has_no_due_date() -> None:
    assert refused(date(2008, 4, 30)) == "on 2008-04-30 no regulation on disclosure was in force"


def test_a_due_date_in_a_year_that_nobody_wrote_down_is_told() -> None:
    assert refused(date(2026, 12, 20)).startswith("the working days of 2027 are not known;")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2024, 5, 6), date(2024, 5, 14)),
        (date(2019, 5, 15), date(2019, 5, 24)),
        (date(2024, 9, 26), date(2024, 10, 11)),
    ],
)
def test_an_amendment_is_asked_for_within_seven_working_days(received: date, due: date) -> None:
    found = amendment_due(asked(received), KNOWN)

    assert found is not None
    assert found.last == due
    assert str(due_reason(found)) == f"7 working days after the receipt on {received}"


def test_the_regulation_of_2008_has_no_limit_for_the_amendment_notice() -> None:
    assert amendment_due(asked(date(2019, 5, 14)), KNOWN) is None


def test_what_is_made_is_published_within_twenty_working_days_or_those_of_another_law() -> None:
    assert disclosure_due(date(2024, 3, 1), KNOWN) == date(2024, 3, 29)
    assert disclosure_due(date(2014, 3, 3), KNOWN) == date(2014, 3, 31)
    assert disclosure_due(date(2024, 3, 1), KNOWN, 5) == date(2024, 3, 8)


def test_steps_say_the_whole_count() -> None:
    assert said(
        date(2024, 1, 29),
        form="letter",
        extended=True,
        consulted_from=date(2024, 2, 5),
        consulted_to=date(2024, 2, 20),
        fee_notice=date(2024, 2, 19),
        fee_paid=date(2024, 2, 22),
    ) == [
        "received on 2024-01-29; that day itself is not counted",
        (
            "the day of receipt, by post: the day on which the organ signed for it; where nobody "
            "signs (an ordinary letter), the day on which the office and the applicant confirmed "
            "that it had come"
        ),
        "《政府信息公开条例》（国务院令第711号）第三十三条 gives 20 working days",
        (
            "extended by 20 working days; on which day is not in the register, so it is taken to "
            "have been within the period"
        ),
        "counted: 5 working days from 2024-01-30 to 2024-02-04",
        "a third party was consulted from 2024-02-05 to 2024-02-20: 8 working days are not counted",
        (
            "the payment of the fee was awaited from 2024-02-19 to 2024-02-22: "
            "2 working days are not counted"
        ),
        "counted: 35 working days from 2024-02-23 to 2024-04-12",
        "the last day is 2024-04-12",
    ]


def test_steps_say_how_the_amended_request_starts_the_clock() -> None:
    assert said(
        date(2019, 3, 4), amendment_asked=date(2019, 3, 5), amendment_given=date(2019, 3, 11)
    ) == [
        "received on 2019-03-04; that day itself is not counted",
        "an amendment was asked for on 2019-03-05",
        "the amended request came in on 2019-03-11: the count starts anew after that day",
        "《政府信息公开条例》（国务院令第492号）第二十四条 gives 15 working days",
        "counted: 15 working days from 2019-03-12 to 2019-04-01",
        "the last day is 2019-04-01",
    ]


def test_steps_say_why_there_is_no_last_day() -> None:
    awaited = said(date(2024, 2, 26), amendment_asked=date(2024, 2, 28))
    consulted = said(date(2019, 3, 4), consulted_from=date(2019, 3, 11))
    at_once = said(date(2024, 2, 26), fee_notice=date(2024, 2, 27))

    assert awaited[-1] == "the amended request has not come in: the clock has not started"
    assert consulted[-3:] == [
        "counted: 4 working days from 2019-03-05 to 2019-03-10",
        "a third party was consulted from 2019-03-11 on, without an end yet: nothing is counted",
        "the clock stands still; 11 working days are left",
    ]
    assert at_once[-1] == "the clock stands still; 20 working days are left"


def test_steps_say_that_a_pause_after_the_last_day_changes_nothing() -> None:
    assert said(date(2024, 2, 26), consulted_from=date(2024, 4, 1))[-3:] == [
        "a third party was consulted from 2024-04-01 on, after the last day: nothing changes",
        "counted: 20 working days from 2024-02-27 to 2024-03-25",
        "the last day is 2024-03-25",
    ]


def test_steps_name_the_days_that_monday_to_friday_would_get_wrong() -> None:
    *_, counted, _ = due_steps(reply_due(asked(date(2019, 1, 28)), KNOWN))

    assert [(stretch.kind.value, str(stretch)) for stretch in counted.unusual] == [
        ("made-up", "2019-02-02 – 2019-02-03"),
        ("holiday", "2019-02-04 – 2019-02-10"),
        ("weekend", "2019-02-16 – 2019-02-17"),
    ]


def test_steps_keep_the_mark_of_what_was_not_read_again() -> None:
    paid = {"fee_notice": date(2019, 3, 12), "fee_paid": date(2019, 3, 13)}
    amended = {"amendment_given": date(2019, 3, 11)}
    steps = due_steps(reply_due(asked(date(2019, 3, 4), **amended, **paid), KNOWN))

    assert [(step.evidence, str(step.source)) for step in steps] == [
        ("recalled", "a general rule of procedure that the regulation does not state"),
        ("practice", ""),
        ("retrieved", ""),
        ("recalled", "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"),
        ("retrieved", ""),
        ("retrieved", ""),
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "20 working days after the receipt on 2024-02-26"),
        ({"extended": True}, "20 + 20 working days after the receipt on 2024-02-26"),
        (
            {"extended": True, "extended_on": date(2024, 3, 26)},
            (
                "20 working days after the receipt on 2024-02-26; the extension of 2024-03-26 "
                "came after that and does not count"
            ),
        ),
        (
            {"amendment_given": date(2024, 3, 4)},
            "20 working days after the amended request came in on 2024-03-04",
        ),
        (
            {"consulted_from": date(2024, 3, 4), "consulted_to": date(2024, 3, 11)},
            "20 working days after the receipt on 2024-02-26; 6 more are not counted",
        ),
    ],
)
def test_a_due_date_is_explained_in_a_sentence(more: dict[str, Any], words: str) -> None:
    assert str(due_reason(reply_due(asked(date(2024, 2, 26), **more), KNOWN))) == words


@pytest.mark.parametrize(
    ("more", "today", "state", "days"),
    [
        ({"decided": date(2024, 3, 21)}, date(2024, 9, 1), State.KEPT, 2),
        ({"decided": date(2024, 3, 25)}, date(2024, 9, 1), State.KEPT, 0),
        ({"decided": date(2024, 3, 27)}, date(2024, 9, 1), State.LATE, 2),
        ({"decided": date(2024, 3, 26)}, date(2024, 3, 1), State.LATE, 1),
        ({}, date(2024, 3, 20), State.OPEN, 3),
        ({}, date(2024, 3, 25), State.OPEN, 0),
        ({}, date(2024, 4, 8), State.OVERDUE, 9),
        ({"fee_notice": date(2024, 3, 4)}, date(2024, 9, 1), State.SUSPENDED, 0),
        ({"consulted_from": date(2024, 3, 4)}, date(2024, 4, 15), State.OPEN, 2),
        ({"consulted_from": date(2024, 3, 4)}, date(2024, 4, 18), State.OVERDUE, 1),
        (
            {"fee_notice": date(2024, 3, 4), "decided": date(2024, 8, 1)},
            date(2024, 9, 1),
            State.KEPT,
            0,
        ),
    ],
)
def test_a_request_stands_against_its_due_date(
    more: dict[str, Any], today: date, state: State, days: int
) -> None:
    found = standing(reply_due(asked(date(2024, 2, 26), **more), KNOWN), today)

    assert (found.state, found.days) == (state, days)


def test_a_day_off_after_the_last_day_is_late_by_one() -> None:
    assert days_late(date(2024, 3, 22), date(2024, 3, 24), KNOWN) == 1
    assert days_late(date(2024, 3, 22), date(2024, 3, 25), KNOWN) == 1
    assert days_late(date(2024, 3, 22), date(2024, 3, 22), KNOWN) == 0
    assert days_late(None, date(2024, 3, 22), KNOWN) == 0


def agency(kind: AgencyKind, level: Level | None = None) -> Agency:
    region = Region(id="shi", name="示范市", level=level) if level else None
    return Agency(id="a", name="局", short_name="局", kind=kind, contact=Contact(), region=region)


@pytest.mark.parametrize(
    ("year", "kind", "level", "day"),
    [
        (2008, AgencyKind.DEPARTMENT, Level.COUNTY, "2009-03-31"),
        (2018, AgencyKind.GOVERNMENT, Level.COUNTY, "2019-03-31"),
        (2019, AgencyKind.DEPARTMENT, Level.PREFECTURE, "2020-01-31"),
        (2024, AgencyKind.OFFICE, Level.PREFECTURE, "2025-01-31"),
        (2024, AgencyKind.TOWNSHIP, Level.COUNTY, "2025-01-31"),
        (2024, AgencyKind.ORGANISATION, None, "2025-01-31"),
        (2024, AgencyKind.GOVERNMENT, Level.COUNTY, "2025-02-20"),
        (2024, AgencyKind.GOVERNMENT, Level.PREFECTURE, "2025-03-10"),
        (2024, AgencyKind.GOVERNMENT, Level.PROVINCE, "2025-03-31"),
        (2024, AgencyKind.GOVERNMENT, None, "2025-03-31"),
    ],
)
def test_a_report_has_the_limit_of_its_year_and_of_whose_it_is(
    year: int, kind: AgencyKind, level: Level | None, day: str
) -> None:
    assert str(report_limit(agency(kind, level), year).last_day(year)) == day


def test_the_limits_keep_their_articles() -> None:
    old, new = limits().regulations

    assert old.cited(old.reply) == "《政府信息公开条例》（国务院令第492号）第二十四条"
    assert new.cited(new.amendment) == "《政府信息公开条例》（国务院令第711号）第三十条"
    assert limits().fee.cited == "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"


@given(received=RECEIVED, first=LATER, length=LATER)
def test_a_consultation_never_makes_the_time_shorter(
    received: date, first: int, length: int
) -> None:
    begun = received + timedelta(days=first)
    ended = begun + timedelta(days=length)
    plain = reply_due(asked(received), KNOWN).last
    consulted = reply_due(asked(received, consulted_from=begun, consulted_to=ended), KNOWN).last

    assert plain is not None
    assert consulted is not None
    assert consulted >= plain


@given(received=RECEIVED, first=LATER, length=LATER, more=LATER)
def test_a_longer_consultation_never_makes_it_shorter_either(
    received: date, first: int, length: int, more: int
) -> None:
    begun = received + timedelta(days=first)
    ended = begun + timedelta(days=length)
    later = ended + timedelta(days=more)
    short = reply_due(asked(received, consulted_from=begun, consulted_to=ended), KNOWN).last
    long = reply_due(asked(received, consulted_from=begun, consulted_to=later), KNOWN).last

    assert short is not None
    assert long is not None
    assert short <= long


@given(received=RECEIVED, first=LATER, length=LATER)
def test_a_consultation_gives_no_more_than_the_days_of_the_third_party(
    received: date, first: int, length: int
) -> None:
    begun = received + timedelta(days=first)
    letter = {"consulted_from": begun, "consulted_to": begun + timedelta(days=length)}
    plain = reply_due(asked(received), KNOWN).last
    consulted = reply_due(asked(received, **letter), KNOWN).last
    for_ever = reply_due(asked(received, consulted_from=begun), KNOWN).last

    assert plain is not None
    assert consulted is not None
    assert for_ever is not None
    assert consulted <= for_ever
    # The day of the letter is not one of the fifteen.
    assert KNOWN.between(plain, for_ever) <= 16


@given(received=RECEIVED, consulted=st.tuples(LATER, LATER), fee=st.tuples(LATER, LATER))
def test_what_is_counted_and_what_is_not_fill_the_time(
    received: date, consulted: tuple[int, int], fee: tuple[int, int]
) -> None:
    request = asked(
        received,
        consulted_from=received + timedelta(days=consulted[0]),
        consulted_to=received + timedelta(days=sum(consulted)),
        fee_notice=received + timedelta(days=fee[0]),
        fee_paid=received + timedelta(days=sum(fee)),
    )
    due = reply_due(request, KNOWN)
    counted = sum(step.days for step in due_steps(due) if step.counted)
    lost = sum(pause.lost for pause in due.pauses)

    assert due.last is not None
    assert KNOWN.is_working(due.last)
    assert counted == 20
    assert KNOWN.between(due.start, due.last) == 20 + lost


@given(received=RECEIVED, later=st.integers(0, 30))
def test_who_asks_later_is_answered_no_earlier(received: date, later: int) -> None:
    first = reply_due(asked(received), KNOWN).last
    second = reply_due(asked(received + timedelta(days=later)), KNOWN).last

    assert first is not None
    assert second is not None
    assert first <= second


@given(received=RECEIVED)
def test_an_extension_gives_more_time(received: date) -> None:
    plain = reply_due(asked(received), KNOWN).last
    extended = reply_due(asked(received, extended=True), KNOWN).last

    assert plain is not None
    assert extended is not None
    assert KNOWN.between(plain, extended) == 20
