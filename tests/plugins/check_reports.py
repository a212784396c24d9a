"""Small reports of made-up bureaus, to break rules with and to keep them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.host import Plugins
from gongkai.model.findings import Finding
from gongkai.model.form import Form
from gongkai.testing import run_files

BUREAU = '[bureau]\nname = "示范市科学技术局"\nkind = "department"\n'

#: Section one of a cn-2021 report that speaks of all five aspects.
OVERVIEW = (
    "主动公开各类信息。依申请公开渠道畅通。政府信息管理有序。"
    "政府信息公开平台建设加强。监督保障到位。"
)
OTHER = "本年度未收取信息处理费，没有其他需要报告的事项。"


def old(figures: str = "", text: str = "", *, bureau: str = "") -> dict[str, str | bytes]:
    """A cn-2014 report: figures of ``[figures.statistics]``, and the text of the overview."""
    report = f"[figures.statistics]\n{figures}\n"
    return _files(
        bureau,
        2018,
        '[sections]\ninclude = ["overview"]\n[narrative]\noverview = "overview.md"\n' + report,
        {"overview.md": text or "本局依法公开政府信息，工作有序进行。"},
    )


def new(
    figures: str = "", *, overview: str = OVERVIEW, other: str = OTHER, bureau: str = ""
) -> dict[str, str | bytes]:
    """A cn-2021 report: whole tables of figures, and the texts of sections one and six."""
    narrative = (
        '[narrative]\noverview = "overview.md"\nproblems = "problems.md"\nother = "other.md"\n'
    )
    texts = {
        "overview.md": overview,
        "problems.md": "存在的主要问题是解读形式偏少，改进措施是图文并用。",
        "other.md": other,
    }
    return _files(bureau, 2024, narrative + figures, texts)


def omitted(figures: str = "") -> dict[str, str | bytes]:
    """A cn-2021 report of figures only."""
    return _files("", 2024, '[narrative]\nomitted = "仅转录数据"\n' + figures, {})


def _files(bureau: str, year: int, report: str, texts: Mapping[str, str]) -> dict[str, str | bytes]:
    below = {f"ju/{year}/{name}": text for name, text in texts.items()}
    return {"ju/bureau.toml": BUREAU + bureau, f"ju/{year}/report.toml": report, **below}


def zeros(form: Form) -> str:
    """``[figures]`` with a zero in every cell of a form."""
    lines = []
    for table in form.tables:
        lines.append(f"[figures.{table.key}]")
        value = "0" if len(table.columns) == 1 else str([0] * len(table.columns))
        lines.extend(f"{row.key} = {value}" for row in table.rows if not row.heading)
    return "\n".join(lines) + "\n"


class Judge:
    """Runs reports in a folder with every plugin, and says what one rule found."""

    def __init__(self, folder: Path, plugins: Plugins) -> None:
        self.folder = folder
        self.plugins = plugins

    def __call__(self, code: str, files: Mapping[str, str | bytes]) -> tuple[Finding, ...]:
        """What the rule found."""
        outcome = run_files(self.folder, files, self.plugins, ("json",))
        return tuple(finding for finding in outcome.findings if finding.code == code)

    def told(self, code: str, files: Mapping[str, str | bytes]) -> list[tuple[str, str, str]]:
        """Severity, address and message of what the rule found."""
        return [(f.severity.value, f.address, str(f.message)) for f in self(code, files)]

    def unassessed(self, code: str, files: Mapping[str, str | bytes]) -> list[str]:
        """Why the rule could not judge."""
        coverage = run_files(self.folder, files, self.plugins).coverage
        return [str(item.why) for item in coverage.not_assessable if item.code == code]
