"""The people of an agency and what their regions ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from gongkai.lifecycle.table import Lifecycle

#: Who must not be the same person: pairs of moves, set per region.
FOUR_EYES = (
    ("mark-checked", "approve"),
    ("submit", "approve"),
    ("mark-checked", "publish"),
    ("submit", "publish"),
    ("approve", "publish"),
    ("mark-checked", "secrecy-review"),
    ("submit", "secrecy-review"),
)


@frozen(kw_only=True)
class Person:
    """Somebody who may act, and in which roles; nobody that any file names has no role."""

    user: str
    name: str
    roles: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether a file names this person."""
        return bool(self.roles)


@frozen(kw_only=True)
class Office:
    """The people of one agency, and the lifecycle as its regions set it."""

    people: Mapping[str, Person]
    lifecycle: Lifecycle
    four_eyes: tuple[tuple[str, ...], ...] = FOUR_EYES
    comments: bool = False
    signed: bool = False

    def person(self, user: str) -> Person:
        """Who a user is; a stranger has a name and no role."""
        return self.people.get(user) or Person(user=user, name=user)

    def with_roles(self, roles: Iterable[str]) -> tuple[Person, ...]:
        """Everybody who has one of these roles, once each."""
        wanted = set(roles)
        found = {person.name: person for person in self.people.values() if wanted & {*person.roles}}
        return tuple(found.values())
