"""How a cell of many reports becomes the cell of the region's."""

from __future__ import annotations

from enum import Enum

from attrs import frozen


class Adding(Enum):
    """What members' figures give together: their sum, nothing, or the ratio of two sums."""

    SUM = "sum"
    NONE = "none"
    RATIO = "ratio"


@frozen(kw_only=True)
class Rollup:
    """How a cell is rolled up; a ratio divides the sum at ``above`` by the sum at ``below``.

    Both are addresses of cells of the same form.
    """

    adding: Adding = Adding.SUM
    above: str = ""
    below: str = ""


#: What a form that says nothing means: every cell of every table adds up.
SUM = Rollup()
