"""Looking names up in what plugins offer; what is wrong is collected and told at once."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TypeVar

from attrs import field, frozen

from gongkai.config.choices import Choices
from gongkai.config.source import Keys
from gongkai.config.structure import structure
from gongkai.errors import ConfigError, Mistake, collected, near
from gongkai.kinds import Offers
from gongkai.wording import Words, words

S = TypeVar("S")


@frozen(eq=False)
class Lookup:
    """What a bureau chose, what plugins offer, and the mistakes found so far."""

    choices: Choices
    offers: Offers
    mistakes: list[Mistake] = field(factory=list)

    def collected(self) -> AbstractContextManager[None]:
        """Keep what is wrong with one part, and go on with the next."""
        return collected(self.mistakes)

    def stop_if_any(self) -> None:
        """Raise everything that was kept."""
        if self.mistakes:
            raise ConfigError(self.mistakes)

    def settings(self, table: object, cls: type[S], at: Keys) -> S:
        """Read a plugin's settings from its table."""
        return structure(table, cls, self.choices.layers, at)

    def wrong(self, at: Keys, message: Words, *, key: bool = False) -> None:
        """Keep a mistake at a place of the bureau's files."""
        self.mistakes.append(Mistake(self.choices.layers.position(at, key=key), message))

    def unknown(self, at: Keys, kind: Words, known: Iterable[str], *, key: bool = False) -> None:
        """Keep a name that no plugin offers: the last of ``at``, or what stands there."""
        name = str(at[-1]) if key else str(self.choices.layers.value(at))
        message = words(
            "no plugin offers the {kind} {name!r}; {hint}",
            kind=kind,
            name=name,
            hint=near(name, known),
        )
        self.wrong(at, message, key=key)
