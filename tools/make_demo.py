"""Make the registers of the demonstration bureau, the same bytes for the same seed.

``python tools/make_demo.py`` writes 600 releases of 432 distinct items, as seven platforms export
them. Two rows are the same item if they have the same document number or, where there is none, the
same title (written alike or not) on the same day:

==================  =====  ========  ==========================================================
register             rows  distinct  of these, items that also stand on an earlier line
==================  =====  ========  ==========================================================
website.csv           318       315  (46 documents, 3 of them posted twice)
wechat.xlsx           124       124  72 of the website
weibo.csv              96        96  38 of the website (20 of them on wechat, too), 10 of wechat
bulletin.tsv           14        14  13 documents
press.csv               8         8  5 of the website
reading-point.csv      22        22  18 documents
other.csv              18        18  9 documents
==================  =====  ========  ==========================================================

Besides, three registers of key areas: 14 entries of credit lists, 12 patents, 10 proposals. The
workbook is written here, part by part and without compression, because a library of another
version would give other bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from string import Formatter
from typing import Any, TypeVar
from xml.sax.saxutils import escape

import tomli
from attrs import evolve, frozen

HERE = Path(__file__).parent
WORDS: dict[str, Any] = tomli.loads((HERE / "make_demo.toml").read_text(encoding="utf-8"))
YEAR = 2024

T = TypeVar("T")


@frozen(kw_only=True)
class Item:
    """Something that was disclosed, when, and where it stands on a platform."""

    title: str
    when: datetime
    number: str = ""
    category: str = ""
    normative: str = "否"


class Dice:
    """Chance that is the same under every version of Python: only ``random()`` is promised."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - titles, no secrets

    def below(self, limit: int) -> int:
        """Throw a number from 0 to ``limit`` - 1."""
        return int(self._random.random() * limit)

    def pick(self, things: Sequence[T]) -> T:
        """Pick one."""
        return things[self.below(len(things))]

    def take(self, things: Iterable[T], number: int) -> list[T]:
        """Pick several, each at most once."""
        taken = sorted(things, key=lambda _: self._random.random())[:number]
        if len(taken) < number:
            raise ValueError(f"{number} wanted, only {len(taken)} there")
        return taken

    def moment(self) -> datetime:
        """Pick a minute in the office hours of a weekday of the year."""
        day = datetime(YEAR, 1, 2) + timedelta(days=self.below(360))  # noqa: DTZ001 - local time
        day -= timedelta(days=max(0, day.weekday() - 4))
        return max(day, datetime(YEAR, 1, 2)) + timedelta(minutes=510 + self.below(540))  # noqa: DTZ001


def expand(patterns: Iterable[str]) -> list[str]:
    """Fill every pattern with every word that fits its names."""
    return [
        pattern.format(**dict(zip(names, words, strict=True)))
        for pattern in patterns
        for names in [[name for _, name, _, _ in Formatter().parse(pattern) if name]]
        for words in product(*(WORDS[f"{name}s"] for name in names))
    ]


def make_items(dice: Dice, patterns: Iterable[str], number: int, category: str = "") -> list[Item]:
    """Make so many items with different titles, each on a day of its own."""
    titles = dice.take(expand(patterns), number)
    return [Item(title=title, when=dice.moment(), category=category) for title in titles]


def make_documents(dice: Dice) -> tuple[list[Item], list[Item]]:
    """Make 46 documents, numbered by day, two of them normative; and 24 interpretations."""
    said = WORDS["documents"]
    ordinary = dice.take(expand(said["names"]), 43)
    names = ["", *dice.take([*ordinary, *said["normative"]], 45)]
    days = sorted(dice.moment() for _ in names)
    documents = [
        Item(
            title=said["title"].format(name=name) if name else said["repeal"],
            when=when,
            number=f"示数发〔{YEAR}〕{serial}号",
            category="政策文件",
            normative="是" if name in said["normative"] else "否",
        )
        for serial, (name, when) in enumerate(zip(names, days, strict=True), start=1)
    ]
    explained = dice.take(zip(names[1:], days[1:], strict=True), 24)
    return documents, [
        Item(title=said["interpretation"].format(name=name), when=when, category="政策解读")
        for name, when in explained
    ]


def make_channels(dice: Dice) -> dict[str, list[Item]]:
    """Make what each channel released, with what it shares with others."""
    documents, interpretations = make_documents(dice)
    own = WORDS["own"]
    press = make_items(dice, own["press-conference"], 8, "新闻发布会")
    news = [*interpretations, *press[:5]]
    for kind in WORDS["website"]:
        news += make_items(dice, kind["patterns"], kind["take"], kind["category"])
    again = [evolve(item, category="法定主动公开内容") for item in dice.take(documents, 3)]
    on_wechat = dice.take(news, 72)
    wechat_own = make_items(dice, own["wechat"], 52)
    elsewhere = dice.take([item for item in news if item not in on_wechat], 18)
    posted = [*dice.take(on_wechat, 20), *elsewhere, *dice.take(wechat_own, 10)]
    gazette = evolve(make_items(dice, own["bulletin"], 1)[0], number=f"示政办发〔{YEAR}〕12号")
    return {
        "website": [*documents, *again, *news],
        "wechat": [*on_wechat, *wechat_own],
        "weibo": [*posted, *make_items(dice, own["weibo"], 48)],
        "bulletin": [*later(dice, documents, 13), gazette],
        "press": press,
        "reading-point": [*later(dice, documents, 18), *make_items(dice, own["reading-point"], 4)],
        "other": [
            *later(dice, documents, 9, "公示栏"),
            *make_items(dice, own["other"], 9, "电子屏"),
        ],
    }


