"""Pages: what the walk over a page puts together: runs of text, places, what is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, evolve
from selectolax.lexbor import LexborNode

from gongkai.errors import Position
from gongkai.model.report import Span
from gongkai.pages.source import Source
from gongkai.pages.styles import Attributes


@define
class Spot:
    """The place of an element, looked up when it is first asked for."""

    source: Source
    tag: str
    attributes: Mapping[str, str | None]
    found: Position | None = None

    @property
    def place(self) -> Position:
        """Where the element begins."""
        if self.found is None:
            values = (value for value in self.attributes.values() if value)
            self.found = self.source.element(self.tag, next(values, ""))
        return self.found


def code_of(what: str, attributes: Attributes, node: LexborNode) -> str:
    """What is run: the text of a script, a handler, or a link that is a script."""
    if what == "script":
        return node.text() or ""
    if what == "javascript:":
        return "\n".join(value for value in attributes.values() if value)
    return attributes.get(what) or ""


def spans_of(source: Source, text: str) -> Iterator[Span]:
    """The runs of a text, each with its place."""
    return (Span(text=piece, place=place) for piece, place in source.runs(text))


def trimmed(runs: list[Span]) -> tuple[Span, ...]:
    """The runs of a block without the blanks around them, and with single ones between them."""
    kept: list[Span] = []
    for run in runs:
        if not kept:
            start = run.text.lstrip()
            if start:
                kept.append(_shifted(run, len(run.text) - len(start)))
        elif run.text != " " or not kept[-1].text.endswith(" "):
            kept.append(run)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept and kept[-1].text[-1].isspace():
        kept[-1] = evolve(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _shifted(run: Span, by: int) -> Span:
    """A run without its first characters; its place moves with it."""
    place = run.place and evolve(run.place, column=run.place.column + by)
    return evolve(run, text=run.text[by:], place=place) if by else run
