"""``[site]`` of a region: what the column is called, where it will stand, and its own texts."""

from __future__ import annotations

import re

from attrs import field, frozen

from gongkai import InputFile, words

_ADDRESS = re.compile(r"https?://[^\s<>\"'?#\\\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,500}", re.ASCII)

#: Where the accounts of bureaus are; links in their exports lead there.
PLATFORMS = ("weibo.com", "weibo.cn", "mp.weixin.qq.com", "toutiao.com", "douyin.com")


def _address(_settings: object, _field: object, url: str) -> None:
    if url and not _ADDRESS.fullmatch(url):
        raise ValueError(
            words(
                "url: expected the address of a folder, which begins with http:// or https:// "
                "and has neither ? nor #"
            )
        )


@frozen(kw_only=True)
class SiteSettings:
    """How the column is called, where it will stand, and its texts, in Markdown.

    ``site_name`` is that of the web site that the column belongs to. ``hosts`` are those to which
    items may lead besides the government's and the bureau's own.
    """

    title: str = ""
    site_name: str = ""
    url: str = field(default="", validator=_address)
    guide: InputFile = field(factory=InputFile)
    rules: tuple[InputFile, ...] = ()
    on_request: InputFile = field(factory=InputFile)
    hosts: tuple[str, ...] = PLATFORMS
