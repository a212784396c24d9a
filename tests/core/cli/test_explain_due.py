from __future__ import annotations

from datetime import date

import pytest

from gongkai.calendar import Calendar
from gongkai.cli.due import due_answer, due_data, due_lines
from gongkai.cli.speech import speech_for
from gongkai.model.records import Request
from tests.core.cli.command import Command

REGISTER = (
    "申请编号,收到日期,申请方式,申请人类型,姓名,联系电话,办理结果,答复日期,征求意见日期,反馈意见日期\n"
    "2018-001,2018-02-08,信函,自然人,张三丰,13900000000,予以公开,2018-03-27,2018-02-27,2018-03-06\n"
    "2018-002,2018-03-01,网络申请,自然人,李四光,13900000001,予以公开,2018-03-16,,\n"
)
WAITING = Request(number="甲-1", received=date(2024, 2, 26), fee_notice=date(2024, 3, 4))


@pytest.fixture
def kept(bureau: Command) -> Command:
    """The bureau with a register of requests."""
    bureau.write({"shi/ju/2018/requests.csv": REGISTER})
    return bureau.change(
        "shi/ju/2018/report.toml",
        "[outputs.html]",
        '[registers.requests]\nexport = "requests.csv"\n[outputs.html]',
    )


def lines(today: date, request: Request) -> list[str]:
    answer = due_answer((request,), request.number, Calendar(), today)
    return [str(line) for line in due_lines(answer)]


def test_explain_due_says_the_days_in_words(kept: Command) -> None:
    said = kept("explain", "shi/ju", "2018", "--due", "2018-001")

    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines() == [
        "request 2018-001",
        (
            "  received on 2018-02-08; that day itself is not counted "
            "(recalled from a general rule of procedure that the regulation does not state; "
            "compare it before you rely on it)"
        ),
        "  《政府信息公开条例》（国务院令第492号）第二十四条 gives 15 working days",
        "  counted: 9 working days from 2018-02-09 to 2018-02-26",
        "      holidays, not counted: 2018-02-15 – 2018-02-21",
        "      weekends, not counted: 2018-02-10, 2018-02-25",
        "      made-up working days, counted: 2018-02-11, 2018-02-24",
        (
            "  a third party was consulted from 2018-02-27 to 2018-03-06: "
            "6 working days are not counted"
        ),
        "  counted: 6 working days from 2018-03-07 to 2018-03-14",
        "      weekends, not counted: 2018-03-10 – 2018-03-11",
        "  the last day is 2018-03-14",
        "  = replied to on 2018-03-27: 9 working days late",
    ]


def test_explain_due_gives_the_same_as_data(kept: Command) -> None:
    told = kept("explain", "shi/ju", "2018", "--due", "2018-002", "--json").json

    assert [(step["words"], step["unusual"]) for step in told.pop("steps")] == [
        ("received on 2018-03-01; that day itself is not counted", []),
        ("《政府信息公开条例》（国务院令第492号）第二十四条 gives 15 working days", []),
        (
            "counted: 15 working days from 2018-03-02 to 2018-03-22",
            [
                {"kind": "weekend", "first": "2018-03-03", "last": "2018-03-04"},
                {"kind": "weekend", "first": "2018-03-10", "last": "2018-03-11"},
                {"kind": "weekend", "first": "2018-03-17", "last": "2018-03-18"},
            ],
        ),
        ("the last day is 2018-03-22", []),
    ]
    assert told.pop("today")
    assert told == {
        "agency": "shi/ju",
        "year": 2018,
        "request": "2018-002",
        "received": "2018-03-01",
        "form": "online",
        "counted_from": "2018-03-01",
        "days": 15,
        "basis": "《政府信息公开条例》（国务院令第492号）第二十四条",
        "due": "2018-03-22",
        "decided": "2018-03-16",
        "state": "kept",
        "working_days": 4,
        "amendment_due": None,
        "words": "replied to on 2018-03-16: in time, 4 working days to spare",
    }


@pytest.mark.parametrize("option", ["--json", "--due=2018-001"])
def test_explain_due_tells_nothing_of_who_asked(option: str, kept: Command) -> None:
    said = kept("explain", "shi/ju", "2018", "--due", "2018-001", option)

    assert [
        secret for secret in ("张三丰", "1390", "natural", "自然人") if secret in said.out
    ] == []


def test_explain_due_reads_no_other_register(kept: Command) -> None:
    kept.change(
        "shi/ju/2018/report.toml",
        "[registers.requests]",
        '[registers.fees]\nexport = "fees.csv"\n[registers.requests]',
    )
    kept.write({"shi/ju/2018/fees.csv": "无此列\n1\n"})

    assert kept("explain", "shi/ju", "2018", "--due", "2018-002").status == 0
    assert kept("explain", "shi/ju", "2018", "statistics.staff").status == 2


def test_explain_due_finds_a_number_however_wide_it_was_typed(kept: Command) -> None:
    said = kept("explain", "shi/ju", "2018", "--due", "２０１８－００２")

    assert said.out.splitlines()[0] == "request 2018-002"


def test_explain_due_says_which_number_was_probably_meant(kept: Command) -> None:
    said = kept("explain", "shi/ju", "2018", "--due", "2018-02")

    assert (said.status, said.out) == (2, "")
    assert said.err == "gongkai: the register has no request '2018-02'; did you mean '2018-002'?\n"


