"""The reader's language: chosen once, from ``--lang``, ``GONGKAI_LANG`` or the locale."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable

from gongkai.chinese import DOMAIN, LOCALES, Sayable, to_chinese

#: What may be asked for.
LANGUAGES = ("zh", "en")
#: What gettext looks texts up in before anybody says otherwise; there is no such catalogue.
_NO_DOMAIN = "messages"


#: What acts on a terminal or hides in it instead of being seen: control characters but for the line
#: end and the tab, marks that turn the direction of writing, what has no width, lone surrogates.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Show what a terminal would obey or hide, as Python writes it in a text."""
    return UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


class Speech:
    """Says words in one language."""

    def __init__(self, language: str, translate: Callable[[str], str]) -> None:
        self.language = language
        self.translate = translate

    def say(self, sayable: Sayable) -> str:
        """Say words, or what is wrong with something."""
        return sayable.said(self.translate)

    def say_text(self, template: str, /, **values: object) -> str:
        """Say a marked text of the command line itself."""
        return self.translate(template).format(**values) if values else self.translate(template)


def mark(text: str) -> str:
    """Mark a text for translation, as `gongkai.wording.mark` does; ``--help`` needs no more."""
    return text


def choose_language(asked: str) -> str:
    """``zh`` or ``en``: what was asked for, or what the environment speaks."""
    for wanted in (asked, os.environ.get("GONGKAI_LANG", ""), *_locale()):
        if wanted:
            return "zh" if wanted.casefold().startswith("zh") else "en"
    return "en"


def _locale() -> tuple[str, ...]:
    return tuple(os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))


def speech_for(language: str) -> Speech:
    """Load the catalogue of a language; click's own texts are in it too."""
    if language != "zh":
        gettext.textdomain(_NO_DOMAIN)
        return Speech("en", str)
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = "zh_CN"
    return Speech("zh", to_chinese)
