"""What a bureau may say of the page and of the site that it will stand on."""

from __future__ import annotations

import re

from attrs import Attribute, field, frozen

from gongkai import words

_PAGE = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,500}", re.IGNORECASE)
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})+")
#: Six digits of the place and four more, or ``bm`` and eight digits for a ministry.
_SITE_ID = re.compile("[0-9]{10}|bm[0-9]{8}")


def _address(_settings: HtmlSettings, _field: Attribute[str], url: str) -> None:
    if url and not _PAGE.fullmatch(url):
        raise ValueError(
            words(
                "url: expected the address of the page, which begins with http:// or https://,"
                " has no spaces and at most 500 characters"
            )
        )


def _domain(_settings: HtmlSettings, _field: Attribute[str], domain: str) -> None:
    if domain and not _DOMAIN.fullmatch(domain):
        raise ValueError(
            words("site_domain: expected a domain in small letters, such as www.example.gov.cn")
        )


def _site_id(_settings: HtmlSettings, _field: Attribute[str], code: str) -> None:
    if code and not _SITE_ID.fullmatch(code):
        raise ValueError(
            words(
                "site_id: expected the site's ten digits, or bm and eight digits for a ministry's"
            )
        )


@frozen(kw_only=True)
class HtmlSettings:
    """Where the page will stand; what is not known is not printed.

    ``url`` is the page's own address: it gives the QR code. ``site_name``, ``site_domain`` and
    ``site_id`` are the name of the government site, its domain (that of ``url``, if nothing is
    said) and its code (政府网站标识码). ``column_name`` and ``column_type`` are the column of the
    site that annual reports stand in. They go into the tags that government pages must carry
    (国办发〔2017〕47号).
    """

    url: str = field(default="", validator=_address)
    site_name: str = ""
    site_domain: str = field(default="", validator=_domain)
    site_id: str = field(default="", validator=_site_id)
    column_name: str = "政府信息公开年报"
    column_type: str = "信息公开年报"
