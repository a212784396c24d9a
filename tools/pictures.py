"""Pictures of every output of two reports, to be looked at: ``python -m tools.pictures [OUT]``.

Pages as a phone, a tablet and a desk show them; documents page by page. It needs Chromium,
LibreOffice and pdftoppm (Debian: chromium, libreoffice-writer, libreoffice-calc, poppler-utils).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from gongkai.batch import write_files
from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.pipeline import run
from gongkai.prepare import Options

ROOT = Path(__file__).parents[1]
REPORTS = (ReportId("suqian/kjj", 2018), ReportId("huaian", 2024))
WIDTHS = (375, 768, 1280)
_PROGRAMS = ("chromium", "soffice", "pdftoppm")


def main(out: Path) -> None:
    """Write the files of both reports with every output, and a picture of each beside them."""
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if missing:
        sys.exit(f"these programs are needed to take pictures: {', '.join(missing)}")
    with ExitStack() as open_until_done:
        playwright = open_until_done.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for report in REPORTS:
            folder = out / f"{report.agency.replace('/', '-')}-{report.year}"
            for file in _built(report, folder):
                for picture in _pictures(file, browser):
                    print(picture)


def _built(report: ReportId, folder: Path) -> tuple[Path, ...]:
    plugins = Plugins.installed()
    outputs = tuple(plugins.offers().outputs)
    outcome = run(Tree(ROOT / "agencies"), report, plugins, Options(outputs=outputs))
    for unwritten in outcome.report.unwritten:
        print(f"{unwritten.output}: {unwritten.why}", file=sys.stderr)
    return write_files(outcome.artifacts, folder)


def _pictures(file: Path, browser: Browser) -> Iterator[Path]:
    """The pictures of a file; of a text there are none."""
    if file.suffix == ".html":
        for width in WIDTHS:
            yield _page(file, width, browser)
    elif file.suffix == ".svg":
        yield _page(file, WIDTHS[-1], browser)
    elif file.suffix == ".pdf":
        yield from _sheets(file, file.with_name(f"{file.name}-page"))
    elif file.suffix in {".docx", ".xlsx"}:
        with tempfile.TemporaryDirectory() as folder:
            yield from _sheets(_as_pdf(file, Path(folder)), file.with_name(f"{file.name}-page"))


def _page(file: Path, width: int, browser: Browser) -> Path:
    picture = file.with_name(f"{file.name}-{width}.png")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.resolve().as_uri())
    page.screenshot(path=picture, full_page=True)
    page.close()
    return picture


def _as_pdf(file: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to_pdf = ("--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
    subprocess.run(["soffice", profile, *to_pdf], check=True, capture_output=True)  # noqa: S603, S607
    return folder / f"{file.stem}.pdf"


def _sheets(pdf: Path, prefix: Path) -> Iterator[Path]:
    for old in prefix.parent.glob(f"{prefix.name}-*.png"):
        old.unlink()
    command = ("pdftoppm", "-r", "70", "-png", str(pdf), str(prefix))
    subprocess.run(command, check=True)  # noqa: S603
    yield from sorted(prefix.parent.glob(f"{prefix.name}-*.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pictures"))
