"""Texts that are the same in every report of a form: each stands once in the file, and is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from gongkai import Form, FormCell, Table
from gongkai_output_xlsx.kept import Kept
from gongkai_output_xlsx.text import cut, xml

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@frozen(eq=False)
class Strings:
    """The table of shared texts: the number of each, and the part of the file that holds them."""

    numbers: Mapping[str, int]
    part: bytes


_kept: Kept[Strings] = Kept()


def strings_of(form: Form, words: tuple[str, ...]) -> Strings:
    """Take ``words`` and what the form prints; what a bureau adds to its form is left out."""
    tables = tuple(table for table in form.tables if not table.supplementary)
    return _kept.get(form.id, (words, *tables), lambda: _strings((*words, *_texts(tables))))


def _texts(tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        yield from (table.title, table.label_header, table.unit_header, table.heading_mark)
        for column in table.columns:
            yield from column.path
        for line in table.rows:
            yield from (line.marker + text for text in line.path[-1:])
            yield from (*line.path, line.unit)
        for cell in table.cells():
            yield from (cell.address, label_of(cell))


def _strings(texts: Iterable[str]) -> Strings:
    once = tuple(dict.fromkeys(filter(None, texts)))
    items = "".join(f"<si>{text_element(text)}</si>" for text in once)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    table = f'<sst xmlns="{_NAMESPACE}" uniqueCount="{len(once)}">{items}</sst>'
    numbers = {text: number for number, text in enumerate(once)}
    return Strings(numbers, f"{head}{table}".encode())


def text_element(text: str) -> str:
    """The text of a cell, wherever it stands."""
    space = ' xml:space="preserve"' if text.strip() != text or "\n" in text else ""
    return f"<t{space}>{xml(cut(text))}</t>"


def label_of(cell: FormCell) -> str:
    """What a cell is called in one line, and what is counted in it."""
    return f"{cell.label}（{cell.unit}）" if cell.unit else cell.label
