from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import tomli
from attrs import field, frozen, validators

from gongkai.config.show import show
from gongkai.config.source import Source
from gongkai.config.structure import structure
from gongkai.errors import ConfigError
from gongkai.model.agency import FirstDay, LastDay, Year
from gongkai.wording import words


class Colour(Enum):
    RED = "red"
    GREEN = "green"


@frozen(kw_only=True)
class Part:
    name: str = ""


def _short(_part: object, _attribute: object, value: str) -> None:
    if value == "none":
        raise ValueError(words("there is no code"))
    if len(value) > 3:
        error = ValueError()
        error.add_note("a note of the plugin's own")
        raise error


@frozen(kw_only=True)
class Settings:
    text: str = ""
    number: int = 0
    yes: bool = False
    money: Decimal = Decimal(0)
    ratio: float = 0.0
    day: date = date(2020, 1, 1)
    year: Year = field(default=Year(2020))
    until: Year | None = None
    first: FirstDay | None = None
    last: LastDay | None = None
    colour: Colour = Colour.RED
    names: tuple[str, ...] = ()
    numbers: list[int] = field(factory=list)
    by_name: Mapping[str, str] = field(factory=dict)
    counts: dict[str, int] = field(factory=dict)
    part: Part = field(factory=Part)
    parts: tuple[Part, ...] = ()
    anything: Any = None
    code: str = field(default="", validator=_short)
    size: int = field(default=1, validator=validators.ge(1))


def read(text: str) -> Settings:
    table = tomli.loads(text, parse_float=Decimal)
    return structure(table, Settings, Source(Path("s.toml"), "s.toml", text, table))


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(text)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text = '中'", Settings(text="中")),
        ("money = 12", Settings(money=Decimal(12))),
        ("money = 96171.60", Settings(money=Decimal("96171.60"))),
        ("ratio = 1", Settings(ratio=1.0)),
        ("ratio = 0.5", Settings(ratio=0.5)),
        ("day = 2019-02-12", Settings(day=date(2019, 2, 12))),
        ("until = 2019", Settings(until=Year(2019))),
        ("first = 2019", Settings(first=FirstDay(date(2019, 1, 1)))),
        ("last = 2019", Settings(last=LastDay(date(2019, 12, 31)))),
        ("last = 2019-05-06", Settings(last=LastDay(date(2019, 5, 6)))),
        ("colour = 'green'", Settings(colour=Colour.GREEN)),
        ("names = ['a', 'b']", Settings(names=("a", "b"))),
        ("numbers = [1]", Settings(numbers=[1])),
        ("by_name = { a = 'b' }", Settings(by_name={"a": "b"})),
        ("counts.a = 1", Settings(counts={"a": 1})),
        ("[[parts]]\nname = 'a'", Settings(parts=(Part(name="a"),))),
        ("anything = [1]", Settings(anything=[1])),
    ],
)
def test_what_is_right_is_read(text: str, expected: Settings) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text = 1", "1:8: text: expected a text in quotes, found 1"),
        ("number = '1'", "1:10: number: expected a whole number, found '1'"),
        ("number = 1.0", "1:10: number: expected a whole number, found 1.0"),
        ("number = true", "1:10: number: expected a whole number, found true"),
        ("yes = 1", "1:7: yes: expected true or false, found 1"),
        ("yes = 'true'", "1:7: yes: expected true or false, found 'true'"),
        ("money = '1'", "1:9: money: expected a number, found '1'"),
        ("ratio = '0.5'", "1:9: ratio: expected a number, found '0.5'"),
        ("ratio = true", "1:9: ratio: expected a number, found true"),
        ("day = '2019-02-12'", "1:7: day: expected a date such as 2019-02-12, found '2019-02-12'"),
        (
            "day = 2019-02-12 08:00:00",
            "1:7: day: expected a date without a time, found 2019-02-12T08:00:00",
        ),
        ("year = '2018'", "1:8: year: expected a whole number, found '2018'"),
        ("year = 2018.5", "1:8: year: expected a whole number, found 2018.5"),
        ("year = true", "1:8: year: expected a whole number, found true"),
        ("year = 18", "1:8: year: expected a year from 2008 to 2100, found 18"),
        ("until = '2018'", "1:9: until: expected a whole number, found '2018'"),
        (
            "last = 2019-05-06T00:00:00",
            "1:8: last: expected a year or a date such as 2019-02-12, found 2019-05-06T00:00:00",
        ),
        ("colour = 'gren'", "1:10: colour: found 'gren'; did you mean 'green'?"),
        ("colour = ['red']", "1:10: colour: found ['red']; did you mean 'red'?"),
        ("names = 'abc'", "1:9: names: expected a list, found 'abc'"),
        ("names = ['a', 1]", "1:15: names.1: expected a text in quotes, found 1"),
        ("numbers = '12'", "1:11: numbers: expected a list, found '12'"),
        ("by_name = ['a']", "1:11: by_name: expected a table, found ['a']"),
        ("by_name.a = 1", "1:13: by_name.a: expected a text in quotes, found 1"),
        ("counts.a = '1'", "1:12: counts.a: expected a whole number, found '1'"),
        ("part = 1", "1:8: part: expected a table, found 1"),
        ("part.nmae = 'a'", "1:6: unknown key 'nmae'; did you mean 'name'?"),
        ("[[parts]]\n[[parts]]\nnmae = 1", "3:1: unknown key 'nmae'; did you mean 'name'?"),
        ("size = 0", " 'size' must be >= 1: 0"),
    ],
)
def test_nothing_is_coerced_and_nothing_unknown_passes(text: str, expected: str) -> None:
    assert mistakes(text) == [f"s.toml:{expected}"]


def test_every_mistake_is_told_in_the_order_of_the_file() -> None:
    assert mistakes("text = 1\nnames = [1, 'a', 2]\nparts = [{ name = 1, x = 1 }]\nyess = 0") == [
        "s.toml:1:8: text: expected a text in quotes, found 1",
        "s.toml:2:10: names.0: expected a text in quotes, found 1",
        "s.toml:2:18: names.2: expected a text in quotes, found 2",
        "s.toml:3:19: parts.0.name: expected a text in quotes, found 1",
        "s.toml:3:22: unknown key 'x'; known: name",
        "s.toml:4:1: unknown key 'yess'; did you mean 'yes'?",
    ]


def test_a_validator_that_says_words_keeps_them_for_the_reader() -> None:
    with pytest.raises(ConfigError) as caught:
        read("code = 'none'")
    assert caught.value.said(lambda text: f"<{text}>").endswith("<there is no code>")


def test_a_validator_that_says_nothing_is_told_by_its_kind() -> None:
    assert mistakes("code = 'long'") == ["s.toml: ValueError"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (Decimal("1.50"), "1.50"),
        (date(2019, 2, 12), "2019-02-12"),
        (datetime(2019, 2, 12, 8), "2019-02-12T08:00:00"),  # noqa: DTZ001 - as TOML has it
        (time(8), "08:00:00"),
        ("文", "'文'"),
        ([1, [False]], "[1, [false]]"),
        ({"a": {"b": Decimal("0.5")}}, "{ a = { b = 0.5 } }"),
        ({}, "{}"),
        ("x" * 60, "'" + "x" * 56 + "…"),
    ],
)
def test_a_value_is_shown_as_toml_writes_it_on_one_line(value: object, expected: str) -> None:
    assert show(value) == expected
