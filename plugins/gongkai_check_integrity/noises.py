"""Noise: characters that no one typed, or that no one can read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from gongkai import Checking, Problem, Reading, Words, few, read_through, words
from gongkai_check_integrity.showing import shown

#: Continuations of UTF-8 as they look in an encoding with one byte for a character.
_LATER = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_LETTER = "a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ"
_VOWEL = "aeiouvAEIOUāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ"
_HIDDEN = "\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_RADICAL = "\u2e80-\u2fdf\uf900-\ufaff\ufe30-\ufe4f\ufe50-\ufe6b\U0002f800-\U0002fa1f"

#: Whether anything is there to be looked at; most texts have nothing of it.
_SUSPECT = re.compile(
    f"[\ufffd\ud800-\udfff{_HIDDEN}{_TURNING}{_CONTROL}{_PRIVATE}{_RADICAL}"
    "\u00e0-\u00ef锟烫屯锘鐨銆锛涓鍏鏀<]|javascript:|\\]\\(|^[=+@-]"
)
#: Tags of pages, addresses that run, images and links of Markdown that lead nowhere lawful.
_MARKUP = (
    r"<(?:/?[a-zA-Z][a-zA-Z0-9]{0,11}(?=[\s/>])|!--|!\[CDATA\[)[^<>]{0,80}>?"
    r"|javascript:[^\s)]{0,40}|!?\[[^\]\n]{0,40}\]\([^)\s]{0,80}\)?"
)
_READING = re.compile(f"[)）][\u4e00-\u9fff][(（][{_LETTER}]")
#: What kind of noise it is, the name of the group says. Asterisks are in many lawful texts.
_ASTERISKS = re.compile(r"(?P<asterisks>[*＊]{2,}(?:[ \u3000]+[*＊]{2,})*)")
_NOISE = re.compile(
    "(?P<broken>[\ufffd\ud800-\udfff]+)"
    f"|(?P<private>[{_PRIVATE}]+)|(?P<hidden>[{_HIDDEN}]+)|(?P<turning>[{_TURNING}]+)"
    rf"|(?P<markup>{_MARKUP})|(?P<formula>^[=+@-][A-Z]{{2,12}}\()"
    f"|(?P<control>[{_CONTROL}]+)|(?P<radicals>[{_RADICAL}]+)"
    rf"|(?P<pinyin>(?:[\u4e00-\u9fff][(（](?=[{_LETTER}]*[{_VOWEL}])[{_LETTER}]{{1,6}}[)）]){{2,}})"
    "|(?P<garbled>锟斤拷|烫烫烫|屯屯屯|锘匡|锘挎|鐨勬|銆傚|锛屽|涓滃|鍏紑|鏀垮簻"
    rf"|(?:[\u00e0-\u00ef](?:[\u0080-\u00bf][{_LATER}]|[{_LATER}][\u0080-\u00bf]))+"
    rf"|(?:[\u00e0-\u00ef][{_LATER}]{{2}}){{2,}})"
)
#: What would act in a page or in a spreadsheet if it were written there as it stands.
_ACTIVE = frozenset({"markup", "formula"})
_NOISES: Mapping[str, Words] = {
    "asterisks": words("a run of asterisks"),
    "broken": words("characters that were lost on the way"),
    "private": words("characters of private use, which other computers cannot show"),
    "hidden": words("characters that cannot be seen"),
    "turning": words("marks that turn the direction of writing"),
    "control": words("control characters"),
    "markup": words("markup of a page, which no reader should see"),
    "formula": words("a formula, which a spreadsheet would run"),
    "radicals": words("radicals and compatibility forms in the place of characters"),
    "pinyin": words("pinyin between the characters"),
    "garbled": words("text that was read in a wrong encoding"),
}

#: What stands around the asterisks of a mask: a number, the parts of an address, of a company.
_MASKED_BEFORE = re.compile("[0-9A-Za-z０-９]$")
_MASKED_AFTER = re.compile(
    "[0-9A-Za-z０-９@]|小区|花园|社区|村|路|街|巷|弄|号|栋|幢|单元|室|组|楼|有限|公司|厂|店|合作社"
)
#: As many characters of a name are hidden.
_OF_A_NAME = 2
_HAN = re.compile("[\u4e00-\u9fff]")
#: Kinds of which every character is told, not the first run.
_SIGNS = frozenset({"broken", "private", "hidden", "turning", "control", "radicals"})


@few
def noise(checking: Checking) -> Iterator[Problem]:
    """Only what a person can read stands in the text; one finding for each passage and kind."""
    reading = read_through(checking.report)
    told: dict[tuple[int, str], list[re.Match[str]]] = {}
    for found in noises(reading.text):
        key = (reading.index(found.start()), str(found.lastgroup))
        if key[1] not in _ACTIVE or not _is_of_a_page(reading, found):
            told.setdefault(key, []).append(found)
    for (_, kind), runs in told.items():
        yield _problem(reading, kind, runs)


def _is_of_a_page(reading: Reading, found: re.Match[str]) -> bool:
    """Whether it stands in a page around the report: a page is made of markup."""
    return "page:" in reading.spot(found.start()).passage.address


def noises(text: str) -> Iterator[re.Match[str]]:
    """Yield each run of noise; ``lastgroup`` is its kind. What a mask hides is none."""
    yield from (found for found in _ASTERISKS.finditer(text) if not _is_mask(found))
    if _SUSPECT.search(text) or _READING.search(text):
        for found in _NOISE.finditer(text):
            if found.lastgroup != "radicals" or _is_strange(found.group()):
                yield found


def _is_mask(found: re.Match[str]) -> bool:
    """Whether the asterisks hide a part of a number, a name, an address or a company's name."""
    before = found.string[max(0, found.start() - 1) : found.start()]
    after = found.string[found.end() : found.end() + 3]
    if _MASKED_BEFORE.match(before) or _MASKED_AFTER.match(after):
        return True
    named = _HAN.match(before) or _HAN.match(after)
    return bool(named) and len(found.group()) <= _OF_A_NAME


def _is_strange(signs: str) -> bool:
    """A dozen ideographs of the compatibility block are ordinary ones, and stand in names."""
    return any(sign < "\u3000" or _repaired(sign) != sign for sign in signs)


def _repaired(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _problem(reading: Reading, kind: str, runs: list[re.Match[str]]) -> Problem:
    spot = reading.spot(runs[0].start())
    found = "".join(dict.fromkeys("".join(run.group() for run in runs))) if kind in _SIGNS else ""
    found = found or runs[0].group()
    repaired = _repaired(found) if kind == "radicals" and _repaired(found) != found else ""
    return Problem(
        address=spot.passage.address,
        message=_message(kind, shown(found), repaired, len(runs)),
        expected=repaired,
        actual=shown(found),
        place=spot.place,
    )


def _message(kind: str, found: str, repaired: str, count: int) -> Words:
    if repaired:
        return words(
            "the passage has {what}: {found}; in their normal form (NFKC) they are {repaired}",
            what=_NOISES[kind],
            found=found,
            repaired=repaired,
        )
    return words(
        "the passage has {what}: {found} ({count} in all)",
        what=_NOISES[kind],
        found=found,
        count=count,
    )
