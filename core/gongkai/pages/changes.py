"""Pages: each difference between a report and a page, told as a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from attrs import frozen

from gongkai.errors import Position
from gongkai.model.findings import Problem
from gongkai.model.places import place_in
from gongkai.pages.differences import Comparison
from gongkai.pages.edits import Edit, Part, is_whole
from gongkai.pages.fold import Stream, written
from gongkai.wording import words

#: How many characters of a text are shown, and how many tokens around a word.
_SHOWN = 60
_AROUND = 12
#: So many passages in a row are told as one.
_MANY = 5


def shown(text: str) -> str:
    """A text as a message shows it: on one line, and not all of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def text_problems(comparison: Comparison, labels: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is gone, what was added and what was changed, in the order of the report.

    ``labels`` are those of the form's cells, by address.
    """
    teller = _Teller(comparison, labels, _moved(comparison))
    for _, run in groupby(enumerate(comparison.edits), teller.kin):
        edits = [edit for _, edit in run]
        if len(edits) >= _MANY:
            yield from teller.together(edits)
        else:
            for edit in edits:
                yield from teller.problems(edit)


def _moved(comparison: Comparison) -> Mapping[str, Part]:
    """What stands in another place of the page: by its text, where."""
    added = {
        comparison.theirs.text(edit.added.start, edit.added.end): edit.added
        for edit in comparison.edits
        if edit.added is not None and edit.gone is None
    }
    gone = (edit.gone for edit in comparison.edits if edit.gone is not None and edit.added is None)
    texts = (comparison.ours.text(part.start, part.end) for part in gone)
    return {text: added[text] for text in texts if text in added}


@frozen
class _Teller:
    comparison: Comparison
    labels: Mapping[str, str]
    moved: Mapping[str, Part]

    def problems(self, edit: Edit) -> Iterator[Problem]:
        """What one difference is."""
        if edit.added is None:
            yield from () if edit.gone is None else (self._gone(edit.gone),)
        elif edit.gone is not None:
            yield self._changed(edit.gone, edit.added)
        elif self.comparison.theirs.text(edit.added.start, edit.added.end) not in self.moved:
            yield self._added(edit.added, edit.near)

    def kin(self, numbered: tuple[int, Edit]) -> tuple[str, int]:
        """What differences are told together by: whole pieces of a section, whole paragraphs."""
        number, edit = numbered
        if edit.gone is not None and edit.added is None:
            alone = is_whole(edit.gone, self.comparison.ours)
            moved = self.comparison.ours.text(edit.gone.start, edit.gone.end) in self.moved
            section = self.comparison.pieces[edit.gone.number].section
            return (section, -1) if alone and not moved else (section, number)
        if edit.added is not None and edit.gone is None:
            alone = is_whole(edit.added, self.comparison.theirs)
            moved = self.comparison.theirs.text(edit.added.start, edit.added.end) in self.moved
            return ("", -1) if alone and not moved else ("", number)
        return "", number

    def together(self, edits: Sequence[Edit]) -> Iterator[Problem]:
        """A table or a page of text that is gone, or was added, as one problem."""
        gone = [edit.gone for edit in edits if edit.gone is not None]
        added = [edit.added for edit in edits if edit.added is not None]
        if gone:
            piece = self.comparison.pieces[gone[0].number]
            yield Problem(
                address=piece.section,
                message=words(
                    "the page lacks {number} passages in a row, from {first!r} to {last!r}",
                    number=len(gone),
                    first=shown(self._old(gone[0])),
                    last=shown(self._old(gone[-1])),
                ),
                place=piece.place,
            )
        else:
            yield Problem(
                address=self.comparison.pieces[edits[0].near].section,
                message=words(
                    "the page adds {number} passages in a row, from {first!r} to {last!r}",
                    number=len(added),
                    first=shown(self._new(added[0])),
                    last=shown(self._new(added[-1])),
                ),
                place=self._place(added[0]),
            )

    def _changed(self, gone: Part, added: Part) -> Problem:
        piece = self.comparison.pieces[gone.number]
        old, new = self._old(gone), self._new(added)
        between = f"【{shown(old)} → {shown(new)}】"
        where = self.labels.get(piece.address) or self._around(gone, between)
        return Problem(
            address=piece.address,
            message=words(
                "the report says {old!r}, the page {new!r}: {where}",
                old=shown(old),
                new=shown(new),
                where=where,
            ),
            expected=shown(old),
            actual=shown(new),
            place=self._place(added),
        )

    def _gone(self, gone: Part) -> Problem:
        piece = self.comparison.pieces[gone.number]
        old = self._old(gone)
        elsewhere = self.moved.get(self.comparison.ours.text(gone.start, gone.end))
        if elsewhere is not None:
            message = words(
                "{text!r} stands in another place: line {line} of the page",
                text=shown(old),
                line=self._place(elsewhere).line,
            )
        elif piece.address in self.labels:
            message = words(
                "the page lacks {text!r}: {where}",
                text=shown(old),
                where=self.labels[piece.address],
            )
        elif is_whole(gone, self.comparison.ours):
            message = words("the page lacks {text!r}", text=shown(old))
        else:
            around = self._around(gone, f"【{shown(old)}】")
            message = words("the page lacks {text!r}: {where}", text=shown(old), where=around)
        return Problem(
            address=piece.address, message=message, expected=shown(old), place=piece.place
        )

    def _added(self, added: Part, near: int) -> Problem:
        new = self._new(added)
        piece = self.comparison.pieces[near]
        if is_whole(added, self.comparison.theirs):
            address = piece.section
            message = words("the page adds {text!r}", text=shown(new))
        else:
            address = piece.address
            text = self.comparison.paragraphs[added.number].text
            around = _around(self.comparison.theirs, added, text, f"【{shown(new)}】")
            message = words("the page adds {text!r}: {where}", text=shown(new), where=around)
        return Problem(
            address=address, message=message, actual=shown(new), place=self._place(added)
        )

    def _around(self, gone: Part, between: str) -> str:
        text = self.comparison.pieces[gone.number].text
        return _around(self.comparison.ours, gone, text, between)

    def _old(self, part: Part) -> str:
        """The words of the report, as they are written there."""
        text = self.comparison.pieces[part.number].text
        first, last = _stretch(self.comparison.ours, part, text)
        return text[first:last]

    def _new(self, part: Part) -> str:
        text = self.comparison.paragraphs[part.number].text
        first, last = _stretch(self.comparison.theirs, part, text)
        return text[first:last]

    def _place(self, part: Part) -> Position:
        """Where a part begins in the file of the page."""
        paragraph = self.comparison.paragraphs[part.number]
        first, _ = _stretch(self.comparison.theirs, part, paragraph.text)
        return place_in(paragraph, first) or Position("")


def _stretch(stream: Stream, part: Part, text: str) -> tuple[int, int]:
    return written(text, stream.starts[part.start], stream.ends[part.end - 1])


def _around(stream: Stream, part: Part, text: str, between: str) -> str:
    """What stands on both sides of a part, in the same piece."""
    number, start, end = part.number, part.start, part.end
    while start and part.start - start < _AROUND and stream.pieces[start - 1] == number:
        start -= 1
    while end < len(stream) and end - part.end < _AROUND and stream.pieces[end] == number:
        end += 1
    first, last = _stretch(stream, part, text)
    begin, finish = _stretch(stream, Part(number, start, end), text)
    return " ".join(f"{text[begin:first]}{between}{text[last:finish]}".split())
