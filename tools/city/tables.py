"""A bureau's books, as its registers of one year show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tools.city.applications import in_year
from tools.city.chance import Chance
from tools.city.model import Books, Bureau, Case, Document, Register, Request, Row
from tools.city.releases import published
from tools.city.words import REGISTERS

_DAY = timedelta(days=1)
_WORDS = {
    entry["key"]: entry["words"] for entry in (*REGISTERS["outcome"], *REGISTERS["applicant"])
}
#: Registers of which cases and documents before a year's export know nothing.
_SUFFIX = {"xlsx": "xlsx", "csv": "csv", "gb18030": "csv"}


def make_tables(
    bureau: Bureau, books: Books, year: int, export: date, chance: Chance
) -> dict[str, Register]:
    """Every register that has rows, as it was exported on a day after the year."""
    rows = {
        "requests": _requests(books, year, export, chance),
        "remedies": _cases(bureau, books, year, export),
        "documents": _documents(bureau, books, year),
        "decisions": _decisions(books, year),
        "fees": _fees(books, year),
    }
    return {
        name: Register(
            file=f"{name}.{_SUFFIX[bureau.files]}",
            style=bureau.files,
            columns=tuple(REGISTERS["headings"][name]),
            rows=found,
        )
        for name, found in ((name, list(written)) for name, written in rows.items())
        if found
    }


def _requests(books: Books, year: int, export: date, chance: Chance) -> Iterator[Row]:
    for request in books.requests:
        if in_year(request, year):
            yield _request(request, export, chance)


def _request(request: Request, export: date, chance: Chance) -> Row:
    done = request.decided <= export
    separated = done and request.outcome == "partial" and chance.below(2) == 0
    outcome = "refused_third_party" if separated else request.outcome
    asked, given = request.amendment or (None, None)
    sent, back = request.consulted or (None, None)
    return (
        request.number,
        _day(request.received),
        request.form,
        str(chance.pick(_WORDS[request.applicant])),
        request.person.name,
        request.person.number,
        request.person.phone,
        request.asked_for,
        str(chance.pick(_WORDS[outcome])) if done else "办理中",
        _day(request.decided) if done else "",
        "是" if request.extended else "否",
        *(_day(day if day and day <= export else None) for day in (asked, given, sent, back)),
        _day(request.received),
        "是" if separated else "否",
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cases(bureau: Bureau, books: Books, year: int, export: date) -> Iterator[Row]:
    """The cases; an office is in some only as the review organ, and they are counted elsewhere."""
    words = REGISTERS["remedies"]
    for case in books.cases:
        if in_year(case, year):
            row = _case(case, words["kinds"], words["results"], export)
            yield (*row, "否")
            if bureau.kind == "office" and case.kind == "suit_after_review":
                yield (f"{row[0]}之二", *row[1:], "是")


def _case(case: Case, kinds: dict[str, str], results: dict[str, str], export: date) -> Row:
    done = case.decided <= export
    return (
        case.number,
        kinds[case.kind],
        _day(case.filed),
        results[case.result if done else "pending"],
        _day(case.decided if done else None),
        "否" if case.kind == "suit_direct" else "是",
        case.person.name,
        case.person.number,
    )


def _documents(bureau: Bureau, books: Books, year: int) -> Iterator[Row]:
    """The whole catalogue; an incomplete one has what changed since the first report year."""
    for document in books.documents:
        if document.made.year <= year and not (bureau.incomplete and _unchanged(document)):
            yield _document(document, year)


def _unchanged(document: Document) -> bool:
    return max(document.made, document.repealed or date.min, document.expires or date.min) < _FIRST


_FIRST = date(2023, 1, 1)


def _document(document: Document, year: int) -> Row:
    repealed = document.repealed if document.repealed and document.repealed.year <= year else None
    shown = published(document.made)
    return (
        document.title,
        document.number,
        "规章" if document.kind == "rules" else "行政规范性文件",
        _day(document.made),
        _day(shown),
        _day(shown),
        _day(repealed),
        _day(document.expires),
        _day(shown + _DAY),
    )


def _decisions(books: Books, year: int) -> Iterator[Row]:
    for kind, day, number in books.decisions:
        if day.year == year:
            yield REGISTERS["decisions"][kind], _day(day), str(number), _day(day)


def _fees(books: Books, year: int) -> Iterator[Row]:
    for item, day, amount in books.fees:
        if day.year == year:
            yield item, _day(day), f"{amount:.2f}", _day(day)
