from __future__ import annotations

import hashlib

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.lifecycle.event import NOTHING, Entry, Event, canonical, hash_of, read_event
from gongkai.lifecycle.verify import Checkpoint, read_checkpoint, verify_entries

BLANK = Event(
    store="s",
    number=1,
    agency="a",
    year=2024,
    step=1,
    revision=1,
    at="2025-01-20T08:30:00.000000Z",
    actor="zhang",
    name="张三",
    roles=("drafter",),
    move="submit",
    from_state="checked",
    to_state="submitted",
    content="c",
    reason="",
    previous=NOTHING,
    previous_here=NOTHING,
)


def chain(*reports: str, signature: str = "") -> list[Entry]:
    """A log with an event for each report named, well linked."""
    made: list[Entry] = []
    steps: dict[str, tuple[int, str]] = {}
    for number, agency in enumerate(reports, 1):
        step, here = steps.get(agency, (0, NOTHING))
        event = evolve(
            BLANK,
            number=number,
            agency=agency,
            step=step + 1,
            reason=f"第{number}件",
            previous=made[-1].hash if made else NOTHING,
            previous_here=here,
        )
        text = canonical(event)
        made.append(Entry(text=text, signature=signature, hash=hash_of(text, signature)))
        steps[agency] = (step + 1, made[-1].hash)
    return made


def broken(entries: list[Entry], *points: Checkpoint) -> tuple[int, str] | None:
    found = verify_entries(entries, points).broken
    return (found.number, str(found.why)) if found else None


def test_an_event_is_written_in_one_way_only() -> None:
    assert canonical(BLANK) == (
        '{"actor":"zhang","agency":"a","at":"2025-01-20T08:30:00.000000Z","content":"c",'
        '"details":{},"format":"gongkai-log/1","from_state":"checked","move":"submit",'
        '"name":"张三","number":1,"previous":"","previous_here":"","reason":"","revision":1,'
        '"roles":["drafter"],"step":1,"store":"s","to_state":"submitted","year":2024}'
    )
    assert hash_of("x", "y") == hashlib.sha256(b"xy").hexdigest()


texts = st.text(st.characters(codec="utf-8"))


@given(reason=texts, name=texts, details=st.dictionaries(texts, st.integers() | texts))
def test_what_is_written_is_read_again(reason: str, name: str, details: dict[str, object]) -> None:
    event = evolve(BLANK, reason=reason, name=name, details=details)
    assert read_event(canonical(event)) == event


def test_a_whole_log_holds() -> None:
    found = verify_entries(chain("a", "b", "a"))

    assert (found.events, found.signed, found.broken) == (3, 0, None)
    steps = {agency: end.step for (agency, _), end in found.ends.items()}
    assert steps == {"a": 2, "b": 1}
    assert verify_entries([]).broken is None


def test_an_altered_text_breaks_its_hash() -> None:
    log = chain("a", "b", "a")
    log[1] = evolve(log[1], text=log[1].text.replace("第2件", "第9件"))
    assert broken(log) == (2, "its text is not what its hash says")


def test_an_altered_text_with_a_new_hash_breaks_the_next_event() -> None:
    log = chain("a", "b", "a")
    text = log[0].text.replace("第1件", "第9件")
    log[0] = Entry(text=text, hash=hash_of(text))
    assert broken(log) == (2, "it does not follow on the event before it")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((1, 2), (1, "expected event 1, found 2: events are missing or out of order")),
        ((0, 2), (2, "expected event 2, found 3: events are missing or out of order")),
        ((1, 0, 2), (1, "expected event 1, found 2: events are missing or out of order")),
        ((0, 0), (2, "expected event 2, found 1: events are missing or out of order")),
    ],
)
def test_what_is_removed_moved_or_doubled_shows(
    order: tuple[int, ...], expected: tuple[int, str]
) -> None:
    log = chain("a", "b", "a")
    assert broken([log[place] for place in order]) == expected


