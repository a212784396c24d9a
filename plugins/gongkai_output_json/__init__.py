"""The report as open data: JSON that keeps every figure with its state and its evidence."""

from __future__ import annotations

from gongkai import NoSettings, Output, hookimpl, words
from gongkai_output_json.document import render

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[NoSettings], ...]:
    """Offer the output ``json``."""
    return (
        Output(
            name="json",
            media_type="application/json",
            suffix=".json",
            settings=NoSettings,
            render=render,
            title=words("Open data"),
        ),
    )
