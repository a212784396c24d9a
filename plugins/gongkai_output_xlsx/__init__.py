"""The report as an Excel workbook: the tables of the form, the findings, the evidence."""

from __future__ import annotations

from gongkai import Output, hookimpl, words
from gongkai_output_xlsx.workbook import XlsxSettings, render

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[XlsxSettings], ...]:
    """Offer the output ``xlsx``."""
    return (
        Output(
            name="xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            suffix=".xlsx",
            settings=XlsxSettings,
            render=render,
            title=words("An Excel workbook"),
        ),
    )
