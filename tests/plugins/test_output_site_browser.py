"""A site in a browser: what a person sees, finds, and reaches with the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Literal

import pytest
from attrs import evolve
from playwright.sync_api import Browser, Page, sync_playwright

from gongkai.model.column import DisclosedItem
from gongkai.testing import write_tree
from tests.plugins.site_sample import COLUMN, KJJ, SETTINGS, WHOLE, render, reported

pytestmark = pytest.mark.slow

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = (320, 768, 1280)

#: What a page is like: how wide, in which colours.
Look = tuple[int, Literal["light", "dark"]]
LOOKS: tuple[Look, ...] = ((320, "dark"), (1280, "light"), (320, "light"), (1280, "dark"))

PAGES = (
    "index.html",
    "guide.html",
    "rules/index.html",
    "rules/gongkai.html",
    "on-request.html",
    "statutory/index.html",
    "statutory/area-credit-lists.html",
    "statutory/shifan/kjj/2018.html",
    "statutory/shifan/kjj/2016.html",
    "reports/index.html",
    "reports/2018.html",
    "reports/shifan/kjj/index.html",
    "search.html?q=公告",
    "status.html",
)
#: Pages that are looked at in all ways, and not in two alone.
MAIN = ("index.html", "reports/2018.html", "search.html?q=公告", "status.html")
EVIL = "<img src=x onerror=alert(1)>公告"
OLD = tuple(
    DisclosedItem(title=f"公告第{number}号", published=date(2016, 5, 2), category="公告")
    for number in range(650)
)


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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a folder, with an old year of many items and a hostile title."""
    evil = DisclosedItem(title=EVIL, published=date(2018, 6, 1))
    whole = evolve(WHOLE, items=lambda: (evil, *WHOLE.items()))
    filings = [whole if filing is WHOLE else filing for filing in COLUMN.filings]
    old = reported(KJJ, 2016, date(2017, 3, 1), items=lambda: OLD)
    made, _ = render(evolve(COLUMN, filings=(*filings, old)), SETTINGS)
    folder = tmp_path_factory.mktemp("site")
    write_tree(folder, made)
    return folder


def opened(browser: Browser, site: Path, name: str, look: Look = (1280, "light")) -> Page:
    """A page of the folder, with its results if it searches."""
    width, colours = look
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=colours)
    path, _, query = name.partition("?")
    page.goto((site / path).as_uri() + (f"?{query}" if query else ""))
    if query:
        page.locator("#results > li").first.wait_for()
    return page


def found(page: Page, says: str) -> list[str]:
    """The titles that are listed once the page says so."""
    page.wait_for_function(
        "says => document.getElementById('found').textContent === says", arg=says
    )
    return page.locator("#results > li > a").all_inner_texts()


