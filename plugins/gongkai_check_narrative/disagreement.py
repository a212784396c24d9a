"""How a number of the text and the cells that it speaks of are told to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai import Counted, Form, Report, Words, words
from gongkai_check_narrative.cells import shown
from gongkai_check_narrative.said import Mention

Cells = tuple[str, ...]

#: So many cells are named one by one.
_FEW = 2


def disagreement(mention: Mention, readings: Sequence[Cells], report: Report) -> Words:
    """What the text says, and what each cell is that may be meant, by its name."""
    said = _said(mention)
    told = _by_value(readings, report)
    if len(told) == 1:
        return _one(said, mention, readings[0], report)
    if len(told) == _FEW:
        (first, one), (second, other) = told
        return words(
            "the text says {said}; it is neither {first} ({one}) nor {second} ({other})",
            said=said,
            first=first,
            one=one,
            second=second,
            other=other,
        )
    return words(
        "the text says {said}; it is none of these: {readings}",
        said=said,
        readings="; ".join(f"{value} ({name})" for value, name in told),
    )


def _by_value(readings: Sequence[Cells], report: Report) -> list[tuple[str, str]]:
    """What the readings come to, each value once, with the name of the first that has it."""
    names = {**_labels(report.form), **_names(report.form)}
    found: dict[str, str] = {}
    for cells in readings:
        called = " + ".join(names.get(cell, cell) for cell in cells)
        found.setdefault(shown(cells, report.figures), called)
    return list(found.items())


def remedy(mention: Mention, readings: Sequence[Cells]) -> Words | None:
    """The placeholder to write, where there is one cell that may be meant."""
    if mention.number is None or not _is_one(readings):
        return None
    return words(
        "Write {placeholder} instead of the number.", placeholder=_placeholder(readings[0])
    )


def _said(mention: Mention) -> Words | str:
    if mention.number is None:
        return mention.words
    return words("{number} ({phrase})", number=mention.written, phrase=mention.words)


def _is_one(readings: Sequence[Cells]) -> bool:
    return len(readings) == 1 and len(readings[0]) == 1


def _placeholder(cells: Cells) -> str:
    return "{{ " + cells[0] + " }}"


def _one(said: Words | str, mention: Mention, cells: Cells, report: Report) -> Words:
    """One value alone may be meant: that of a cell, or of some together."""
    expected = shown(cells, report.figures)
    if len(cells) > 1:
        return words(
            "the text says {said}; {phrase} (the sum of {count} cells) is {expected}",
            said=said,
            phrase=mention.phrase.phrases[0],
            count=len(cells),
            expected=expected,
        )
    figure = report.figures[cells[0]]
    facts: dict[str, object] = {
        "said": said,
        "cell": _labels(report.form).get(cells[0], cells[0]),
        "expected": expected + ("" if "元" not in figure.unit else figure.unit),
        "placeholder": _placeholder(cells),
    }
    if isinstance(figure.evidence, Counted):
        return words(
            "the text says {said}; {cell} is {expected} (counted); write {placeholder}", **facts
        )
    return words("the text says {said}; {cell} is {expected}; write {placeholder}", **facts)


def _labels(form: Form) -> Mapping[str, str]:
    return {cell.address: cell.label for cell in form.cells()}


def _names(form: Form) -> Mapping[str, str]:
    """What texts call a cell, where a phrase of the form speaks of it alone."""
    return {
        phrase.sums[0][0]: phrase.phrases[0]
        for phrase in reversed(form.phrases)
        if _is_one(phrase.sums) and not phrase.after and "…" not in phrase.phrases[0]
    }
