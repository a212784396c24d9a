"""The statutory forms of China's annual disclosure reports, national and provincial.

Each TOML file of this folder is a form, but for ``examples.toml``, which has a good and a bad
report for each rule that the forms bring; to add a form is to add a file.
"""

from __future__ import annotations

from pathlib import Path

from gongkai import (
    Form,
    RuleExample,
    hookimpl,
    read_examples,
    read_form,
)

GONGKAI_API = 1

_FOLDER = Path(__file__).parent
_EXAMPLES = _FOLDER / "examples.toml"


@hookimpl
def gongkai_register_forms() -> tuple[Form, ...]:
    """Offer every form of this folder."""
    forms = sorted(set(_FOLDER.glob("*.toml")) - {_EXAMPLES})
    return tuple(read_form(path, path.name) for path in forms)


@hookimpl
def gongkai_register_examples() -> tuple[RuleExample, ...]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(_EXAMPLES)
