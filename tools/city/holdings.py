"""Documents, decisions and fees of one bureau."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import evolve
from tools.city.chance import Chance
from tools.city.model import YEARS, Bureau, Document, Joint
from tools.city.words import DOMAINS, REGISTERS

_KINDS = ("licence", "penalty", "coercion")


def sign(bureau: Bureau, mark: str) -> str:
    """What stands before the year in a bureau's document numbers."""
    return f"{mark}{bureau.short[1:3]}规"


def make_documents(bureau: Bureau, chance: Chance, place: tuple[str, str]) -> tuple[Document, ...]:
    """Normative documents and rules: the stock, and what was made and ended in both years.

    ``place`` is the region's name and the mark of its document numbers. A document that ends by
    itself is the last but one of the stock: only bureaus with a register know of it.
    """
    made = [*_stock(bureau.stock, chance), *_new(bureau, chance)] if bureau.stock else []
    if bureau.stock == 0 and bureau.from_:
        made = list(_new(bureau, chance))
    documents = [
        Document(
            title=_title(bureau, chance, place[0], "documents"),
            number=f"{sign(bureau, place[1])}〔{day.year}〕{serial}号",
            made=day,
        )
        for serial, day in enumerate(sorted(made), 20)
    ]
    return (*_ended(documents, bureau, chance), *_rules(bureau, chance, place[0]))


def _stock(number: int, chance: Chance) -> Iterator[date]:
    for _ in range(number):
        yield chance.day(date(2013, 1, 5), date(2022, 12, 20))


def _new(bureau: Bureau, chance: Chance) -> Iterator[date]:
    """One to three new documents in each year in which the bureau was there."""
    for year in bureau.years:
        first = max(bureau.from_ or date(year, 1, 1), date(year, 2, 1))
        for _ in range(1 + chance.below(1 + min(2, bureau.stock // 8))):
            yield chance.day(first, date(year, 11, 20))


def _title(bureau: Bureau, chance: Chance, place: str, what: str) -> str:
    domain = DOMAINS[bureau.domain]
    pattern = str(chance.pick(REGISTERS["titles"][what]))
    return pattern.format(
        place=place,
        doc=chance.pick(domain["docs"]),
        matter=chance.pick(domain["matters"]),
    )


def _ended(documents: list[Document], bureau: Bureau, chance: Chance) -> Iterator[Document]:
    """Repeal one or two old documents a year; let one end by itself."""
    old = [document for document in documents if document.made.year < YEARS[0]]
    ends: dict[str, Document] = {}
    for document, year in zip(chance.take(old, len(old) // 4), YEARS * len(old), strict=False):
        if year in bureau.years:
            day = chance.day(date(year, 3, 1), date(year, 12, 1))
            ends[document.number] = evolve(document, repealed=day)
    if bureau.register and len(old) > _MANY:
        last = next(document for document in old if document.number not in ends)
        ends[last.number] = evolve(last, expires=chance.day(date(2024, 2, 1), date(2024, 10, 31)))
    return (ends.get(document.number, document) for document in documents)


#: A bureau with more old documents than this has one that ends by itself.
_MANY = 12


def _rules(bureau: Bureau, chance: Chance, place: str) -> Iterator[Document]:
    """Rules of the government: a few old ones, a new one in the second year."""
    days = [chance.day(date(2011, 1, 1), date(2021, 12, 1)) for _ in range(bureau.rules)]
    if bureau.rules:
        days.append(chance.day(date(2024, 3, 1), date(2024, 9, 30)))
    for serial, day in enumerate(sorted(days), 31):
        title = _title(bureau, chance, place, "rules")
        yield Document(title=title, number=f"市政府令第{serial}号", made=day, kind="rules")


def joint_of(bureau: Bureau, joint: tuple[Joint, ...]) -> tuple[Document, ...]:
    """The documents that a bureau issued with others."""
    return tuple(
        Document(title=each.title, number=each.number, made=each.made)
        for each in joint
        if bureau.id in each.holders
    )


def make_decisions(bureau: Bureau, chance: Chance) -> Iterator[tuple[str, date, int]]:
    """Decisions as the systems of business give them: a number for each month, or for a quarter."""
    for year in bureau.years:
        for kind in _KINDS:
            whole = chance.around(bureau.decisions.get(kind, 0), 9)
            parts = 12 if whole > _MONTHLY else 4
            for part in range(parts if whole else 0):
                month = (part + 1) * 12 // parts
                number = whole // parts + (whole % parts if part == parts - 1 else 0)
                yield kind, date(year, month, 28), number


_MONTHLY = 1000


def make_fees(bureau: Bureau, chance: Chance) -> Iterator[tuple[str, date, Decimal]]:
    """Fees in yuan, with fen."""
    for year in bureau.years:
        for quarter in range(4 if bureau.fees else 0):
            fen = chance.around(bureau.fees * 25, 12)
            item = f"{DOMAINS[bureau.domain]['matters'][quarter]}收费"
            yield item, date(year, quarter * 3 + 3, 25), Decimal(fen) / 100
