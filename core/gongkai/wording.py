"""Words for people: English templates, translated where they are said, never where they arise."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

#: From an English template to the same template in the reader's language.
Translate = Callable[[str], str]


@frozen
class Words:
    """A sentence for people: an English template with ``{names}`` and the values to put in.

    A value may itself be `Words`; it is then said in the same language. ``native`` is the same
    sentence as a form's data have it; it is said where another language than English is asked
    for and the catalogue does not know the template.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    native: str = ""

    def __str__(self) -> str:
        return self.said(str)

    def said(self, translate: Translate) -> str:
        """Say the sentence in the language of ``translate``."""
        values = {name: _said(value, translate) for name, value in self.values}
        said = translate(self.template)
        if self.native and translate is not str and said == self.template:
            return self.native
        return said.format(**values) if values else said


class _Quoted(str):
    """A text that ``!r`` shows in the quotation marks of Chinese."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"“{super().__repr__()[1:-1]}”" if self else "（空）"


def _said(value: object, translate: Translate) -> object:
    if isinstance(value, Words):
        return value.said(translate)
    return _Quoted(value) if isinstance(value, str) and translate is not str else value


def words(template: str, /, **values: object) -> Words:
    """Mark ``template`` for translation and bind its values."""
    return Words(template, tuple(values.items()))


def listed(items: Iterable[object]) -> Words:
    """A list in a sentence, of one item or more, with the comma of the reader's language."""
    first, *rest = items
    said = first if isinstance(first, Words) else words("{item}", item=first)
    for item in rest:
        said = words("{items}, {item}", items=said, item=item)
    return said


def mark(text: str) -> str:
    """Mark a text for translation where it is written; it is translated where it is said."""
    return text
