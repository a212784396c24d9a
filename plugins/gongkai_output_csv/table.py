"""A line for each cell of the form and of the tables that the engine keeps beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai import Exactness, Figure, NoSettings, Report, State, printable, printed

#: The columns, in this order.
COLUMNS = ("agency", "year", "table", "row", "column", "value", "kind", "unit")
#: What ``kind`` may say: a state, or how a number is meant that is not exact.
KINDS = (
    *(state.value for state in State),
    *(exactness.value for exactness in Exactness if exactness is not Exactness.EXACT),
)
#: What a spreadsheet takes for the beginning of a formula; some take the full-width forms, too.
_ACTIVE = tuple("=+-@\t\r\n＝＋－＠")
_QUOTED = frozenset('",\r\n')
_LINE_END = "\r\n"


def render(report: Report, _settings: NoSettings) -> bytes:
    """Write the table as RFC 4180 has it, with the mark by which Excel knows UTF-8."""
    lines = (_line(COLUMNS), *_lines(report))
    return "".join(lines).encode("utf-8-sig")


def _lines(report: Report) -> Iterator[str]:
    front = (_text(report.agency.id), str(report.year))
    for cell in report.form.cells():
        figure = report.figures.get(cell.address)
        keys = (_text(key) for key in (cell.table.key, cell.row.key, cell.column.key))
        yield _line((*front, *keys, _value(figure), _kind(figure), _text(cell.unit)))


def _line(fields: Iterable[str]) -> str:
    return ",".join(fields) + _LINE_END


def _text(text: str) -> str:
    """A field that is text: a spreadsheet shows it, and computes nothing."""
    clean = printable(text)
    harmless = f"'{clean}" if clean.startswith(_ACTIVE) else clean
    return harmless if _QUOTED.isdisjoint(harmless) else '"' + harmless.replace('"', '""') + '"'


def _value(figure: Figure | None) -> str:
    """The number, with the decimals it came with; empty where there is none."""
    return "" if figure is None or figure.value is None else printed(figure.value)


def _kind(figure: Figure | None) -> str:
    if figure is None:
        return State.MISSING.value
    if figure.value is None or figure.exactness is Exactness.EXACT:
        return str(figure.state.value)
    return str(figure.exactness.value)
