"""Settings of a template that lead outside of it: they are left out."""

from __future__ import annotations

from gongkai_output_docx.template.parts import Parts
from gongkai_output_docx.template.spans import Cut, spliced

#: The file that the template was itself made from, and the addresses that it once was sent to.
_LEFT_OUT = frozenset(("w:attachedTemplate", "w:mailMerge"))


def with_settings(parts: Parts) -> Parts:
    """The document without such settings."""
    for part in parts.related("settings"):
        cuts = [
            Cut(element.start, element.end)
            for element in parts.elements(part)
            if element.tag in _LEFT_OUT
        ]
        parts = parts.with_content(part, spliced(parts.contents[part], cuts))
    return parts
