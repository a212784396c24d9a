"""Sections one, five and six: sentences of the pool, with the bureau's own facts in their slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from attrs import define, field, frozen
from tools.city.chance import Chance
from tools.city.counting import OUTCOMES
from tools.city.model import Figures
from tools.city.releases import HOST
from tools.city.words import DOMAINS, SENTENCES

_HEADS = {
    "proactive": "（一）主动公开",
    "requests": "（二）依申请公开",
    "management": "（三）政府信息管理",
    "platform": "（四）政府信息公开平台建设",
    "guarantee": "（五）监督保障",
}
#: Sentences of each aspect besides those on figures.
_TAKEN = {"proactive": 2, "requests": 1, "management": 2, "platform": 2, "guarantee": 2}
_PROBLEMS = 3
#: Of so many drafts the one that is least like those before it is taken.
_DRAFTS = 10
_TYPES = {"granted": "予以公开", "partial": "部分公开"}
_GROUPS = {
    "refused": "不予公开",
    "unable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}


@frozen(kw_only=True)
class Author:
    """Who writes: names, the vocabulary, the figures of this year and of last year."""

    name: str
    short: str
    slug: str
    domain: str
    year: int
    figures: Figures
    before: Figures | None = None
    channels: tuple[str, ...] = ()
    has_channels: bool = False
    chance: Chance


@define
class Shelf:
    """Which sentences were taken together before, so that no two reports are alike."""

    taken: dict[str, list[frozenset[int]]] = field(factory=dict)

    def choose(self, key: str, pool: Sequence[Any], number: int, chance: Chance) -> list[Any]:
        """Take some of a pool, in an order of their own."""
        before = self.taken.setdefault(key, [])
        drafts = [chance.take(range(len(pool)), number) for _ in range(_DRAFTS)]
        best = min(drafts, key=lambda draft: self._likeness(draft, before))
        before.append(frozenset(best))
        return [pool[place] for place in best]

    @staticmethod
    def _likeness(draft: list[int], before: list[frozenset[int]]) -> int:
        return sum(4 ** len(other & set(draft)) for other in before)


def make_texts(author: Author, shelf: Shelf) -> dict[str, str]:
    """Write the three sections; a number that the tables have is bound to its cell."""
    texts = {
        "overview": _overview(author, shelf),
        "problems": _problems(author, shelf),
        "other": _other(author, shelf),
    }
    return {name: f"{text}\n" for name, text in texts.items()}


def _overview(author: Author, shelf: Shelf) -> str:
    parts = [_filled(author, shelf.choose("opening", SENTENCES["opening"], 1, author.chance))]
    lead = author.chance.below(2)
    for topic, head in _HEADS.items():
        own = _filled(
            author, shelf.choose(topic, SENTENCES["topics"][topic], _TAKEN[topic], author.chance)
        )
        text = "".join(_figures(author, topic)) + own
        parts.append(f"### {head}\n\n{text}" if lead else f"**{head[3:]}。**{text}")
    return "\n\n".join(parts)


def _figures(author: Author, topic: str) -> Iterator[str]:
    """The sentences on figures that open an aspect."""
    if topic == "proactive":
        yield from _proactive(author)
    elif topic == "requests":
        yield from _requests(author)


def _proactive(author: Author) -> Iterator[str]:
    chance, figures = author.chance, author.figures
    if author.has_channels:
        more = [_filled(author, [chance.pick(SENTENCES[name])]) for name in author.channels]
        yield _filled(author, [chance.pick(SENTENCES["channels"])]) + "".join(more) + "。"
    if figures["a20_1.normative.valid"]:
        yield _filled(author, [chance.pick(SENTENCES["documents"])])
    cells = (
        ("rules", "a20_1.rules.valid"),
        ("licence", "a20_5.licence"),
        ("penalty", "a20_6.penalty"),
        ("fees", "a20_8.fees"),
    )
    for name, cell in cells:
        if figures[cell]:
            yield _filled(author, [chance.pick(SENTENCES[name])])


def _requests(author: Author) -> Iterator[str]:
    chance = author.chance
    if _asked(author):
        yield _filled(author, [chance.pick(SENTENCES["figures"])])
        yield from _growth(author)
        yield from _results(author)
    else:
        yield _filled(author, [chance.pick(SENTENCES["none"])])
    yield from _remedies(author)


def _asked(author: Author) -> bool:
    """Whether anybody asked, this year or before."""
    rows = ("new_received", "carried_in")
    return any(author.figures[f"requests.{row}.total"] for row in rows)


def _growth(author: Author) -> Iterator[str]:
    """How much more came in than last year, for those with enough requests to say so."""
    now = author.figures["requests.new_received.total"]
    then = (author.before or {}).get("requests.new_received.total", 0)
    if then >= _TELLING and now != then:
        change = (Decimal(now) - Decimal(then)) * 100 / Decimal(then)
        percent = abs(change).quantize(Decimal("0.1"), ROUND_HALF_UP)
        pool = SENTENCES["growth_up" if change > 0 else "growth_down"]
        yield author.chance.pick(pool).format(percent=percent)


_TELLING = 10


def _results(author: Author) -> Iterator[str]:
    """The outcomes: bound where one cell says it, typed where several add up."""
    figures = author.figures
    parts = [
        f"{word}{{{{ requests.{row}.total }}}}件"
        for row, word in _TYPES.items()
        if figures[f"requests.{row}.total"]
    ]
    for prefix, word in _GROUPS.items():
        rows = [row for row in OUTCOMES if row.startswith(prefix + "_")]
        number = sum(figures[f"requests.{row}.total"] for row in rows)
        if number:
            parts.append(f"{word}{number}件")
    if len(parts) > 1:
        yield f"{author.chance.pick(SENTENCES['results_head'])}{'，'.join(parts)}。"


def _remedies(author: Author) -> Iterator[str]:
    figures, chance = author.figures, author.chance
    reviews = figures["review_litigation.count.review_total"]
    suits = sum(
        figures[f"review_litigation.count.{kind}_total"]
        for kind in ("suit_direct", "suit_after_review")
    )
    if reviews:
        yield _filled(author, [chance.pick(SENTENCES["remedies"])])
    if suits:
        yield f"涉及政府信息公开的行政诉讼{suits}件。"
    if not reviews and not suits:
        yield _filled(author, [chance.pick(SENTENCES["no_remedies"])])


def _problems(author: Author, shelf: Shelf) -> str:
    said = SENTENCES["problems"]
    pairs = shelf.choose("pairs", said["pairs"], _PROBLEMS, author.chance)
    slots = _slots(author)
    faults = [f"{number}是{pair[0]}" for number, pair in zip("一二三", pairs, strict=True)]
    cures = [f"{number}是{pair[1]}" for number, pair in zip("一二三", pairs, strict=True)]
    head, turn = author.chance.pick(said["heads"]), author.chance.pick(said["turns"])
    return _written(f"{head}{'；'.join(faults)}。\n\n{turn}{'；'.join(cures)}。", slots)


def _other(author: Author, shelf: Shelf) -> str:
    said = SENTENCES["other"]
    many = author.figures["requests.granted.total"] >= _TELLING and author.chance.below(2)
    key = "fee_paid" if many else "fee_none"
    fees = shelf.choose(key, said[key], 1, author.chance)
    more = shelf.choose("more", said["more"], 2, author.chance)
    return _filled(author, fees) + "\n\n" + _filled(author, more)


def _filled(author: Author, patterns: list[str]) -> str:
    return "".join(_written(pattern, _slots(author)) for pattern in patterns)


def _written(pattern: str, slots: dict[str, object]) -> str:
    """Fill the slots, and bind what stands in angle brackets to its cell."""
    return pattern.format(**slots).replace("<", "{{ ").replace(">", " }}")


def _slots(author: Author) -> dict[str, object]:
    domain, chance = DOMAINS[author.domain], author.chance
    matters = chance.take(domain["matters"], 3)
    asks = chance.take(domain["asks"], 2)
    units = chance.take(domain["units"], 2)
    months = sorted(chance.take(range(2, 13), 3))
    doc = chance.pick(domain["docs"] or [f"{matters[1]}实施方案"])
    return {
        **{f"m{place}": matter for place, matter in enumerate(matters, 1)},
        **{f"ask{place}": ask for place, ask in enumerate(asks, 1)},
        **{f"unit{place}": unit for place, unit in enumerate(units, 1)},
        **{f"mon{place}": month for place, month in enumerate(months, 1)},
        "name": author.name,
        "short": author.short,
        "slug": author.slug,
        "host": HOST,
        "year": author.year,
        "people": domain["people"],
        "doing": domain["doing"],
        "doc": doc,
        "doc_or_m": f"《{doc}》" if domain["docs"] else matters[0],
        "fee_number": 1 + chance.below(3),
        "fee_sum": 10 * (12 + chance.below(280)),
        "n1": 2 + chance.below(7),
        "n2": 10 + chance.below(21),
        "n3": 60 + chance.below(180),
    }
