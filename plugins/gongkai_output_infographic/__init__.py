"""The report at a glance (一图读懂): one poster."""

from __future__ import annotations

from gongkai import Companion, Output, hookimpl, words
from gongkai_output_infographic.poster import render, render_png
from gongkai_output_infographic.settings import PosterSettings

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[PosterSettings], ...]:
    """Offer the output ``infographic``."""
    return (
        Output(
            name="infographic",
            media_type="image/svg+xml",
            suffix=".svg",
            settings=PosterSettings,
            render=render,
            title=words("A poster of the key figures, as SVG and PNG"),
            stem="infographic",
            companions=(Companion(suffix=".png", media_type="image/png", render=render_png),),
        ),
    )
