"""Where the file comes from, above its text.

YAML front matter is what readers of Markdown know as metadata (Pandoc, Hugo, Jekyll, MkDocs, the
pages of code hosts). A comment would be hidden text, which nobody should find in a report. A reader
that does not know front matter prints it as text; nothing in it is markup to that one either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from gongkai import Report, imprint, printable

#: A key of YAML is no longer, unless it is marked as one.
_LONGEST_KEY = 1000
#: What ends a line in YAML, and what a reader may take for markup.
_ESCAPES = str.maketrans(
    {sign: f"\\u{ord(sign):04x}" for sign in "\u2028\u2029\ufeff`*_{}[]()<>#|~&$!"}
)


def front_matter(report: Report) -> str:
    """Title, language and day as readers of Markdown call them, and the imprint."""
    return "\n".join(("---", *_lines(report), "---"))


def _lines(report: Report) -> Iterator[str]:
    yield f"title: {_quoted(report.title)}"
    yield "lang: zh-CN"
    if report.published:
        yield f"date: {report.published.isoformat()}"
    yield "gongkai:"
    for name, value in imprint(report):
        yield f"  {_key(name)}: {_quoted(value)}"


def _key(name: str) -> str:
    quoted = _quoted(name)
    return quoted if len(quoted) < _LONGEST_KEY else f"? {quoted}\n  "


def _quoted(text: str) -> str:
    """Quote as JSON does, which YAML reads."""
    return json.dumps(printable(text), ensure_ascii=False).translate(_ESCAPES)
