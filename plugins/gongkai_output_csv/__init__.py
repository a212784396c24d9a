"""The figures as one tidy table, and a description of it for machines (CSV on the Web)."""

from __future__ import annotations

from gongkai import Companion, NoSettings, Output, hookimpl, words
from gongkai_output_csv.metadata import render_metadata
from gongkai_output_csv.table import render

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[NoSettings], ...]:
    """Offer the output ``csv``."""
    return (
        Output(
            name="csv",
            media_type="text/csv; charset=utf-8; header=present",
            suffix=".csv",
            settings=NoSettings,
            render=render,
            title=words("The figures as one table"),
            companions=(
                Companion(
                    suffix="-metadata.json",
                    media_type="application/csvm+json",
                    render=render_metadata,
                ),
            ),
        ),
    )
