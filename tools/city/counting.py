"""The form's cells, counted from the books in the plainest way, without a word of the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tools.city.applications import in_year, open_at
from tools.city.model import Books, Document, Figures, Filing
from tools.city.words import REGISTERS

APPLICANTS = tuple(entry["key"] for entry in REGISTERS["applicant"])
OUTCOMES = tuple(entry["key"] for entry in REGISTERS["outcome"])
ROWS = ("new_received", "carried_in", *OUTCOMES, "handled_total", "carried_out")
GROUPS = ("review", "suit_direct", "suit_after_review")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
KINDS = ("rules", "normative")
STATES = ("made", "repealed", "valid")


def count(books: Books, year: int) -> Figures:
    """Every cell of the form of 2021, and how many documents ended by themselves."""
    return {
        **_requests(books, year),
        **_cases(books, year),
        **_documents(books.documents, year),
        **_rest(books, year),
    }


def _requests(books: Books, year: int) -> Figures:
    cells: Counter[tuple[str, str]] = Counter()
    last = date(year, 12, 31)
    for request in books.requests:
        if in_year(request, year):
            came = "new_received" if request.received.year == year else "carried_in"
            ended = ("carried_out",)
            if not open_at(request, last):
                ended = ("handled_total", request.outcome)  # type: ignore[assignment]
            for row in (came, *ended):
                cells[row, request.applicant] += 1
                cells[row, "total"] += 1
    return {
        f"requests.{row}.{column}": cells[row, column]
        for row in ROWS
        for column in (*APPLICANTS, "total")
    }


def _cases(books: Books, year: int) -> Figures:
    cells: Counter[tuple[str, str]] = Counter()
    for case in books.cases:
        if in_year(case, year):
            result = "pending" if open_at(case, date(year, 12, 31)) else case.result
            cells[case.kind, result] += 1
            cells[case.kind, "total"] += 1
    return {
        f"review_litigation.count.{group}_{result}": cells[group, result]
        for group in GROUPS
        for result in RESULTS
    }


def _documents(documents: Iterable[Document], year: int) -> Figures:
    cells: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for state in states(document, year):
            cells[document.kind, state] += 1
    printed = {f"a20_1.{kind}.{state}": cells[kind, state] for kind in KINDS for state in STATES}
    return {**printed, **{f"expired.{kind}": cells[kind, "expired"] for kind in KINDS}}


def states(document: Document, year: int) -> tuple[str, ...]:
    """What a document counts as in a year's report."""
    ended = document.expires is not None and document.expires.year <= year
    gone = document.repealed is not None and document.repealed.year <= year
    held = {
        "made": document.made.year == year,
        "repealed": document.repealed is not None and document.repealed.year == year,
        "expired": document.expires is not None and document.expires.year == year,
        "valid": document.made.year <= year and not ended and not gone,
    }
    return tuple(state for state, holds in held.items() if holds)


def _rest(books: Books, year: int) -> Figures:
    numbers: Counter[str] = Counter()
    for kind, day, number in books.decisions:
        if day.year == year:
            numbers[kind] += number
    paid = sum((amount for _, day, amount in books.fees if day.year == year), start=Decimal(0))
    return {
        "a20_5.licence": numbers["licence"],
        "a20_6.penalty": numbers["penalty"],
        "a20_6.coercion": numbers["coercion"],
        "a20_8.fees": plain(paid / 10000),
    }


def plain(number: Decimal) -> int | Decimal:
    """A number without zeros behind its point."""
    whole = int(number)
    return whole if whole == number else number.normalize()


def add_up(members: Iterable[Filing], year: int) -> Figures:
    """The sum of the members; what several of them issued together counts once."""
    members = tuple(members)
    totals: Figures = {}
    for member in members:
        for address, value in member.figures.items():
            totals[address] = totals.get(address, 0) + value
    for number, holders in _holders(members).items():
        document = next(each.issued[number] for each in members if number in each.issued)
        for state in states(document, year):
            table = "expired" if state == "expired" else f"a20_1.{document.kind}"
            cell = document.kind if state == "expired" else state
            totals[f"{table}.{cell}"] -= holders - 1
    return {address: plain(Decimal(value)) for address, value in totals.items()}


def _holders(members: Iterable[Filing]) -> dict[str, int]:
    found = Counter(number for member in members for number in member.issued)
    return {number: holders for number, holders in found.items() if holders > 1}
