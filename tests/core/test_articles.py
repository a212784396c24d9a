from __future__ import annotations

import pytest

from gongkai.articles import Article, read_article
from gongkai.errors import ConfigError
from gongkai.model.report import Bullets, Heading, Paragraph, Span


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def told(content: bytes) -> str:
    with pytest.raises(ConfigError) as caught:
        read_article("shi/guide.md", content)
    return str(caught.value.first)


def test_the_first_heading_is_the_title() -> None:
    article = read_article("shi/guide.md", "# 指南\n\n## 一、分类\n\n按主题。".encode())

    assert article.title == "指南"
    assert [type(block) for block in article.blocks] == [Heading, Paragraph]


def test_a_text_without_one_is_called_as_its_file() -> None:
    article = read_article("shi/公开规定.md", "第一条\n".encode())

    assert article.title == "公开规定"
    assert [block.text for block in article.blocks if isinstance(block, Paragraph)] == ["第一条"]


def test_an_empty_text_is_a_title_alone() -> None:
    assert read_article("guide.md", b"") == Article(title="guide", blocks=())


def test_a_byte_order_mark_is_no_part_of_it() -> None:
    assert read_article("guide.md", b"\xef\xbb\xbf# \xe6\x8c\x87\xe5\x8d\x97").title == "指南"


def test_markup_of_web_pages_is_text() -> None:
    article = read_article("guide.md", b"- <script>alert(1)</script>")

    (bullets,) = article.blocks
    assert isinstance(bullets, Bullets)
    assert bullets.items[0].text == "<script>alert(1)</script>"


def test_what_is_no_utf_8_is_told_with_the_byte() -> None:
    assert told("指南".encode("gb18030")) == (
        "shi/guide.md: not UTF-8 text (byte 2); save the file as UTF-8"
    )


def test_a_placeholder_is_told_with_its_place() -> None:
    assert told("第一条\n\n共{{ areas.total }}条".encode()) == (
        "shi/guide.md:3:2: this text belongs to no report: there is no figure 'areas.total'"
    )
