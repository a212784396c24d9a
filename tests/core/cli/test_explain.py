from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from gongkai.cli import explain
from gongkai.model.figures import Carried
from gongkai.prepare import Prepared, prepare
from tests.core.cli.command import Command

COUNTED = {
    "shi/ju/2018/web.csv": (
        "标题,发布时间,文号,规范性文件\n通知一,2018-03-01,示科〔2018〕1号,是\n通知二,2018-03-02,,\n"
    ),
    "shi/ju/2018/bo.csv": "标题,发布时间\n通知二,2018-03-02\n",
    "shi/ju/2018/box.csv": "标题,发布时间\n公告,2018-03-05\n",
    "shi/ju/2018/vouchers.csv": "标题\n",
}
CHANNELS = (
    '[channels.website]\nexport = "web.csv"\n[channels.weibo]\nexport = "bo.csv"\n'
    '[channels.reading-point]\nexport = "box.csv"\n'
)


@pytest.fixture
def counted(bureau: Command) -> Command:
    """The bureau with registers, and nothing stated that they count."""
    bureau.write(COUNTED)
    bureau.change("shi/ju/2018/report.toml", "proactive_total = 3\n", "")
    return bureau.change("shi/ju/2018/report.toml", "[outputs.html]", CHANNELS + "[outputs.html]")


def statistics(bureau: Command, row: str) -> list[str]:
    said = bureau("explain", "shi/ju", "2018", f"statistics.{row}")
    assert said.status == 0
    return said.out.splitlines()[1:]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("proactive_total", ["  = 3 条", "  stated in shi/ju/2018/report.toml:7:19"]),
        (
            "received_fax",
            ["  not applicable: 没有传真", "  stated in shi/ju/2018/report.toml:10:16"],
        ),
        ("reviews", ["  printed blank", "  stated in shi/ju/2018/report.toml:14:11"]),
        ("suits", ["  no number: '若干'", "  stated in shi/ju/2018/report.toml:15:9"]),
        (
            "complaints",
            ["  missing", "  nobody stated it, no register counts it, no rule derives it"],
        ),
        (
            "requests_received",
            [
                "  = 3 件",
                "  derived by the rule statistics.requests-received from:",
                "           1  statistics.received_in_person  当面申请数",
                "           /  statistics.received_fax  传真申请数",
                "           2  statistics.received_online  网络申请数",
                "           0  statistics.received_letter  信函申请数",
            ],
        ),
        (
            "staff",
            [
                "  = 4 人",
                (
                    "  overridden in shi/ju/2018/report.toml:13:9 by 张三: 借调一人; "
                    "the register counts —"
                ),
            ],
        ),
    ],
)
def test_explain_says_where_a_figure_comes_from(
    row: str, words: list[str], bureau: Command
) -> None:
    assert statistics(bureau, row) == words


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"200余"', "  = 200余条"),
        ('"近20条"', "  = 近20条"),
        ('"约30"', "  = 约30 条"),
    ],
)
def test_explain_says_the_unit_once(written: str, shown: str, bureau: Command) -> None:
    bureau.change("shi/ju/2018/report.toml", "proactive_total = 3", f"proactive_total = {written}")

    assert statistics(bureau, "proactive_total")[0] == shown


def test_explain_lists_the_items_behind_a_count_and_where_each_was_released(
    counted: Command,
) -> None:
    assert statistics(counted, "proactive_total") == [
        "  = 3 条",
        "  counted: 3 items of the register disclosures",
        "    2018-03-01  通知一  示科〔2018〕1号",
        "        website shi/ju/2018/web.csv:2",
        "    2018-03-02  通知二",
        "        website shi/ju/2018/web.csv:3  weibo shi/ju/2018/bo.csv:2",
        "    2018-03-05  公告",
        "        reading-point shi/ju/2018/box.csv:2",
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("channel_weibo", "  counted: 1 items of the register disclosures, released on weibo"),
        (
            "channel_other",
            "  counted: 1 items of the register disclosures, released on reading-point, …",
        ),
        (
            "proactive_normative",
            "  counted: 1 items of the register disclosures, normative documents only",
        ),
        (
            "channel_website",
            "  stated in shi/ju/2018/report.toml:7:19; the register counts 2",
        ),
    ],
)
def test_explain_says_what_was_counted(row: str, words: str, counted: Command) -> None:
    assert statistics(counted, row)[1] == words


