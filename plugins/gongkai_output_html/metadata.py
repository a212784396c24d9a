"""What machines read: the tags of government pages, the imprint, and the structured data."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gongkai import Report, host_of, imprint, printable
from gongkai_output_html.settings import HtmlSettings

_KEYWORDS = "政府信息公开,年度报告"
#: What would end the element, or begin another one, in which the data stand.
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def tags_of(report: Report, settings: HtmlSettings) -> tuple[tuple[str, str], ...]:
    """Name and content of each tag of the page, those left out of which nothing is known."""
    return tuple((name, content) for name, content in _tags(report, settings) if content)


def _tags(report: Report, settings: HtmlSettings) -> Iterator[tuple[str, str]]:
    agency = report.agency.name
    yield "generator", ", ".join(f"{name} {number}" for name, number in report.provenance.versions)
    yield "SiteName", settings.site_name
    yield "SiteDomain", settings.site_domain or host_of(settings.url)
    yield "SiteIDCode", settings.site_id
    yield "ColumnName", settings.column_name
    yield "ColumnDescription", f"{agency}编制并公布的政府信息公开工作年度报告"
    yield "ColumnKeywords", _KEYWORDS
    yield "ColumnType", settings.column_type
    yield "ArticleTitle", report.title
    yield "PubDate", report.published.isoformat() if report.published else ""
    yield "ContentSource", report.source or agency
    yield "Keywords", f"{_KEYWORDS},{agency},{report.year}年"
    yield "Author", agency
    yield "Description", f"{agency}{report.year}年政府信息公开工作年度报告"
    yield "Url", settings.url
    for name, value in imprint(report):
        yield f"gongkai:{name}", value


def structured(report: Report, settings: HtmlSettings) -> str:
    """Write what the report is in the words of schema.org, as JSON that no markup can leave."""
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": printable(report.title),
        "url": settings.url,
        "inLanguage": "zh-CN",
        "datePublished": report.published.isoformat() if report.published else "",
        "temporalCoverage": f"{report.year}-01-01/{report.year}-12-31",
        "creativeWorkStatus": report.status.value.capitalize(),
        "publisher": {"@type": "GovernmentOrganization", "name": printable(report.agency.name)},
        "isBasedOn": {"@type": "Legislation", "name": printable(report.form.regulation)},
    }
    known = {name: value for name, value in told.items() if value}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
