"""Pages in a browser: what a person sees, reaches with the keyboard, or hears read aloud."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from gongkai_output_html.page import render
from gongkai_output_html.settings import HtmlSettings
from tests.conftest import ROOT
from tests.plugins.output_sample import COMPARED

pytestmark = pytest.mark.slow

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome")
REPORTS = ("suqian/kjj/2018", "huaian/2024", "shifan/sjj/2024", "suqian/2024")
WIDTHS = (320, 375, 768, 1280)

#: What a page is like: how wide, in which colours.
Look = tuple[int, str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all pages; a test that cannot look at them has failed."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("no browser to look at the pages with: install Chromium (Debian: chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path)
        yield started
        started.close()


@pytest.fixture(params=[*REPORTS, "sample"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a page lies: those that stand beside their agencies, and one with every state."""
    page = Path(ROOT, "agencies", request.param, "expected", "report.html")
    if request.param == "sample":
        page = tmp_path / "report.html"
        page.write_bytes(render(COMPARED, HtmlSettings(url="https://www.shifan.gov.cn/2018.html")))
    return page.as_uri()


def opened(browser: Browser, address: str, look: Look = (1280, "light")) -> Page:
    width, colours = look
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if colours == "dark" else "light",
        forced_colors="active" if colours == "forced" else "none",
        reduced_motion="reduce",
    )
    page.goto(address)
    return page


def stops(page: Page) -> list[str]:
    """What the tabulator key reaches, one after the other, by its own or its element's name."""
    reached: list[str] = []
    while True:
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => {
                const it = document.activeElement;
                if (it === document.body) return "";
                const seen = it.getBoundingClientRect(), line = getComputedStyle(it);
                const visible = seen.right > 0 && seen.left < innerWidth
                    && seen.bottom > 0 && seen.top < innerHeight
                    && parseFloat(line.outlineWidth) >= 3 && line.outlineStyle !== "none";
                return (visible ? "" : "unseen: ") + (it.ariaLabel || it.innerText);
            }"""
        )
        if not name:
            return reached
        reached.append(name)


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(
    browser: Browser, address: str, width: int, colours: str
) -> None:
    with opened(browser, address, (width, colours)) as page:
        page.evaluate(AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")

    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
    assert {"color-contrast", "heading-order", "region"} <= {rule["id"] for rule in found["passes"]}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("colours", ["light", "forced"])
def test_the_page_does_not_scroll_sideways_and_no_chart_is_cut(
    browser: Browser, address: str, width: int, colours: str
) -> None:
    with opened(browser, address, (width, colours)) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        beyond = page.evaluate(
            """[...document.querySelectorAll(".chart *")].filter(it => {
                const right = it.closest(".chart").getBoundingClientRect().right;
                return it.getBoundingClientRect().right > right;
            }).length"""
        )
        assert beyond == 0


def test_the_page_asks_for_nothing_and_has_nothing_to_complain_of(
    browser: Browser, address: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    page.goto(address)
    page.emulate_media(media="print")
    page.close()

    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert said == []


CONTENTS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
    "数据图示",
]
TABLES = [
    "第二十条第（一）项",
    "第二十条第（五）项",
    "第二十条第（六）项",
    "第二十条第（八）项",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
]


@pytest.mark.parametrize("address", ["suqian/2024"], indirect=True)
def test_the_keyboard_reaches_the_contents_and_every_table(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        assert stops(page) == ["跳到正文", *CONTENTS, *TABLES]


@pytest.mark.parametrize("address", ["suqian/2024"], indirect=True)
def test_on_a_small_screen_the_contents_are_opened_first(browser: Browser, address: str) -> None:
    with opened(browser, address, (320, "light")) as page:
        assert stops(page) == ["跳到正文", "目录", *TABLES]
        page.focus("summary")
        page.keyboard.press("Enter")
        assert stops(page) == [*CONTENTS, *TABLES]


@pytest.mark.parametrize("address", ["suqian/2024"], indirect=True)
def test_the_first_key_skips_to_the_text(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.ariaLabel") == TABLES[0]


def test_paper_has_the_text_alone_and_says_that_it_is_a_draft(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, (794, "dark")) as page:
        page.emulate_media(media="print", color_scheme="dark")
        shown = page.evaluate(
            """["h1", ".banner", ".toc", ".trail", ".name", ".skip"].filter(
                it => document.querySelector(it)?.getClientRects().length)"""
        )
        paper = page.evaluate("getComputedStyle(document.querySelector('article')).backgroundColor")
        mark = page.evaluate("getComputedStyle(document.body, '::after').backgroundImage")

    assert (shown, paper) == (["h1", ".banner"], "rgb(255, 255, 255)")
    assert mark.startswith('url("data:image/svg+xml,')
