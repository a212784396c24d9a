"""The statutory forms of China's annual disclosure reports, national and provincial.

Each TOML file of this folder is a form; to add a form is to add a file.
"""

from __future__ import annotations

from pathlib import Path

from gongkai import Form, hookimpl, read_form

GONGKAI_API = 1

_FOLDER = Path(__file__).parent


@hookimpl
def gongkai_register_forms() -> tuple[Form, ...]:
    """Offer every form of this folder."""
    return tuple(read_form(path, path.name) for path in sorted(_FOLDER.glob("*.toml")))
