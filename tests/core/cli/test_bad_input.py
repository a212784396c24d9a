"""What bureaus get wrong: each with its message, and nothing lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest

from tests.core.cli.command import Command
from tests.core.cli.conftest import BUREAU

REPORT = "shi/ju/2018/report.toml"
WEBSITE = '[channels.website]\nexport = "web.csv"\n'
HEADING = "标题,发布时间\n"


def refused(gongkai: Command, *arguments: str) -> str:
    """Build what cannot be built, and give what is said of it, from the second line on."""
    said = gongkai("build", *arguments)
    assert said.status == 2
    assert "Traceback" not in said.err
    return said.err


def rules_found(gongkai: Command) -> list[tuple[str, str, int]]:
    """Rule, address and line of each finding."""
    findings = gongkai("check", "--json").json["findings"]
    return [(f["code"], f["address"], (f["source"] or {"line": 0})["line"]) for f in findings]


def clean(gongkai: Command, figures: str = "", **files: str | bytes) -> Command:
    """A bureau with a website register and nothing wrong, but for what the test adds."""
    return gongkai.write(
        {
            "shi/ju/bureau.toml": BUREAU + WEBSITE,
            REPORT: '[narrative]\nomitted = "略"\n[outputs.html]\n[outputs.markdown]\n'
            f"[outputs.json]\n[figures.statistics]\n{figures}",
            "shi/ju/2018/web.csv": HEADING + "通知一,2018-03-01\n",
            **{f"shi/ju/2018/{name}.csv": content for name, content in files.items()},
        }
    )


def test_an_empty_agencies_folder(gongkai: Command) -> None:
    (gongkai.folder / "agencies").mkdir()

    assert refused(gongkai) == (
        "gongkai: the folder agencies holds no report; a report is a folder with bureau.toml "
        "and, below it, a year with report.toml\n"
    )


@pytest.mark.parametrize(
    ("bureau_toml", "messages"),
    [
        ("[bureau\n", ["shi/ju/bureau.toml:1:8: not valid TOML: "]),
        (
            BUREAU.replace("kind", "kynd"),
            ["shi/ju/bureau.toml:3:1: unknown key 'kynd'; did you mean 'kind'?"],
        ),
        (
            BUREAU.replace('"示范市科学技术局"', "7"),
            ["shi/ju/bureau.toml:2:8: bureau.name: expected a text in quotes, found 7"],
        ),
        (
            '[bureau]\nname = 7\nkind = "ministry"\n[chanels.website]\n',
            ["shi/ju/bureau.toml:4:2: unknown key 'chanels'; did you mean 'channels'?"],
        ),
        (
            '[bureau]\nname = 7\nkind = "ministry"\n',
            ["shi/ju/bureau.toml:2:8: bureau.name: ", "shi/ju/bureau.toml:3:8: bureau.kind: "],
        ),
        (
            BUREAU + "[channels.websit]\n[outputs.htm]\n",
            [
                "shi/ju/bureau.toml:4:2: no plugin offers the channel 'websit'; did you mean 'web",
                "shi/ju/bureau.toml:5:2: no plugin offers the output 'htm'; did you mean 'html'?",
            ],
        ),
        (
            BUREAU + WEBSITE,
            ["shi/ju/bureau.toml:5:10: there is no file 'web.csv' in shi/ju/2018; "],
        ),
        (b"\xff\xfe[", ["shi/ju/bureau.toml: not UTF-8 text (byte 0); save the file as UTF-8"]),
    ],
)
def test_a_bureau_file_that_is_wrong(
    bureau_toml: str | bytes, messages: list[str], bureau: Command
) -> None:
    bureau.write({"shi/ju/bureau.toml": bureau_toml})

    said = refused(bureau)

    assert [message for message in messages if message not in said] == []


def test_a_figure_for_a_row_that_the_form_does_not_have(gongkai: Command) -> None:
    clean(gongkai, "channel_tiktok = 3\n")

    assert f"{REPORT}:7:1: unknown key 'channel_tiktok'; " in refused(gongkai)


def test_a_narrative_that_is_not_there(bureau: Command) -> None:
    bureau.change(REPORT, '"overview.md"', '"overvue.md"')

    assert (
        f"{REPORT}:3:26: there is no file 'overvue.md' in shi/ju/2018; "
        "did you mean 'overview.md'?" in refused(bureau)
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ((HEADING + "通知,2018-03-01\n").encode("utf-16"), "shi/ju/2018/web.csv"),
        (bytes(range(256)) * 4, "shi/ju/2018/web.csv"),
        (b"", "shi/ju/2018/web.csv: the file is empty; the first row must hold the headings"),
    ],
)
def test_a_register_in_no_encoding_that_is_read(
    content: bytes, message: str, gongkai: Command
) -> None:
    clean(gongkai, web=content)

    assert message in refused(gongkai)


def test_a_register_of_a_heading_only_counts_zero_and_is_told(gongkai: Command) -> None:
    clean(gongkai, web=HEADING)

    assert rules_found(gongkai) == [("registers.empty", "register:disclosures", 1)]
    said = gongkai("explain", "shi/ju", "2018", "statistics.channel_website")
    assert said.out.splitlines()[1:] == [
        "  = 0 条",
        "  counted: 0 items of the register disclosures, released on website",
    ]


BAD = {
    7: ",2018-05-01",
    60: "通知,五月一日",
    99: "通知,2018-02-30",
    100: "通知,2017-05-01",
    200: "通知,2019-01-01",
    201: "通知",
    202: "通知,2018-05-01,多余",
    300: "通知,",
    599: "   ,2018-05-01",
    600: "通知,1525104000",
}


def test_ten_bad_rows_among_six_hundred_are_told_and_the_others_counted(
    gongkai: Command,
) -> None:
    rows = [BAD.get(row, f"通知{row},2018-05-01") for row in range(2, 602)]
    clean(gongkai, web=HEADING + "\n".join(rows))

    assert rules_found(gongkai) == [
        ("registers.row", "register:disclosures", line) for line in sorted(BAD)
    ]
    said = gongkai("explain", "shi/ju", "2018", "statistics.channel_website")
    assert said.out.splitlines()[1] == "  = 590 条"


ACTIVE = ("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "+1+1", "@SUM(A1)", "=HYPERLINK(1)")
AREA = (
    '[sections]\ninclude = ["overview", "key-areas"]\n[key-areas]\ninclude = ["proposals"]\n'
    '[key-areas.proposals]\nexport = "proposals.csv"\n'
)


@pytest.mark.parametrize("text", ACTIVE)
def test_what_is_active_in_a_cell_a_name_or_a_text_is_plain_in_every_output(
    text: str, gongkai: Command
) -> None:
    clean(gongkai)
    row = io.StringIO()
    csv.writer(row).writerow(["政协提案", "7", text, text, "局", "号", "2018-02-06", "全文"])
    heading = (
        "类别（人大建议/政协提案）,编号,标题,领衔代表/委员,承办单位,复文文号,答复日期,"
        "公开方式（全文/摘要/不公开）\n"
    )
    gongkai.write({"shi/ju/2018/proposals.csv": heading + row.getvalue()})
    gongkai.write({"shi/ju/2018/overview.md": f"本局说明：{text}\n\n{text}\n"})
    gongkai.change(REPORT, 'omitted = "略"', 'overview = "overview.md"')
    gongkai.write({"shi/ju/bureau.toml": BUREAU.replace("示范市", f"示{text}") + WEBSITE + AREA})

    assert gongkai("build", "--fail-on", "never").status == 0

    written = gongkai.folder / "build/shi/ju/2018"
    page = (written / "report.html").read_text("utf-8")
    markdown = (written / "report.md").read_text("utf-8")
    assert "<script>alert" not in page
    assert "<script>" not in markdown
    assert not [line for line in markdown.splitlines() if line.startswith(text)]
    assert "示" in (written / "report.json").read_text("utf-8")


PLUGIN = """\
from gongkai import *
GONGKAI_API = 1

