"""HTML that the editor of the platform keeps: a few elements, each with a style of its own.

From sources: the editor drops ``<style>``, ``<script>``, ``id``, ``class``, events, ``position``
and ``transform``; it keeps ``section``, ``p``, ``span``, ``strong``, headings and tables with
inline styles (bm.md on pasting; md2wechat's list of elements and properties). It sets ``ul`` and
``ol`` anew (wechat-format), takes the colour from a ``<p>`` that has none of its own (md2wechat),
shows a line break within a paragraph (Mars-Editor-APP, pull request 3), and may drop a style that
names a font (wechat-mp-article). The page itself sets ``max-width: 100% !important`` on everything
and ``width: 100% !important`` on tables, so that none can be scrolled sideways.

By habit, until a source says otherwise: ``colspan``, ``rowspan`` and ``scope`` are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from gongkai import printable

_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

INK, SOFT, LINE, PALE = "#333", "#666", "#d5dbe3", "#f1f4f8"
BODY = f"margin:0 0 14px;color:{INK};font-size:16px;line-height:1.8"
SMALL = f"margin:0 0 14px;color:{SOFT};font-size:13px;line-height:1.7"
#: A block of lines that stand for the rows of a table, and each of them.
LINES = f"margin:0 0 14px;color:{INK};font-size:14px;line-height:1.7"
ROW = f"padding:7px 4px;border-bottom:1px solid {LINE}"
TITLE = "margin:20px 0 10px;color:#222;font-size:15px;font-weight:bold;line-height:1.6"


def text(value: str) -> str:
    """Write a text so that nothing in it is read as markup, in one line."""
    return escape(printable(_BREAKS.sub(" ", value)))


def tag(name: str, style: str, inner: str | Iterable[str], **attributes: str | int) -> str:
    """Write an element around what is markup already; attributes that are empty are left out."""
    stated = "".join(f' {key}="{value}"' for key, value in attributes.items() if value)
    if style:
        stated = f'{stated} style="{style}"'
    return f"<{name}{stated}>{inner if isinstance(inner, str) else ''.join(inner)}</{name}>"


def title(words: str) -> str:
    """Write what stands above a table or a chart, if anything does."""
    return tag("p", f"{TITLE};text-align:center", text(words)) if words else ""


def beside(label: str, number: str) -> str:
    """Write a label, and at the right end of its line a number, which is markup already."""
    return f"{text(label)} {tag('span', 'float:right;font-weight:bold', number)}"
