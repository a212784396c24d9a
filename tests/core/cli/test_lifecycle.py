"""The lifecycle as people use it: from a command line, a year from draft to correction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from icalendar import Calendar

from gongkai.lifecycle.event import hash_of
from tests.core.cli.command import Command, Said
from tests.core.lifecycle.office import PEOPLE, write_office
from tests.core.lifecycle.test_signing import PUBLIC, key_file

ON = ("--on", "2025-01-20", "--place", "https://ju.example.gov.cn/1.html")
TODAY = ("--year", "2024")


@pytest.fixture
def office(gongkai: Command) -> Command:
    """A bureau with a clean report of 2024, and five people."""
    write_office(gongkai.folder / "agencies")
    return gongkai


def act(office: Command, move: str, user: str, *more: str) -> Said:
    return office(move, "ju", "--year", "2024", "--actor", user, *more)


def walk(office: Command) -> None:
    """Take the report to its approval."""
    for move, user in (
        ("mark-checked", "zhang"),
        ("submit", "zhang"),
        ("secrecy-review", "li"),
        ("approve", "wang"),
    ):
        assert act(office, move, user).status == 0


def database(office: Command) -> Path:
    return office.folder / ".gongkai" / "log.sqlite"


def tamper(office: Command, statement: str) -> None:
    with closing(sqlite3.connect(database(office))) as connection, connection:
        connection.execute(statement)


def test_a_report_is_taken_to_the_public_and_corrected(office: Command) -> None:
    walk(office)

    published = act(office, "publish", "zhao", *ON)
    assert published.out.splitlines()[0] == "→ published/ju/2024/r1"
    assert "approved 已审定 → published 已发布  revision 1, event 5, unsigned" in published.out

    corrected = act(office, "correct", "wang", "--note", "表二有误")
    assert "published 已发布 → draft 草稿  revision 2, event 6, unsigned" in corrected.out


def test_publishing_again_says_that_nothing_has_changed(office: Command) -> None:
    walk(office)
    act(office, "publish", "zhao", *ON)

    again = act(office, "publish", "zhao", *ON)

    assert (again.status, again.out.splitlines()[-1]) == (
        0,
        "it had been published before; nothing has changed",
    )
    assert act(office, "publish", "zhao", *ON, "--json").json == {"made": False, "refusals": []}


def test_a_late_publication_is_told(office: Command) -> None:
    office.change("ju/2024/report.toml", '"published" = 2025-01-20\n', "")
    walk(office)

    said = act(office, "publish", "zhao", "--on", "2025-02-20", "--place", "x", "--zip")

    assert said.status == 0
    assert "deadline.report: " in said.err
    assert said.out.startswith("→ published/ju/2024/r1.zip\n")


def test_a_refused_move_says_which_guard_why_and_what_to_do(office: Command) -> None:
    said = act(office, "approve", "zhang")

    assert (said.status, said.out) == (1, "")
    assert said.err == (
        "approve is refused:\n"
        "  state: the report is draft (草稿); approve leads on from submitted (已报送)\n"
        "    → possible now: mark-checked\n"
        "  role: 张起草 has none of the roles approver\n"
        "    → ask one of: 王审定\n"
    )


def test_answers_are_data_too(office: Command) -> None:
    made = act(office, "mark-checked", "zhang", "--json").json
    assert (made["made"], made["from"], made["to"], made["event"]) == (True, "draft", "checked", 1)

    refused = act(office, "mark-checked", "zhang", "--json")
    assert refused.status == 1
    assert [each["guard"] for each in refused.json["refusals"]] == ["state"]


def test_a_report_is_sent_back_with_reasons(office: Command) -> None:
    act(office, "mark-checked", "zhang")
    act(office, "submit", "zhang")

    said = act(office, "return", "li", "--reason", "section:overview=太短", "--note", "重写")

    assert said.status == 0
    assert act(office, "return", "li", "--reason", "太短").err == (
        "gongkai: --reason '太短': expected ADDRESS=TEXT\n"
    )
    log = office("log", "ju", "2024").out
    assert "return  已报送 → 已退回  李审核" in log
    assert "     重写\n     section:overview: 太短\n" in log


def test_a_step_of_the_region_is_made_by_its_name(office: Command) -> None:
    step = (
        '[[lifecycle.step]]\nname = "legal-review"\nlabel = "法核"\nafter = "submitted"\n'
        'state = "reviewed"\ndone = "已法核"\nby = ["reviewer"]\n'
    )
    office.write({"people.toml": step + PEOPLE})
    act(office, "mark-checked", "zhang")
    act(office, "submit", "zhang")

    said = office("step", "legal-review", "ju", "--year", "2024", "--actor", "li")

    assert "submitted 已报送 → reviewed 已法核" in said.out
    assert "legal-review    法核      submitted 已报送 → reviewed 已法核" in (
        office("forms", "--lifecycle", "ju").out
    )


def test_the_lifecycle_is_printed(office: Command) -> None:
    said = office("forms", "--lifecycle")
    assert "publish         发布      approved 已审定 → published 已发布\n" in said.out
    assert "not by the same person: mark-checked ≠ approve" in said.out

    data = office("forms", "--lifecycle", "--json").json
    assert [state["name"] for state in data["states"]][:3] == ["draft", "checked", "submitted"]
    assert data["moves"][-2]["new_revision"] is True


def test_the_log_says_what_changed_when_a_report_fell_back(office: Command) -> None:
    act(office, "mark-checked", "zhang")
    office.change("ju/2024/report.toml", '"form"', '# 改\n"form"')
    act(office, "submit", "zhang")

    assert "fall-back  已校核 → 草稿" in office("log", "ju", "2024").out
    assert "     ju/2024/report.toml (changed)\n" in office("log", "ju", "2024").out
    assert [each["move"] for each in office("log", "ju", "2024", "--json").json["events"]] == [
        "mark-checked",
        "fall-back",
    ]


def test_reading_leaves_no_trace(office: Command) -> None:
    assert office("log", "ju", "2024").out == "nothing is recorded of this report; it is a draft\n"
    assert office("status", "--year", "2024").status in {0, 1}
    assert not database(office).exists()


@pytest.mark.parametrize("command", ["verify", "export", "checkpoint"])
def test_a_store_that_is_not_there_is_not_audited(office: Command, command: str) -> None:
    """An empty store in its place would hold, and tell the auditor of a mistyped path that all is
    well.
    """
    said = office("audit", command)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("gongkai: there is no store at sqlite:///")
    assert "nothing to audit" in said.err
    assert not database(office).exists()


def test_a_store_without_an_event_has_no_checkpoint(office: Command) -> None:
    database(office).parent.mkdir()
    database(office).touch()

    assert office("audit", "verify").out == "0 events of 0 reports hold; signed: 0\n"
    assert office("audit", "checkpoint").err == (
        "gongkai: there is no event yet, and so no checkpoint\n"
    )


def test_comments_are_listed_answered_and_settled(office: Command) -> None:
    act(office, "comment", "li", "--at", "section:overview", "--text", "请补充")
    act(office, "comment", "zhang", "--answer", "1", "--text", "已补充")

    said = act(office, "comment", "li", "--resolve", "1")

    assert said.out == (
        "1  section:overview  李审核: 请补充  settled by 李审核\n     张起草: 已补充\n"
    )
    assert act(office, "comment", "li", "--json").json["comments"][0]["resolved_by"] == "李审核"
    act(office, "comment", "li", "--at", "title", "--text", "二")
    assert act(office, "comment", "li").out.endswith("4  title  李审核: 二  open\n")
    assert act(office, "comment", "nobody", "--at", "title", "--text", "x").status == 2


def test_an_export_is_verified_without_the_store(office: Command) -> None:
    walk(office)
    exported = office.folder / "log.jsonl"
    exported.write_text(office("audit", "export").out, "utf-8")
    database(office).unlink()

    assert office("audit", "verify", "--file", str(exported)).out == (
        "4 events of 1 reports hold; signed: 0\n"
    )
    exported.write_text(exported.read_text("utf-8").replace("zhang", "zheng"), "utf-8")
    said = office("audit", "verify", "--file", str(exported))
    assert (said.status, said.err) == (1, "event 1: its text is not what its hash says\n")


def test_ten_lines_verify_an_export(office: Command) -> None:
    walk(office)
    lines = [json.loads(line) for line in office("audit", "export").out.splitlines()]

    previous = ""
    for line in lines:
        assert hash_of(line["event"] + line["signature"]) == line["hash"]
        assert json.loads(line["event"])["previous"] == previous
        previous = line["hash"]
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE events SET text = replace(text, 'zhang', 'zheng') WHERE number = 2",
            "event 2: its text is not what its hash says",
        ),
        (
            "DELETE FROM events WHERE number = 2",
            "event 2: expected event 2, found 3: events are missing or out of order",
        ),
        (
            "DELETE FROM events WHERE number = 4",
            "event 4: the log ends here, the store knows 4 events",
        ),
        (
            "UPDATE events SET agency = 'other' WHERE number = 3",
            "event 3: the store files it under another report or number",
        ),
        *(
            (
                f"UPDATE heads SET {column}",  # noqa: S608 - the statements below
                "event 4: ju 2024 is listed otherwise than its events say",
            )
            for column in (
                "state = 'published'",
                "content = 'x'",
                "released_on = 'junk'",
                "since = ''",
                "errors = 7",
                "warnings = 7",
                "remarks = 7",
            )
        ),
        ("UPDATE log SET hash = 'x'", "event 4: the store says that its log ends otherwise"),
        ("UPDATE log SET store = 'x'", "event 4: the store says that its log ends otherwise"),
    ],
)
def test_whatever_is_done_to_the_database_shows(
    office: Command, statement: str, expected: str
) -> None:
    walk(office)
    tamper(office, statement)

    said = office("audit", "verify")

    assert (said.status, said.err) == (1, f"{expected}\n")


def test_a_checkpoint_that_was_kept_finds_what_was_rewritten(office: Command) -> None:
    walk(office)
    kept = office.folder / "kept.txt"
    kept.write_text(office("audit", "checkpoint").out, "utf-8")
    assert office("audit", "verify", "--checkpoint", str(kept)).status == 0

    database(office).unlink()
    act(office, "mark-checked", "zhang")

    said = office("audit", "verify", "--checkpoint", str(kept), "--json")
    assert said.status == 1
    assert said.json["broken"]["why"] == "the log ends here, a checkpoint knows 4 events"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--checkpoint", "none"), "none: cannot be read: No such file or directory"),
        (("--checkpoint", "agencies/people.toml"), "agencies/people.toml: holds no checkpoint"),
        (("--file", "none"), "none: cannot be read: No such file or directory"),
        (("--file", "agencies/people.toml"), "agencies/people.toml: is no export of a log"),
    ],
)
def test_what_cannot_be_verified_is_told(
    office: Command, arguments: tuple[str, str], expected: str
) -> None:
    said = office("audit", "verify", *arguments)
    assert (said.status, said.err) == (2, f"gongkai: {expected}\n")


def test_a_signed_event_says_so(office: Command) -> None:
    people = PEOPLE.replace('roles = ["drafter"]', f'roles = ["drafter"]\nkeys = ["{PUBLIC}"]')
    office.write({"people.toml": people})

    said = act(office, "mark-checked", "zhang", "--key", str(key_file(office.folder)))

    assert said.out.endswith("revision 1, event 1, signed\n")
    assert "张起草  signed" in office("log", "ju", "2024").out
    assert office("audit", "verify").out == "1 events of 1 reports hold; signed: 1\n"


def test_how_far_everybody_is(office: Command) -> None:
    write_office(office.folder / "agencies", ("ju", "shi/ju2"))
    for bureau in ("ju", "shi/ju2"):
        office.change(f"{bureau}/2024/report.toml", '"published" = 2025-01-20\n', "")
    act(office, "mark-checked", "zhang")

    said = office("status", "--year", "2024")

    lines = said.out.splitlines()
    assert lines[0].startswith("示范市科学技术局  checked 已校核  late by ")
    assert lines[1].startswith("示范市科学技术局  draft 草稿  late by ")
    assert lines[2] == "checked 已校核: 1; draft 草稿: 1"
    assert office("status", "shi", "--year", "2024").out.count("示范市科学技术局") == 1
    assert office("status", "--year", "2024", "--fail-late").status == 1
    assert office("status", "none", "--year", "2024").status == 2


def test_what_is_published_is_late_no_more(office: Command) -> None:
    walk(office)
    act(office, "publish", "zhao", *ON)
    act(office, "comment", "li", "--at", "title", "--text", "x")

    (found,) = office("status", "--year", "2024", "--fail-late", "--json").json["reports"]

    assert (found["state"], found["released_on"], found["days"], found["late"]) == (
        "published",
        "2025-01-20",
        None,
        0,
    )
    said = office("status", "--year", "2024").out
    assert said.startswith("示范市科学技术局  published 已发布  2025-01-20  comments: 1\n")


def test_limits_become_a_calendar(office: Command) -> None:
    office.change("ju/2024/report.toml", '"published" = 2025-01-20\n', "")
    file = office.folder / "limits.ics"

    assert office("status", "--year", "2024", "--ics", str(file)).status == 0

    calendar = Calendar.from_ical(file.read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert str(event["summary"]) == "示范市科学技术局2024年政府信息公开工作年度报告公布期限"
    assert b"DTSTART;VALUE=DATE:20250131" in event.to_ical()
    assert office("status", "--year", "2024", "--ics", str(file / "x")).status == 2


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("nothing", "is no address of a store"),
        ("mysql://x", "is no address of a store"),
        ("postgresql://127.0.0.1:1/none", "the store postgresql+psycopg://127.0.0.1:1/none: "),
        ("sqlite:///agencies/people.toml/x/log.sqlite", "cannot be made: Not a directory"),
        ("sqlite:///agencies/people.toml", "file is not a database"),
    ],
)
def test_a_store_that_cannot_be_is_told(office: Command, url: str, expected: str) -> None:
    said = office("--store", url, "mark-checked", "ju", "--year", "2024", "--actor", "zhang")

    assert said.status == 2
    assert expected in said.err
    assert "Traceback" not in said.err


def test_a_store_of_a_newer_version_is_left_alone(office: Command) -> None:
    act(office, "mark-checked", "zhang")
    tamper(office, "UPDATE alembic_version SET version_num = '9999'")

    said = act(office, "submit", "zhang")

    assert (said.status, said.err) == (
        2,
        "gongkai: a newer gongkai has made this store (schema 9999); install it\n",
    )


@pytest.fixture
def chinese(office: Command, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    monkeypatch.setenv("GONGKAI_LANG", "zh")
    yield office
    monkeypatch.undo()


def test_a_refusal_speaks_chinese(chinese: Command) -> None:
    said = act(chinese, "approve", "zhang")
    assert "state" in said.err
    assert "refused" not in said.err


def page(office: Command) -> str:
    return (office.folder / "build" / "ju" / "2024" / "report.html").read_text("utf-8")


def test_a_report_is_built_as_a_draft_until_it_is_approved(office: Command) -> None:
    office("build", "ju")
    assert "草稿" in page(office)
    assert not database(office).exists()

    walk(office)
    office("build", "ju")
    assert "草稿" not in page(office)

    office.change("ju/2024/report.toml", '"form"', '# 改\n"form"')
    office("build", "ju")
    assert "草稿" in page(office)


def test_what_is_built_of_a_correction_says_what_it_corrects(office: Command) -> None:
    walk(office)
    act(office, "publish", "zhao", *ON)
    act(office, "correct", "wang", "--note", "表二有误")

    office("build", "ju")

    assert "更正说明：表二有误" in page(office)
    assert "草稿" in page(office)


def test_the_published_page_is_still_what_was_approved(office: Command) -> None:
    walk(office)
    act(office, "publish", "zhao", *ON)
    published = office.folder / "published" / "ju" / "2024" / "r1" / "report.html"

    assert office("verify", "ju", "2024", str(published)).status == 0


def test_the_sites_status_page_says_how_far_a_report_is(office: Command) -> None:
    write_office(office.folder / "agencies", ("shi/ju",))
    office.write({"shi/region.toml": '[region]\nname = "示范市"\nlevel = "prefecture"\n'})
    office("mark-checked", "shi/ju", "--year", "2024", "--actor", "zhang")

    assert office("site", "shi").status == 0

    status = (office.folder / "build" / "shi" / "site" / "status.html").read_text("utf-8")
    assert "登记：已校核" in status


@pytest.mark.parametrize("option", [("--without", "check-cells"), ("--no-agency-code",)])
def test_a_move_is_judged_by_every_rule(office: Command, option: tuple[str, ...]) -> None:
    said = office(*option, "mark-checked", "ju", "--year", "2024", "--actor", "zhang")

    assert said.status == 2
    assert "a move is judged by every rule" in said.err


def test_a_text_of_several_lines_cannot_look_like_the_log(office: Command) -> None:
    act(office, "mark-checked", "zhang", "--note", "一\n 10  2025-01-01  approve")
    assert "     一 ⏎  10  2025-01-01  approve\n" in office("log", "ju", "2024").out


@pytest.mark.parametrize(
    "said",
    [("--text", "x"), ("--at", "title", "--answer", "1"), ("--answer", "1", "--resolve", "1")],
)
def test_a_comment_that_says_two_things_is_refused(office: Command, said: tuple[str, ...]) -> None:
    assert "say one thing" in act(office, "comment", "li", *said).err


def test_the_log_of_nobody_is_not_that_of_a_draft(office: Command) -> None:
    assert "there is no agency 'jv'; known: ju" in office("log", "jv", "2024").err


def test_a_refusal_says_that_the_report_fell_back(office: Command) -> None:
    act(office, "mark-checked", "zhang")
    office.change("ju/2024/report.toml", '"form"', '# 改\n"form"')
    assert act(office, "submit", "zhang").err.endswith("  the report is a draft again\n")


def test_an_address_of_a_store_keeps_its_password(office: Command) -> None:
    url = "mysql://u:sekret@h/d"
    said = office("--store", url, "mark-checked", "ju", "--year", "2024", "--actor", "zhang")
    assert (said.status, "sekret" in said.err) == (2, False)


def test_a_line_that_is_no_text_is_no_export(office: Command) -> None:
    (office.folder / "x.jsonl").write_text('{"event": 5, "signature": "", "hash": ""}\n', "utf-8")
    assert office("audit", "verify", "--file", "x.jsonl").status == 2


def test_people_that_cannot_be_read_do_not_keep_an_auditor_from_the_log(office: Command) -> None:
    walk(office)
    office.write({"people.toml": "["})
    assert office("audit", "verify").status == 0


def test_keys_that_nobody_names_now_are_told(office: Command) -> None:
    people = PEOPLE.replace('roles = ["drafter"]', f'roles = ["drafter"]\nkeys = ["{PUBLIC}"]')
    office.write({"people.toml": people})
    act(office, "mark-checked", "zhang", "--key", str(key_file(office.folder)))
    office.write({"people.toml": PEOPLE})

    said = office("audit", "verify")

    assert said.status == 0
    assert said.out.endswith("1 signatures are of keys that people.toml does not name now\n")


def test_how_a_report_is_late_and_what_is_open_is_said_in_the_table(office: Command) -> None:
    office.change("ju/2024/report.toml", '"published" = 2025-01-20\n', "")
    walk(office)
    act(office, "publish", "zhao", "--on", "2025-02-20", "--place", "x")
    act(office, "correct", "wang", "--note", "更正")

    said = office("status", "--year", "2024").out

    assert "20 days late (2025-01-31)" in said
    assert "warnings: 1, revision 2" in said


def test_what_is_not_late_has_days_left(office: Command) -> None:
    office.write({"ju/2030/report.toml": ""})
    said = office("status", "--year", "2030").out
    assert said.startswith("示范市科学技术局  draft 草稿  ")
    assert " days left (2031-01-31)" in said


def test_who_has_no_report_is_in_the_table(office: Command) -> None:
    assert office("status", "--year", "2030").out.startswith("示范市科学技术局  no report  ")


def test_a_settled_comment_is_no_longer_listed_as_open(office: Command) -> None:
    act(office, "comment", "li", "--at", "title", "--text", "x")
    act(office, "comment", "li", "--resolve", "1")
    assert office("audit", "verify").status == 0
    assert "comments" not in office("status", "--year", "2024").out


def test_a_signed_log_is_verified_though_people_cannot_be_read(office: Command) -> None:
    people = PEOPLE.replace('roles = ["drafter"]', f'roles = ["drafter"]\nkeys = ["{PUBLIC}"]')
    office.write({"people.toml": people})
    act(office, "mark-checked", "zhang", "--key", str(key_file(office.folder)))
    office.write({"people.toml": "["})

    said = office("audit", "verify")

    assert (said.status, "of keys that people.toml does not name now" in said.out) == (0, True)


def test_open_errors_of_the_last_move_are_in_the_table(office: Command) -> None:
    act(office, "mark-checked", "zhang")
    office.change("ju/2024/report.toml", '"granted" = [11,', '"granted" = [12,')
    act(office, "submit", "zhang")
    assert "errors: " in office("status", "--year", "2024").out