def fail(*arguments):
    raise ValueError("kaputt")

@hookimpl
def gongkai_register_{kind}():
    {body}
"""
RAISING: Mapping[str, tuple[str, str, str]] = {
    "channel": (
        "channels",
        'return [Channel(name="own", label="自办", settings=ExportSettings, adapt=fail)]',
        '[channels.own]\nexport = "web.csv"\n',
    ),
    "reader": (
        "readers",
        'return [Reader(name="own", suffixes=(".own",), rows=fail)]',
        '[channels.weibo]\nexport = "x.own"\n',
    ),
    "section": (
        "sections",
        'return [Section(name="own", title="自办", settings=NoSettings, compose=fail)]',
        '[sections]\ninclude = ["own"]\n',
    ),
    "rule": (
        "checks",
        (
            'return [Check(code="own.rule", severity=Severity.ERROR, title=words("t"), '
            'why=words("w"), fix=words("f"), run=fail)]'
        ),
        "",
    ),
    "output": (
        "outputs",
        (
            'return [Output(name="own", media_type="", suffix=".own", settings=NoSettings, '
            "render=fail)]"
        ),
        "[outputs.own]\n",
    ),
}


@pytest.mark.parametrize("kind", RAISING)
def test_a_plugin_that_raises_is_named_and_the_rest_is_written(kind: str, gongkai: Command) -> None:
    hook, body, toml = RAISING[kind]
    clean(gongkai)
    plugin = PLUGIN.format(kind=hook, body=body).replace("import *", f"import {NAMES}")
    gongkai.write({"shi/ju/plugin.py": plugin, "shi/ju/2018/x.own": "x"})
    gongkai.write({"shi/ju/bureau.toml": BUREAU + toml})

    said = gongkai("build")

    assert said.status == 3
    assert "system.crashed" in said.err
    name = "own.rule" if kind == "rule" else "own"
    assert f"the {kind} '{name}' of the plugin 'agency:shi/ju' raised ValueError" in said.err
    assert "Traceback" in said.err
    assert (gongkai.folder / "build/shi/ju/2018/report.html").exists()


NAMES = (
    "Channel, Check, ExportSettings, NoSettings, Output, Reader, Section, Severity, hookimpl, words"
)


@pytest.mark.parametrize(
    ("plugin", "told"),
    [
        (
            PLUGIN.format(kind="checks", body="fail()").replace("import *", "import hookimpl"),
            "while running the hook 'gongkai_register_checks' of the plugin 'agency:shi/ju'",
        ),
        ("raise ValueError('kaputt')\n", "while loading the plugin 'agency:shi/ju'"),
    ],
)
def test_a_plugin_that_raises_before_the_work_stops_its_own_bureau_alone(
    plugin: str, told: str, gongkai: Command
) -> None:
    clean(gongkai).write({"shi/ju/plugin.py": plugin})
    gongkai.write({"a/bureau.toml": BUREAU, "a/2018/report.toml": "[outputs.json]"})

    said = gongkai("build")

    assert said.status == 3
    assert told in said.err
    assert "ValueError: kaputt" in said.err
    assert (gongkai.folder / "build/a/2018/report.json").exists()


def test_two_plugins_that_offer_one_name(gongkai: Command) -> None:
    body = (
        'return [Output(name="html", media_type="", suffix=".x", settings=NoSettings, render=fail)]'
    )
    plugin = PLUGIN.format(kind="outputs", body=body)
    clean(gongkai).write({"shi/ju/plugin.py": plugin.replace("import *", f"import {NAMES}")})

    assert (
        "the plugins 'agency:shi/ju' and 'output-html' both offer 'html' (outputs); "
        "leave one out with --without" in refused(gongkai)
    )
    assert gongkai("--no-agency-code", "build").status == 0


def test_an_output_folder_that_cannot_be_written(gongkai: Command) -> None:
    clean(gongkai)
    (gongkai.folder / "file").write_text("in the way")

    said = refused(gongkai, "--out", "file/below")

    assert "file/below/shi/ju/2018: cannot be written: " in said
    assert "; choose another folder with --out" in said
    assert (gongkai.folder / "file").read_text() == "in the way"


def test_an_output_folder_that_is_a_file_is_a_usage_error(gongkai: Command) -> None:
    clean(gongkai)
    (gongkai.folder / "file").write_text("in the way")

    assert "'--out': Directory 'file' is a file." in refused(gongkai, "--out", "file")
