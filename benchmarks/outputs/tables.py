"""The tables that the benchmark prints: Markdown, milliseconds, ratios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from benchmarks.outputs.commands import BARE, USUAL, Commands
from benchmarks.outputs.memory import Run
from benchmarks.outputs.worker import OUTPUTS, PDF

#: By who and what: the milliseconds of each run.
Times = dict[tuple[str, str], list[float]]

#: By who and output: bytes.
Sizes = Mapping[tuple[str, str], int]

#: A core on which a bare interpreter starts in so many milliseconds is what bars are for.
_CORE = 10.0


def tables(times: Times, sizes: Sizes, commands: Commands, memory: Sequence[Run]) -> str:
    """All tables, one below the other."""
    start = min(commands[BARE])
    parts = [
        _table(
            ("fastest of all runs, ms", "gongkai", "bare", "plain script", "plain ÷ gongkai",
             "gongkai ÷ bare", "at 10 ms"),
            _work(times, start),
        ),
        _table(("part of a run, ms", "fastest", "middle", "share"), _stages(times)),
        _table(
            ("output, alone", "bytes", "ms", "its floor, ms", "÷ floor", "bytes, bare",
             "bytes, plain"),
            _floors(times, sizes),
        ),
        _table(
            ("command, cold", "fastest, ms", "middle, ms", f"over `{USUAL}`"), _commands(commands)
        ),
    ]  # fmt: skip
    if memory:
        heads = ("run, one process", "peak memory, MB", "÷ that of the few", "s", "ms a bureau")
        parts.append(_table(heads, _memory(memory)))
    return "\n".join(parts)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = [":--", *("--:" for _ in heads[1:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in (heads, rule, *rows))


def _work(times: Times, start: float) -> Iterator[tuple[str, ...]]:
    names = ", ".join(name for name in OUTPUTS if ("ours", name) in times)
    yield _row(times, "whole", f"one bureau, warm: {names}", start)
    unchecked = [name for name in ("unchecked",) if ("ours", name) in times]
    for what in unchecked:
        yield _row({**times, **_beside(times, what)}, what, "the same without the rules", start)
    for name in (*OUTPUTS, PDF):
        if ("ours", name) in times:
            yield _row(times, name, f"{name} alone", start)


def _beside(times: Times, what: str) -> Times:
    """The others have no rules: what they take is what they always take."""
    return {(name, what): times[name, "whole"] for name in ("bare", "baseline")}


def _row(times: Times, what: str, title: str, start: float) -> tuple[str, ...]:
    ours, bare, plain = (
        min(times[name, what]) if (name, what) in times else None
        for name in ("ours", "bare", "baseline")
    )
    assert ours is not None  # noqa: S101 - whoever asks has looked
    return (
        title,
        _ms(ours),
        _ms(bare),
        _ms(plain),
        f"{plain / ours:.1f}×" if plain else "",
        f"{ours / bare:.2f}×" if bare else "",
        _ms(ours * _CORE / start),
    )


def _ms(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _stages(times: Times) -> Iterator[tuple[str, ...]]:
    """What each stage adds to those before it."""
    whole = min(times["ours", "whole"])
    known = {what: times["ours", what] for name, what in times if name == "ours"}
    stages = {
        "read TOML": ("read", ()),
        "plan": ("planned", ("read",)),
        "collect (of it, hash every input: {hashes})": ("collected", ()),
        "count": ("prepared", ("planned", "collected")),
        "compose": ("composed", ("prepared",)),
        "check": ("checked", ()),
        **{name: (name, ()) for name in OUTPUTS if name in known},
    }
    hashes = _ms(min(known["hashes"]))
    for title, (what, without) in stages.items():
        fastest = min(known[what]) - sum(min(known[each]) for each in without)
        middle = median(known[what]) - sum(median(known[each]) for each in without)
        yield title.format(hashes=hashes), _ms(fastest), _ms(middle), f"{fastest / whole:.0%}"


def _floors(times: Times, sizes: Sizes) -> Iterator[tuple[str, ...]]:
    for name in (*OUTPUTS, PDF):
        if ("ours", name) in times:
            ours = min(times["ours", name])
            floor = min(times.get(("ours", f"floor {name}"), [0.0]))
            yield (
                name,
                _bytes(sizes, "ours", name),
                _ms(ours),
                f"{floor:.3f}" if floor else "",
                f"{ours / floor:.1f}×" if floor else "",
                _bytes(sizes, "bare", name),
                _bytes(sizes, "baseline", name),
            )


def _bytes(sizes: Sizes, who: str, name: str) -> str:
    return f"{sizes[who, name]:,}" if (who, name) in sizes else ""


def _commands(commands: Commands) -> Iterator[tuple[str, ...]]:
    usual = median(commands[USUAL])
    for name, times in commands.items():
        yield (
            f"`{name}`",
            f"{min(times):.0f}",
            f"{median(times):.0f}",
            f"{median(times) - usual:.0f}",
        )


def _memory(runs: Sequence[Run]) -> Iterator[tuple[str, ...]]:
    first: dict[bool, float] = {}
    for run in runs:
        few = first.setdefault(run.compared, run.megabytes)
        yield (
            f"{run.bureaus:,} bureaus{'' if run.compared else ', texts not compared'}",
            f"{run.megabytes:.1f}",
            f"{run.megabytes / few:.2f}×",
            f"{run.seconds:.1f}",
            f"{run.seconds / run.bureaus * 1000:.1f}",
        )
