"""A table of the form, filled in: figures as numbers, totals as formulas that agree with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from gongkai import Exactness, Figure, Form, Report, StatutoryTable, Table, make_grid, shown
from gongkai_output_xlsx.cells import Number, can_be_kept, figure_cell, number_cell
from gongkai_output_xlsx.kept import Kept
from gongkai_output_xlsx.layout import height_of
from gongkai_output_xlsx.sheet import Sheet
from gongkai_output_xlsx.skeleton import Skeleton, area, make_skeleton, skeleton_of, wide_row
from gongkai_output_xlsx.strings import Strings
from gongkai_output_xlsx.text import width_of
from gongkai_output_xlsx.totals import UNKNOWN, Total, is_known

_EXACT = Exactness.EXACT
_UNBALANCED = "注：{} 与按勾稽关系相加的结果不符，照填报的数写。"
#: A form may have a table that a report's text does not print.
_NOT_PRINTED = ("注：报告正文未刊载本表。",)
#: By form and table: tables that texts do not print, laid out without figures.
_kept: Kept[StatutoryTable] = Kept()


def tables_of(report: Report) -> Iterator[StatutoryTable]:
    """The tables of the form: first those that the text prints, in its order, then the others."""
    parts = (report.opening, *(chapter.blocks for chapter in report.chapters))
    printed = [block for part in parts for block in part if isinstance(block, StatutoryTable)]
    yield from printed
    keys = {block.key for block in printed}
    for table in report.form.tables:
        if not table.supplementary and table.key not in keys:
            name = (report.form.id, table.key)
            yield _kept.get(name, (table,), partial(_laid_out, table))


def _laid_out(table: Table) -> StatutoryTable:
    return StatutoryTable(key=table.key, grid=make_grid(table, {}), notes=_NOT_PRINTED)


def table_sheet(name: str, block: StatutoryTable, report: Report, strings: Strings) -> Sheet:
    """Fill in a table of the form; notes stand below it."""
    skeleton = skeleton_of(block.key, block.grid, report.form, strings)
    figures = [report.figures.get(address) for address in skeleton.addresses]
    values = [_value(figure) for figure in figures]
    if _all_plain(values, skeleton.room):
        cells = [
            f"{before}{value}</v></c>"
            for before, value in zip(skeleton.wholes, values, strict=True)
        ]
    else:
        skeleton = _wide_enough(skeleton, figures, block, report.form, strings)
        cells = [
            figure_cell(ref, figure, strings)
            for ref, figure in zip(skeleton.refs, figures, strict=True)
        ]
    wrong = []
    for number, cell, agrees in _total_cells(skeleton, values, strings):
        cells[number] = cell
        wrong += [] if agrees else [skeleton.refs[number]]
    notes = (*block.notes, _UNBALANCED.format("、".join(wrong))) if wrong else block.notes
    return _sheet(name, notes, skeleton, cells, strings)


def _value(figure: Figure | None) -> Number:
    """The number, if it is exact, and Excel can keep it so."""
    if figure is None or figure.value is None or figure.exactness is not _EXACT:
        return UNKNOWN
    return figure.value if can_be_kept(figure.value) else UNKNOWN


def _all_plain(values: list[Number], room: int) -> bool:
    """Whether all are whole and short: so it is in nearly every table of nearly every report."""
    return (
        set(map(type, values)) == {int}
        and min(values) > -(10 ** (room - 1))
        and max(values) < 10**room
    )


def _wide_enough(
    skeleton: Skeleton,
    figures: Iterable[Figure | None],
    block: StatutoryTable,
    form: Form,
    strings: Strings,
) -> Skeleton:
    """Make another skeleton where a value would not fit into the columns of the kept one."""
    values = dict(zip(skeleton.addresses, map(shown, figures), strict=True))
    if all(width_of(text) <= skeleton.room for text in values.values()):
        return skeleton
    return make_skeleton(block.key, block.grid, form, strings, values)


def _total_cells(
    skeleton: Skeleton, values: Sequence[Number], strings: Strings
) -> Iterator[tuple[int, str, bool]]:
    """The totals by their numbers: computed where the sum is what was written.

    Where it is not, the number stands as it was written, and that is told.
    """
    for number, totals in skeleton.totals:
        ref, value = skeleton.refs[number], values[number]
        if is_known(value):
            sums = [(total, found) for total in totals if is_known(found := total.of(values))]
            if any(found != value for _, found in sums):
                yield number, number_cell(ref, value, strings, "unbalanced"), False
            elif computed := [total for total, _ in sums if total.formula]:
                yield number, _computed_cell(ref, value, computed[0], strings), True


def _computed_cell(ref: str, value: Number, total: Total, strings: Strings) -> str:
    if type(value) is int:
        return f"{total.whole}{value}</v></c>"
    return number_cell(ref, value, strings, formula=total.formula)


def _sheet(
    name: str, notes: tuple[str, ...], skeleton: Skeleton, cells: list[str], strings: Strings
) -> Sheet:
    filled = chain.from_iterable(zip(skeleton.pieces, cells, strict=False))
    body = "".join([*filled, skeleton.pieces[-1], *_below(notes, skeleton, strings)])
    return Sheet(name=name, top=skeleton.frame.top, body=(body,))


def _below(notes: tuple[str, ...], skeleton: Skeleton, strings: Strings) -> Iterator[str]:
    """The notes, and what closes the sheet."""
    frame = skeleton.frame
    merged = list(skeleton.merged)
    for number, text in enumerate(notes, skeleton.rows + 1):
        yield wide_row(number, "note", text, height_of(text, sum(frame.widths)), strings)
        merged.extend(area((number - 1, 0), (number - 1, len(frame.widths) - 1)))
    yield frame.closing(merged) if notes else skeleton.closing
