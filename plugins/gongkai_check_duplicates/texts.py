"""What of a text is compared: its own words, without what differs in every copy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

#: Characters in a row that are compared; shorter runs stand in every text of this kind.
_RUN = 4
#: What they take in UTF-16.
_BYTES = 8
#: A paragraph with less own text is a phrase that everybody writes.
_PHRASE = 20
#: So much of a paragraph must stand in the other text for it to be shown as shared, in percent.
_SHARED = 80
#: The shortest word that is taken for a name.
_NAME = 2

_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
#: Everything but Chinese characters, and those that are numbers.
_OTHER = re.compile("[^\u3400-\u4dbf\u4e00-\u9fff]+|[〇零一二三四五六七八九十百千万亿两]+")
#: What section six must speak of; everybody says it in the words of the notice.
_FEE = "信息处理费"
_SENTENCE_END = re.compile("[。；\n]")
_LINE_END = re.compile("\r\n|\r|\n")
#: How offices begin a short name: 市科技局 is 科技局 in the next sentence.
_PLACE = "省市州县区旗镇乡"


@frozen
class Part:
    """A paragraph, or a line of one: where it begins, and its text."""

    line: int
    text: str
    file: str = ""


def parts_of(markdown: str) -> tuple[Part, ...]:
    """The lines of a narrative that are prose: no headings, no tables."""
    lines = enumerate(_LINE_END.split(markdown), 1)
    return tuple(
        Part(number, line) for number, line in lines if not line.lstrip().startswith(("#", "|"))
    )


def called(names: Iterable[str]) -> tuple[str, ...]:
    """Every form in which the names of a bureau and its places are written, the longest first."""
    known = {name.strip() for name in names}
    stems = {name[:-1] for name in known if name[-1:] and name[-1] in _PLACE}
    prefixes = sorted((*known, *stems), key=len, reverse=True)
    cut = {name.removeprefix(place) for name in known for place in prefixes if place != name}
    bare_of_place = {name[1:] for name in (*known, *cut) if name[:1] and name[0] in _PLACE}
    forms = {*known, *stems, *cut, *bare_of_place}
    return tuple(sorted((f for f in forms if len(f) >= _NAME), key=lambda f: (-len(f), f)))


def bare(text: str, names: Iterable[str]) -> str:
    """A text without placeholders, numbers, punctuation, and the bureau's own ``names``.

    What is said of the information handling fee is left out, too.
    """
    text = _PLACEHOLDER.sub("", text)
    if _FEE in text:
        text = "".join(said for said in _SENTENCE_END.split(text) if _FEE not in said)
    for name in names:
        text = text.replace(name, "")
    return _OTHER.sub("", text)


def bare_parts(parts: Iterable[Part], names: tuple[str, ...]) -> str:
    """The same of several paragraphs, one behind the other."""
    return bare("\n".join(part.text for part in parts), names)


def all_runs(text: str) -> list[str]:
    """Every run of so many characters in a bare text, one behind the other."""
    return [text[at : at + _RUN] for at in range(len(text) - _RUN + 1)]


def runs(text: str) -> set[str]:
    """The same, each once."""
    return set(all_runs(text))


def run_numbers(text: str) -> set[int]:
    """As `runs`, each as one number: four characters of two bytes, as all in a bare text are.

    It takes less time than to cut them out, and an array of such numbers little memory.
    """
    data = text.encode("utf-16-le", "surrogatepass")
    found: set[int] = set()
    for start in range(0, _BYTES, _BYTES // _RUN):
        whole = (len(data) - start) // _BYTES * _BYTES
        if whole > 0:
            found.update(memoryview(data)[start : start + whole].cast("Q"))
    return found


def share(one: set[str], other: set[str]) -> int:
    """How much of two texts is the same, in whole percent of both together."""
    return 200 * len(one & other) // max(1, len(one) + len(other))


def shared(parts: Iterable[Part], names: tuple[str, ...], other: set[str]) -> tuple[Part, ...]:
    """The paragraphs that stand in another text, too."""
    return tuple(part for part in parts if _stands_in(bare(part.text, names), other))


def _stands_in(text: str, other: set[str]) -> bool:
    own = runs(text)
    return len(text) >= _PHRASE and 100 * len(own & other) >= _SHARED * len(own)
