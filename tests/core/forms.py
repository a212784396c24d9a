"""Small forms and figures that several tests of the core use."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.arithmetic import Instance
from gongkai.errors import Position
from gongkai.model.figures import Exactness, Figure, Number, State, Stated, number
from gongkai.model.findings import Severity
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.relation import Operator, Relation, RuleText, Term

STATED = Stated(position=Position("a.toml", 1, 1))


def term(written: str) -> Term:
    """``a``, ``-a`` for minus, ``a@-1`` for last year."""
    cell, _, year = written.removeprefix("-").partition("@")
    return Term(cell=cell, times=-1 if written.startswith("-") else 1, year=int(year or 0))


def relation(  # noqa: PLR0913 - one for each side of a relation
    left: str,
    operator: Operator,
    right: str,
    *,
    table: str = "",
    each: str | tuple[str, ...] = "",
    derives: bool = False,
    undetermined: Severity | None = None,
    lower: Severity | None = None,
) -> Relation:
    """Terms are separated by spaces."""
    return Relation(
        code="t.rule",
        left=tuple(map(term, left.split())),
        operator=operator,
        right=tuple(map(term, right.split())),
        severity=Severity.ERROR,
        table=table,
        each=each,
        derives=derives,
        undetermined=undetermined,
        lower=lower,
    )


def instance(left: str, operator: Operator, right: str, **more: bool) -> Instance:
    said = relation(left, operator, right, derives=more.get("derives", False))
    return Instance(said, said.left, said.right)


def figures(**values: Number | str | None) -> dict[str, Figure]:
    """A number; ``200+`` or ``~200``; ``/``; None for missing."""
    return {address: figure(address, value) for address, value in values.items()}


def figure(address: str, value: Number | str | None) -> Figure:
    if value is None:
        return Figure(address=address, state=State.MISSING)
    if value == "/":
        return Figure(address=address, state=State.NOT_APPLICABLE, text="不涉及")
    if value == "":
        return Figure(address=address, state=State.BLANK)
    if isinstance(value, str):
        exactness = Exactness.AT_LEAST if value.endswith("+") else Exactness.ABOUT
        return number(address, int(value.strip("+~")), exactness=exactness, text=value)
    return number(address, value)


def form(*relations: Relation, rows: str = "x y", columns: str = "a b c") -> Form:
    """A form of one table ``t``."""
    return Form(
        id="f",
        title="表式",
        number="号",
        regulation="",
        years_from=2008,
        years_to=2100,
        tables=(
            Table(
                key="t",
                title="表",
                columns=tuple(Column(key=k, label=k, path=(k,)) for k in columns.split()),
                rows=(
                    Row(key="head", label="头", path=("头",), heading=True),
                    *(Row(key=k, label=k, path=(k,)) for k in rows.split()),
                ),
            ),
        ),
        relations=relations,
        rules=(RuleText(code="t.rule", title="规则", why="为什么", fix="怎么办"),),
    )


def values(found: Mapping[str, Figure]) -> dict[str, Number | None]:
    return {address: figure.value for address, figure in found.items()}
