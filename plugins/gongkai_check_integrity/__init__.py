"""Rules on the text itself: what was injected, lost, or does not belong there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai import Check, RuleExample, Severity, hookimpl, read_examples, words
from gongkai_check_integrity.domains import ForeignSettings, foreign_domain
from gongkai_check_integrity.injections import spam
from gongkai_check_integrity.lost import lost_characters
from gongkai_check_integrity.names import name
from gongkai_check_integrity.noises import noise
from gongkai_check_integrity.published import PUBLISHED
from gongkai_check_integrity.vocabulary import SpamSettings

GONGKAI_API = 1

_HERE = Path(__file__).parent
_SITES = "国办秘函〔2019〕19号"

_CHECKS = (
    Check(
        code="integrity.spam",
        severity=Severity.ERROR,
        title=words("Nothing was put into the text"),
        why=words(
            "Who breaks into a site, or copies it, puts advertising in the place of names and "
            "common words; the page then speaks for betting in the government's name."
        ),
        fix=words(
            "Put back what stood there, from the approved text and never by guess, and find out "
            "how it came in. A word that is lawful here goes into allow under "
            '[checks."integrity.spam"].'
        ),
        basis=_SITES,
        run=spam,
        settings=SpamSettings,
        of_text=True,
        of_frame=True,
    ),
    Check(
        code="integrity.name",
        severity=Severity.ERROR,
        title=words("Title and opening say whose report it is"),
        why=words("A report in which the name was overwritten or left out answers for nobody."),
        fix=words(
            "Write the agency's name, or its short name with the place, in the title and the "
            "opening."
        ),
        run=name,
        of_text=True,
    ),
    Check(
        code="integrity.lost-characters",
        severity=Severity.ERROR,
        title=words("No character got lost"),
        why=words(
            "When a text is taken out of a page, signs between digits get lost: a date, a document "
            "number or a mail address then says nothing, or something else."
        ),
        fix=words("Put the characters back, from the approved text."),
        basis=_SITES,
        run=lost_characters,
        of_text=True,
    ),
    Check(
        code="integrity.noise",
        severity=Severity.ERROR,
        title=words("Only what a person can read"),
        why=words(
            "Such characters come from broken files and from people who want to get round filters; "
            "a screen reader and a search stumble over them."
        ),
        fix=words("Type the passage anew, or take it from the approved text."),
        basis=_SITES,
        run=noise,
        of_text=True,
        of_frame=True,
        of_signs=True,
    ),
    Check(
        code="integrity.foreign-domain",
        severity=Severity.ERROR,
        title=words("Links and mail addresses are the government's or the bureau's own"),
        why=words(
            "A link to a foreign site lends it the government's name, today or when somebody else "
            "buys its domain."
        ),
        fix=words("Take it out, or name the domain in [bureau] own_domains if it is yours."),
        basis=_SITES,
        run=foreign_domain,
        settings=ForeignSettings,
        of_text=True,
        of_frame=True,
    ),
    PUBLISHED,
)


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on the text."""
    return _CHECKS


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each rule."""
    return (*read_examples(_HERE / "examples.toml"), *read_examples(_HERE / "published.toml"))
