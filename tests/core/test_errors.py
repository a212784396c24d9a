from __future__ import annotations

import errno
import os
import pickle
from collections.abc import Iterable

import pytest

from gongkai.errors import (
    ConfigError,
    GongkaiError,
    Mistake,
    Position,
    blame,
    collected,
    let_pass,
    near,
    reason_of,
)
from gongkai.wording import words


def shout(template: str) -> str:
    return template.upper()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Position("a.toml"), "a.toml"),
        (Position("a.toml", 3), "a.toml:3"),
        (Position("a.toml", 3, 5), "a.toml:3:5"),
    ],
)
def test_a_position_is_said_as_far_as_it_is_known(place: Position, expected: str) -> None:
    assert str(place) == expected


def test_an_error_is_said_in_the_readers_language() -> None:
    error = GongkaiError(words("cannot go on"))

    assert (str(error), error.said(shout)) == ("cannot go on", "CANNOT GO ON")


def test_every_mistake_is_said_in_the_order_of_the_files() -> None:
    error = ConfigError(
        Mistake(Position(file, line), words("wrong"))
        for file, line in (("b", 1), ("a", 10), ("a", 9), ("b", 1))
    )

    assert str(error) == "a:9: wrong\na:10: wrong\nb:1: wrong"
    assert error.said(shout) == "a:9: WRONG\na:10: WRONG\nb:1: WRONG"


@pytest.mark.parametrize(
    "error",
    [
        GongkaiError(words("{a}", a=1)),
        ConfigError([Mistake(Position("a", 1, 2), words("wrong"))]),
    ],
)
def test_an_error_travels_between_processes(error: GongkaiError) -> None:
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("webiste", ["weibo", "website"], "did you mean 'website'?"),
        ("x", ["b", "a"], "known: a, b"),
        ("x", [], "none is known"),
        ("x", [f"n{number}" for number in range(40)], "known: n0, n1, n10"),
        ("x", map(str, range(41)), "41 names are known, none is like it"),
    ],
)
def test_the_name_that_was_meant_or_those_that_are_known(
    name: str, known: Iterable[str], expected: str
) -> None:
    assert str(near(name, known)).startswith(expected)


def test_a_bug_in_a_plugin_flies_with_a_note_saying_whose_it_is() -> None:
    with pytest.raises(ZeroDivisionError) as caught, blame("check", "a.b", "mine"):
        _ = 1 / 0

    assert caught.value.__notes__ == ["while running the check 'a.b' of the plugin 'mine'"]


def _fail(mistake: Mistake) -> None:
    raise ConfigError([mistake])


def test_mistakes_are_kept_and_the_work_goes_on() -> None:
    mistakes: list[Mistake] = []
    mistake = Mistake(Position("a"), words("wrong"))

    with collected(mistakes):
        _fail(mistake)

    assert mistakes == [mistake]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), GeneratorExit()])
def test_what_ends_a_run_by_right_passes(error: BaseException) -> None:
    with pytest.raises(type(error)):
        let_pass(error)


@pytest.mark.parametrize("error", [SystemExit(0), ValueError(), BaseException()])
def test_whatever_else_a_plugin_raises_is_kept(error: BaseException) -> None:
    let_pass(error)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOENT, "any"), "No such file or directory"),
        (OSError(errno.ENOSPC, "any"), "No space left on device"),
        (OSError(errno.EXDEV, os.strerror(errno.EXDEV)), os.strerror(errno.EXDEV)),
        (OSError("no number"), "no number"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(error: OSError, said: str) -> None:
    assert str(reason_of(error)) == said
