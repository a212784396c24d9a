"""Pages: what a text from outside holds, as values."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from gongkai.errors import Position
from gongkai.model.report import Paragraph
from gongkai.wording import mark


class Hiding(Enum):
    """How a page keeps something from its readers' eyes."""

    ATTRIBUTE = mark("the attribute hidden")
    DISPLAY = mark("display: none")
    VISIBILITY = mark("visibility: hidden")
    OPACITY = mark("opacity: 0")
    FONT = mark("a font of size 0")
    INDENT = mark("text moved out of sight")
    OFF_SCREEN = mark("a place off the screen")
    SIZE = mark("a width or height of 0")
    COLOUR = mark("the colour of its background")
    CLIP = mark("clipping")
    NOSCRIPT = mark("noscript")
    COMMENT = mark("a comment that leads elsewhere")


@frozen(kw_only=True)
class Hidden:
    """What readers do not see: its text, how it is hidden, where, and how many links it holds.

    ``hosts`` are those to which it leads. ``after`` is the number of visible paragraphs before it,
    here and below; ``woven`` says that it stands in the middle of one.
    """

    how: Hiding
    paragraphs: tuple[Paragraph, ...]
    links: int
    place: Position
    after: int
    hosts: tuple[str, ...] = ()
    woven: bool = False


@frozen(kw_only=True)
class Link:
    """An address that the page leads to or loads from: the element, the address, its host."""

    element: str
    url: str
    host: str
    place: Position
    after: int


@frozen(kw_only=True)
class Active:
    """What acts instead of being read: a script, a frame, an event handler, a redirection.

    ``element`` is what it stands on, ``code`` what is run.
    """

    what: str
    place: Position
    after: int
    element: str = ""
    code: str = ""


@frozen(kw_only=True)
class Page:
    """A text from outside.

    ``paragraphs`` are what a reader sees, block by block, each run of text with its place;
    ``title`` and ``metadata`` (description and keywords) are what search engines read.
    ``attributes`` are what elements say without text (``alt``, ``title``), ``generated`` what style
    sheets write. A plain text has paragraphs alone. ``frames`` are the pages that a frame set shows
    in its own place.
    """

    name: str
    html: bool
    paragraphs: tuple[Paragraph, ...]
    title: tuple[Paragraph, ...] = ()
    metadata: tuple[Paragraph, ...] = ()
    attributes: tuple[Paragraph, ...] = ()
    generated: tuple[Paragraph, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    links: tuple[Link, ...] = ()
    active: tuple[Active, ...] = ()
    frames: tuple[str, ...] = field(default=())
