"""A Word document with marked places, read once and then filled as often as one likes."""

from __future__ import annotations

from gongkai_output_docx.template.compiled import CORE, CUSTOM, Template, template_of

__all__ = ["CORE", "CUSTOM", "Template", "template_of"]
