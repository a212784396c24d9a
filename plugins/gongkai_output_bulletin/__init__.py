"""The report as pages of the government gazette, to be printed and to be read."""

from __future__ import annotations

from gongkai import Output, hookimpl, words
from gongkai_output_bulletin.page import render
from gongkai_output_bulletin.settings import BulletinSettings

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[BulletinSettings], ...]:
    """Offer the output ``bulletin``."""
    return (
        Output(
            name="bulletin",
            title=words("Pages of the government gazette"),
            media_type="text/html; charset=utf-8",
            suffix=".html",
            settings=BulletinSettings,
            render=render,
            stem="bulletin",
        ),
    )
