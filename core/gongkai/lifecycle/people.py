"""Who may act: ``people.toml`` beside a region's or a bureau's TOML, read from the outside in.

It is a file of its own because it is no input of a report: a new colleague must not send every
approved report back to draft.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from getpass import getuser
from itertools import chain
from pathlib import Path

from attrs import field, frozen

from gongkai.config.layers import Tree, unknown_keys
from gongkai.config.source import Keys, Source
from gongkai.config.structure import structure
from gongkai.errors import ConfigError, Mistake, near
from gongkai.lifecycle.fold import FALL_BACK, MISSING, REMARKS
from gongkai.lifecycle.office import FOUR_EYES, Office, Person
from gongkai.lifecycle.signing import is_key
from gongkai.lifecycle.table import ROLES, Lifecycle, Step, lifecycle
from gongkai.wording import Words, words

FILE = "people.toml"

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KEYS = ("lifecycle", "people")
_PAIR = 2


@frozen(kw_only=True)
class PersonTable:
    """``[people.NAME]``: a person, the users that she is known by, and her roles.

    ``users`` are names of the operating system or of ``--actor``; the table's own name is one.
    ``keys`` are public SSH keys as ``ssh-keygen`` prints them, to sign events with.
    """

    name: str
    roles: tuple[str, ...]
    users: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@frozen(kw_only=True)
class StepTable:
    """``[[lifecycle.step]]``: a state that a region puts in after another, and who leads to it."""

    name: str
    label: str
    after: str
    state: str
    done: str
    by: tuple[str, ...]
    people: int = 1


@frozen(kw_only=True)
class LifecycleTable:
    """``[lifecycle]``: what a region asks for besides what every report must keep.

    ``four_eyes`` lists pairs of moves that one person must not make both; ``comments`` says that
    open comments block the approval; ``signed`` that every event must be signed.
    """

    four_eyes: tuple[tuple[str, ...], ...] | None = None
    comments: bool = False
    signed: bool = False
    step: tuple[StepTable, ...] = ()


@frozen(kw_only=True)
class _File:
    lifecycle: LifecycleTable = field(factory=LifecycleTable)
    people: Mapping[str, PersonTable] = field(factory=dict)


def who(asked: str) -> str:
    """The user who acts: who was named, or whom the operating system knows.

    What the environment says of the user is not asked: anybody can set it.
    """
    return asked or _of_the_system()


def _of_the_system() -> str:
    if os.name != "posix":  # pragma: no cover - Windows knows its user by itself
        return getuser()
    import pwd  # noqa: PLC0415 - there is none on Windows

    user = os.getuid()
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"uid-{user}"


def read_office(tree: Tree, agency: str) -> Office:
    """Read the people of an agency and of everything above it; `ConfigError` with all mistakes.

    A person named again nearer to the agency is the nearer one. Steps and pairs add up; a setting
    that a folder further out made stricter stays so.
    """
    mistakes: list[Mistake] = []
    people: dict[str, Person] = {}
    tables: list[LifecycleTable] = []
    made = lifecycle()
    for source in _sources(tree, agency):
        read = _read(source, mistakes)
        tables.append(read.lifecycle)
        made = _with_steps(made, read.lifecycle.step, source, mistakes)
        people.update(_people(read.people, made, source, mistakes))
        mistakes.extend(_wrong_pairs(read.lifecycle, made, source))
    if mistakes:
        raise ConfigError(mistakes)
    pairs = [table.four_eyes for table in tables if table.four_eyes is not None]
    return Office(
        people=people,
        lifecycle=made,
        four_eyes=tuple(dict.fromkeys(chain.from_iterable(pairs))) if pairs else FOUR_EYES,
        comments=any(table.comments for table in tables),
        signed=any(table.signed for table in tables),
    )


def _sources(tree: Tree, agency: str) -> Iterator[Source]:
    """The files from the outermost folder to the agency's own."""
    folder = str(tree.root)
    for part in ("", *agency.split("/")):
        folder = os.path.join(folder, part) if part else folder  # noqa: PTH118 - of every move
        if os.path.isfile(f"{folder}/{FILE}"):  # noqa: PTH113 - same
            yield tree.read(Path(folder, FILE))


def _read(source: Source, mistakes: list[Mistake]) -> _File:
    mistakes.extend(unknown_keys(source, _KEYS))
    known = {key: value for key, value in source.table.items() if key in _KEYS}
    try:
        return structure(known, _File, source)
    except ConfigError as error:
        mistakes.extend(error.mistakes)
        return _File()


