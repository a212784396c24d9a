"""Who asked never leaves the reading of a register: no output, no message, no error has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.testing import MODEL
from tests.core.cli.command import Command

NAME, OTHER = "欧阳测试", "诸葛试行"
ID_NUMBER, PHONE, HOME = "11010519491231002X", "13812345678", "示范路999号5栋101室"
EMAIL = "ceshi@private-mail.test"
PERSONAL = (NAME, OTHER, ID_NUMBER, PHONE, HOME, EMAIL)

HEAD = "申请编号,收到日期,申请方式,申请人类型,申请人姓名,证件号码,联系电话,通讯地址,电子邮箱,"
HEAD += "办理结果,答复日期,录入日期\n"
WHO = f"{NAME},{ID_NUMBER},{PHONE},{HOME},{EMAIL}"
ROWS = (
    f"2024-1,2024-03-04,网络,自然人,{WHO},予以公开,2024-03-20,2024-03-04\n"
    f"{NAME}2024-2,2024-03-05,网络,自然人,{WHO},予以公开,2024-08-20,2024-03-05\n"
    f"2024-3,2024-03-06,网络,自然人,{WHO},答复{NAME},2024-03-20,2024-03-06\n"
    f"2024-4,不明{PHONE},网络,自然人,{WHO},予以公开,2024-03-20,2024-03-06\n"
    f"2024-5,2024-03-07,{HOME},自然人,{WHO},予以公开,2024-03-20,2024-03-07\n"
    f"2024-6,2024-03-08,网络,{NAME},{WHO},予以公开,2024-03-20,2024-03-08\n"
    f"2024-7,2024-03-09,网络,自然人,{WHO}\n"
    f"2024-8,2024-03-10,网络,自然人,{WHO},予以公开,2024-03-20,2025-06-01\n"
    f"2024-1,2024-03-11,网络,自然人,{WHO},予以公开,2024-03-20,2024-03-11\n"
)
REMEDIES = (
    "案号,类型,受理日期,结果,审结日期,原告,身份证号\n"
    f"复1,行政复议,2024-05-01,维持,2024-06-01,{OTHER},{ID_NUMBER}\n"
    f"复2,{OTHER},2024-05-01,维持,2024-06-01,{OTHER},{ID_NUMBER}\n"
)
REGISTERS = (
    '[registers.requests]\nexport = "requests.csv"\n'
    '[registers.remedies]\nexport = "remedies.csv"\n'
    "[outputs.html]\n[outputs.markdown]\n[outputs.json]\n"
)
REGION = '[region]\nname = "示范市"\nlevel = "prefecture"\n'


@pytest.fixture
def registers(gongkai: Command) -> Command:
    model = {f"shi/{name}": text for name, text in MODEL.items()}
    report = model["shi/ju/2024/report.toml"]
    return gongkai.write(
        {
            **model,
            "shi/region.toml": REGION,
            "shi/ju/2024/report.toml": f"{report}\n{REGISTERS}",
            "shi/ju/2024/requests.csv": HEAD + ROWS,
            "shi/ju/2024/remedies.csv": REMEDIES,
        }
    )


COMMANDS = (
    ("build",),
    ("build", "--json"),
    ("check", "--all"),
    ("check", "--json"),
    ("check", "--format", "sarif"),
    ("explain", "shi/ju", "2024", "requests.new_received.total"),
    ("explain", "shi/ju", "2024", "requests.new_received.total", "--json"),
    ("explain", "shi/ju", "2024", "review_litigation.count.review_total"),
    ("explain", "shi/ju", "2024", "--due", "2024-1"),
    ("explain", "shi/ju", "2024", "--due", "2024-1", "--json"),
    ("explain", "shi/ju", "2024", "--due", "nothing"),
    ("rollup", "shi", "--year", "2024"),
    ("rollup", "shi", "--year", "2024", "--json"),
    ("rollup", "shi", "--year", "2024", "--explain", "requests.new_received.total"),
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_tells_who_asked(
    registers: Command, arguments: tuple[str, ...], language: str
) -> None:
    said = registers("--lang", language, *arguments)

    assert said.out + said.err
    assert "Traceback" not in said.err
    assert not [word for word in PERSONAL if word in said.out + said.err]


def test_no_file_that_is_written_tells_who_asked(registers: Command) -> None:
    registers("build")
    registers("rollup", "shi", "--year", "2024", "--output", "html", "--output", "json")

    written = [path for path in Path("build").rglob("*") if path.is_file()]

    assert sorted({path.suffix for path in written}) == [".html", ".json", ".md"]
    for path in written:
        text = path.read_text("utf-8")
        assert not [word for word in PERSONAL if word in text]


def test_no_mistake_in_the_file_tells_who_asked(registers: Command) -> None:
    registers.change("shi/ju/2024/requests.csv", "收到日期", "不明日期")

    said = registers("check")

    assert said.status == 2
    assert not [word for word in PERSONAL if word in said.out + said.err]


def test_the_rows_are_told_all_the_same(registers: Command) -> None:
    said = registers("check", "--all")

    rows = [line for line in said.out.splitlines() if " registers.row " in line]
    assert [line.split(":")[-1] for line in rows] == ["3", "4", "5", "6", "7", "8", "10"]
    assert "register:requests  shi/ju/2024/requests.csv:9" in said.out