REQUESTS = {
    "shi/ju/2018/requests.csv": (
        "申请编号,收到日期,申请方式,申请人类型,办理结果,答复日期,区分处理,延期,补正通知日期,补正日期\n"
        "2018-1,2018-03-01,信函,自然人,予以公开,2018-03-20,是,否,2018-03-02,2018-03-05\n"
    )
}
REQUESTED = '[registers.requests]\nexport = "requests.csv"\n[outputs.html]'


def test_explain_shows_a_request_as_it_is_kept(bureau: Command) -> None:
    bureau.write(REQUESTS)
    bureau.change("shi/ju/2018/report.toml", "[outputs.html]", REQUESTED)

    assert statistics(bureau, "closed_on_time")[1:] == [
        "  counted: 1 items of the register requests where when = handled, extended = no",
        (
            "    2018-1  2018-03-01  letter  natural_person  granted  2018-03-20  separated  "
            "amendment_asked 2018-03-02  amendment_given 2018-03-05"
        ),
        "        shi/ju/2018/requests.csv:2",
    ]


def test_explain_shows_a_request_in_the_words_of_the_office(bureau: Command) -> None:
    bureau.write(REQUESTS)
    bureau.change("shi/ju/2018/report.toml", "[outputs.html]", REQUESTED)

    said = bureau("--lang", "zh", "explain", "shi/ju", "2018", "statistics.closed_on_time").out

    assert "依申请公开台账" in said
    assert "本年办结" in said
    assert "未延期答复的" in said
    assert (
        "    2018-1  2018-03-01  信函  自然人  予以公开  2018-03-20  区分处理  "
        "补正通知日期 2018-03-02  补正日期 2018-03-05\n"
        "        shi/ju/2018/requests.csv:2\n"
    ) in said


def test_explain_names_channels_in_the_words_of_the_office(counted: Command) -> None:
    said = counted("--lang", "zh", "explain", "shi/ju", "2018", "statistics.channel_weibo").out

    assert "公开信息台账" in said
    assert "公开渠道：政务微博\n" in said
    assert "        政府网站 shi/ju/2018/web.csv:3  政务微博 shi/ju/2018/bo.csv:2\n" in said


