"""What is well typed and yet makes no sense: names of nothing, waivers of nobody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from attrs import asdict

from gongkai.config.choices import (
    BureauTable,
    NarrativeTable,
    RegionTable,
    RollupTable,
    Waiver,
)
from gongkai.config.source import Keys
from gongkai.config.structure import Placed
from gongkai.errors import Mistake
from gongkai.model.report import Returned
from gongkai.wording import Words, words

#: They turn the direction of writing, so that what is read is not what is written.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def wrong_name(text: str, placed: Placed, at: Keys, *, needed: bool = False) -> Iterator[Mistake]:
    """A text of one line that a page prints: it says something, and hides nothing.

    What is not ``needed`` may be left empty, but not filled with spaces.
    """
    if not text.strip() and (text or needed):
        yield _mistake(placed, at, words("must not be empty"))
    hidden = next((sign for sign in text if _is_hidden(sign)), "")
    if hidden:
        found = f"U+{ord(hidden):04X}"
        message = words("the control character {found} must not stand here", found=found)
        yield _mistake(placed, at, message)


def _is_hidden(sign: str) -> bool:
    return sign in _TURNING or unicodedata.category(sign) == "Cc"


def wrong_bureau(bureau: BureauTable, placed: Placed, at: Keys) -> Iterator[Mistake]:
    """What is wrong with the names of a bureau, and with whom to ask."""
    yield from wrong_name(bureau.name, placed, (*at, "name"), needed=True)
    yield from wrong_name(bureau.short_name, placed, (*at, "short_name"))
    for key, text in asdict(bureau.contact).items():
        yield from wrong_name(text, placed, (*at, "contact", key))
    yield from _wrong_rollup(bureau.rollup, placed, (*at, "rollup"))


def _wrong_rollup(rollup: RollupTable, placed: Placed, at: Keys) -> Iterator[Mistake]:
    """Who stays out of the sum says why; who has a successor has a last day."""
    yield from wrong_name(rollup.reason, placed, (*at, "reason"))
    if not rollup.member and not rollup.reason:
        message = words('member = false needs a reason, such as "垂直管理"')
        yield _mistake(placed, (*at, "member"), message)
    if rollup.from_ and rollup.until and rollup.until < rollup.from_:
        message = words(
            "the last day {until} is before the first, {first}",
            until=rollup.until.isoformat(),
            first=rollup.from_.isoformat(),
        )
        yield _mistake(placed, (*at, "until"), message)
    if rollup.successor and not rollup.until:
        message = words("a bureau with a successor needs until, its own last day")
        yield _mistake(placed, (*at, "successor"), message)


def wrong_region(region: RegionTable, placed: Placed, at: Keys) -> Iterator[Mistake]:
    """What is wrong with the name of a region."""
    yield from wrong_name(region.name, placed, (*at, "name"), needed=True)


def wrong_waiver(waiver: Waiver, placed: Placed, at: Keys) -> Iterator[Mistake]:
    """A waiver names its rule, who answers for it, and why."""
    for key, text in (("code", waiver.code), ("by", waiver.by), ("reason", waiver.reason)):
        if not text.strip():
            yield _mistake(placed, (*at, key), words("must not be empty"))


def wrong_returned(returned: Returned, placed: Placed, at: Keys) -> Iterator[Mistake]:
    """Whoever sends a report back gives a name and a reason."""
    for key, text in (("by", returned.by), ("reason", returned.reason)):
        yield from wrong_name(text, placed, (*at, key), needed=True)


def wrong_narrative(narrative: NarrativeTable, placed: Placed, at: Keys) -> Iterator[Mistake]:
    """A report either has its text or says why it has none."""
    texts = {"opening": narrative.opening, **narrative.files}
    named = [name for name, file in texts.items() if file]
    if narrative.omitted and not narrative.omitted.strip():
        yield _mistake(placed, (*at, "omitted"), words("must not be empty"))
    elif narrative.omitted and named:
        message = words("the text is left out, but {names} names a file", names=", ".join(named))
        yield _mistake(placed, (*at, "omitted"), message)


def _mistake(placed: Placed, at: Keys, message: Words) -> Mistake:
    name = ".".join(map(str, at))
    return Mistake(placed.position(at), words("{name}: {message}", name=name, message=message))
