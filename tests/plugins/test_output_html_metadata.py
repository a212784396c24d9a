from __future__ import annotations

import json
import re
from datetime import date

import pytest
import zxingcpp
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.model.report import Report, Snapshot, Status
from gongkai.showing import imprint, printable
from gongkai_output_html.settings import HtmlSettings
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_pages import PAGE_URL, known, page_of, texts
from tests.plugins.output_sample import BARE_REPORT, REPORT

OF_SITE = {
    "url": PAGE_URL,
    "site_name": "示范市人民政府",
    "site_domain": "www.shifan.gov.cn",
    "site_id": "3213000001",
    "column_name": "政府信息公开年度报告",
    "column_type": "信息公开",
}


def structured(page: LexborHTMLParser) -> dict[str, object]:
    (script,) = page.css("script")
    found = json.loads(script.text())
    assert isinstance(found, dict)
    return found


def test_a_government_page_carries_the_tags_that_it_must() -> None:
    tags = known(page_of(REPORT, **OF_SITE))
    assert list(tags.items())[3:18] == [
        ("generator", "gongkai 0.1.0, cn-sample 1"),
        ("SiteName", "示范市人民政府"),
        ("SiteDomain", "www.shifan.gov.cn"),
        ("SiteIDCode", "3213000001"),
        ("ColumnName", "政府信息公开年度报告"),
        ("ColumnDescription", "示范市科学技术局编制并公布的政府信息公开工作年度报告"),
        ("ColumnKeywords", "政府信息公开,年度报告"),
        ("ColumnType", "信息公开"),
        ("ArticleTitle", "示范市科学技术局2018年政府信息公开工作年度报告"),
        ("PubDate", "2019-02-12"),
        ("ContentSource", "市科技局"),
        ("Keywords", "政府信息公开,年度报告,示范市科学技术局,2018年"),
        ("Author", "示范市科学技术局"),
        ("Description", "示范市科学技术局2018年政府信息公开工作年度报告"),
        ("Url", PAGE_URL),
    ]


def test_tags_of_which_nothing_is_known_are_left_out() -> None:
    names = [name for name in known(page_of(BARE_REPORT)) if name and "gongkai:" not in name]
    assert names[3:] == [
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "ArticleTitle",
        "ContentSource",
        "Keywords",
        "Author",
        "Description",
    ]


def test_the_domain_is_that_of_the_page_if_nothing_else_is_said() -> None:
    assert known(page_of(BARE_REPORT, url=PAGE_URL))["SiteDomain"] == "www.example.cn"


def test_the_column_is_the_last_step_to_the_page() -> None:
    assert texts(page_of(REPORT, **OF_SITE), ".trail li")[-1] == "政府信息公开年度报告"


def test_the_page_says_what_it_was_made_from() -> None:
    register = Snapshot(
        register="requests", files=(("requests.csv", "sha256:01"),), cut_off=date(2019, 1, 10)
    )
    report = evolve(REPORT, provenance=evolve(REPORT.provenance, registers=(register,)))

    tags = known(page_of(report))

    assert tags["gongkai:version.gongkai"] == "0.1.0"
    assert tags["gongkai:form"] == "cn-sample"
    assert tags["gongkai:findings.error"] == "0"
    assert tags["gongkai:input.shifan/kjj/2018/report.toml"] == "sha256:00"
    assert tags["gongkai:register.requests.cut_off"] == "2019-01-10"
    assert tags["gongkai:register.requests.requests.csv"] == "sha256:01"


def as_read(text: str) -> str:
    """A text as a parser gives it: what no document may carry is replaced, lines end alike."""
    return printable(text).replace("\r\n", "\n").replace("\r", "\n")


@settings(deadline=None)
@given(anything)
def test_any_imprint_can_be_read_back(text: str) -> None:
    report = report_of(text)
    tags = page_of(report).css("meta[name^='gongkai:']")
    found = [(tag.attributes["name"], tag.attributes["content"] or "") for tag in tags]
    assert found == [
        (f"gongkai:{as_read(name)}", as_read(value)) for name, value in imprint(report) if value
    ]


def test_structured_data_say_what_the_report_is() -> None:
    report = evolve(REPORT, status=Status.APPROVED)
    assert structured(page_of(report, url=PAGE_URL)) == {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": "示范市科学技术局2018年政府信息公开工作年度报告",
        "url": PAGE_URL,
        "inLanguage": "zh-CN",
        "datePublished": "2019-02-12",
        "temporalCoverage": "2018-01-01/2018-12-31",
        "creativeWorkStatus": "Approved",
        "publisher": {"@type": "GovernmentOrganization", "name": "示范市科学技术局"},
        "isBasedOn": {"@type": "Legislation", "name": "政府信息公开条例"},
    }


def test_structured_data_do_not_tell_what_is_not_known() -> None:
    found = structured(page_of(BARE_REPORT))
    assert "datePublished" not in found
    assert "url" not in found
    assert structured(page_of(REPORT))["creativeWorkStatus"] == "Draft"


@pytest.mark.parametrize("text", [*HOSTILE[:-3], "</script><script>alert(1)</script>"])
def test_no_text_leaves_the_structured_data(text: str) -> None:
    page = page_of(report_of(text))
    assert structured(page)["name"] == printable(text)
    assert "<" not in page.css("script")[0].text()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("url", "www.a.cn", "expected the address of the page"),
        ("url", "ftp://a.cn", "expected the address of the page"),
        ("url", "http://a cn", "expected the address of the page"),
        ("url", "http://" + "a" * 501, "expected the address of the page"),
        ("site_domain", "https://www.a.cn/", "expected a domain"),
        ("site_domain", "localhost", "expected a domain"),
        ("site_domain", "-a.cn", "expected a domain"),
        ("site_domain", "a." * 127 + "cn", "expected a domain"),
        ("site_id", "321300000", "expected the site's ten digits"),
        ("site_id", "bm0700001", "expected the site's ten digits"),
    ],
)
def test_what_cannot_be_right_is_refused(name: str, value: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: {message}"):
        HtmlSettings(**{name: value})


@pytest.mark.parametrize("code", ["3213000001", "bm07000001"])
def test_the_code_of_a_site_is_that_of_a_place_or_of_a_ministry(code: str) -> None:
    assert HtmlSettings(site_id=code).site_id == code


def scanned(report: Report, url: str) -> list[str]:
    """What a phone reads from the page's code: its modules, drawn four points wide."""
    (code,) = page_of(report, url=url).css(".qr svg")
    side = int((code.attributes["viewBox"] or "").split()[-1])
    lines = [bytearray(b"\xff" * side * 4) for _ in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", code.html or ""):
        lines[int(y)][int(x) * 4 : (int(x) + int(width)) * 4] = b"\0" * int(width) * 4
    picture = memoryview(b"".join(bytes(line) * 4 for line in lines))
    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(picture.cast("B", (side * 4, side * 4)), formats=only)
    return [code.text for code in found]


def test_a_page_with_an_address_carries_its_qr_code() -> None:
    page = page_of(BARE_REPORT, url=PAGE_URL)
    assert texts(page, ".qr figcaption") == ["扫一扫在手机打开当前页"]
    assert texts(page, ".contact dd") == []
    assert scanned(BARE_REPORT, PAGE_URL) == [PAGE_URL]


@settings(max_examples=40, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789/_-.", min_size=1, max_size=470))
def test_any_address_can_be_scanned(path: str) -> None:
    assert scanned(BARE_REPORT, f"https://www.example.gov.cn/{path}") == [
        f"https://www.example.gov.cn/{path}"
    ]
