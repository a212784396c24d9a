"""Charts: which figures stand side by side. The numbers stay in the report's figures."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Bar:
    """One bar of a chart: its label, and the cells that it shows; several are added up."""

    label: str
    cells: tuple[str, ...]


@frozen(kw_only=True)
class Chart:
    """Figures side by side.

    ``compared`` says that each stands beside last year's figure of the same cells.
    """

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    compared: bool = False


@frozen(kw_only=True)
class FormChart:
    """A chart that a form proposes: its bars, or a bar for each row of a ``table`` but the total.

    Such a table is one that the engine keeps under every form: the channels, the key areas.
    """

    title: str
    unit: str = ""
    table: str = ""
    compared: bool = False
    bar: tuple[Bar, ...] = ()
