"""Rules on channels: bounds of the total, channels in the text, and the share of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import field, frozen, validators

from gongkai import (
    Bullets,
    Channel,
    Check,
    Checking,
    Count,
    FormCell,
    Heading,
    Instance,
    NotAssessable,
    Operator,
    Paragraph,
    Problem,
    Relation,
    Report,
    RuleExample,
    Severity,
    State,
    Term,
    hookimpl,
    normalised,
    read_examples,
    relation_problems,
    words,
)

GONGKAI_API = 1

#: The register that tells of channels.
_RELEASES = "disclosures"

#: A word of so many characters that names a channel is no part of another word.
_SURE = 3


@frozen(kw_only=True)
class RemainderSettings:
    """``[checks."channels.remainder"]``: the share of the total, in percent, that is too much."""

    above: int = field(default=30, validator=validators.in_(range(101)))


def bounds(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Of the releases that the engine counts: largest channel ≤ total ≤ sum of channels."""
    rows = checking.report.form.table("channels").rows
    channels = tuple(Term(cell=f"channels.{row.key}") for row in rows if row.key != "total")
    total = Term(cell="channels.total")
    if not channels:
        yield NotAssessable(why=words("the bureau has no channel"))
        return
    relation = Relation(
        code="channels.bounds",
        left=(total,),
        operator=Operator.WITHIN,
        right=channels,
        severity=Severity.ERROR,
        undetermined=Severity.WARNING,
        lower=Severity.WARNING,
    )
    yield from relation_problems((Instance(relation, (total,), channels),), checking)


def unnamed(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """A channel that the text names has a figure; one that has a printed figure is named."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    text = "".join(normalised(part).text for part in _texts(report))
    for channel in checking.channels:
        addresses = _cells_of(channel.name, report)
        stated = [address for address in addresses if _stated(report, address)]
        named = _named(channel, text)
        if named and addresses and not stated:
            yield Problem(
                address=addresses[0],
                message=words(
                    "the text names {channel}, but no figure is stated for it", channel=named
                ),
            )
        elif not any(word in text for word in (channel.label, *channel.aliases)):
            yield from _untold(channel.name, report)


def _texts(report: Report) -> Iterator[str]:
    for block in chain(report.opening, *(chapter.blocks for chapter in report.chapters)):
        if isinstance(block, Paragraph | Heading):
            yield block.text
        elif isinstance(block, Bullets):
            yield from (item.text for item in block.items)


def _named(channel: Channel[Any], text: str) -> str:
    """The word that surely names a channel; short ones (公报, 电视) stand in other words too."""
    sure = (word for word in channel.aliases if len(word) >= _SURE)
    return next((word for word in (channel.label, *sure) if word in text), "")


def _untold(channel: str, report: Report) -> Iterator[Problem]:
    """The printed figures of a channel of its own, of which the text says nothing."""
    for cell in _counting(report):
        figure = report.figures[cell.address]
        if figure.value and channel in _channels(cell) and not cell.table.supplementary:
            yield Problem(
                address=cell.address,
                message=words(
                    "{label} is {actual}, but the text does not name the channel",
                    label=cell.label,
                    actual=figure.printed,
                ),
                actual=figure.printed,
                fix=words("Say in the text how the channel was used, or correct the figure."),
            )


def _cells_of(channel: str, report: Report) -> tuple[str, ...]:
    """The cells that should say how much went out on a channel.

    That is its own cell or the form's rest. What the form does not print counts only where the
    bureau counts by channel at all: forms from 2019 on ask for no channel's figure.
    """
    cells = _counting(report)
    own = [cell for cell in cells if channel in _channels(cell)]
    printed = [cell for cell in own if not cell.table.supplementary]
    rest = [cell for cell in cells if cell.row.count and cell.row.count.rest]
    if printed or rest:
        return tuple(cell.address for cell in (*(printed or rest), *own))
    kept = any(_stated(report, cell.address) for cell in cells if _channels(cell))
    return tuple(cell.address for cell in own) if kept else ()


def _counting(report: Report) -> tuple[FormCell, ...]:
    """The cells that count releases."""
    return tuple(
        cell
        for cell in report.form.cells()
        if cell.row.count is not None and cell.row.count.register == _RELEASES
    )


def _channels(cell: FormCell) -> tuple[str, ...]:
    return cell.row.count.channels if cell.row.count else ()


def _stated(report: Report, address: str) -> bool:
    return report.figures[address].state is not State.MISSING


def remainder(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """What went out "otherwise" is a small part of the whole."""
    report, above = checking.report, checking.settings.above
    for cell in _counting(report):
        whole = _whole_of(cell)
        if whole is None:
            continue
        part, total = report.figures[cell.address], report.figures[whole]
        if part.value is None or total.value is None:
            yield NotAssessable(
                why=words("the total or the rest is not stated"), address=cell.address
            )
        elif part.value * 100 > total.value * above:
            yield Problem(
                address=cell.address,
                message=words(
                    "{label} is {part} of {total}, more than {above} %",
                    label=cell.label,
                    part=part.printed,
                    total=total.printed,
                    above=above,
                ),
                actual=part.printed,
                expected=f"≤{total.value * above // 100}",
            )


def _whole_of(cell: FormCell) -> str | None:
    """The cell that counts the whole register of which this one counts the rest."""
    count = cell.row.count
    if count is None or not count.rest:
        return None
    whole = Count(register=count.register)
    rows = [row.key for row in cell.table.rows if row.count == whole]
    return cell.table.address(rows[0], cell.column.key) if rows else None


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on channels."""
    return (
        Check(
            code="channels.bounds",
            severity=Severity.ERROR,
            also=(Severity.WARNING,),
            when=words(
                "warning: where a channel that is not stated could make it true, or where the "
                "total is below its largest channel"
            ),
            title=words("The total lies between the largest channel and the sum of all"),
            why=words(
                "An item released on several channels counts once in the total and once in each "
                "channel; every item was released on at least one."
            ),
            fix=words("Count again from the registers, or state the channel that is missing."),
            basis="国办发〔2014〕32号",
            run=bounds,
        ),
        Check(
            code="channels.unnamed",
            severity=Severity.WARNING,
            title=words("A channel that the text names has a figure"),
            why=words("A reader who is told of a channel looks for its number."),
            fix=words("State the channel's figure (0 if there was none), or do not name it."),
            run=unnamed,
        ),
        Check(
            code="channels.remainder",
            severity=Severity.INFORMATION,
            title=words("What was released otherwise is a small part"),
            why=words("A large rest hides channels that deserve a number of their own."),
            fix=words('Give the large ones a channel, or set [checks."channels.remainder"] above.'),
            run=remainder,
            settings=RemainderSettings,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(Path(__file__).parent / "examples.toml")
