"""Rules: what a check is, what it may look at, and the reports that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from attrs import field, frozen

from gongkai.calendar import Calendar
from gongkai.errors import Position
from gongkai.kinds.offering import Channel, NoSettings
from gongkai.model.agency import AgencyKind, Year
from gongkai.model.figures import Figures
from gongkai.model.findings import NotAssessable, Problem, Severity
from gongkai.model.records import Crash, Document, Late, Remedy, Request
from gongkai.model.region import RegionSum
from gongkai.model.report import Report
from gongkai.pages.page import Page
from gongkai.wording import Words

#: The year of the model report that examples differ from.
_MODEL_YEAR = Year(2024)


class Phase(Enum):
    """When a check runs: on the report, on what the others found, or when all is done."""

    REPORT = "report"
    FINDINGS = "findings"
    RUN = "run"


@frozen(kw_only=True)
class Waived:
    """A waiver as it stands in TOML, and what it did in this run.

    ``matched`` is the number of findings that it covers; ``assessed`` says that its rule ran and
    could judge; ``here`` that it was written for this report alone; ``statutory`` that nothing
    waives its rule.
    """

    code: str
    address: str
    by: str
    reason: str
    until: date
    position: Position
    matched: int
    assessed: bool
    here: bool
    statutory: bool


@frozen(kw_only=True)
class Checking:
    """What a check may look at.

    ``previous`` are the figures of last year's report at the addresses of this year's form, None
    where there is none; ``breaks`` says, by address, why a series does not go on from there;
    ``last`` is that report itself; ``unread`` says why there is none although there is a file.
    ``requests``, ``remedies`` and ``documents`` are the records of those registers, empty where
    the bureau keeps none; ``kept`` says, by register, which fields it has a column for;
    ``cut_off`` is the day after which what was entered no longer counts.
    ``channels`` are all that are known, ``enabled`` the names of those that the bureau has;
    ``chosen`` are the sections that its TOML lists. ``surveyed`` is what the rule's own survey of
    all reports gave for this one, None where there was none. ``region`` is filled where the report
    is a region's sum of its members, ``page`` where a published page is compared with the report.
    ``waivers`` are filled in the phase FINDINGS, ``crashes`` in RUN.
    """

    report: Report
    previous: Figures | None
    channels: tuple[Channel[Any], ...]
    enabled: tuple[str, ...]
    chosen: tuple[str, ...]
    today: date
    settings: Any
    waivers: tuple[Waived, ...] = ()
    crashes: tuple[Crash, ...] = ()
    unread: Words | None = None
    last: Report | None = None
    breaks: Mapping[str, str] = field(factory=dict)
    requests: tuple[Request, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    documents: tuple[Document, ...] = ()
    kept: Mapping[str, frozenset[str]] = field(factory=dict)
    late: tuple[Late, ...] = ()
    cut_off: date | None = None
    calendar: Calendar = field(factory=Calendar)
    surveyed: Any = None
    region: RegionSum | None = None
    page: Page | None = None


@frozen(kw_only=True)
class Narrative:
    """The texts of one report as they were written, placeholders and all, by section.

    ``names`` are what the bureau and its place are called, its full name first.
    """

    agency: str
    year: int
    texts: Mapping[str, str]
    names: tuple[str, ...] = ()


#: Looks at the narratives of every report of the tree, once in a run, and gives what it found by
#: agency and year. The settings of the rule differ between bureaus and are not known to it.
Survey = Callable[[Iterable[Narrative]], Mapping[tuple[str, int], Any]]


@frozen(kw_only=True)
class Example:
    """A report that keeps a rule or breaks it: what makes it differ from the model report.

    ``bureau`` and ``report`` are TOML, laid over the files of `gongkai.testing.MODEL`: tables
    merge, everything else replaces. ``files`` are placed beside or over those of the model, by
    their path below the bureau's folder; ``../`` leads to other bureaus and to ``region.toml``.
    ``year`` and ``agency`` say which report is run; the model has one of 2024, and ``report`` of
    another year stands by itself. ``region`` is for rules on a region's sum: the members of that
    region are added up instead. ``page`` is for rules on a published page: what that has in the
    place of texts of the page that the output ``html`` writes. Each is short: people read it to
    understand the rule.
    """

    bureau: str = ""
    report: str = ""
    files: Mapping[str, str] = field(factory=dict)
    year: Year = _MODEL_YEAR
    agency: str = "ju"
    region: str = ""
    page: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class RuleExample:
    """A rule by its code, a report that keeps it, and one that breaks it."""

    code: str
    good: Example
    bad: Example


@frozen(kw_only=True)
class Check:
    """One rule.

    ``code`` is ``family.rule``, stable and never re-used. ``also`` are the severities that
    problems may have besides ``severity``, and ``when`` says which of them applies. ``run``
    yields every problem, or says that it cannot judge. Empty ``forms`` and ``kinds`` mean all.
    What is ``statutory`` can be neither waived nor lowered. ``of_text`` says that the rule
    looks at text alone, and so runs on any text, without a bureau; ``of_frame`` that it also
    looks at what a published page says around the report, ``of_signs`` at the characters that
    the page has for the report's own, which the comparison folds. ``survey`` looks at all
    reports before any of them is checked; that of a rule in a bureau's own ``plugin.py`` is not
    asked. ``of_region`` says that the rule is about a region's sum and applies to nothing else,
    ``of_page`` the same of a published page.
    """

    code: str
    severity: Severity
    title: Words
    why: Words
    fix: Words
    run: Callable[[Checking], Iterable[Problem | NotAssessable]]
    also: tuple[Severity, ...] = ()
    when: Words | None = None
    basis: str = ""
    statutory: bool = False
    forms: tuple[str, ...] = ()
    kinds: tuple[AgencyKind, ...] = ()
    years_from: int = 0
    settings: type[Any] = NoSettings
    phase: Phase = Phase.REPORT
    of_text: bool = False
    of_frame: bool = False
    of_signs: bool = False
    of_region: bool = False
    of_page: bool = False
    survey: Survey | None = None