def test_an_event_of_another_store_is_none() -> None:
    log = chain("a", "b")
    text = canonical(evolve(read_event(log[1].text), store="other"))
    assert broken([log[0], Entry(text=text, hash=hash_of(text))]) == (
        2,
        "it is an event of another store",
    )


def test_a_report_has_a_chain_of_its_own() -> None:
    log = chain("a", "a")
    text = canonical(evolve(read_event(log[1].text), step=3))
    assert broken([log[0], Entry(text=text, hash=hash_of(text))]) == (
        2,
        "it does not follow on the event before it in a 2024",
    )


def test_what_is_no_event_is_told() -> None:
    assert broken([Entry(text="{}", hash=hash_of("{}"))]) == (1, "it is no event of this log")


def test_an_event_that_the_store_files_elsewhere_is_told() -> None:
    (entry,) = chain("a")
    filed = evolve(entry, filed=(1, "b", 2024, 1))
    assert broken([filed]) == (1, "the store files it under another report or number")
    assert broken([evolve(entry, filed=(1, "a", 2024, 1))]) is None


def test_an_end_that_was_cut_off_shows_at_a_checkpoint() -> None:
    log = chain("a", "b", "a")
    kept = Checkpoint(store="s", number=3, hash=log[2].hash)

    assert broken(log, kept) is None
    assert broken(log[:2], kept) == (3, "the log ends here, a checkpoint knows 3 events")


def test_a_log_that_was_written_anew_shows_at_a_checkpoint() -> None:
    kept = Checkpoint(store="s", number=2, hash=chain("a", "b")[1].hash)
    assert broken(chain("b", "b", "b"), kept) == (2, f"the checkpoint says {kept.hash}")


def test_a_checkpoint_is_read_as_it_was_printed() -> None:
    kept = Checkpoint(store="s", number=3, hash="ab")
    assert read_checkpoint(f"{kept}\n") == kept
    with pytest.raises(ValueError, match="not enough values"):
        read_checkpoint("nothing")


@settings(max_examples=60)
@given(data=st.data())
def test_no_single_change_of_a_log_stays_unseen(data: st.DataObject) -> None:
    log = chain("a", "b", "a", "b", "c")
    end = Checkpoint(store="s", number=5, hash=log[-1].hash)
    place = data.draw(st.integers(0, 4))
    how = data.draw(st.sampled_from(["text", "hash", "remove", "swap", "cut"]))
    entry = log[place]
    if how == "text":
        at = data.draw(st.integers(0, len(entry.text) - 1))
        other = "x" if entry.text[at] != "x" else "y"
        log[place] = evolve(entry, text=entry.text[:at] + other + entry.text[at + 1 :])
    elif how == "hash":
        log[place] = evolve(entry, hash="0" * 64)
    elif how == "remove":
        del log[place]
    elif how == "swap":
        log[place], log[place - 1] = log[place - 1], log[place]
    else:
        log = log[:place]

    assert broken(log, end) is not None


def test_every_checkpoint_is_compared_whatever_their_order() -> None:
    log = chain("a", "b")
    good = Checkpoint(store="s", number=2, hash=log[1].hash)
    bad = evolve(good, hash="0" * 64)

    assert (
        broken(log, good, bad) == broken(log, bad, good) == (2, f"the checkpoint says {bad.hash}")
    )
    assert broken(log, evolve(good, store="other")) == (2, f"the checkpoint says {good.hash}")


def test_details_of_the_wrong_kind_make_no_event() -> None:
    (entry,) = chain("a")
    text = entry.text.replace('"details":{}', '"details":{"on":3}')
    assert broken([Entry(text=text, hash=hash_of(text))]) == (1, "it is no event of this log")
    assert broken([Entry(text="\ud800", hash="")]) == (1, "it is no event of this log")


def test_a_log_may_have_no_end_that_a_checkpoint_of_nothing_would_miss() -> None:
    nothing = Checkpoint(store="s", number=0, hash=NOTHING)
    assert broken(chain("a"), nothing) is None
