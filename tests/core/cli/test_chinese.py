"""Asked for Chinese, no command falls back into English."""

from __future__ import annotations

import re

import pytest

from gongkai.cli import COMMANDS
from tests.core.cli.command import Command

#: Three words in a row: what is typed as it is (names, files, options, codes) never has as many.
SENTENCE = re.compile(r"\b(?!gongkai)[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")


@pytest.mark.parametrize(
    ("arguments", "heard"),
    [
        ("--help", "用法： gongkai [选项] 命令 [参数]..."),
        *((f"{command} --help", "显示本帮助后退出。") for command in COMMANDS),
        ("config explain --help", "设置项用点号连接"),
        ("config schema --help", "JSON Schema"),
        ("build", "报告 1 份，文件 3 个"),
        ("build --all --output markdown", "报告 1 份，文件 1 个"),
        ("check", "条，不适用"),
        ("check --all", "改正办法："),
        ("explain shi/ju 2018 statistics.staff", "改定人：张三，理由：借调一人"),
        ("explain shi/ju 2018 statistics.received_fax", "不适用：没有传真"),
        ("explain shi/ju 2018 statistics.reading_points", "未填报"),
        ("explain shi/ju 2018 statistics.reviews", "印为空白"),
        ("explain shi/ju 2018 statistics.suits", "不是数字：“若干”"),
        ("config explain shi/ju bureau", "bureau.name = '示范市科学技术局'"),
        ("forms", "58 格"),
        ("forms cn-2014", "政府信息公开情况统计表"),
        ("checks", "每个单元格都已填写"),
        ("checks cells.blank", "理由：空白可能是零、不详或不适用，读者无从分辨。"),
        ("plugins", "输出格式：html"),
    ],
)
def test_a_command_speaks_chinese_only(arguments: str, heard: str, bureau: Command) -> None:
    said = bureau("--lang", "zh", *arguments.split())

    assert heard in said.out + said.err
    assert SENTENCE.findall(said.out + said.err) == []


@pytest.mark.parametrize(
    ("arguments", "heard"),
    [
        ("bild", "“bild”；"),
        ("config explan shi/ju", "没有 'explan' 这个命令。 您要找的是不是 'explain'？"),
        ("config", "用法： gongkai config [选项] 命令 [参数]..."),
        ("build --yaer 2018", "没有 '--yaer' 这个选项。 您要找的是不是 '--year'？"),
        ("build --jobs many", "错误：'--jobs' 的值不对：'many' 不是整数。"),
        ("build --jobs 0", "错误：'--jobs' 的值不对：0 不在 x>=1 的范围内。"),
        ("build --jobs", "选项 '--jobs' 后面应当带值。"),
        ("build --all=1", "选项 '--all' 后面不能带值。"),
        ("build --out agencies/shi/ju/bureau.toml", "是文件，这里应为文件夹。"),
        ("check --format xml", "'xml' 不在可选之列；可选的有：'text', 'json', 'sarif'。"),
        ("explain shi/ju", "错误：缺少参数 '年度'"),
        ("forms a b", "多出了参数（b）"),
        ("build shi/jv", "“shi/jv”；"),
        ("explain shi/ju 2018 statistics.staf", "“statistics.staf”；"),
        ("--without htlm plugins", "“htlm”；"),
        ("checks cells.blnk", "“cells.blnk”；"),
    ],
)
def test_a_mistake_is_told_in_chinese_only(arguments: str, heard: str, bureau: Command) -> None:
    said = bureau("--lang", "zh", *arguments.split())

    assert said.status == 2
    assert heard in said.err
    assert SENTENCE.findall(said.out + said.err) == []


def test_a_file_that_is_not_toml_is_told_in_chinese(bureau: Command) -> None:
    bureau.write({"shi/ju/2018/report.toml": 'form = "cn-2014'})

    said = bureau("--lang", "zh", "check")

    assert "report.toml:1:16: 不符合 TOML 写法：文字缺少结尾的引号" in said.out + said.err
    assert "；无法编制 1 份" in said.out + said.err


def test_what_the_system_refuses_is_told_in_chinese(bureau: Command) -> None:
    (bureau.folder / "build").write_text("in the way")

    said = bureau("--lang", "zh", "build", "--out", "build/x")

    assert "不是文件夹；" in said.err
    assert SENTENCE.findall(said.err) == []
