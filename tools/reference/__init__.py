"""Write ``docs/reference`` from the code itself: ``python -m tools.reference``.

Nothing here is told twice: hooks and kinds come from their docstrings, TOML from the classes that
it is read into, commands from click, rules, forms and registers from what the plugins offer. Only
the meaning of each TOML key stands beside this file, in ``meanings.toml``.
"""

from __future__ import annotations

from pathlib import Path

from tools.reference.commands import commands_page
from tools.reference.contract import hooks_page, kinds_page
from tools.reference.lifecycle import lifecycle_page
from tools.reference.markdown import page
from tools.reference.offered import forms_page, registers_page, rules_page
from tools.reference.settings import toml_page

from gongkai.host import Plugins

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


def pages() -> dict[str, str]:
    """Every page of the reference, by file name."""
    offers = Plugins.installed().offers()
    return {
        "hooks.md": page(hooks_page()),
        "kinds.md": page(kinds_page()),
        "toml.md": page(toml_page(offers)),
        "commands.md": page(commands_page()),
        "lifecycle.md": page(lifecycle_page()),
        "rules.md": page(rules_page()),
        "forms.md": page(forms_page(offers)),
        "registers.md": page(registers_page(offers)),
    }


def stale() -> dict[str, str]:
    """The pages that are not what the code says, as they should be."""
    return {name: text for name, text in pages().items() if _written(name) != text}


def _written(name: str) -> str:
    path = FOLDER / name
    return path.read_text("utf-8") if path.exists() else ""