def later(dice: Dice, documents: list[Item], number: int, category: str = "") -> list[Item]:
    """Take documents to a channel that is slower than the website, but not beyond the year."""
    last = datetime(YEAR, 12, 31)  # noqa: DTZ001 - local time
    return [
        evolve(
            item, category=category, when=min(last, item.when + timedelta(days=1 + dice.below(20)))
        )
        for item in dice.take(documents, number)
    ]


def restyled(dice: Dice, title: str) -> str:
    """Write a title as another hand would: the same words with other widths and spaces."""
    wide = title.replace("（", "(").replace("）", ")").replace("2024", "２０２４")
    return dice.pick((title, wide, title.replace("“", "「").replace("”", "」")))


def make_post(dice: Dice, item: Item) -> str:
    """Write what is posted on a platform that knows no titles."""
    said = WORDS["posts"]
    title = restyled(dice, item.title)
    body = dice.pick(said["bodies"])
    if item.title.startswith("走进"):
        return f"#{dice.pick(said['topics'])}# {title}。{body}"
    return f"#{dice.pick(said['topics'])}#【{title}】{body}"


def make_exports(dice: Dice) -> dict[str, bytes]:
    """Write each channel's items as its platform exports them."""
    channels = make_channels(dice)
    return {
        export["file"]: table(
            export, [tuple(export["columns"]), *export_rows(dice, export, channels)]
        )
        for export in WORDS["export"]
    }


def export_rows(
    dice: Dice, export: dict[str, Any], channels: dict[str, list[Item]]
) -> Iterator[tuple[str, ...]]:
    """Fill an export's patterns with each item of its channel."""
    items = channels[export["channel"]]
    items.sort(key=lambda item: (item.when, item.number, item.title), reverse=True)
    for serial, item in enumerate(items, start=90001):
        known = {
            "item": item,
            "serial": serial,
            "post": make_post(dice, item),
            "restyled": restyled(dice, item.title),
            "counts": (dice.below(30), dice.below(60), dice.below(9000)),
        }
        yield tuple(pattern.format(**known) for pattern in export["columns"].values())


def table(export: dict[str, Any], rows: list[tuple[str, ...]]) -> bytes:
    """Write rows as delimited text, or as a workbook."""
    if export["file"].endswith(".xlsx"):
        return workbook(rows)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=export.get("delimiter", ",")).writerows(rows)
    return text.getvalue().encode(export.get("encoding", "utf-8"))


def workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Write rows as a workbook of one sheet."""
    parts = dict(WORDS["workbook"])
    cells = ("".join(map(cell, row)) for row in rows)
    filled = "".join(f"<row>{row}</row>" for row in cells)
    parts["xl/worksheets/sheet1.xml"] = parts.pop("sheet").format(rows=filled)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, (YEAR, 1, 1, 0, 0, 0))
            member.create_system = 0
            archive.writestr(member, content)
    return packed.getvalue()


def cell(text: str) -> str:
    """Write a cell: a day, a number or a text."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f'<c s="1"><v>{(date.fromisoformat(text) - date(1899, 12, 30)).days}</v></c>'
    if text.isdecimal():
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def make_area(dice: Dice, area: dict[str, Any]) -> bytes:
    """Write the register of a key area."""
    subjects = area["subjects"]
    days = sorted(dice.moment() for _ in subjects)
    topics = dice.take(WORDS["topics"], len(subjects))
    rows = [tuple(area["columns"])]
    for serial, (subject, day, topic) in enumerate(zip(subjects, days, topics, strict=True), 1):
        known = {
            "serial": serial,
            "subject": subject,
            "day": day,
            "until": day + timedelta(days=730),
            "topic": topic,
            "code": firm_code(dice) if subject.endswith("公司") else person_code(dice),
            "check": dice.below(10),
            "variant": dice.pick(area["variants"]),
        }
        rows.append(tuple(pattern.format(**known) for pattern in area["columns"].values()))
    return table(area, rows)


def person_code(dice: Dice) -> str:
    """Make an identity number that passes its checksum, of a region that does not exist."""
    digits = f"9900001985{1 + dice.below(12):02}{1 + dice.below(28):02}{dice.below(1000):03}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    return digits + "10X98765432"[total % 11]


def firm_code(dice: Dice) -> str:
    """Make a unified social credit code that passes its checksum, of the same region."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    code = "91990000MA" + "".join(signs[dice.below(31)] for _ in range(7))
    total = sum(signs.index(sign) * 3**place for place, sign in enumerate(code))
    return code + signs[-total % 31]


def make(seed: int) -> dict[str, bytes]:
    """Make every register, by file name."""
    dice = Dice(seed)
    areas = {area["file"]: make_area(dice, area) for area in WORDS["area"]}
    return make_exports(dice) | areas


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the registers into a folder."""
    parser = argparse.ArgumentParser(description="Write the demonstration bureau's registers.")
    parser.add_argument("--out", type=Path, default=HERE.parent / "agencies/shifan/sjj/2024")
    parser.add_argument("--seed", type=int, default=YEAR)
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, content in make(chosen.seed).items():
        (chosen.out / name).write_bytes(content)
    print(f"{chosen.out}: 10 registers")


if __name__ == "__main__":
    main()
