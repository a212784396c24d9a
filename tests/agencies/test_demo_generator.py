from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "agencies/shifan/sjj/2024"

Rows = list[dict[str, str]]


def text_rows(name: str, encoding: str = "utf-8", delimiter: str = ",") -> Rows:
    text = (FOLDER / name).read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def sheet_rows(name: str) -> Rows:
    heading, *rows = load_workbook(FOLDER / name).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(heading, map(str, row), strict=True)) for row in rows]


def keys(rows: Rows, title: str, day: str, number: str = "") -> list[str]:
    return [row.get(number, "") or f"{bare(row[title])} {date_of(row[day])}" for row in rows]


def bare(title: str) -> str:
    topicless = re.sub("#[^#]+#", "", title)
    bracketed = topicless.partition("【")[2].partition("】")[0]
    wide = unicodedata.normalize("NFKC", bracketed or topicless.strip()[:60])
    return "".join(sign for sign in wide if sign.isalnum()).casefold()


def date_of(text: str) -> str:
    return text[:10].replace("/", "-")


@pytest.fixture(scope="module")
def channels() -> dict[str, list[str]]:
    website = text_rows("website.csv", "utf-8-sig")
    return {
        "website": keys(website, "标题", "发布时间", "文号"),
        "weibo": keys(text_rows("weibo.csv", "gb18030"), "微博正文", "发布时间"),
        "wechat": keys(sheet_rows("wechat.xlsx"), "内容标题", "发表时间"),
        "bulletin": keys(
            text_rows("bulletin.tsv", delimiter="\t"), "文件名称", "刊登日期", "发文字号"
        ),
        "press": keys(text_rows("press.csv"), "主题", "召开日期"),
        "reading-point": keys(text_rows("reading-point.csv"), "资料名称", "上架日期", "文号"),
        "other": keys(text_rows("other.csv"), "标题", "公开日期", "文号"),
    }


def test_the_generator_writes_what_stands_in_the_repository(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools/make_demo.py", "--out", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(made) == 10
    assert made == {name: (FOLDER / name).read_bytes() for name in made}


def test_another_seed_gives_other_registers_of_the_same_size(tmp_path: Path) -> None:
    script = ROOT / "tools/make_demo.py"
    subprocess.run([sys.executable, script, "--out", tmp_path, "--seed", "1"], check=True)
    other = (tmp_path / "website.csv").read_bytes()
    assert other != (FOLDER / "website.csv").read_bytes()
    assert other.count(b"\r\n") == 319


def test_the_demonstration_has_600_releases(channels: dict[str, list[str]]) -> None:
    assert {name: len(items) for name, items in channels.items()} == {
        "website": 318,
        "weibo": 96,
        "wechat": 124,
        "bulletin": 14,
        "press": 8,
        "reading-point": 22,
        "other": 18,
    }


def test_only_the_website_has_items_twice(channels: dict[str, list[str]]) -> None:
    assert {name: len(set(items)) for name, items in channels.items()} == {
        "website": 315,
        "weibo": 96,
        "wechat": 124,
        "bulletin": 14,
        "press": 8,
        "reading-point": 22,
        "other": 18,
    }


def test_the_releases_are_432_distinct_items(channels: dict[str, list[str]]) -> None:
    assert len({item for items in channels.values() for item in items}) == 432


@pytest.mark.parametrize(
    ("channel", "shared"),
    [
        ("wechat", 72),
        ("weibo", 38),
        ("bulletin", 13),
        ("press", 5),
        ("reading-point", 18),
        ("other", 9),
    ],
)
def test_channels_share_items_with_the_website(
    channels: dict[str, list[str]], channel: str, shared: int
) -> None:
    assert len({*channels[channel]} & {*channels["website"]}) == shared


def test_some_items_stand_on_the_website_weibo_and_wechat(channels: dict[str, list[str]]) -> None:
    everywhere = {*channels["website"]} & {*channels["weibo"]} & {*channels["wechat"]}
    assert len(everywhere) == 20
    assert len({*channels["weibo"]} & {*channels["wechat"]}) == 30


def test_every_release_is_of_the_reported_year() -> None:
    days = [row["发布时间"] for row in text_rows("website.csv", "utf-8-sig")]
    days += [row["发布时间"] for row in text_rows("weibo.csv", "gb18030")]
    days += [row["发表时间"] for row in sheet_rows("wechat.xlsx")]
    days += [row["刊登日期"] for row in text_rows("bulletin.tsv", delimiter="\t")]
    assert {day[:4] for day in days} == {"2024"}


def test_normative_documents_are_as_many_as_the_report_states() -> None:
    rows = text_rows("website.csv", "utf-8-sig")
    stated = report()["figures"]["a20_1"]["normative"][0]
    assert len({row["文号"] for row in rows if row["是否规范性文件"] == "是"}) == stated == 2


def test_key_areas_have_their_records() -> None:
    names = ("credit-lists.csv", "patent-funding.csv", "proposals.csv")
    assert [len(text_rows(name)) for name in names] == [14, 12, 10]


def test_identity_numbers_pass_their_checksum_and_name_no_real_place() -> None:
    weights = [2 ** (17 - place) % 11 for place in range(18)]
    numbers = list(person_numbers())
    assert len(numbers) == 4
    for number in numbers:
        digits = [10 if sign == "X" else int(sign) for sign in number]
        assert number.startswith("990000")
        assert sum(map(int.__mul__, digits, weights)) % 11 == 1


def person_numbers() -> Iterator[str]:
    for row in text_rows("credit-lists.csv"):
        if row["主体名称/姓名"].endswith("（演示）"):
            yield row["统一社会信用代码/证件号码"]


def report() -> dict[str, dict[str, dict[str, list[int]]]]:
    return tomllib.loads((FOLDER / "report.toml").read_text(encoding="utf-8"))


def test_stated_requests_balance_in_every_column() -> None:
    rows = report()["figures"]["requests"]
    assert len(rows) == 25
    results = [row for name, row in rows.items() if name not in FRAME]
    assert [sum(column) for column in zip(*results, strict=True)] == rows["handled_total"]
    came = [*map(int.__add__, rows["new_received"], rows["carried_in"])]
    assert came == [*map(int.__add__, rows["handled_total"], rows["carried_out"])]


def test_stated_requests_add_up_in_every_row() -> None:
    assert all(sum(row[:6]) == row[6] for row in report()["figures"]["requests"].values())


FRAME = {"new_received", "carried_in", "handled_total", "carried_out"}


def test_the_overview_is_no_longer_than_the_form_wants() -> None:
    text = (FOLDER / "overview.md").read_text(encoding="utf-8")
    assert len(re.sub(r"\{\{.*?\}\}", "000", text)) < 1000
