"""The bureaus that are timed: made up, each with 600 records, the same bytes for the same seed.

A bureau keeps every register that the form of 2021 asks for, all as CSV in UTF-8: what four
channels released, its requests, reviews and suits, documents, decisions and fees. Nothing is typed
but the text, and that binds its numbers to the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.outputs.page import home_of
from tools.city.applications import make_cases, make_requests
from tools.city.chance import chance_of
from tools.city.counting import count
from tools.city.files import write_register, write_toml
from tools.city.holdings import make_decisions, make_documents, make_fees
from tools.city.model import Books, Bureau, Register, Row, Table
from tools.city.releases import HOST, Desk, make_releases
from tools.city.tables import make_tables
from tools.city.texts import Author, Shelf, make_texts
from tools.city.words import DOMAINS

RECORDS = 600
YEAR = 2024
PUBLISHED = date(2025, 1, 20)
_SEED = 1
_PLACE = ("基准示范市", "基")
_REMARK = "基准测试数据：单位并不存在，名称、联系方式和数字均为虚构。"
#: Enough releases that there are always more records than wanted.
_ITEMS = 440
#: Some texts begin a paragraph with what it is about, in bold; here all have headings.
_LEAD = re.compile(r"^\*\*(.+?)。\*\*", re.MULTILINE)


def agency_of(number: int) -> str:
    """The id of a bureau."""
    return home_of(number)


def write_tree(root: Path, bureaus: int) -> None:
    """Write the region and its bureaus below a folder."""
    region: Table = {"region": {"name": _PLACE[0], "level": "prefecture"}}
    _write(root / "jizhun" / "region.toml", write_toml(region, _REMARK))
    for number in range(1, bureaus + 1):
        for name, content in files_of(number).items():
            _write(root / agency_of(number) / name, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def files_of(number: int) -> dict[str, bytes]:
    """Every file of one bureau, by its path below the bureau's folder."""
    bureau = _bureau(number)
    books = _books(bureau)
    registers = _registers(bureau, books)
    texts = {
        name: _LEAD.sub(r"### \1\n\n", text)
        for name, text in make_texts(_author(bureau, books), Shelf()).items()
    }
    report: Table = {
        "published": PUBLISHED,
        "registers": {
            name: {"export": register.file}
            for name, register in registers.items()
            if name not in _CHANNELS
        },
        "narrative": {name: f"{name}.md" for name in texts},
    }
    return {
        "bureau.toml": write_toml(_bureau_table(bureau), _REMARK),
        f"{YEAR}/report.toml": write_toml(report, f"基准测试数据：{YEAR}年度。"),
        **{f"{YEAR}/{name}.md": text.encode() for name, text in texts.items()},
        **{f"{YEAR}/{one.file}": write_register(one) for one in registers.values()},
    }


def _bureau(number: int) -> Bureau:
    domains = [name for name, said in DOMAINS.items() if said["docs"]]
    return Bureau(
        id=agency_of(number),
        name=f"基准示范市第{number}局",
        short=f"第{number}局",
        domain=domains[number % len(domains)],
        items=_ITEMS,
        requests=70,
        stock=16,
        files="csv",
        remedies=5,
        weibo=True,
        bulletin=True,
        decisions={"licence": 400, "penalty": 90, "coercion": 12},
        fees=4000,
    )


def _books(bureau: Bureau) -> Books:
    holdings = chance_of(_SEED, bureau.id, "holdings")
    return Books(
        requests=make_requests(bureau, chance_of(_SEED, bureau.id, "requests")),
        cases=make_cases(bureau, chance_of(_SEED, bureau.id, "cases")),
        documents=make_documents(bureau, holdings, _PLACE),
        decisions=tuple(make_decisions(bureau, holdings)),
        fees=tuple(make_fees(bureau, holdings)),
    )


_CHANNELS = ("website", "wechat", "weibo", "bulletin")


def _registers(bureau: Bureau, books: Books) -> dict[str, Register]:
    """Every register as plain CSV, the website's cut until there are as many records as wanted."""
    chance = chance_of(_SEED, bureau.id, YEAR)
    tables = make_tables(bureau, books, YEAR, PUBLISHED, chance)
    desk = Desk(bureau=bureau, year=YEAR, place=_PLACE[0], chance=chance)
    found = {**tables, **make_releases(desk, books)}
    for name, register in found.items():
        register.file, register.style = f"{name}.csv", "csv"
    surplus = sum(len(register.rows) for register in found.values()) - RECORDS
    found["website"].rows = list(_without(found["website"].rows, surplus))
    return found


def _without(rows: list[Row], surplus: int) -> Iterator[Row]:
    """The rows without the first ones that are no document."""
    if surplus < 0:
        raise ValueError(f"{-surplus} records are lacking")
    for row in rows:
        if surplus and not row[3]:
            surplus -= 1
        else:
            yield row


def _author(bureau: Bureau, books: Books) -> Author:
    return Author(
        name=bureau.name,
        short=bureau.short,
        slug=bureau.slug,
        domain=bureau.domain,
        year=YEAR,
        figures=count(books, YEAR),
        channels=("weibo", "bulletin"),
        has_channels=True,
        chance=chance_of(_SEED, bureau.id, "texts"),
    )


def _bureau_table(bureau: Bureau) -> Table:
    contact = {
        "office": f"{bureau.name}政务公开工作机构",
        "address": "基准示范市演示路0号（虚构）",
        "phone": "000-00000000",
        "postcode": "000000",
        "email": f"{bureau.slug}@{HOST}",
    }
    return {
        "extends": "../region.toml",
        "bureau": {
            "name": bureau.name,
            "short_name": bureau.short,
            "kind": "department",
            "site": f"https://{HOST}/{bureau.slug}/",
            "own_domains": [HOST],
            "contact": contact,
        },
        "channels": {name: {"export": f"{name}.csv"} for name in _CHANNELS},
    }
