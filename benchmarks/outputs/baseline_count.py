"""Counting as one writes it today: pandas, a frame for each register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

YEAR = "2024"

#: Figures by the address of their cell.
Figures = dict[str, int | Decimal]

#: The columns of each channel's export: title, day, number.
_CHANNELS = {
    "website": ("标题", "发布时间", "文号"),
    "wechat": ("内容标题", "发表时间", ""),
    "weibo": ("微博正文", "发布时间", ""),
    "bulletin": ("文件名称", "刊登日期", "发文字号"),
}


def count(folder: Path, constants: Mapping[str, Any]) -> Figures:
    """Count every cell of the form from the registers of a year."""
    words = constants["words"]
    counted = {
        **_disclosures(folder),
        **_requests(_read(folder / "requests.csv"), words, constants["rows"]),
        **_remedies(_read(folder / "remedies.csv"), words),
        **_documents(_read(folder / "documents.csv"), words["documents.kind"]),
        **_decisions(_read(folder / "decisions.csv"), words["decisions.kind"]),
    }
    figures: Figures = {address: int(counted.get(address, 0)) for address in constants["cells"]}
    figures["a20_8.fees"] = _fees(_read(folder / "fees.csv"))
    return figures


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _disclosures(folder: Path) -> Mapping[str, int]:
    """Count each item once: by its number, or else by its title and day."""
    found = pd.concat(_releases(folder), ignore_index=True)
    found["title"] = found["title"].str.normalize("NFKC")
    found["day"] = found["day"].str[:10].str.replace("/", "-")
    found = found[found["day"].str.startswith(YEAR)]
    key = found["title"] + found["day"]
    numbered = found["number"] != ""
    numbers = pd.Series(found["number"][numbered].values, index=key[numbered])
    number = key.map(numbers[~numbers.index.duplicated()]).fillna(key)
    found = found.assign(item=found["number"].where(numbered, number))
    channels = found.groupby("channel")["item"].nunique()
    return {
        "channels.total": found["item"].nunique(),
        **{f"channels.{channel}": number for channel, number in channels.items()},
    }


def _releases(folder: Path) -> Iterator[pd.DataFrame]:
    for channel, (title, day, number) in _CHANNELS.items():
        frame = _read(folder / f"{channel}.csv")
        titles = frame[title]
        if channel == "weibo":
            titles = titles.str.extract("【([^】]+)】", expand=False)
        numbers = frame[number] if number else ""
        yield pd.DataFrame(
            {"title": titles, "day": frame[day], "number": numbers, "channel": channel}
        )


def _requests(
    frame: pd.DataFrame, words: Mapping[str, Mapping[str, str]], rows: Mapping[str, str]
) -> Mapping[str, int]:
    applicant = frame["申请人类型"].map(words["requests.applicant"])
    outcome = frame["办理结果"].map(words["requests.outcome"]).map(rows)
    outcome = outcome.where(frame["是否区分处理"] != "是", "partial")
    came = frame["收到日期"].str.startswith(YEAR).map({True: "new_received", False: "carried_in"})
    handled = frame["答复日期"].str.startswith(YEAR)
    ended = handled.map({True: "handled_total", False: "carried_out"})
    lines = pd.concat(
        pd.DataFrame({"line": line, "applicant": applicant})
        for line in (came, ended, outcome[handled])
    ).dropna()
    return {
        **{
            f"requests.{line}.{who}": number
            for (line, who), number in lines.groupby(["line", "applicant"]).size().items()
        },
        **{f"requests.{line}.total": n for line, n in lines["line"].value_counts().items()},
    }


def _remedies(frame: pd.DataFrame, words: Mapping[str, Mapping[str, str]]) -> Mapping[str, int]:
    frame = frame[frame["复议机关共同被告"] == "否"]
    kind = frame["案件类型"].map(words["remedies.kind"]).str.replace("-", "_")
    result = frame["审理结果"].map(words["remedies.result"])
    result = result.where(frame["审结日期"].str.startswith(YEAR), "pending")
    cells = pd.concat([kind + "_" + result, kind + "_total"]).value_counts()
    return {f"review_litigation.count.{cell}": number for cell, number in cells.items()}


def _documents(frame: pd.DataFrame, kinds: Mapping[str, str]) -> Mapping[str, int]:
    kind, expires = frame["文件类型"].map(kinds), frame["有效期至"]
    repealed = frame["废止日期"]
    ended = (expires != "") & (expires < f"{YEAR}-12-31")
    there = pd.DataFrame(
        {
            "made": frame["成文日期"].str.startswith(YEAR),
            "repealed": repealed.str.startswith(YEAR),
            "valid": ~ended & (repealed == ""),
            "expired": ended & (repealed == "") & expires.str.startswith(YEAR),
        }
    )
    sums = there.groupby(kind).sum()
    return {
        f"expired.{kind}" if state == "expired" else f"a20_1.{kind}.{state}": number
        for state, numbers in sums.items()
        for kind, number in numbers.items()
    }


def _decisions(frame: pd.DataFrame, kinds: Mapping[str, str]) -> Mapping[str, int]:
    frame = frame[frame["决定日期"].str.startswith(YEAR)]
    sums = frame["件数"].astype(int).groupby(frame["决定类型"].map(kinds)).sum()
    tables = {"licence": "a20_5", "penalty": "a20_6", "coercion": "a20_6"}
    return {f"{tables[kind]}.{kind}": number for kind, number in sums.items()}


def _fees(frame: pd.DataFrame) -> Decimal:
    """The fees in 万元, exact."""
    charged = frame["收费金额（元）"][frame["收费日期"].str.startswith(YEAR)]
    total: Decimal = charged.map(Decimal).sum()
    return (total / 10000).normalize()
