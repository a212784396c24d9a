"""Chance that belongs to one bureau: a change to another bureau leaves it as it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar
from zlib import crc32

from tools.city.model import Person
from tools.make_demo import Dice

T = TypeVar("T")

_DIGITS = "10X98765432"


class Chance(Dice):
    """Dice with the throws that registers need."""

    def around(self, number: int, percent: int = 20) -> int:
        """Throw a number that is at most so many percent above or below another."""
        spread = max(1, number * percent // 100)
        return max(0, number - spread + self.below(2 * spread + 1)) if number else 0

    def day(self, first: date, last: date) -> date:
        """Pick a day, first and last included."""
        return first + timedelta(days=self.below((last - first).days + 1))

    def after(self, day: date, least: int, most: int) -> date:
        """Pick a day so many days later."""
        return day + timedelta(days=least + self.below(most - least + 1))

    def weighted(self, things: list[dict[str, Any]]) -> dict[str, Any]:
        """Pick one, the heavy ones more often."""
        left = self.below(sum(thing["weight"] for thing in things))
        for thing in things:
            left -= thing["weight"]
            if left < 0:
                return thing
        raise AssertionError

    def person(self, people: dict[str, Any]) -> Person:
        """Make up somebody: a rare name, a number of no place, a telephone."""
        born = self.day(date(1950, 1, 1), date(2002, 12, 31))
        body = f"990000{born:%Y%m%d}{self.below(1000):03}"
        weights = (2 ** (17 - place) % 11 for place in range(17))
        check = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
        return Person(
            name=self.pick(people["surnames"]) + self.pick(people["given"]),
            number=body + _DIGITS[check % 11],
            phone=f"1990{self.below(10_000_000):07}",
        )


def chance_of(seed: int, *names: object) -> Chance:
    """The chance of one subject: the same for the same seed and names, whatever else there is."""
    return Chance(crc32("|".join(map(str, (seed, *names))).encode()))
