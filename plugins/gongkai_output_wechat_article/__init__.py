"""The report as an article for a WeChat account."""

from __future__ import annotations

from gongkai import Companion, Output, hookimpl, words
from gongkai_output_wechat_article.article import render
from gongkai_output_wechat_article.cover import png, svg
from gongkai_output_wechat_article.digest import digest
from gongkai_output_wechat_article.settings import WechatSettings

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[WechatSettings], ...]:
    """Offer the output ``wechat-article`` with its digest and its cover."""
    return (
        Output(
            name="wechat-article",
            title=words("An article for a WeChat account, with digest and cover"),
            media_type="text/html; charset=utf-8",
            suffix=".html",
            settings=WechatSettings,
            render=render,
            stem="wechat-article",
            companions=(
                Companion(
                    suffix="-digest.txt", media_type="text/plain; charset=utf-8", render=digest
                ),
                Companion(suffix="-cover.svg", media_type="image/svg+xml", render=svg),
                Companion(suffix="-cover.png", media_type="image/png", render=png),
            ),
        ),
    )
