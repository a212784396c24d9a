"""Where everything of a site stands, and what its columns are called."""

from __future__ import annotations

from attrs import frozen

from gongkai import Filing, ReportFile

__all__ = [
    "ABOUT",
    "AIDS",
    "COLUMNS",
    "FEED",
    "HOME",
    "INDEX",
    "SEARCH",
    "SITEMAP",
    "STATUS",
    "agency_path",
    "items_path",
    "main_file",
    "shown_files",
    "year_path",
]

HOME, SEARCH, STATUS = "index.html", "search.html", "status.html"
GUIDE, RULES, ON_REQUEST = "guide.html", "rules/index.html", "on-request.html"
STATUTORY, REPORTS = "statutory/index.html", "reports/index.html"
FEED, SITEMAP, INDEX = "feed.xml", "sitemap.xml", "index.json"

#: The columns that every platform has (国办公开办函〔2019〕61号), and the two pages that help.
COLUMNS = (
    ("政府信息公开指南", GUIDE),
    ("政府信息公开制度", RULES),
    ("法定主动公开内容", STATUTORY),
    ("政府信息公开年报", REPORTS),
    ("依申请公开", ON_REQUEST),
)
AIDS = (("检索", SEARCH), ("公布情况", STATUS))

#: What each column holds, in a few words.
ABOUT = {
    "政府信息公开指南": "信息的分类、获取方式和工作机构",
    "政府信息公开制度": "政府信息公开的法规和规定",
    "法定主动公开内容": "重点领域和各单位主动公开的信息",
    "政府信息公开年报": "各单位历年工作年度报告",
    "依申请公开": "怎样申请，向谁申请",
}

#: What people call the usual kinds of files; others are called by their names.
_CALLED = {
    "html": "网页",
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "csv": "CSV",
    "json": "JSON",
    "markdown": "Markdown",
    "bulletin": "公报",
    "infographic": "图解",
}
_KILO = 1024


@frozen
class ShownFile:
    """A file of a report as a link shows it."""

    path: str
    label: str
    size: str


def main_file(filing: Filing) -> ReportFile:
    """What a report's title leads to: its page, or else its first file."""
    return next((file for file in filing.files if file.output == "html"), filing.files[0])


def shown_files(filing: Filing) -> tuple[ShownFile, ...]:
    """The files of a report; of two that would be called alike, the later has its own name."""
    shown: dict[str, ShownFile] = {}
    for file in filing.files:
        called = _CALLED.get(file.output, file.path.rpartition("/")[2])
        label = called if called not in shown else file.path.rpartition("/")[2]
        shown[label] = ShownFile(file.path, label, _size(file.size))
    return tuple(shown.values())


def agency_path(filing: Filing) -> str:
    """The page of a bureau's reports."""
    return f"reports/{filing.folder}/index.html"


def year_path(year: int) -> str:
    """The page of a year's reports."""
    return f"reports/{year}.html"


def items_path(filing: Filing, number: int = 1) -> str:
    """The page of a filing's items; those that do not fit go on on the next ones."""
    more = f"-{number}" if number > 1 else ""
    return f"statutory/{filing.folder}/{filing.year}{more}.html"


def _size(number: int) -> str:
    return (
        f"{number / _KILO / _KILO:.1f} MB"
        if number >= _KILO * _KILO
        else f"{-(-number // _KILO)} kB"
    )
