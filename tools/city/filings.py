"""One bureau's books → its reports, before anybody writes them down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve, frozen
from tools.city.applications import in_year, make_cases, make_requests
from tools.city.chance import Chance, chance_of
from tools.city.counting import APPLICANTS, KINDS, OUTCOMES, STATES, count
from tools.city.holdings import joint_of, make_decisions, make_documents, make_fees
from tools.city.model import Books, Bureau, Figures, Filing, Filings, Places, Region, Table
from tools.city.releases import Desk, make_releases
from tools.city.tables import make_tables
from tools.city.texts import Author, Shelf, make_texts
from tools.city.words import read

COLUMNS = (*APPLICANTS, "total")
#: Which tables of the form a register fills.
TABLES = {
    "documents": ("a20_1",),
    "decisions": ("a20_5", "a20_6"),
    "fees": ("a20_8",),
    "requests": ("requests",),
    "remedies": ("review_litigation",),
    "expired": ("expired",),
}


@frozen(kw_only=True)
class Office:
    """Everything that reports are made from: the places, the seed, each bureau's books."""

    places: Places
    seed: int
    books: dict[str, Books]
    shelves: dict[int, Shelf]


def open_office(places: Places, seed: int) -> Office:
    """Make the books of every bureau."""
    books = {bureau.id: _books(bureau, places, seed) for bureau in places.bureaus}
    return Office(places=places, seed=seed, books=books, shelves={})


def _books(bureau: Bureau, places: Places, seed: int) -> Books:
    region = places.region(bureau.home)
    holdings = chance_of(seed, bureau.id, "holdings")
    return Books(
        requests=make_requests(bureau, chance_of(seed, bureau.id, "requests")),
        cases=make_cases(bureau, chance_of(seed, bureau.id, "cases")),
        documents=(
            *make_documents(bureau, holdings, (region.name, region.mark)),
            *joint_of(bureau, places.joint),
        ),
        decisions=tuple(make_decisions(bureau, holdings)),
        fees=tuple(make_fees(bureau, holdings)),
    )


def make_filings(office: Office) -> Iterator[Filing]:
    """The reports of every bureau, both years; and those of earlier years that there are."""
    for bureau in office.places.bureaus:
        for year in bureau.years:
            yield _filing(office, bureau, year)
    yield from former_filings(office.places)


def _filing(office: Office, bureau: Bureau, year: int) -> Filing:
    chance = chance_of(office.seed, bureau.id, year)
    books = _with_former(office, bureau, year)
    day = chance.day(date(year + 1, 1, 9), date(year + 1, 1, 28))
    figures = count(books, year)
    tables = make_tables(bureau, books, year, day, chance) if bureau.register else {}
    desk = Desk(
        bureau=bureau,
        year=year,
        place=office.places.region(bureau.home).name,
        chance=chance,
    )
    releases = make_releases(desk, books)
    filing = Filing(
        agency=bureau.id,
        year=year,
        report={"published": day},
        figures=figures,
        stated=tuple(name for name in TABLES if name not in {*tables, "expired"}),
        registers={**tables, **releases},
        issued={each.number: each for each in books.documents} if bureau.register else {},
    )
    if bureau.incomplete:
        filing.report["registers"] = {"documents": {"complete": False}}
    if bureau.incomplete and year == bureau.years[0]:
        filing.report["figures"] = {
            "a20_1": {kind: {"valid": figures[f"a20_1.{kind}.valid"]} for kind in KINDS}
        }
    return filing


def _with_former(office: Office, bureau: Bureau, year: int) -> Books:
    """A bureau's books, and from the year of the merger on those of the one it took over."""
    books = office.books[bureau.id]
    for former in office.places.bureaus:
        if former.successor == bureau.id and former.until and former.until.year <= year:
            taken = office.books[former.id]
            open_ones = (each for each in taken.requests if in_year(each, year))
            moved = tuple(evolve(each, number=f"L{each.number}") for each in open_ones)
            books = evolve(
                books,
                requests=(*moved, *books.requests),
                documents=(*books.documents, *taken.documents),
            )
    return books


def write_texts(office: Office, filings: Filings) -> None:
    """Write about every report's figures as they are, in the order of the places."""
    bureaus = {bureau.id: bureau for bureau in office.places.bureaus}
    for filing in filings.values():
        if filing.figures:
            before = filings.get((filing.agency, filing.year - 1))
            author = _author(office, filing, bureaus.get(filing.agency))
            merged = any(each.successor == filing.agency for each in bureaus.values())
            author = evolve(author, before=before.figures if before and not merged else None)
            filing.texts = make_texts(author, office.shelves.setdefault(filing.year, Shelf()))


def _author(office: Office, filing: Filing, bureau: Bureau | None) -> Author:
    chance = chance_of(office.seed, filing.agency, filing.year, "texts")
    if bureau is None:
        return _government(office.places.region(filing.agency), filing, chance)
    return Author(
        name=bureau.name,
        short=bureau.short,
        slug=bureau.slug,
        domain=bureau.domain,
        year=filing.year,
        figures=filing.figures,
        channels=tuple(name for name in ("weibo", "bulletin") if name in filing.registers),
        has_channels=True,
        chance=chance,
    )


def _government(region: Region, filing: Filing, chance: Chance) -> Author:
    return Author(
        name=f"{region.name}人民政府",
        short="市政府" if region.level == "prefecture" else "县政府",
        slug=region.id.rpartition("/")[2],
        domain=region.domain,
        year=filing.year,
        figures=filing.figures,
        chance=chance,
    )


def government_filing(region: Region, year: int, figures: Figures) -> Filing:
    """The report of a government: its figures are the sum of the members', and are stated."""
    return Filing(
        agency=region.id,
        year=year,
        report={"published": date(year + 1, *region.published)},
        figures=figures,
        stated=(*TABLES,),
    )


def stated_tables(filing: Filing) -> Table:
    """The figures that a report states, a row for each line of the form."""
    made: dict[str, dict[str, Any]] = {}
    for name in filing.stated:
        for table in TABLES[name]:
            made[table] = dict(_rows_of(table, filing.figures))
    return dict(made)


def _rows_of(table: str, figures: Figures) -> Iterator[tuple[str, object]]:
    if table == "requests":
        for row in ("new_received", "carried_in", *OUTCOMES, "handled_total", "carried_out"):
            yield row, [figures[f"requests.{row}.{column}"] for column in COLUMNS]
    elif table == "a20_1":
        for kind in KINDS:
            yield kind, [figures[f"a20_1.{kind}.{state}"] for state in STATES]
    elif table == "review_litigation":
        cells = [value for cell, value in figures.items() if cell.startswith(table)]
        yield "count", cells
    else:
        for cell, value in figures.items():
            if cell.startswith(f"{table}."):
                yield cell.partition(".")[2], value


def former_filings(places: Places) -> Iterator[Filing]:
    """Reports of earlier years, of tables alone, in which everything agrees."""
    there = {bureau.id for bureau in places.bureaus}
    for entry in read("former")["report"]:
        if entry["agency"] in there:
            yield Filing(
                agency=entry["agency"],
                year=entry["year"],
                report={
                    "form": entry["form"],
                    "published": entry["published"],
                    "narrative": {"omitted": "旧年度报告只录入统计表"},
                    "channels": {"website": {"export": ""}, "wechat": {"export": ""}},
                    "figures": entry["figures"],
                },
                figures={},
            )
