"""Rules on rules and normative documents.

How many there are is told by relations of the forms; here is what only the register knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from attrs import field, frozen, validators

from gongkai import (
    Check,
    Checking,
    Document,
    GongkaiError,
    NotAssessable,
    Problem,
    RuleExample,
    Severity,
    Words,
    hookimpl,
    read_examples,
    words,
)

GONGKAI_API = 1

_ADDRESS = "register:documents"
#: What the register must tell of to be judged.
_FIELDS = frozenset({"published", "interpretation"})
#: A title longer than this is cut in a message.
_LONGEST = 60


@frozen(kw_only=True)
class InterpretationSettings:
    """``[checks."documents.interpretation"]``: working days after the document; 0 is the same day.

    Three is the practice of ministries and provinces, from memory; a region may promise less.
    """

    days: int = field(default=3, validator=validators.in_(range(251)))


def interpretation(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Every normative document published in the year was interpreted within the limit.

    What is not there yet is told once the limit is past, on the day of the check or, before that,
    on the day after which entries no longer count.
    """
    if checking.documents and not checking.kept.get("documents", frozenset()) >= _FIELDS:
        yield NotAssessable(
            why=words("the register has no columns of the days of publication and interpretation"),
            address=_ADDRESS,
        )
        return
    told: set[Words] = set()
    for document in checking.documents:
        try:
            yield from _late(document, checking)
        except GongkaiError as error:
            if error.first not in told:
                told.add(error.first)
                yield NotAssessable(why=error.first, address=_ADDRESS)


def _late(document: Document, checking: Checking) -> Iterator[Problem]:
    published = document.published
    if document.kind != "normative" or not published or published.year != checking.report.year:
        return
    seen = min(checking.today, checking.cut_off or checking.today)
    if (document.interpretation or seen) <= published:
        return
    days = checking.settings.days
    last = checking.calendar.after(published, days) if days else published
    if (document.interpretation or seen) > last:
        yield _problem(document, published, last)


def _problem(document: Document, published: date, last: date) -> Problem:
    day = document.interpretation.isoformat() if document.interpretation else ""
    facts = {
        "title": _short(document.title),
        "published": published.isoformat(),
        "last": last.isoformat(),
    }
    late = words(
        "《{title}》, published on {published}, was interpreted on {day}; its last day was {last}",
        day=day,
        **facts,
    )
    never = words(
        "《{title}》, published on {published}, has no interpretation; its last day was {last}",
        **facts,
    )
    return Problem(
        address=_ADDRESS,
        message=late if day else never,
        expected=f"≤{last.isoformat()}",
        actual=day,
        place=document.position,
    )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on documents."""
    return (
        Check(
            code="documents.interpretation",
            severity=Severity.WARNING,
            title=words("A normative document comes with its interpretation"),
            why=words(
                "Bureaus promise to prepare and publish a document and its interpretation (解读) "
                "together; three working days between them are usual at most."
            ),
            fix=words(
                "Publish the interpretation, or enter the day on which it was published. Another "
                'limit is set as days under [checks."documents.interpretation"].'
            ),
            run=interpretation,
            settings=InterpretationSettings,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each rule."""
    return read_examples(Path(__file__).parent / "examples.toml")