@pytest.mark.parametrize(
    ("name", "look"),
    [
        *((name, look) for name in PAGES for look in LOOKS[:2]),
        *((name, look) for name in MAIN for look in LOOKS[2:]),
    ],
    ids=str,
)
def test_no_rule_of_accessibility_is_broken(
    browser: Browser, site: Path, name: str, look: Look
) -> None:
    with opened(browser, site, name, look) as page:
        page.evaluate(AXE)
        told = page.evaluate("axe.run({resultTypes: ['violations']})")

    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in told["violations"]] == []
    assert {"color-contrast", "heading-order", "region"} <= {rule["id"] for rule in told["passes"]}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(browser: Browser, site: Path, name: str, width: int) -> None:
    with opened(browser, site, name, (width, "light")) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_only_for_files_of_the_site_and_complains_of_nothing(
    browser: Browser, site: Path, name: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    path, _, query = name.partition("?")
    page.goto(f"{(site / path).as_uri()}?{query}")
    page.wait_for_load_state("networkidle")
    page.close()

    assert all(url.startswith(site.as_uri()) for url in asked)
    assert said == []


def test_titles_are_found_in_a_folder_while_one_types(browser: Browser, site: Path) -> None:
    with opened(browser, site, "search.html") as page:
        page.locator("#words").press_sequentially("管理办法")
        assert found(page, "找到1条") == ["科技计划项目管理办法"]

        page.locator("#words").press_sequentially(" 财政")
        assert found(page, "没有找到") == []

        page.locator("#words").fill("")
        assert found(page, "") == []


def test_words_are_found_in_titles_names_and_days(browser: Browser, site: Path) -> None:
    with opened(browser, site, "search.html") as page:
        page.locator("#words").fill("２０１８-05　科学技术局")

        assert found(page, "找到1条") == ["科技计划项目管理办法"]


def test_a_result_leads_to_the_item_or_to_the_page_that_lists_it(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site, "search.html?q=科学技术局 2018") as page:
        found(page, "找到6条")
        links = [link.get_attribute("href") for link in page.locator("#results > li > a").all()]

    assert links == [
        "reports/shifan/kjj/2018/report.html",
        "reports/shifan/kjj/2017/report.html",
        "statutory/shifan/kjj/2018.html",
        "https://kjj.example/2.html",
        "statutory/shifan/kjj/2018.html",
        "statutory/shifan/kjj/2018.html",
    ]


def test_a_hostile_title_is_text_among_the_results(browser: Browser, site: Path) -> None:
    with opened(browser, site, "search.html?q=onerror") as page:
        assert found(page, "找到1条") == [EVIL]
        assert page.locator("main img").count() == 0


def test_older_titles_are_loaded_and_shown_when_somebody_asks(browser: Browser, site: Path) -> None:
    with opened(browser, site, "search.html?q=公告第") as page:
        assert len(found(page, "已列出100条，还有更多")) == 100

        page.locator("#further").press("Enter")
        assert len(found(page, "已列出200条，还有更多")) == 200
        assert page.evaluate("document.activeElement.textContent") == "公告第100号"


def test_any_page_leads_to_the_search_by_the_keyboard_alone(browser: Browser, site: Path) -> None:
    with opened(browser, site, "rules/gongkai.html") as page:
        page.locator("#find").press_sequentially("管理办法")
        page.keyboard.press("Enter")

        assert found(page, "找到1条") == ["科技计划项目管理办法"]
        assert page.locator("#words").input_value() == "管理办法"


def test_the_first_key_skips_to_the_text(browser: Browser, site: Path) -> None:
    with opened(browser, site, "index.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "跳到正文"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"


def test_it_works_behind_a_server_in_any_folder(browser: Browser, site: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=site.parent)
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/{site.name}/index.html")
        page.locator("#find").fill("管理办法")
        page.locator("#find").press("Enter")

        assert found(page, "找到1条") == ["科技计划项目管理办法"]
        page.close()
        server.shutdown()


@pytest.mark.parametrize(
    ("today", "told"),
    [("2019-03-29", "还有2天"), ("2019-03-31", "还有0天"), ("2019-04-10", "已过10天")],
)
def test_the_days_to_the_limit_are_those_of_the_reader(
    browser: Browser, site: Path, today: str, told: str
) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto((site / "status.html").as_uri())

    assert page.locator("#year-2018 ~ div .days").all_inner_texts() == [told, told]
    page.close()


def test_without_scripts_the_search_page_leads_to_the_lists(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "search.html").as_uri())

    assert page.locator("noscript a").all_inner_texts() == ["政府信息公开年报", "法定主动公开内容"]
    assert not page.locator("#words").is_visible()
    context.close()


def test_paper_has_the_text_alone(browser: Browser, site: Path) -> None:
    with opened(browser, site, "status.html", (794, "dark")) as page:
        page.emulate_media(media="print", color_scheme="dark")
        shown = [
            name
            for name in ("h1", ".standing", ".columns", ".find", ".trail", ".skip")
            if page.locator(name).first.is_visible()
        ]
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        ink = page.evaluate("getComputedStyle(document.querySelector('td .state')).color")

    assert shown == ["h1", ".standing"]
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(29, 107, 52)")
