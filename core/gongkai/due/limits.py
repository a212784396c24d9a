"""The time limits of the regulations, read from ``limits.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli
from attrs import field, frozen

from gongkai.errors import GongkaiError
from gongkai.model.agency import Agency, AgencyKind, Level
from gongkai.wording import Words, words

_FILE = Path(__file__).parents[1] / "limits.toml"


@frozen(kw_only=True)
class Limit:
    """A number of working days, 0 where the text gives none, and what an extension adds to it.

    ``evidence`` says how sure the fact is: retrieved, recalled or practice.
    """

    article: str
    evidence: str
    days: int = 0
    extension: int = 0


@frozen(kw_only=True)
class Regulation:
    """One regulation on disclosure: while it was in force, and its limits.

    ``receipt`` says by the form of a request which day is its day of receipt.
    """

    year: int
    title: str
    number: str
    first: date
    last: date = date.max
    reply: Limit
    amendment: Limit
    proactive: Limit
    third_party: Limit | None = None
    other_organ: Limit | None = None
    receipt: Mapping[str, Words] = field(factory=dict)

    def cited(self, limit: Limit) -> str:
        """The article of a limit as a text cites it."""
        return f"《{self.title}》（{self.number}）{limit.article}"


@frozen(kw_only=True)
class FeeLimit:
    """What is known of the fee: until it is paid the clock stands still."""

    title: str
    number: str
    pay_within_calendar_days: int
    evidence: str

    @property
    def cited(self) -> str:
        """The measures as a text cites them."""
        return f"《{self.title}》（{self.number}）"


@frozen(kw_only=True)
class ReportLimit:
    """The last day of a report's publication, and whose; no ``level`` and no ``kinds`` mean any."""

    first_year: int
    day: str
    basis: str
    evidence: str
    last_year: int = 9999
    kinds: tuple[AgencyKind, ...] = ()
    level: Level | None = None

    def last_day(self, year: int) -> date:
        """The last day for the report of a year; no text moves it when it is a day off."""
        return date.fromisoformat(f"{year + 1}-{self.day}")


@frozen(kw_only=True)
class Limits:
    """Every limit that is kept."""

    regulations: tuple[Regulation, ...]
    fee: FeeLimit
    reports: tuple[ReportLimit, ...]
    first_day_evidence: str
    clock_goes_on_evidence: str

    def on(self, day: date) -> Regulation:
        """The regulation that was in force on a day; there was none before May 2008."""
        for regulation in self.regulations:
            if regulation.first <= day <= regulation.last:
                return regulation
        raise GongkaiError(
            words("on {day} no regulation on disclosure was in force", day=day.isoformat())
        )


@lru_cache(maxsize=1)
def limits() -> Limits:
    """What ``limits.toml`` says."""
    table = tomli.loads(_FILE.read_text("utf-8"))
    return Limits(
        regulations=tuple(_regulation(each, table["receipt"]) for each in table["regulation"]),
        fee=FeeLimit(**table["fee"]),
        reports=tuple(_report(each) for each in table["report"]),
        first_day_evidence=table["counting"]["first_day_evidence"],
        clock_goes_on_evidence=table["counting"]["clock_goes_on_evidence"],
    )


def report_limit(agency: Agency, year: int) -> ReportLimit:
    """The limit for an agency's report of a year; a government without a region has the last."""
    level = agency.region.level if agency.region else None
    return next(
        limit
        for limit in limits().reports
        if limit.first_year <= year <= limit.last_year
        and (not limit.kinds or agency.kind in limit.kinds)
        and limit.level in {None, level}
    )


def _regulation(table: dict[str, Any], receipt: list[dict[str, Any]]) -> Regulation:
    limit = {key: Limit(**value) for key, value in table.items() if isinstance(value, dict)}
    return Regulation(
        **{**table, **limit},
        receipt={
            rule["form"]: Words(rule["en"], native=rule["zh"])
            for rule in receipt
            if rule["regulation"] == table["year"]
        },
    )


def _report(table: dict[str, Any]) -> ReportLimit:
    kinds = tuple(AgencyKind(kind) for kind in table.get("kinds", ()))
    level = Level(table["level"]) if "level" in table else None
    return ReportLimit(**{**table, "kinds": kinds, "level": level})
