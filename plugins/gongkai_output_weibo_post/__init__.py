"""The report as a Weibo post, or as a thread where one is too short.

A post is bare text: there is no place in it for where the file comes from, and it says nothing of
it. The report's other outputs do.
"""

from __future__ import annotations

from gongkai import Output, hookimpl, words
from gongkai_output_weibo_post.post import render
from gongkai_output_weibo_post.settings import WeiboSettings

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[WeiboSettings], ...]:
    """Offer the output ``weibo-post``."""
    return (
        Output(
            name="weibo-post",
            title=words("A post or a thread for a Weibo account"),
            media_type="text/plain; charset=utf-8",
            suffix=".txt",
            settings=WeiboSettings,
            render=render,
            stem="weibo-post",
        ),
    )
