"""Requests, reviews and suits of one bureau."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, frozen
from tools.city.chance import Chance
from tools.city.model import YEARS, Bureau, Case, Request
from tools.city.words import DOMAINS, REGISTERS

_DAY = timedelta(days=1)
#: A reply within so many days of the calendar is within as many working days, whatever the year.
_SURELY_IN_TIME = 20
_EXTENDED = 38
#: One request in so many has what makes it last longer.
_RARE = 9


def make_requests(bureau: Bureau, chance: Chance) -> tuple[Request, ...]:
    """The requests that were open in either year, by the day of their receipt."""
    days = sorted(_days(bureau, chance))
    return tuple(_request(bureau, chance, day, serial) for serial, day in enumerate(days, 1))


def _days(bureau: Bureau, chance: Chance) -> Iterator[date]:
    """Days of receipt: those of both years, and of December before, that were carried in."""
    first = bureau.from_ or date(YEARS[0], 1, 1)
    last = bureau.until or date(YEARS[-1], 12, 31)
    if bureau.from_ is None:
        for _ in range(chance.around(bureau.requests) // 14):
            yield chance.day(date(2022, 12, 14), date(2022, 12, 30))
    for year in YEARS:
        start, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if bureau.until and end == bureau.until:
            return
        many = chance.around(bureau.requests)
        for _ in range(many):
            yield chance.day(start, end)


def _request(bureau: Bureau, chance: Chance, received: date, serial: int) -> Request:
    outcome = chance.weighted(REGISTERS["outcome"])
    request = Request(
        number=f"{received.year}{serial:04}",
        received=received,
        decided=chance.after(received, 2, _SURELY_IN_TIME - 1),
        form=chance.pick(REGISTERS["forms"]["words"]),
        applicant=chance.weighted(REGISTERS["applicant"])["key"],
        outcome=outcome["key"],
        person=chance.person(REGISTERS["people"]),
        asked_for=chance.pick(DOMAINS[bureau.domain]["asks"]),
    )
    return _longer(request, chance)


def _longer(request: Request, chance: Chance) -> Request:
    """Let a request last longer where the law lets it: amended, extended, a third party asked."""
    received = request.received
    if request.outcome in {"other_no_correction", "unable_unclear"} or not chance.below(_RARE):
        asked = chance.after(received, 1, 5)
        if request.outcome == "other_no_correction":
            return evolve(request, amendment=(asked, None), decided=chance.after(asked, 15, 30))
        given = chance.after(asked, 3, 12)
        return evolve(request, amendment=(asked, given), decided=chance.after(given, 2, 18))
    if request.outcome == "refused_third_party" or not chance.below(_RARE):
        asked = chance.after(received, 1, 4)
        end = chance.after(asked, 5, 12)
        return evolve(request, consulted=(asked, end), decided=chance.after(end, 1, 7))
    if not chance.below(_RARE):
        late = chance.after(received, _SURELY_IN_TIME + 2, _EXTENDED)
        return evolve(request, extended=True, decided=late)
    return request


@frozen(kw_only=True)
class _Course:
    """How a case went: its kind, and about how many days it took."""

    kind: str
    days: tuple[int, int]


_COURSES = (
    _Course(kind="review", days=(35, 70)),
    _Course(kind="review", days=(35, 70)),
    _Course(kind="suit_direct", days=(70, 160)),
    _Course(kind="suit_after_review", days=(80, 170)),
)
_RESULTS = ("upheld", "upheld", "upheld", "corrected", "other")


def make_cases(bureau: Bureau, chance: Chance) -> tuple[Case, ...]:
    """The reviews and suits that were pending in either year."""
    first = bureau.from_ or date(YEARS[0], 1, 1)
    many = chance.around(bureau.remedies) + chance.around(bureau.remedies)
    days = sorted(chance.day(first, date(YEARS[-1], 12, 28)) for _ in range(many))
    return tuple(_case(chance, filed, serial) for serial, filed in enumerate(days, 1))


def _case(chance: Chance, filed: date, serial: int) -> Case:
    course = chance.pick(_COURSES)
    return Case(
        number=f"（{filed.year}）{'复' if course.kind == 'review' else '行初'}{serial}号",
        kind=course.kind,
        filed=filed,
        decided=chance.after(filed, *course.days),
        result=chance.pick(_RESULTS),
        person=chance.person(REGISTERS["people"]),
    )


def in_year(item: Request | Case, year: int) -> bool:
    """Whether a year's register has it: it came before the year's end, and was open in the year."""
    came = item.received if isinstance(item, Request) else item.filed
    return came.year <= year <= item.decided.year


def open_at(item: Request | Case, last: date) -> bool:
    """Whether it was still open on a day."""
    return item.decided > last
