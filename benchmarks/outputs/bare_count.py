"""Counting as a bare script does it: one pass over each file, a Counter for each cell.

Nothing is checked: a wrong row is counted wrongly, or ends the run.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import normalize

YEAR = "2024"

#: Figures by the address of their cell.
Figures = dict[str, int | Decimal]

_BRACKETED = re.compile("【([^】]+)】")
_LAST = f"{YEAR}-12-31"


def count(folder: Path, constants: Mapping[str, Any]) -> Figures:
    """Count every cell of the form from the registers of a year."""
    words = constants["words"]
    cells: Counter[str] = Counter()
    _requests(_rows(folder / "requests.csv"), words, constants["rows"], cells)
    _remedies(_rows(folder / "remedies.csv"), words, cells)
    _documents(_rows(folder / "documents.csv"), words["documents.kind"], cells)
    _decisions(_rows(folder / "decisions.csv"), words["decisions.kind"], cells)
    cells.update(_disclosures(folder))
    figures: Figures = {address: cells[address] for address in constants["cells"]}
    figures["a20_8.fees"] = _fees(_rows(folder / "fees.csv"))
    return figures


def _rows(path: Path) -> Iterator[list[str]]:
    """The rows below the heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _disclosures(folder: Path) -> Counter[str]:
    """Count each item once: by its number, or else by its title and day."""
    channels = (
        ("website", lambda row: (row[0], row[1], row[3])),
        ("wechat", lambda row: (row[0], row[1], "")),
        ("weibo", lambda row: (_BRACKETED.search(row[0])[1], row[1], "")),  # type: ignore[index]
        ("bulletin", lambda row: (row[0], row[2], row[1])),
    )
    items: dict[str, set[str]] = {}
    numbered: dict[str, str] = {}
    for channel, read in channels:
        for key, number in _keys(_rows(folder / f"{channel}.csv"), read):
            if number:
                numbered[key] = number
            items.setdefault(number or key, set()).add(channel)
    for key, number in numbered.items():
        items[number] |= items.pop(key, set())
    cells = Counter(channel for found in items.values() for channel in found)
    return Counter(
        {"channels.total": len(items), **{f"channels.{name}": n for name, n in cells.items()}}
    )


def _keys(
    rows: Iterator[list[str]], read: Callable[[list[str]], tuple[str, str, str]]
) -> Iterator[tuple[str, str]]:
    for row in rows:
        title, day, number = read(row)
        if day.startswith(YEAR):
            yield normalize("NFKC", title) + day[:10].replace("/", "-"), number


def _requests(
    rows: Iterator[list[str]],
    words: Mapping[str, Mapping[str, str]],
    rows_of: Mapping[str, str],
    cells: Counter[str],
) -> None:
    outcomes, applicants = words["requests.outcome"], words["requests.applicant"]
    for row in rows:
        received, decided, applicant = row[1][:4], row[9][:4], applicants[row[3]]
        came = "new_received" if received == YEAR else "carried_in"
        if decided == YEAR:
            outcome = "partial" if row[16] == "是" else rows_of[outcomes[row[8]]]
            ended: tuple[str, ...] = ("handled_total", outcome)
        else:
            ended = ("carried_out",)
        for line in (came, *ended):
            cells[f"requests.{line}.{applicant}"] += 1
            cells[f"requests.{line}.total"] += 1


def _remedies(
    rows: Iterator[list[str]], words: Mapping[str, Mapping[str, str]], cells: Counter[str]
) -> None:
    kinds, results = words["remedies.kind"], words["remedies.result"]
    for row in rows:
        if row[8] == "否":
            kind = kinds[row[1]].replace("-", "_")
            result = results[row[3]] if row[4].startswith(YEAR) else "pending"
            cells[f"review_litigation.count.{kind}_{result}"] += 1
            cells[f"review_litigation.count.{kind}_total"] += 1


def _documents(rows: Iterator[list[str]], kinds: Mapping[str, str], cells: Counter[str]) -> None:
    for row in rows:
        kind, made, repealed, expires = kinds[row[2]], row[3], row[6], row[7]
        ended = bool(expires) and expires < _LAST
        cells[f"a20_1.{kind}.made"] += made.startswith(YEAR)
        cells[f"a20_1.{kind}.repealed"] += repealed.startswith(YEAR)
        cells[f"a20_1.{kind}.valid"] += not ended and not repealed
        cells[f"expired.{kind}"] += ended and not repealed and expires.startswith(YEAR)


def _decisions(rows: Iterator[list[str]], kinds: Mapping[str, str], cells: Counter[str]) -> None:
    tables = {"licence": "a20_5", "penalty": "a20_6", "coercion": "a20_6"}
    for row in rows:
        if row[1].startswith(YEAR):
            kind = kinds[row[0]]
            cells[f"{tables[kind]}.{kind}"] += int(row[2])


def _fees(rows: Iterator[list[str]]) -> Decimal:
    """The fees in 万元, exact."""
    total = sum((Decimal(row[2]) for row in rows if row[1].startswith(YEAR)), start=Decimal(0))
    return (total / 10000).normalize()