def test_explain_as_json_holds_the_evidence_and_the_records(counted: Command) -> None:
    data = counted("explain", "shi/ju", "2018", "statistics.channel_weibo", "--json").json

    assert data == {
        "agency": "shi/ju",
        "year": 2018,
        "address": "statistics.channel_weibo",
        "label": data["label"],
        "unit": "条",
        "state": "number",
        "value": 1,
        "approximate": "exact",
        "text": "",
        "counted": None,
        "evidence": {
            "kind": "counted",
            "register": "disclosures",
            "channels": ["weibo"],
            "rest": False,
            "normative": None,
            "where": {},
            "divide": 1,
            "items": 1,
        },
        "words": "counted: 1 items of the register disclosures, released on weibo",
        "records": [
            {
                "title": "通知二",
                "document_number": "",
                "releases": [
                    {
                        "channel": "website",
                        "published": "2018-03-02",
                        "url": "",
                        "file": "shi/ju/2018/web.csv",
                        "row": 3,
                    },
                    {
                        "channel": "weibo",
                        "published": "2018-03-02",
                        "url": "",
                        "file": "shi/ju/2018/bo.csv",
                        "row": 2,
                    },
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("row", "evidence"),
    [
        (
            "proactive_total",
            {
                "kind": "stated",
                "source": {"file": "shi/ju/2018/report.toml", "line": 7, "column": 19},
            },
        ),
        (
            "staff",
            {
                "kind": "overridden",
                "source": {"file": "shi/ju/2018/report.toml", "line": 13, "column": 9},
                "by": "张三",
                "reason": "借调一人",
                "replaced": None,
            },
        ),
        (
            "requests_received",
            {
                "kind": "derived",
                "code": "statistics.requests-received",
                "operands": [
                    "statistics.received_in_person",
                    "statistics.received_fax",
                    "statistics.received_online",
                    "statistics.received_letter",
                ],
            },
        ),
        ("complaints", None),
    ],
)
def test_explain_as_json_holds_each_kind_of_evidence(
    row: str, evidence: object, bureau: Command
) -> None:
    data = bureau("explain", "shi/ju", "2018", f"statistics.{row}", "--json").json

    assert data["evidence"] == evidence


def test_explain_shows_a_key_areas_records(bureau: Command) -> None:
    areas = (
        '[key-areas]\ninclude = ["proposals"]\n'
        '[key-areas.proposals]\nexport = "proposals.csv"\n[outputs.html]'
    )
    bureau.change("shi/ju/2018/report.toml", "[outputs.html]", areas)
    bureau.change("shi/ju/2018/report.toml", '["overview"]', '["overview", "key-areas"]')
    rows = (
        "类别,编号,标题,委员,承办单位,复文文号,答复日期,公开方式\n"
        "政协提案,7,关于路灯的提案,,示局,,2018-02-06,全文\n"
    )
    bureau.write({"shi/ju/2018/proposals.csv": rows})

    said = bureau("explain", "shi/ju", "2018", "areas.proposals")
    data = bureau("explain", "shi/ju", "2018", "areas.proposals", "--json").json

    assert "  counted: 1 items of the register proposals\n" in said.out
    assert "关于路灯的提案" in said.out
    assert data["records"][0]["title"] == "关于路灯的提案"


def test_explain_names_the_report_that_a_figure_was_carried_from(
    bureau: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = Carried(
        agency="shi/ju",
        year=2017,
        address="statistics.staff",
        code="some.rule",
        operands=("statistics.channel_website",),
    )

    def prepare_carried(*arguments: Any) -> Prepared:  # noqa: ANN401 - as prepare
        prepared = prepare(*arguments)
        figures = {
            address: evolve(figure, evidence=carried)
            for address, figure in prepared.counting.figures.items()
        }
        return evolve(prepared, counting=evolve(prepared.counting, figures=figures))

    monkeypatch.setattr(explain, "prepare", prepare_carried)

    assert statistics(bureau, "staff")[1:3] == [
        "  carried from shi/ju 2017 statistics.staff by the rule some.rule",
        "           3  statistics.channel_website  政府网站公开政府信息数",
    ]
    said = bureau("explain", "shi/ju", "2018", "statistics.staff", "--json")
    assert said.json["evidence"] == {
        "kind": "carried",
        "agency": "shi/ju",
        "year": 2017,
        "address": "statistics.staff",
        "code": "some.rule",
        "operands": ["statistics.channel_website"],
    }


def test_the_evidence_of_a_key_area_names_its_register_as_toml_does(bureau: Command) -> None:
    areas = (
        '[key-areas]\ninclude = ["penalty-cases"]\n'
        '[key-areas.penalty-cases]\nexport = "cases.csv"\n[outputs.html]'
    )
    bureau.change("shi/ju/2018/report.toml", "[outputs.html]", areas)
    bureau.change("shi/ju/2018/report.toml", '["overview"]', '["overview", "key-areas"]')
    bureau.write({"shi/ju/2018/cases.csv": "决定书文号,当事人\n1,示企\n"})

    said = bureau("explain", "shi/ju", "2018", "areas.penalty_cases")

    assert "  counted: 1 items of the register penalty-cases\n" in said.out
