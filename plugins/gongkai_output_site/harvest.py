"""What all items and key areas of a region come to: counted in one pass, and never kept whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from attrs import define, field, frozen

from gongkai import DisclosedItem, Filing, KeyArea, slug
from gongkai_output_site.look import Look

#: A page of a category shows so many items; the pages of the bureaus have all of them.
NEWEST = 200
#: So many categories get a page; what registers call theirs beyond that is counted together.
_MOST = 200
_OTHER, _NONE = "其他类别", "未分类"


@frozen
class ShownItem:
    """An item as pages show it: with its bureau's filing, and a link if it may have one."""

    item: DisclosedItem
    filing: Filing
    url: str


@define
class Category:
    """A category of items, as registers name it: how many of each filing, and the newest."""

    title: str
    path: str
    counts: Counter[tuple[str, int]] = field(factory=Counter)
    newest: list[ShownItem] = field(factory=list)

    @property
    def total(self) -> int:
        """How many items there are."""
        return self.counts.total()

    def take(self, filing: Filing, items: Sequence[ShownItem]) -> None:
        """Count items of a filing, the latest first, and keep those among the newest of all."""
        self.counts[filing.agency.id, filing.year] += len(items)
        self.newest = _latest([*self.newest, *items[:NEWEST]])


@define
class Area:
    """A key area: its name and title, its page, and the filings whose reports tell of it."""

    name: str
    title: str
    path: str
    filings: list[Filing] = field(factory=list)


@define
class Harvest:
    """What was found in the filings so far."""

    look: Look
    categories: dict[str, Category] = field(factory=dict)
    areas: dict[str, Area] = field(factory=dict)
    counts: Counter[tuple[str, int]] = field(factory=Counter)
    newest: list[ShownItem] = field(factory=list)

    def take(self, filing: Filing) -> tuple[ShownItem, ...]:
        """Take a filing in; its items are given back to be shown."""
        link = self.look.link
        items = tuple(ShownItem(i, filing, link(i.url, filing.agency)) for i in filing.items())
        self.counts[filing.agency.id, filing.year] += len(items)
        self.newest = _latest([*self.newest, *items[:NEWEST]])
        for category, found in _by_category(items):
            self._category(category).take(filing, found)
        for area in filing.areas():
            self._area(area).filings.append(filing)
        return items

    def _category(self, title: str) -> Category:
        known = title in self.categories or len(self.categories) < _MOST
        name = title if known else _OTHER
        path = f"statutory/category-{slug(name)}.html"
        return self.categories.setdefault(name, Category(name, path))

    def _area(self, area: KeyArea) -> Area:
        return self.areas.setdefault(
            area.name, Area(area.name, area.title, f"statutory/area-{slug(area.name)}.html")
        )


def _by_category(items: tuple[ShownItem, ...]) -> Iterator[tuple[str, list[ShownItem]]]:
    found: dict[str, list[ShownItem]] = {}
    for shown in items:
        found.setdefault(shown.item.category.strip() or _NONE, []).append(shown)
    yield from found.items()


def _latest(items: list[ShownItem]) -> list[ShownItem]:
    """The newest of them; those of one day stay in the order of their filings."""
    return sorted(items, key=attrgetter("item.published"), reverse=True)[:NEWEST]
