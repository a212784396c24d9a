"""A text that stands by itself, beside any report: Markdown → a title and blocks."""

from __future__ import annotations

from pathlib import PurePosixPath

from attrs import frozen

from gongkai.errors import ConfigError, Mistake, Position
from gongkai.model.report import Block, Heading, Span
from gongkai.prose import write_prose
from gongkai.wording import Words, words


@frozen(kw_only=True)
class Article:
    """A text: its first heading, or else the name of its file, and what follows."""

    title: str
    blocks: tuple[Block, ...]


def read_article(name: str, content: bytes) -> Article:
    """Read a Markdown file; `ConfigError` for what is no UTF-8, and for ``{{ placeholders }}``."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = words("not UTF-8 text (byte {byte}); save the file as UTF-8", byte=error.start)
        raise ConfigError([Mistake(Position(name), message)]) from error
    blocks, unfilled = write_prose(text, "", name, _fill_nothing)
    if unfilled:
        raise ConfigError(Mistake(gap.place, gap.why) for gap in unfilled)
    match blocks:
        case (Heading() as first, *others):
            return Article(title=first.text, blocks=tuple(others))
    return Article(title=PurePosixPath(name).stem, blocks=blocks)


def _fill_nothing(name: str) -> Span | Words:
    return words("this text belongs to no report: there is no figure {name!r}", name=name)
