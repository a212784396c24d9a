"""What is wrong with the charts that a form proposes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from gongkai.config.source import Keys
from gongkai.errors import near
from gongkai.model.chart import FormChart
from gongkai.model.form import AREAS, CHANNELS
from gongkai.wording import Words, words

_TABLES = (CHANNELS, AREAS)


def wrong_charts(
    charts: Iterable[tuple[Keys, FormChart]], addresses: Collection[str]
) -> Iterator[tuple[Keys, Words]]:
    """A chart has either bars, each of cells that the form has, or a table of the engine's own."""
    for at, chart in charts:
        if bool(chart.bar) == bool(chart.table):
            yield at, words("a chart needs either [[chart.bar]] or table")
        if chart.table and chart.table not in _TABLES:
            yield (
                (*at, "table"),
                words(
                    "there is no {what} {name!r}; {hint}",
                    what=words("table"),
                    name=chart.table,
                    hint=near(chart.table, _TABLES),
                ),
            )
        for index, bar in enumerate(chart.bar):
            here = (*at, "bar", index, "cells")
            if not bar.cells:
                yield here, words("a bar of a chart needs a cell")
            for place, cell in enumerate(bar.cells):
                if cell not in addresses:
                    yield (
                        (*here, place),
                        words(
                            "there is no {what} {name!r}; {hint}",
                            what=words("cell"),
                            name=cell,
                            hint=near(cell, addresses),
                        ),
                    )
