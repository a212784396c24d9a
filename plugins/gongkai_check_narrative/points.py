"""一是, 二是, 三是: whether points are counted in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai import Position, Problem, Severity, words
from gongkai_check_narrative.desk import Told

Ordinal = tuple[str, Position | None]

_ORDINAL = re.compile(r"(?:^|(?<=[,;:。、\s(]))(?P<which>[一二三四五六七八九十]{1,3})是(?!否|以来)")
_ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


def ordinals(told: Told) -> Iterator[Ordinal]:
    """Every 一是, 二是 of a paragraph that begins a point, and where it stands."""
    for found in _ORDINAL.finditer(told.text) if "是" in told.text else ():
        if found["which"] in _ORDINALS:
            yield found["which"], told.place(found.start("which"))


def miscounted(ordinals: Sequence[Ordinal], chapter: str) -> Iterator[Problem]:
    """Say where an enumeration skips or repeats a number; each 一是 begins a new one."""
    for run in _runs(ordinals):
        marks = tuple(which for which, _ in run)
        wrong = [at for at in range(1, len(run)) if marks[at] != _ORDINALS[at]]
        if marks[0] == _ORDINALS[0] and wrong:
            yield Problem(
                address=f"section:{chapter}",
                message=words(
                    "the enumeration counts {points}", points=", ".join(f"{one}是" for one in marks)
                ),
                severity=Severity.WARNING,
                fix=words("Number the points one after the other."),
                place=run[wrong[0]][1],
            )


def _runs(
    ordinals: Sequence[Ordinal],
) -> Iterator[list[Ordinal]]:
    run: list[Ordinal] = []
    for one in ordinals:
        if one[0] == _ORDINALS[0] and run:
            yield run
            run = []
        run.append(one)
    if run:
        yield run
