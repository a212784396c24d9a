"""法定主动公开内容: the items of each bureau and year, by category, and the key areas."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from gongkai import Agency, Block, Filing, RecordTable, SiteFile
from gongkai_output_site.harvest import NEWEST, Area, Category, Harvest, ShownItem
from gongkai_output_site.look import Look, Page
from gongkai_output_site.places import STATUTORY, items_path
from gongkai_output_site.search import Shelf

#: What tells filings apart: the id of an agency, and a year.
_Key = tuple[str, int]

_LABEL = "法定主动公开内容"
_TRAIL = ((_LABEL, STATUTORY),)
#: Items of a page; rows of a bureau's table on the page of a key area.
_PER_PAGE, _ROWS = 500, 200


def item_pages(look: Look, harvest: Harvest, shelf: Shelf) -> Iterator[SiteFile]:
    """The pages of every filing's items, one filing after the other, and what search needs."""
    for filing in look.filings:
        items = harvest.take(filing)
        starts = range(0, len(items), _PER_PAGE)
        for number, start in enumerate(starts, 1):
            part = items[start : start + _PER_PAGE]
            path = items_path(filing, number)
            pages = tuple(items_path(filing, each) for each in range(1, len(starts) + 1))
            yield _items_page(look, filing, part, path, (len(items), pages))
            yield from shelf.put(filing, path, part)
    yield from shelf.rest()


def _items_page(
    look: Look,
    filing: Filing,
    items: tuple[ShownItem, ...],
    path: str,
    whole: tuple[int, tuple[str, ...]],
) -> SiteFile:
    total, pages = whole
    page = Page(
        path=path,
        template="items.html",
        title=f"{filing.agency.name}{filing.year}年主动公开的信息",
        column=_LABEL,
        trail=_TRAIL,
        published=items[0].item.published,
    )
    return look.page(page, filing=filing, items_shown=items, total=total, pages=pages)


def statutory_pages(look: Look, harvest: Harvest) -> Iterator[SiteFile]:
    """The column's own page, and one for each key area and category."""
    by_key = {_key(filing): filing for filing in look.filings}
    page = Page(path=STATUTORY, template="statutory.html", title=_LABEL, column=_LABEL)
    yield look.page(
        page,
        areas=tuple(harvest.areas.values()),
        categories=_sorted(harvest),
        years=look.column.years,
        rows=tuple(_rows(look, harvest, by_key)),
    )
    for area in harvest.areas.values():
        yield _area_page(look, area)
    for category in harvest.categories.values():
        yield _category_page(look, category, by_key)


def _rows(
    look: Look, harvest: Harvest, by_key: dict[_Key, Filing]
) -> Iterator[tuple[Agency, list[tuple[Filing | None, int]]]]:
    """Each bureau with any items: how many it has of each year, and the filing that they are of."""
    for id_, agency in {filing.agency.id: filing.agency for filing in look.filings}.items():
        keys = [(id_, year) for year in look.column.years]
        if any(harvest.counts[at] for at in keys):
            yield agency, [(by_key.get(at), harvest.counts[at]) for at in keys]


def _key(filing: Filing) -> _Key:
    return filing.agency.id, filing.year


def _sorted(harvest: Harvest) -> list[Category]:
    return sorted(harvest.categories.values(), key=lambda each: (-each.total, each.title))


def _category_page(look: Look, category: Category, by_key: dict[_Key, Filing]) -> SiteFile:
    page = Page(
        path=category.path,
        template="category.html",
        title=category.title,
        column=_LABEL,
        trail=_TRAIL,
        published=category.newest[0].item.published,
    )
    filings = [(by_key[at], number) for at, number in category.counts.items()]
    return look.page(page, category=category, filings=filings, newest=NEWEST)


@frozen
class _Told:
    """What one report says of a key area; ``cut`` says that rows were left out of it."""

    filing: Filing
    blocks: tuple[Block, ...]
    cut: bool


def _area_page(look: Look, area: Area) -> SiteFile:
    days = (filing.published for filing in area.filings if filing.published)
    page = Page(
        path=area.path,
        template="area.html",
        title=area.title,
        column=_LABEL,
        trail=_TRAIL,
        published=max(days, default=None),
    )
    return look.page(page, told=tuple(_told(area, filing) for filing in area.filings), rows=_ROWS)


def _told(area: Area, filing: Filing) -> _Told:
    found = next(each.blocks for each in filing.areas() if each.name == area.name)
    blocks = tuple(map(_cut, found))
    return _Told(filing, blocks, cut=blocks != found)


def _cut(block: Block) -> Block:
    """A table with as many rows as a page can hold; the report has them all."""
    if isinstance(block, RecordTable) and len(block.rows) > _ROWS:
        return evolve(block, rows=block.rows[:_ROWS])
    return block
