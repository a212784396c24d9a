"""Problems that a person can act on.

Whatever else escapes is a bug and keeps its traceback.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches

from attrs import frozen

from gongkai.wording import Translate, Words, listed, mark, words


@frozen(order=True)
class Position:
    """Where a person wrote something: a file, and line and column counted from 1 (0: not known)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


class GongkaiError(Exception):
    """The run cannot go on. The command line prints it without a traceback and ends with 2."""

    def __init__(self, message: Words) -> None:
        super().__init__(message)
        self.message = message

    @property
    def first(self) -> Words:
        """What is wrong in one sentence, with its place if there is one."""
        return self.message

    def said(self, translate: Translate) -> str:
        """Say what is wrong in the reader's language."""
        return self.message.said(translate)

    def __str__(self) -> str:
        return self.said(str)


@frozen
class Mistake:
    """One thing that is wrong in a file: where, and what."""

    position: Position
    message: Words


class ConfigError(GongkaiError):
    """Files that a person wrote are wrong; holds every mistake once, in file order."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        once = dict.fromkeys(mistakes)
        self.mistakes = tuple(sorted(once, key=lambda mistake: mistake.position))
        super().__init__(self.mistakes[0].message)

    def __reduce__(self) -> tuple[type[ConfigError], tuple[tuple[Mistake, ...]]]:
        """Travel between processes whole: an exception is otherwise remade from its message."""
        return type(self), (self.mistakes,)

    @property
    def first(self) -> Words:
        """The first mistake, after its place."""
        return words(
            "{place}: {message}", place=self.mistakes[0].position, message=self.mistakes[0].message
        )

    def said(self, translate: Translate) -> str:
        """Say each mistake on a line of its own, after its place."""
        return "\n".join(
            f"{mistake.position}: {mistake.message.said(translate)}" for mistake in self.mistakes
        )


@contextmanager
def collected(mistakes: list[Mistake]) -> Iterator[None]:
    """Keep what is wrong with one part in ``mistakes``, and go on with the next."""
    try:
        yield
    except ConfigError as error:
        mistakes.extend(error.mistakes)


class PluginError(GongkaiError):
    """A plugin cannot be used as it is."""


#: A list of names longer than this helps nobody.
_NAMES_SHOWN = 40


def near(name: str, known: Iterable[str]) -> Words:
    """Say which known name was probably meant, or else which there are."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    if close:
        return words("did you mean {near!r}?", near=close[0])
    if not names:
        return words("none is known")
    if len(names) > _NAMES_SHOWN:
        return words("{number} names are known, none is like it", number=len(names))
    return words("known: {names}", names=listed(names))


def let_pass(error: BaseException) -> None:
    """Raise again what ends a run by right; whatever else a plugin raises is its bug.

    ``sys.exit()`` in a plugin must neither end the run nor give it a status.
    """
    if isinstance(error, KeyboardInterrupt | GeneratorExit):
        raise error


#: What the operating system says most often, as it says it everywhere.
_OF_THE_SYSTEM: Mapping[int, str] = {
    errno.ENOENT: mark("No such file or directory"),
    errno.EACCES: mark("Permission denied"),
    errno.EPERM: mark("Operation not permitted"),
    errno.EROFS: mark("Read-only file system"),
    errno.ENOSPC: mark("No space left on device"),
    errno.ENOTDIR: mark("Not a directory"),
    errno.EISDIR: mark("Is a directory"),
    errno.ENAMETOOLONG: mark("File name too long"),
    errno.EIO: mark("Input/output error"),
    errno.EBADF: mark("Bad file descriptor"),
}


def reason_of(error: OSError) -> Words:
    """Say what the operating system refused, in the reader's language where it is a usual one."""
    return words(_OF_THE_SYSTEM.get(error.errno or 0) or error.strerror or str(error))


@contextmanager
def blame(kind: str, name: str, plugin: str) -> Iterator[None]:
    """Let a bug in a plugin's code fly, with a note saying whose it is."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"while running the {kind} {name!r} of the plugin {plugin!r}")
        raise
