"""What programs read: the feed (RSS 2.0), the sitemap, and the list of all reports (JSON)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from html import escape

from gongkai import Filing, ReportFile, SiteFile, printable
from gongkai_output_site.data import to_json
from gongkai_output_site.look import Look
from gongkai_output_site.places import FEED, HOME, INDEX, SITEMAP, main_file

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: A reader of feeds wants what is new; a sitemap may hold so many pages.
_NEWEST, _MOST = 50, 50_000
#: Days are days in China.
_CHINA = timezone(timedelta(hours=8))


def feed(look: Look) -> SiteFile:
    """The reports that were published last."""
    dated = [filing for filing in look.filings if filing.published]
    dated.sort(key=lambda filing: filing.published or date.min, reverse=True)
    about = f"{look.column.region.name}各单位政府信息公开工作年度报告"
    parts = [
        f'{_HEAD}<rss version="2.0" xmlns:atom="{_ATOM}">\n<channel>',
        _tag("title", look.title),
        _tag("link", look.address + HOME),
        _tag("description", about),
        _tag("language", "zh-cn"),
        f'<atom:link href="{escape(look.address + FEED)}" rel="self" type="application/rss+xml"/>',
        *(_item(look, filing) for filing in dated[:_NEWEST]),
        "</channel>\n</rss>\n",
    ]
    return SiteFile(FEED, printable("\n".join(parts)).encode())


def _item(look: Look, filing: Filing) -> str:
    address = look.address + main_file(filing).path
    return "\n".join(
        (
            "<item>",
            _tag("title", filing.title),
            _tag("link", address),
            _tag("guid", address),
            _tag("description", f"{filing.agency.name}，{filing.year}年度"),
            _tag("pubDate", _moment(filing.published or date.min)),
            "</item>",
        )
    )


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _moment(day: date) -> str:
    return format_datetime(datetime.combine(day, time(), _CHINA))


def sitemap(look: Look, pages: Iterable[str]) -> Iterator[SiteFile]:
    """Every page, and the pages of reports with the day on which each was published."""
    days = {main_file(filing).path: filing.published for filing in look.filings}
    paths = [*pages, *days]
    parts = [paths[start : start + _MOST] for start in range(0, len(paths), _MOST)]
    if len(parts) == 1:
        yield _sitemap(SITEMAP, look, parts[0], days)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _sitemap(name, look, part, days)
    listed = "".join(f"<sitemap>{_tag('loc', look.address + name)}</sitemap>\n" for name in names)
    whole = f'{_HEAD}<sitemapindex xmlns="{_SITEMAPS}">\n{listed}</sitemapindex>\n'
    yield SiteFile(SITEMAP, whole.encode())


def _sitemap(name: str, look: Look, paths: list[str], days: dict[str, date | None]) -> SiteFile:
    listed = "".join(_url(look.address + path, days.get(path)) for path in paths)
    return SiteFile(name, f'{_HEAD}<urlset xmlns="{_SITEMAPS}">\n{listed}</urlset>\n'.encode())


def _url(address: str, day: date | None) -> str:
    changed = _tag("lastmod", day.isoformat()) if day else ""
    return f"<url>{_tag('loc', address)}{changed}</url>\n"


def index(look: Look) -> SiteFile:
    """All reports as data; ``column.schema.json`` beside this module says what is what."""
    region = look.column.region
    told = {
        "schema": "gongkai-column/1",
        "title": look.title,
        "region": {"id": region.id, "name": region.name, "level": region.level.value},
        "filings": [_filing(filing) for filing in look.column.filings],
    }
    return SiteFile(INDEX, f"{to_json(told, indent=1)}\n".encode())


def _filing(filing: Filing) -> dict[str, object]:
    return {
        "agency": filing.agency.id,
        "name": filing.agency.name,
        "kind": filing.agency.kind.value,
        "year": filing.year,
        "state": filing.turnout.value,
        "published": _day(filing.published),
        "limit": filing.limit.isoformat(),
        "days_late": filing.days_late,
        "successor": filing.successor or None,
        "title": filing.title or None,
        "form": filing.form or None,
        "status": filing.status.value if filing.files else None,
        "findings": {severity.value: number for severity, number in filing.findings.items()},
        "files": [_file(file) for file in filing.files],
    }


def _file(file: ReportFile) -> dict[str, object]:
    return {
        "path": file.path,
        "output": file.output,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
