"""The Chinese catalogue: what the engine says, in the language of the reports."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol

#: Where the catalogues are, and what ours is called there.
LOCALES = Path(__file__).with_name("locale")
DOMAIN = "gongkai"


class Sayable(Protocol):
    """What can be said in the language of a translator: words, or what is wrong with something."""

    def said(self, translate: Callable[[str], str]) -> str:
        """Say it."""
        ...


def in_chinese(sayable: Sayable) -> str:
    """Say words in Chinese, whatever the reader of a terminal speaks: reports are Chinese."""
    return sayable.said(to_chinese)


def to_chinese(text: str) -> str:
    """Translate a template; one that the catalogue does not know stays as it is."""
    # An empty text stands for the catalogue's own head, which nobody means to say.
    return _catalogue().gettext(text) if text else ""


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, languages=["zh_CN"])
