"""What a bureau may say of its posts."""

from __future__ import annotations

import re

from attrs import field, frozen

from gongkai_output_weibo_post.text import length

_PAGE = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_TOPIC = re.compile(r"[^\W_]+")
#: What is shown of a post without unfolding it, and what a post may hold.
_SHORT, _WHOLE = 140, 2000
_LONGEST_ADDRESS, _LONGEST_TOPIC = 140, 20


def _check_url(_self: object, _field: object, url: str) -> None:
    if url and not (_PAGE.fullmatch(url) and len(url) <= _LONGEST_ADDRESS):
        raise ValueError(
            "url: expected the address of the page, which begins with http:// or https://,"
            f" has no spaces and at most {_LONGEST_ADDRESS} characters"
        )


def _check_topic(_self: object, _field: object, topic: str) -> None:
    if not (_TOPIC.fullmatch(topic) and length(topic) <= _LONGEST_TOPIC):
        raise ValueError(
            f"topic: expected letters and digits, at most {_LONGEST_TOPIC} characters, without #"
        )


def _check_limit(_self: object, _field: object, limit: int) -> None:
    if not _SHORT <= limit <= _WHOLE:
        raise ValueError(f"limit: expected a length from {_SHORT} to {_WHOLE}, found {limit}")


@frozen(kw_only=True)
class WeiboSettings:
    """The page that the post leads to, its topic, and how long a post may be.

    ``limit`` is 140 unless it is set: so much is shown in a timeline without 展开全文, and every
    account and interface takes it. Up to 2,000 makes one long post of what would be a thread.
    """

    url: str = field(default="", validator=_check_url)
    topic: str = field(default="政府信息公开年报", validator=_check_topic)
    limit: int = field(default=_SHORT, validator=_check_limit)
