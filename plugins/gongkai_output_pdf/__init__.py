"""The report as a tagged PDF, laid out as an official document."""

from __future__ import annotations

from gongkai import NoSettings, Output, hookimpl, words
from gongkai_output_pdf.document import render

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[NoSettings], ...]:
    """Offer the output ``pdf``."""
    return (
        Output(
            name="pdf",
            media_type="application/pdf",
            suffix=".pdf",
            settings=NoSettings,
            render=render,
            title=words("A PDF laid out as an official document, tagged and fit for archives"),
        ),
    )
