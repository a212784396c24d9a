"""What the engine's own registers hold: fields, headings and words, read from their data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import tomli
from attrs import frozen

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

    A record counts without a ``minor`` field that cannot be read: no figure rests on it.
    """

    key: str
    type: str
    headings: tuple[str, ...]
    required: bool = False
    minor: bool = False


@frozen(kw_only=True)
class EntryRegister:
    """A register: its name and label, its fields, and the words that its choices know.

    ``words`` gives, by field and by a folded word, the value that is meant; an empty value says
    that there is none yet. ``labels`` gives, by field and value, its usual word.
    """

    name: str
    label: str
    fields: tuple[EntryField, ...]
    words: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, tuple[str, ...]]

    @property
    def shown(self) -> tuple[EntryField, ...]:
        """The fields that become part of a record: none that is personal."""
        return tuple(field for field in self.fields if field.type != "personal")

    @property
    def needed(self) -> tuple[str, ...]:
        """The fields without which a record does not count, if they cannot be read."""
        return tuple(field.key for field in self.shown if not field.minor)

    @property
    def personal(self) -> tuple[EntryField, ...]:
        """The fields whose content must not leave the reading of the file."""
        return tuple(field for field in self.fields if field.type == "personal")

    def meant(self, field: str, written: str) -> str | None:
        """The value that a word stands for; None for a word that nobody knows."""
        known = self.words[field]
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


def _register(name: str, data: Mapping[str, object]) -> EntryRegister:
    vocabulary: Mapping[str, Mapping[str, list[str]]] = data.get("vocabulary", {})  # type: ignore[assignment]
    groups: Mapping[str, list[str]] = data.get("groups", {})  # type: ignore[assignment]
    still_open: Mapping[str, list[str]] = data.get("open", {})  # type: ignore[assignment]
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
    )


def _field(data: Mapping[str, object]) -> EntryField:
    headings: list[str] = data["headings"]  # type: ignore[assignment]
    return EntryField(
        key=str(data["key"]),
        type=str(data["type"]),
        headings=(str(data["key"]), *headings),
        required=bool(data.get("required", False)),
        minor=bool(data.get("minor", False)),
    )


def _words(known: Mapping[str, list[str]], still_open: list[str]) -> Mapping[str, str]:
    meant = {fold(word): "" for word in still_open}
    for value, words in known.items():
        meant.update({fold(word): value for word in (value, *words)})
    return meant