def test_explain_due_says_so_where_no_register_is_kept(bureau: Command) -> None:
    said = bureau("explain", "shi/ju", "2018", "--due", "1")

    assert said.err == "gongkai: the register has no request '1'; none is known\n"


@pytest.mark.parametrize(
    "arguments", [(), ("statistics.staff", "--due", "2018-001"), ("", "--due", "2018-001")]
)
def test_explain_is_asked_for_one_thing(arguments: tuple[str, ...], kept: Command) -> None:
    said = kept("explain", "shi/ju", "2018", *arguments)

    assert (said.status, said.out) == (2, "")
    assert said.err == "gongkai: name either an ADDRESS or a request with --due\n"


def test_explain_due_tells_days_that_contradict_each_other(kept: Command) -> None:
    kept.change("shi/ju/2018/requests.csv", "2018-02-27,2018-03-06", "2018-02-27,2018-02-26")

    said = kept("explain", "shi/ju", "2018", "--due", "2018-001")

    assert said.status == 2
    assert said.err == (
        "gongkai: request 2018-001: the end of the consultation (2018-02-26) "
        "lies before the letter to the third party (2018-02-27)\n"
    )


def test_an_open_request_has_days_left_or_is_overdue_or_waits() -> None:
    plain = WAITING._replace(fee_notice=None)

    assert lines(date(2024, 3, 20), plain)[-1] == (
        "  = open on 2024-03-20: 3 working days are left"
    )
    assert lines(date(2024, 3, 27), plain)[-1] == ("  = open on 2024-03-27: 2 working days overdue")
    assert lines(date(2024, 3, 27), WAITING)[-2:] == [
        "  the clock stands still; 16 working days are left",
        "  = open on 2024-03-27: not overdue while the clock stands still",
    ]


def test_a_reply_while_the_clock_stood_still_is_not_late() -> None:
    assert lines(date(2024, 9, 1), WAITING._replace(decided=date(2024, 5, 6)))[-1] == (
        "  = replied to on 2024-05-06, while the clock stood still: not late"
    )


def test_a_consultation_without_an_end_does_not_stop_the_clock_for_ever() -> None:
    forgotten = Request(
        number="1",
        received=date(2023, 3, 1),
        consulted_from=date(2023, 3, 10),
        decided=date(2023, 6, 10),
    )

    assert lines(date(2024, 3, 27), forgotten)[-7:-1] == [
        (
            "  a third party was consulted from 2023-03-10 on, without an end yet: "
            "16 working days are not counted"
        ),
        (
            "  《政府信息公开条例》（国务院令第711号）第三十二条 gives a third party 15 working "
            "days: after 2023-03-31 the clock goes on (practice; no text says so)"
        ),
        "  counted: 14 working days from 2023-04-01 to 2023-04-21",
        "      holidays, not counted: 2023-04-05",
        (
            "      weekends, not counted: 2023-04-01 – 2023-04-02, 2023-04-08 – 2023-04-09, "
            "2023-04-15 – 2023-04-16"
        ),
        "  the last day is 2023-04-21",
    ]


def test_an_amendment_notice_is_judged_as_well() -> None:
    told = WAITING._replace(fee_notice=None, amendment_asked=date(2024, 3, 6))
    late = told._replace(amendment_asked=date(2024, 3, 8), amendment_given=date(2024, 3, 9))
    old = told._replace(received=date(2019, 5, 13))

    assert lines(date(2024, 3, 27), told)[-2] == (
        "  the amendment notice of 2024-03-06 was due on 2024-03-06: in time"
    )
    assert lines(date(2024, 3, 27), late)[-2] == (
        "  the amendment notice of 2024-03-08 was due on 2024-03-06: 2 working days late"
    )
    assert [line for line in lines(date(2024, 3, 27), old) if "notice" in line] == []


def test_what_is_practice_is_marked_as_well() -> None:
    amended = Request(number="1", received=date(2019, 3, 4), amendment_given=date(2019, 3, 11))

    assert lines(date(2024, 3, 27), amended)[2] == (
        "  the amended request came in on 2019-03-11: the count starts anew after that day "
        "(practice; no text says so)"
    )


def test_the_data_have_the_last_day_of_the_amendment_notice() -> None:
    told = WAITING._replace(amendment_asked=date(2024, 3, 1), fee_notice=None)
    answer = due_answer((told,), "甲-1", Calendar(), date(2024, 3, 27))
    data = due_data(answer, speech_for("en"))

    assert (data["amendment_due"], data["due"], data["state"]) == (
        date(2024, 3, 6),
        None,
        "suspended",
    )


def test_explain_due_says_that_a_row_could_not_be_read(kept: Command) -> None:
    kept.change("shi/ju/2018/requests.csv", "2018-002,2018", "2018-002,一八")

    said = kept("explain", "shi/ju", "2018", "--due", "2018-002")

    assert said.status == 2
    assert said.err == (
        "gongkai: the request 2018-002 stands in shi/ju/2018/requests.csv:3, but the row cannot "
        "be read: 收到日期: expected a day such as 2018-05-03; correct it first\n"
    )
