"""Which fonts there are, and which of them stands for which typeface of an official document."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.wording import Words, listed, words

#: Names folders with fonts, separated as in PATH; they are looked through before the system's.
VARIABLE = "GONGKAI_FONTS"


class Typeface(Enum):
    """What official documents are set in: 宋体, 仿宋, 黑体, 楷体, 小标宋, and Latin in the text."""

    SONG = "song"
    FANGSONG = "fangsong"
    HEI = "hei"
    KAI = "kai"
    TITLE = "title"
    LATIN = "latin"


#: Families that will do, best first: those that offices have bought, those of Windows and macOS,
#: those that anybody may pass on. Fonts name themselves in English or in Chinese.
FAMILIES: Mapping[Typeface, tuple[str, ...]] = {
    Typeface.SONG: (
        "FZShuSong-Z01",
        "方正书宋_GBK",
        "SimSun",
        "宋体",
        "NSimSun",
        "Songti SC",
        "STSong",
        "Source Han Serif SC",
        "思源宋体",
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "FandolSong",
    ),
    Typeface.FANGSONG: (
        "FZFangSong-Z02",
        "方正仿宋_GBK",
        "FangSong_GB2312",
        "仿宋_GB2312",
        "FangSong",
        "仿宋",
        "STFangsong",
        "Zhuque Fangsong (technical preview)",
        "Zhuque Fangsong",
        "朱雀仿宋",
        "FandolFang R",
        "FandolFang",
    ),
    Typeface.HEI: (
        "FZHei-B01",
        "方正黑体_GBK",
        "SimHei",
        "黑体",
        "STHeiti",
        "Heiti SC",
        "Source Han Sans SC",
        "思源黑体",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "FandolHei",
        "Microsoft YaHei",
    ),
    Typeface.KAI: (
        "FZKai-Z03",
        "方正楷体_GBK",
        "KaiTi_GB2312",
        "楷体_GB2312",
        "KaiTi",
        "楷体",
        "Kaiti SC",
        "STKaiti",
        "LXGW WenKai",
        "霞鹜文楷",
        "LXGW WenKai GB",
        "FandolKai",
    ),
    Typeface.TITLE: (
        "FZXiaoBiaoSong-B05S",
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05",
        "方正小标宋_GBK",
    ),
    Typeface.LATIN: ("Times New Roman", "Liberation Serif", "Tinos"),
}

#: What stands in for a typeface of which there is no font; both that are needed end a chain.
_INSTEAD: Mapping[Typeface, tuple[Typeface, ...]] = {
    Typeface.SONG: (),
    Typeface.FANGSONG: (Typeface.SONG,),
    Typeface.HEI: (),
    Typeface.KAI: (Typeface.FANGSONG, Typeface.SONG),
    Typeface.TITLE: (Typeface.SONG,),
    Typeface.LATIN: (),
}

_NEEDED: Mapping[Typeface, str] = {
    Typeface.SONG: "Noto Serif CJK SC",
    Typeface.HEI: "Noto Sans CJK SC",
}

#: A folder of the system is looked into if the name of a file in it sounds like one of the above:
#: a machine may have thousands of fonts, and reading them all takes seconds.
_PROMISING = re.compile(
    r"noto.*(cjk|sc)|source.?han|wenkai|fandol|zhuque|^(sim|st)(sun|hei|fang|kai|song)|songti|heiti"
    r"|kaiti|fang.?song|^fz|宋|黑体|楷|msyh|^times|tinos|liberationserif",
    re.IGNORECASE,
)
_FONTS = (".ttf", ".ttc", ".otf", ".otc")


def folders(stated: str) -> tuple[str, ...]:
    """Folders to load fonts from: those ``stated`` in the variable, then those of the system."""
    own = [folder for folder in stated.split(os.pathsep) if Path(folder).is_dir() and folder]
    return tuple(dict.fromkeys([*own, *_promising(_of_the_system(sys.platform))]))


def chosen(present: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By typeface the families to set it in, of those that are ``present``, best first.

    Every list goes on with what may stand in, and ends with every other font that was chosen, so
    that a character that the first does not have is taken from the next.
    """
    names = {name.casefold(): name for name in present}
    own = {
        face: tuple(names[name.casefold()] for name in FAMILIES[face] if name.casefold() in names)
        for face in Typeface
    }
    lacking = [family for face, family in _NEEDED.items() if not own[face]]
    if lacking:
        raise GongkaiError(_no_fonts(lacking))
    return {face.value: _chain(face, own) for face in Typeface}


def _chain(face: Typeface, own: Mapping[Typeface, tuple[str, ...]]) -> tuple[str, ...]:
    if face is Typeface.LATIN:
        return own[face][:1]
    order = (face, *_INSTEAD[face], Typeface.SONG, Typeface.HEI, Typeface.KAI)
    return tuple(dict.fromkeys(family for step in order for family in own[step]))


def _no_fonts(lacking: list[str]) -> Words:
    return words(
        "no font for {families}: install one (Debian and Ubuntu: apt install fonts-noto-cjk"
        " fonts-lxgw-wenkai) or name the folder that holds it in {variable}",
        families=listed(lacking),
        variable=VARIABLE,
    )


def _of_the_system(platform: str) -> tuple[Path, ...]:
    home = Path.home()
    if platform == "win32":
        return (
            Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
            home / "AppData/Local/Microsoft/Windows/Fonts",
        )
    if platform == "darwin":
        return (
            home / "Library/Fonts",
            Path("/Library/Fonts"),
            Path("/System/Library/Fonts"),
            Path("/System/Library/AssetsV2"),
        )
    return (
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/usr/share/texlive/texmf-dist/fonts/opentype/public"),
    )


def _promising(bases: Iterable[Path]) -> Iterator[str]:
    for base in bases:
        for folder, inside, files in os.walk(base):
            inside.sort()
            if any(_PROMISING.search(name) and name.lower().endswith(_FONTS) for name in files):
                yield folder