def _with_steps(
    before: Lifecycle, steps: tuple[StepTable, ...], source: Source, mistakes: list[Mistake]
) -> Lifecycle:
    made = before
    for index, step in enumerate(steps):
        at: Keys = ("lifecycle", "step", index)
        wrong = tuple(_wrong_step(step, made))
        mistakes.extend(Mistake(source.position((*at, key)), why) for key, why in wrong)
        if not wrong:
            made = made.with_steps([_step(step)])
    return made


def _step(said: StepTable) -> Step:
    return Step(
        name=said.name,
        label=said.label,
        after=said.after,
        state=said.state,
        done=said.done,
        by=said.by,
        people=said.people,
    )


def _wrong_step(step: StepTable, made: Lifecycle) -> Iterator[tuple[str, Words]]:
    """A step stands between two states on the way to the public, and has a name of its own."""
    states = {state.name for state in made.states}
    places = tuple(name for name in states if _is_on_the_way(name, made))
    if step.after not in places:
        yield (
            "after",
            words(
                "a step cannot follow {name!r}; {hint}",
                name=step.after,
                hint=near(step.after, places),
            ),
        )
    for key, name, taken in (
        ("name", step.name, {*(move.name for move in made.moves), *REMARKS, FALL_BACK}),
        ("state", step.state, {*states, MISSING}),
    ):
        if not _NAME.fullmatch(name):
            yield (
                key,
                words(
                    "{name!r} cannot be a name; write small letters, digits and hyphens", name=name
                ),
            )
        elif name in taken:
            yield key, words("there is already a {name!r}", name=name)
    if not step.by:
        yield "by", words("nobody may make this step; name a role")
    if step.people < 1:
        yield "people", words("expected a number of persons, 1 or more, found {n}", n=step.people)


def _is_on_the_way(name: str, made: Lifecycle) -> bool:
    """Whether a report in this state is on its way to approval."""
    return (
        any(name in move.from_ and ("content" in move.guards) and move.to for move in made.moves)
        and name != "approved"
    )


def _people(
    tables: Mapping[str, PersonTable], made: Lifecycle, source: Source, mistakes: list[Mistake]
) -> Iterator[tuple[str, Person]]:
    roles = (*ROLES, *sorted({role for move in made.moves for role in move.by} - {*ROLES}))
    taken: dict[str, str] = {}
    for key, table in tables.items():
        at: Keys = ("people", key)
        wrong = (*_wrong_person(table, roles), *_taken_twice(key, table, taken))
        mistakes.extend(Mistake(source.position((*at, *where)), why) for where, why in wrong)
        person = Person(user=key, name=table.name, roles=table.roles, keys=table.keys)
        for user in (key, *table.users):
            yield user, person


def _wrong_person(table: PersonTable, roles: tuple[str, ...]) -> Iterator[tuple[Keys, Words]]:
    if not table.name.strip():
        yield ("name",), words("a person has a name")
    if not table.roles:
        yield ("roles",), words("a person without a role may only read; leave the table out")
    for index, role in enumerate(table.roles):
        if role not in roles:
            message = words("there is no role {role!r}; {hint}", role=role, hint=near(role, roles))
            yield ("roles", index), message
    for index, key in enumerate(table.keys):
        if not is_key(key):
            yield (
                ("keys", index),
                words("expected a line such as ssh-ed25519 AAAA… as ssh-keygen prints it"),
            )


def _taken_twice(
    key: str, table: PersonTable, taken: dict[str, str]
) -> Iterator[tuple[Keys, Words]]:
    """A user or a key is one person's: two of one hand would see with four eyes."""
    names = (key, *table.users, *(" ".join(line.split()[:2]) for line in table.keys))
    for name in names:
        if taken.setdefault(name, key) != key:
            yield (), words("{what!r} is {name} already", what=name, name=taken[name])


def _wrong_pairs(table: LifecycleTable, made: Lifecycle, source: Source) -> Iterator[Mistake]:
    moves = [move.name for move in made.moves]
    for index, pair in enumerate(table.four_eyes or ()):
        if len(pair) != len({*pair}) or len(pair) != _PAIR:
            yield Mistake(
                source.position(("lifecycle", "four_eyes", index)),
                words('expected two different moves, such as ["submit", "approve"]'),
            )
        for place, name in enumerate(pair):
            if name not in moves:
                yield Mistake(
                    source.position(("lifecycle", "four_eyes", index, place)),
                    words("there is no move {name!r}; {hint}", name=name, hint=near(name, moves)),
                )
