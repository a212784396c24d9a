"""What the engine's own registers hold: fields, headings and words, read from their data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

import tomli
from attrs import evolve, field, frozen

#: In the order in which a report tells of them.
REGISTERS = ("requests", "remedies", "documents", "decisions", "fees")

_DATA = Path(__file__).parent / "registers.toml"
#: （一）, 1., 1、, (1): what stands before a label in a form, and not always in a register.
_NUMBERING = re.compile(
    r"^(?:\([0-9一二三四五六七八九十]+\)|[一二三四五六七八九十]+[.、)]|[0-9]+[.、)]?(?=\D))"
)
_PUNCTUATION = re.compile(r"[\s\"'“”‘’《》〈〉,，、;；:：/—–\-_.。()（）·>]+")


@frozen(kw_only=True)
class EntryField:
    """A column of a register: ``type`` is explained at the top of ``registers.toml``.

    A record counts without a ``minor`` field that cannot be read: no figure rests on it. What
    is wrong in a ``private`` one is not told: a name may have been typed there.
    """

    key: str
    type: str
    headings: tuple[str, ...]
    required: bool = False
    minor: bool = False
    private: bool = False

    def may_be_told(self, heading: str) -> bool:
        """Whether what stands below a heading may be told where it is wrong."""
        return not self.private and (heading in self.headings or not is_personal(heading))


@frozen(kw_only=True)
class EntryRegister:
    """A register: its name and label, its fields, and the words that its choices know.

    ``words`` gives, by field and by a word as it is usually written and folded, the value that is
    meant; an empty value says that there is none yet. ``labels`` gives, by field and value, its
    usual word, ``none`` the words that stand where there is no day.
    """

    name: str
    label: str
    fields: tuple[EntryField, ...]
    words: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, tuple[str, ...]]
    none: Mapping[str, tuple[str, ...]] = field(factory=dict)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The fields without which a record does not count, if they cannot be read."""
        return tuple(field.key for field in self.fields if not field.minor)

    def with_words(self, own: Mapping[str, Mapping[str, str]]) -> EntryRegister:
        """The same with further words, by field; they go before those that are known."""
        if not own:
            return self
        more = {
            field: {**known, **_spelled(own.get(field, {}).items())}
            for field, known in self.words.items()
        }
        return evolve(self, words=more)

    def meant(self, field: str, written: str) -> str | None:
        """The value that a word stands for; None for a word that nobody knows."""
        known = self.words[field]
        if written in known:
            return known[written]
        folded = fold(written)
        if folded in known:
            return known[folded]
        for group in self.groups.get(field, ()):
            rest = folded.removeprefix(fold(group))
            if rest != folded and fold(rest) in known:
                return known[fold(rest)]
        return None


def fold(word: str) -> str:
    """A word without what differs between forms and exports: width, numbering, punctuation."""
    plain = unicodedata.normalize("NFKC", word).strip()
    return _PUNCTUATION.sub("", _NUMBERING.sub("", plain)).casefold()


@cache
def entry_registers() -> Mapping[str, EntryRegister]:
    """Every register by its name; the data lies beside this module, a mistake in it is a bug."""
    data = tomli.loads(_DATA.read_text("utf-8"))
    return {name: _register(name, data[name]) for name in REGISTERS}


@cache
def personal_words() -> tuple[str, ...]:
    """Words of headings under which something personal stands, unless a register asks for it."""
    return tuple(tomli.loads(_DATA.read_text("utf-8"))["personal"]["words"])


def is_personal(heading: str) -> bool:
    """Whether a heading that nobody asks for may have something personal below it."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    return any(word in plain for word in personal_words())


def _register(name: str, data: Mapping[str, object]) -> EntryRegister:
    vocabulary: Mapping[str, Mapping[str, list[str]]] = data.get("vocabulary", {})  # type: ignore[assignment]
    groups: Mapping[str, list[str]] = data.get("groups", {})  # type: ignore[assignment]
    still_open: Mapping[str, list[str]] = data.get("open", {})  # type: ignore[assignment]
    none: Mapping[str, list[str]] = data.get("none", {})  # type: ignore[assignment]
    fields: list[Mapping[str, object]] = data["field"]  # type: ignore[assignment]
    return EntryRegister(
        name=name,
        label=str(data["label"]),
        fields=tuple(_field(field) for field in fields),
        words={
            field: _words(known, still_open.get(field, [])) for field, known in vocabulary.items()
        },
        labels={
            field: {value: said[0] for value, said in known.items()}
            for field, known in vocabulary.items()
        },
        groups={field: tuple(words) for field, words in groups.items()},
        none={field: tuple(words) for field, words in none.items()},
    )


def _field(data: Mapping[str, object]) -> EntryField:
    headings: list[str] = data["headings"]  # type: ignore[assignment]
    return EntryField(
        key=str(data["key"]),
        type=str(data["type"]),
        headings=(str(data["key"]), *headings),
        required=bool(data.get("required", False)),
        minor=bool(data.get("minor", False)),
        private=bool(data.get("private", False)),
    )


def _words(known: Mapping[str, list[str]], still_open: list[str]) -> Mapping[str, str]:
    meant = _spelled((word, "") for word in still_open)
    for value, words in known.items():
        meant.update(_spelled((word, value) for word in (value, *words)))
    return meant


def _spelled(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each word with its value, as it is written and folded: most need no folding."""
    return {spelled: value for word, value in words for spelled in (word, fold(word))}
