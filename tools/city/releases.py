"""What a bureau released in a year, as its platforms export it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from attrs import evolve, frozen
from tools.city.chance import Chance
from tools.city.model import Books, Bureau, Register, Row
from tools.city.words import DOMAINS, REGISTERS

HOST = "yunhe.example"
#: Of what stands on the website so many percent are on WeChat, and so many on Weibo, too.
_ON_WECHAT, _ON_WEIBO = 30, 18


@frozen(kw_only=True)
class Release:
    """Something that was released, and when."""

    title: str
    when: datetime
    number: str = ""
    category: str = ""
    normative: str = "否"


@frozen(kw_only=True)
class Desk:
    """Who releases in which year, and what the place is called."""

    bureau: Bureau
    year: int
    place: str
    chance: Chance


def make_releases(desk: Desk, books: Books) -> dict[str, Register]:
    """The export of every channel."""
    chance, bureau = desk.chance, desk.bureau
    news = [
        *_documents(desk, books),
        *_news(desk, "website", chance.around(bureau.items * 7 // 10)),
    ]
    wechat = [*_some(news, _ON_WECHAT, chance), *_news(desk, "own", max(4, bureau.items // 5))]
    channels = {"website": news, "wechat": wechat}
    if bureau.weibo:
        own = _news(desk, "own", max(4, bureau.items // 9))
        channels["weibo"] = [*_some(news, _ON_WEIBO, chance), *_some(wechat, 20, chance), *own]
    if bureau.bulletin:
        channels["bulletin"] = [later(release, chance) for release in _documents(desk, books)]
    return {name: _export(desk, name, items) for name, items in channels.items()}


def _news(desk: Desk, kind: str, number: int) -> list[Release]:
    domain, titles, chance = DOMAINS[desk.bureau.domain], REGISTERS["titles"], desk.chance
    found = []
    for serial in range(1, number + 1):
        when = _moment(desk)
        title = chance.pick(titles[kind]).format(
            place=desk.place,
            matter=chance.pick(domain["matters"]),
            people=domain["people"],
            unit=chance.pick(domain["units"]),
            year=desk.year,
            month=when.month,
            serial=serial,
        )
        found.append(Release(title=title, when=when, category=chance.pick(titles["categories"])))
    return found


def _moment(desk: Desk) -> datetime:
    """A minute in the office hours of a weekday, while the bureau was there."""
    first = max(desk.bureau.from_ or date(desk.year, 1, 3), date(desk.year, 1, 3))
    day = desk.chance.day(first, date(desk.year, 12, 31))
    day = max(first, day - timedelta(days=max(0, day.weekday() - 4)))
    minutes = timedelta(minutes=510 + desk.chance.below(540))
    return datetime.combine(day, time()) + minutes


def _documents(desk: Desk, books: Books) -> list[Release]:
    """The normative documents of the year, and the interpretation of each."""
    found = []
    for document in books.documents:
        if document.made.year == desk.year:
            when = datetime.combine(published(document.made), time(16, 30))
            title = f"关于印发《{document.title}》的通知"
            found.append(
                Release(
                    title=title,
                    when=when,
                    number=document.number,
                    category="规范性文件",
                    normative="是",
                )
            )
            found.append(Release(title=f"《{document.title}》解读", when=when, category="政策解读"))
    return found


def published(made: date) -> date:
    """The day on which a document was published: within two days, whatever days these are."""
    return made + timedelta(days=made.day % 3)


def later(release: Release, chance: Chance) -> Release:
    """The same in a gazette, some weeks later in the same year."""
    last = datetime(release.when.year, 12, 31, 9)  # noqa: DTZ001 - local time
    return evolve(release, when=min(last, release.when + timedelta(days=5 + chance.below(25))))


def _some(items: list[Release], percent: int, chance: Chance) -> list[Release]:
    return chance.take(items, len(items) * percent // 100)


def _export(desk: Desk, channel: str, items: list[Release]) -> Register:
    items = sorted(items, key=lambda item: (item.when, item.number, item.title))
    style = {"weibo": "gb18030", "wechat": "xlsx"}.get(channel, "csv")
    return Register(
        file=f"{channel}.{'xlsx' if style == 'xlsx' else 'csv'}",
        style=style,
        columns=tuple(REGISTERS["headings"][channel]),
        rows=list(_rows(desk, channel, items)),
    )


def _rows(desk: Desk, channel: str, items: list[Release]) -> Iterator[Row]:
    for serial, item in enumerate(items, 20001):
        yield _WRITE[channel](desk, item, serial)


def _website(desk: Desk, item: Release, serial: int) -> Row:
    url = f"https://{HOST}/{desk.bureau.slug}/{item.when:%Y%m}/t{item.when:%Y%m%d}_{serial}.html"
    return (
        item.title, f"{item.when:%Y-%m-%d %H:%M}", url, item.number, item.category, item.normative,
    )  # fmt: skip


def _wechat(desk: Desk, item: Release, serial: int) -> Row:
    reads = str(40 + desk.chance.below(4000))
    wide = item.title.replace("（", "(").replace("）", ")")
    return wide, f"{item.when:%Y-%m-%d}", reads, f"https://weixin.{HOST}/s/{serial}"


def _weibo(desk: Desk, item: Release, serial: int) -> Row:
    post = f"#{desk.chance.pick(REGISTERS['titles']['topics'])}#【{item.title}】详情请看网站专栏。"
    url = f"https://weibo.{HOST}/{serial}"
    return post, f"{item.when:%Y/%m/%d %H:%M}", url, str(desk.chance.below(90))


def _bulletin(_: Desk, item: Release, __: int) -> Row:
    return (
        item.title,
        item.number,
        f"{item.when:%Y-%m-%d}",
        f"{item.when:%Y}年第{item.when.month}期",
    )


_WRITE = {"website": _website, "wechat": _wechat, "weibo": _weibo, "bulletin": _bulletin}
