"""The report as a Word document, laid out as an official document."""

from __future__ import annotations

from gongkai import Output, hookimpl, words
from gongkai_output_docx.document import DocxSettings, render

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[DocxSettings], ...]:
    """Offer the output ``docx``."""
    return (
        Output(
            name="docx",
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            suffix=".docx",
            settings=DocxSettings,
            render=render,
            title=words("A Word document laid out as an official document"),
        ),
    )
