"""A report poured into a template: ours, or one that a bureau or a region brings."""

from __future__ import annotations

from attrs import field, frozen

from gongkai import InputFile, Report, Status
from gongkai_output_docx import closing, properties
from gongkai_output_docx.body import body, ordered_lists
from gongkai_output_docx.escaping import escape
from gongkai_output_docx.links import Links
from gongkai_output_docx.look import Look
from gongkai_output_docx.template import CORE, CUSTOM, Template, template_of

#: So many ordered lists have room; for more of them a template is made ready anew.
_LISTS = 64


@frozen(kw_only=True)
class DocxSettings:
    """The bureau's or the region's own template: a Word document with marked places."""

    template: InputFile = field(factory=InputFile)


def render(report: Report, settings: DocxSettings) -> bytes:
    """Write the report as a Word document."""
    template = _template(report, settings)
    links = Links(template.link_prefix)
    words = _words(report)
    text = {**words, **_blocks(report, template.look, links), "title": closing.title(report)}
    parts = {
        part: cloth.filled(text if part == template.main else words)
        for part, cloth in template.cloths.items()
    }
    metadata = {CORE: properties.core(report), CUSTOM: properties.custom(report)}
    return template.filled({**parts, **metadata}, links)


def _template(report: Report, settings: DocxSettings) -> Template:
    """The template with room for the report's lists, in powers of two: few have to be kept."""
    lists = max(_LISTS, 1 << ordered_lists(report).bit_length())
    draft = report.status is not Status.APPROVED
    return template_of(settings.template, draft=draft, lists=lists)


def _words(report: Report) -> dict[str, str]:
    """What the places inside a line take."""
    return {
        "agency": escape(report.agency.name),
        "published": closing.day(report.published),
        "short_name": escape(report.agency.short_name or report.agency.name),
        "title": escape(report.title),
        "year": str(report.year),
    }


def _blocks(report: Report, look: Look, links: Links) -> dict[str, str]:
    """What the places take that stand alone in a paragraph."""
    return {
        "body": "".join(body(report, look, links)),
        "contact": "".join(closing.contact(report, look)),
        "signature": "".join(closing.signature(report, look)),
    }
