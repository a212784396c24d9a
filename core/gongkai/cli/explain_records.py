"""The records behind a figure, as people and programs read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from gongkai.entries.said import said_choice, said_field
from gongkai.model.records import Disclosure, Entry, Record, Value
from gongkai.wording import Words, words

#: How words are said in the reader's language.
Say = Callable[[Words], str]

#: What stands behind a figure: an item with its releases, an entry, or a key area's record.
Item = tuple[Disclosure, ...] | Entry | Record

#: Where a record stands is told beside it, not as a part of it.
_PLACE = ("file", "row")


def record_lines(item: Item, channels: Mapping[str, Words], say: Say) -> Iterator[str]:
    """A record in a line or two, and where it stands; ``channels`` are their names in words."""
    if isinstance(item, Mapping):
        yield "    " + "  ".join(str(value) for value in item.values() if value is not None)
    elif isinstance(item, Entry):
        yield "    " + "  ".join(map(say, _shown(item))) + f"\n        {item.file}:{item.row}"
    else:
        first = item[0]
        places = "  ".join(f"{say(channels[r.channel])} {r.file}:{r.row}" for r in item)
        number = f"  {first.document_number}" if first.document_number else ""
        yield f"    {first.published}  {first.title}{number}\n        {places}"


def _shown(entry: Entry) -> Iterator[Words]:
    """What an entry says: its first fields bare, flags and further days by their names."""
    for name, value in _said(entry):
        if value is True:
            yield said_field(entry, name)
        elif isinstance(value, date) and name not in _BARE_DAYS:
            yield words("{heading} {day}", heading=said_field(entry, name), day=value)
        elif isinstance(value, str):
            yield said_choice(entry, name, value)
        else:
            yield words("{value}", value=value)


#: The days that every reader expects; others are told with their names.
_BARE_DAYS = ("received", "filed", "made", "decided", "charged")


def _said(entry: Entry) -> Iterator[tuple[str, object]]:
    for name, value in entry._asdict().items():
        if name not in _PLACE and value not in (None, "", False):
            yield name, value


def record_data(item: Item) -> dict[str, object]:
    """A record as data."""
    if isinstance(item, Mapping):
        return {key: value if value is None else str(value) for key, value in item.items()}
    if isinstance(item, Entry):
        return {name: _plain(value) for name, value in item._asdict().items()}
    return {
        "title": item[0].title,
        "document_number": item[0].document_number,
        "releases": [
            {
                "channel": release.channel,
                "published": release.published.isoformat(),
                "url": release.url,
                "file": release.file,
                "row": release.row,
            }
            for release in item
        ],
    }


def _plain(value: Value) -> str | int | Decimal | None:
    return value.isoformat() if isinstance(value, date) else value
