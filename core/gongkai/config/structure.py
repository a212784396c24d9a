"""One strict converter for all TOML: nothing is coerced, and nothing unknown passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol, TypeVar, get_args, get_origin

from attrs import fields, has
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from gongkai.config.show import show
from gongkai.config.source import Keys, Table
from gongkai.errors import ConfigError, Mistake, Position, near
from gongkai.kinds import InputFile
from gongkai.model.agency import FIRST_YEAR, LAST_YEAR, FirstDay, LastDay, Year
from gongkai.wording import Words, mark, words

T = TypeVar("T")


class WrongValueError(ValueError):
    """One value is not what is expected; its place is added by whoever knows it."""

    def __init__(self, message: Words) -> None:
        super().__init__(str(message))
        self.message = message


class Placed(Protocol):
    """Something that knows where its keys and values were written."""

    def position(self, keys: Keys, *, key: bool = False) -> Position:
        """Find a value, or its key."""


#: What people call the types of TOML.
_TYPE_NAMES = {
    str: mark("a text in quotes"),
    int: mark("a whole number"),
    bool: mark("true or false"),
    Decimal: mark("a number"),
    float: mark("a number"),
    date: mark("a date such as 2019-02-12"),
}


def _exact(value: object, cls: type[T]) -> T:
    if type(value) is not cls:
        raise WrongValueError(
            words(
                "expected {expected}, found {found}",
                expected=words(_TYPE_NAMES[cls]),
                found=show(value),
            )
        )
    return value


def _decimal(value: object, _: type[Decimal]) -> Decimal:
    return Decimal(value) if type(value) is int else _exact(value, Decimal)


def _float(value: object, cls: type[float]) -> float:
    return float(value) if type(value) in {int, Decimal} else _exact(value, cls)  # type: ignore[arg-type]


def _day(value: object, _: type[date]) -> date:
    if isinstance(value, datetime):
        raise WrongValueError(
            words("expected a date without a time, found {found}", found=show(value))
        )
    return _exact(value, date)


def _year(value: object, _: type[Year]) -> Year:
    year = _exact(value, int)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongValueError(
            words(
                "expected a year from {first} to {last}, found {found}",
                first=FIRST_YEAR,
                last=LAST_YEAR,
                found=year,
            )
        )
    return Year(year)


def _day_or_year(value: object, month: int, day: int) -> date:
    """A day, or a day of the year that stands there."""
    if type(value) is int:
        return date(_year(value, Year), month, day)
    if type(value) is not date:
        raise WrongValueError(
            words(
                "expected a year or {expected}, found {found}",
                expected=words(_TYPE_NAMES[date]),
                found=show(value),
            )
        )
    return value


def _input_file(value: object, _: type[InputFile]) -> InputFile:
    """The name alone; whoever knows the folder reads it."""
    return InputFile(_exact(value, str))


def _choice(value: object, cls: type[Enum]) -> Enum:
    known = [str(member.value) for member in cls]
    if value not in known:
        raise WrongValueError(
            words("found {found}; {hint}", found=show(value), hint=near(str(value), known))
        )
    return cls(value)


def _table(value: object, _: object) -> Table:
    if not isinstance(value, dict):
        raise WrongValueError(words("expected a table, found {found}", found=show(value)))
    return value


def toml_key(attribute: str) -> str:
    """The key that people write for an attribute, where Python cannot have the same name."""
    return {"key_areas": "key-areas", "from_": "from"}.get(attribute, attribute)


def _make(*, detailed: bool) -> Converter:
    converter = Converter(
        forbid_extra_keys=True, detailed_validation=detailed, prefer_attrib_converters=True
    )
    for cls in (str, int, bool):
        converter.register_structure_hook(cls, _exact)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(float, _float)
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Year, _year)
    converter.register_structure_hook(InputFile, _input_file)
    converter.register_structure_hook(FirstDay, lambda value, _: _day_or_year(value, 1, 1))
    converter.register_structure_hook(LastDay, lambda value, _: _day_or_year(value, 12, 31))
    converter.register_structure_hook_func(lambda cls: cls in {Table, dict}, _table)
    converter.register_structure_hook_func(
        lambda cls: isinstance(cls, type) and issubclass(cls, Enum), _choice
    )
    converter.register_structure_hook_factory(
        has, lambda cls: _class(converter, cls, detailed=detailed)
    )
    converter.register_structure_hook_factory(
        _holds_many,
        lambda cls: _each(converter, cls, detailed=detailed),
    )
    return converter


def _holds_many(cls: object) -> bool:
    origin: object = get_origin(cls)
    return origin in {tuple, list, Mapping, dict}


def _class(converter: Converter, cls: type[T], *, detailed: bool) -> Callable[[Any, Any], T]:
    """Structure a table into an attrs class, under the keys that people write."""
    renamed = {
        attribute.name: override(rename=toml_key(attribute.name))
        for attribute in fields(cls)  # type: ignore[arg-type]
    }
    make = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=detailed,
        _cattrs_prefer_attrib_converters=True,
        **renamed,  # type: ignore[arg-type]
    )
    return lambda value, as_cls: make(_table(value, None), as_cls)


def _each(converter: Converter, cls: Any, *, detailed: bool) -> Callable[[Any, Any], Any]:  # noqa: ANN401
    """Structure each item of a list, or each value of a table; collect what is wrong with any."""
    is_list = get_origin(cls) in {tuple, list}
    item = get_args(cls)[0 if is_list else 1]

    def structure_each(value: object, _: object) -> object:
        pairs: Iterable[tuple[int | str, object]] = (
            enumerate(_list(value)) if is_list else _table(value, None).items()
        )
        found: dict[object, object] = {}
        errors: list[Exception] = []
        for key, content in pairs:
            try:
                found[key] = converter.structure(content, item)
            except Exception as error:
                if not detailed:
                    raise
                error.__notes__ = [
                    *getattr(error, "__notes__", ()),
                    IterableValidationNote("", key, item),
                ]
                errors.append(error)
        if errors:
            raise IterableValidationError("", errors, cls)
        return get_origin(cls)(found.values()) if is_list else found

    return structure_each


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise WrongValueError(words("expected a list, found {found}", found=show(value)))
    return value


_quick = _make(detailed=False)
_detailed = _make(detailed=True)


def structure(table: object, cls: type[T], placed: Placed, at: Keys = ()) -> T:
    """Turn what stands in a TOML table into ``cls``; `ConfigError` with every mistake in it."""
    try:
        return _quick.structure(table, cls)
    except Exception:  # noqa: BLE001 - whatever it is, the detailed pass says it better
        return _structure_in_detail(table, cls, placed, at)


def _structure_in_detail(table: object, cls: type[T], placed: Placed, at: Keys) -> T:
    try:
        return _detailed.structure(table, cls)
    except (BaseValidationError, WrongValueError) as error:
        raise ConfigError(_mistakes(error, at, placed)) from error


def _mistakes(error: BaseException, at: Keys, placed: Placed) -> Iterator[Mistake]:
    if isinstance(error, BaseValidationError):
        for below in error.exceptions:
            yield from _mistakes(below, _extended(at, below), placed)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [toml_key(attribute.name) for attribute in fields(error.cl)]
        for name in error.extra_fields:
            yield unknown_key(placed, (*at, name), known)
    elif isinstance(error, KeyError):
        yield Mistake(
            placed.position(at[:-1], key=True),
            words("the key {name!r} is missing", name=".".join(str(key) for key in at)),
        )
    else:
        yield Mistake(placed.position(at), _named(at, _why(error)))


def _why(error: BaseException) -> Words:
    """What a hook of ours, or a validator of a plugin's settings, has to say."""
    if isinstance(error, WrongValueError):
        return error.message
    if error.args and isinstance(error.args[0], Words):
        return error.args[0]
    return words(str(error) or type(error).__name__)


def unknown_key(placed: Placed, keys: Keys, known: Iterable[str]) -> Mistake:
    """A key that nothing asks for, with what is known instead."""
    return Mistake(
        placed.position(keys, key=True),
        words("unknown key {name!r}; {hint}", name=str(keys[-1]), hint=near(str(keys[-1]), known)),
    )


def _named(at: Keys, message: Words) -> Words:
    name = ".".join(str(key) for key in at)
    return words("{name}: {message}", name=name, message=message) if name else message


def _extended(at: Keys, error: BaseException) -> Keys:
    """Add to the path what cattrs noted on an error."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            at = (*at, toml_key(note.name))
        elif isinstance(note, IterableValidationNote):
            at = (*at, note.index)
    return at
