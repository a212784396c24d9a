"""The mark of a draft: a line and a watermark in every header, until the report is approved."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai import DRAFT_MARK
from gongkai_output_docx.template.parts import Parts
from gongkai_output_docx.template.relations import OFFICE, XML
from gongkai_output_docx.template.spans import (
    Element,
    W,
    children,
    first_inside,
    last_inside,
    spliced,
)

_KINDS = ("default", "first", "even")
_R = OFFICE.removesuffix("/")
_REFERENCE = f'<w:headerReference xmlns:r="{_R}" w:type="{{kind}}" r:id="{{identifier}}"/>'


def with_draft_mark(parts: Parts) -> Parts:
    """The document with the mark in the headers that it has, and with those that it lacks."""
    for number, part in enumerate(dict.fromkeys(parts.related("header")), len(_KINDS)):
        content, root = parts.contents[part], parts.elements(part)[0]
        mark = first_inside(content, root, _mark(number))
        parts = parts.with_content(part, spliced(content, [mark]))
    return _with_headers(parts)


def _with_headers(parts: Parts) -> Parts:
    """The document with all headers in its first section; later ones take them over from it."""
    elements = parts.elements(parts.main)
    section, there = _first_section(elements)
    references = ""
    for number, kind in enumerate(_KINDS):
        if kind not in there:
            header = f'{XML}<w:hdr xmlns:w="{W}">{_mark(number)}</w:hdr>'
            parts, identifier = parts.with_part("header", header.encode(), f"header-{kind}")
            references += _REFERENCE.format(kind=kind, identifier=identifier)
    content = parts.contents[parts.main]
    if section:
        cut = first_inside(content, section, references)
    else:
        body = next((one for one in elements if one.tag == "w:body"), elements[0])
        cut = last_inside(content, body, f'<w:sectPr xmlns:w="{W}">{references}</w:sectPr>')
    return parts.with_content(parts.main, spliced(content, [cut]))


def _first_section(elements: Sequence[Element]) -> tuple[Element | None, frozenset[str]]:
    """The first section's properties, if it has any, and the kinds of headers that it has."""
    for number, element in enumerate(elements):
        if element.tag == "w:sectPr":
            there = [one for one in children(elements, number) if one.tag == "w:headerReference"]
            return element, frozenset(one.attributes.get("w:type", "") for one in there)
    return None, frozenset()


def _mark(number: int) -> str:
    return _MARK.format(text=DRAFT_MARK, number=number, shape=2049 + number)


_MARK = (
    f'<w:p xmlns:w="{W}"><w:pPr><w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="280" w:lineRule="exact"/>'
    '<w:ind w:leftChars="0" w:left="0" w:firstLineChars="0" w:firstLine="0"/>'
    '<w:jc w:val="center"/></w:pPr>'
    '<w:r><w:rPr><w:rFonts w:ascii="黑体" w:eastAsia="黑体" w:hAnsi="黑体" w:cs="黑体"/>'
    '<w:color w:val="B01C1C"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr><w:t>{text}</w:t></w:r>'
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{shape}"'
    ' type="#_x0000_t136" alt="{text}" style="position:absolute;margin-left:0;margin-top:0;'
    "width:440pt;height:60pt;rotation:315;z-index:-251658240;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin"'
    ' o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{text}"/>'
    "</v:shape></w:pict></w:r></w:p>"
)
