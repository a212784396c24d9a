"""From a form's TOML file to the form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import evolve

from gongkai.config.form_check import wrong_parts
from gongkai.config.form_file import (
    REST,
    FormFile,
    Head,
    WrittenColumn,
    WrittenCount,
    WrittenRelation,
    WrittenRow,
    WrittenTable,
    read_parts,
)
from gongkai.config.form_rollup import read_rollup
from gongkai.config.source import read_source
from gongkai.errors import ConfigError, Mistake
from gongkai.model.counting import Count, Where
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.relation import Relation


def read_form(path: Path, name: str = "") -> Form:
    """Read a form; `ConfigError` with every mistake in its file, each at its place."""
    source = read_source(path, name or path.name)
    file = read_parts(source)
    mistakes = [
        *file.mistakes,
        *(Mistake(source.position(at), message) for at, message in wrong_parts(file)),
    ]
    if mistakes or file.head is None:
        raise ConfigError(_once(mistakes))
    return _form(file.head, file)


def _once(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    return tuple(dict.fromkeys(mistakes))


def _form(head: Head, file: FormFile) -> Form:
    form = Form(
        id=head.id,
        title=head.title,
        number=head.number,
        regulation=head.regulation,
        years_from=head.years_from,
        years_to=head.years_to,
        complete=head.complete,
        default=head.default,
        tolerated_to=head.tolerated_to or 0,
        opening=head.opening,
        note=head.note,
        sources=head.sources,
        sections=tuple(section for _, section in file.sections),
        tables=tuple(_table(table) for _, table in file.tables),
        relations=tuple(_relation(relation, head.number) for _, relation in file.relations),
        rules=tuple(rule for _, rule in file.rules),
        phrases=tuple(phrase for _, phrase in file.phrases),
        crosswalks=tuple(crosswalk for _, crosswalk in file.crosswalks),
        charts=tuple(chart for _, chart in file.charts),
    )
    return evolve(form, report_title=head.report_title) if head.report_title else form


def _table(written: WrittenTable) -> Table:
    return Table(
        key=written.key,
        title=written.title,
        columns=tuple(_column(column) for column in written.column),
        rows=tuple(_row(row) for row in written.row),
        section=written.section,
        label_header=written.label_header,
        unit_header=written.unit_header,
        heading_mark=written.heading_mark,
        label_columns=written.label_columns,
        foot_fields=written.foot_fields,
        count=_count(written.count),
        rollup=read_rollup(written.rollup),
    )


def _column(written: WrittenColumn) -> Column:
    return Column(
        key=written.key,
        label=written.label,
        path=written.path or (written.label,),
        unit=written.unit,
        value_type=written.value_type,
        sighting=written.evidence,
        count=_count(written.count),
        rollup=read_rollup(written.rollup),
    )


def _row(written: WrittenRow) -> Row:
    return Row(
        key=written.key,
        label=written.label,
        path=written.path or (written.label,),
        marker=written.marker,
        unit=written.unit,
        level=written.level,
        heading=written.heading,
        parent=written.parent,
        value_type=written.value_type,
        sighting=written.evidence,
        basis=written.basis,
        count=_count(written.count),
        rollup=read_rollup(written.rollup),
    )


def _count(written: WrittenCount | None) -> Count | None:
    if written is None:
        return None
    rest = written.channels == (REST,)
    return Count(
        register=written.register,
        channels=() if rest else written.channels,
        rest=rest,
        normative=written.normative,
        where=tuple(Where(facet=facet, values=values) for facet, values in written.where.items()),
        divide=written.divide,
    )


def _relation(written: WrittenRelation, number: str) -> Relation:
    """A relation that names no basis has that of the form."""
    each = written.each[0] if written.each in {("column",), ("row",)} else written.each
    return Relation(
        code=written.code,
        left=written.left,
        operator=written.operator,
        right=written.right,
        severity=written.severity,
        table=written.table,
        each=each or "",
        derives=written.derives,
        statutory=written.statutory,
        undetermined=written.undetermined,
        lower=written.lower,
        basis=written.basis or number,
        note=written.note,
    )
