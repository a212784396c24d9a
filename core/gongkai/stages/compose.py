"""Figures + narrative + sections → report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from gongkai.charts import charts_of
from gongkai.errors import near
from gongkai.kinds import Material
from gongkai.model.agency import Agency
from gongkai.model.column import KeyArea
from gongkai.model.figures import Figures, State
from gongkai.model.grid import make_grid
from gongkai.model.records import BadRow, Crash, NoRows, Record, crash_of
from gongkai.model.report import (
    Block,
    Chapter,
    Heading,
    Note,
    Provenance,
    Recorded,
    Report,
    Span,
    StatutoryTable,
    Unfilled,
)
from gongkai.plan import BoundChannel, BoundSection, ChapterPlan, Plan
from gongkai.prose import Fill, write_prose
from gongkai.wording import Words, mark, words


@frozen(kw_only=True)
class Ingredients:
    """What a report is composed from, besides the plan."""

    figures: Figures
    areas: Mapping[str, tuple[Record, ...]]
    texts: Mapping[str, tuple[str, str]]
    bad_rows: tuple[BadRow, ...]
    crashes: tuple[Crash, ...]
    provenance: Provenance
    previous: Figures = field(factory=dict)
    recorded: Recorded | None = None
    empty: tuple[NoRows, ...] = ()


@define
class _Desk:
    """One report on its way: what it is made from, and what went wrong so far."""

    plan: Plan
    given: Ingredients
    fill: Fill
    unfilled: list[Unfilled] = field(factory=list)
    crashes: list[Crash] = field(factory=list)


def compose(plan: Plan, given: Ingredients) -> Report:
    """Write every chapter from the same figures; a section that raises is left out and told."""
    choices = plan.choices
    said = choices.said
    recorded = given.recorded or Recorded()
    desk = _Desk(plan, given, _filler(plan, given.figures))
    opening = _opening(desk)
    chapters = tuple(_chapter(chapter, desk) for chapter in plan.chapters)
    return Report(
        agency=choices.agency,
        year=choices.year,
        form=plan.form,
        title=said.title or _report_title(plan),
        figures=given.figures,
        opening=(*_correction(recorded), *opening),
        chapters=chapters,
        charts=charts_of(plan.form, given.figures, given.previous),
        previous=given.previous,
        published=said.published or recorded.published,
        source=said.source,
        omitted=said.narrative.omitted,
        provenance=given.provenance,
        bad_rows=given.bad_rows,
        empty=given.empty,
        crashes=(*given.crashes, *desk.crashes),
        unfilled=tuple(desk.unfilled),
        returned=said.returned or recorded.returned,
        recorded=given.recorded,
    )


def _correction(recorded: Recorded) -> tuple[Note, ...]:
    """What a later revision tells the public, before anything else."""
    return (Note(text=f"更正说明：{recorded.note}"),) if recorded.note else ()


def compose_areas(plan: Plan, given: Ingredients) -> tuple[KeyArea, ...]:
    """What the report says of each key area, without the area's own heading.

    An area that says nothing, or that raises, is left out; the report itself tells of the latter.
    """
    desk = _Desk(plan, given, _filler(plan, given.figures))
    return tuple(area for bound in plan.areas if (area := _area(bound, desk)).blocks)


def _area(bound: BoundSection, desk: _Desk) -> KeyArea:
    section = bound.offer.thing
    blocks = _section(bound, (), desk.given.areas.get(section.name, ()), desk)
    headed = bool(blocks) and isinstance(blocks[0], Heading)
    return KeyArea(name=section.name, title=section.title, blocks=blocks[headed:])


def _report_title(plan: Plan) -> str:
    pattern = plan.form.report_title
    return pattern.replace("{name}", plan.choices.agency.name).replace(
        "{year}", str(plan.choices.year)
    )


def _opening(desk: _Desk) -> tuple[Block, ...]:
    if "opening" in desk.given.texts:
        return _prose("opening", *desk.given.texts["opening"], desk)
    if desk.plan.choices.said.narrative.omitted or not desk.plan.form.opening:
        return ()
    return _prose("opening", desk.plan.form.id, desk.plan.form.opening, desk)


def _prose(section: str, file: str, text: str, desk: _Desk) -> tuple[Block, ...]:
    blocks, unfilled = write_prose(text, section, file, desk.fill)
    desk.unfilled.extend(unfilled)
    return blocks


def _chapter(chapter: ChapterPlan, desk: _Desk) -> Chapter:
    narrative: tuple[Block, ...] = ()
    if chapter.name in desk.given.texts:
        narrative = _prose(chapter.name, *desk.given.texts[chapter.name], desk)
    blocks: list[Block] = list(
        _section(chapter.section, narrative, (), desk) if chapter.section else narrative
    )
    for channel in chapter.channels:
        blocks.extend(_remarks(channel, desk))
    blocks.extend(_tables(chapter, desk))
    for area in chapter.areas:
        blocks.extend(_section(area, (), desk.given.areas.get(area.offer.thing.name, ()), desk))
    return Chapter(name=chapter.name, title=chapter.title, blocks=tuple(blocks))


def _remarks(bound: BoundChannel, desk: _Desk) -> tuple[Note, ...]:
    """What a channel has to say of the year: an account that was closed in it, say."""
    channel = bound.offer.thing
    if channel.notes is None:
        return ()
    try:
        texts = tuple(channel.notes(bound.settings, desk.plan.choices.year))
    except BaseException as error:  # noqa: BLE001 - a plugin's bug is told, not spread
        desk.crashes.append(crash_of(mark("channel"), channel.name, bound.offer.plugin, error))
        return ()
    return tuple(Note(text=text) for text in texts)


def _section(
    bound: BoundSection,
    narrative: tuple[Block, ...],
    records: tuple[Record, ...],
    desk: _Desk,
) -> tuple[Block, ...]:
    section = bound.offer.thing
    material = Material(
        agency=desk.plan.choices.agency,
        year=desk.plan.choices.year,
        form=desk.plan.form,
        section=section.name,
        figures=desk.given.figures,
        records=records,
        narrative=narrative,
    )
    try:
        return tuple(section.compose(material, bound.settings))
    except BaseException as error:  # noqa: BLE001 - a plugin's bug is told, not spread
        desk.crashes.append(crash_of(mark("section"), section.name, bound.offer.plugin, error))
        return ()


def _tables(chapter: ChapterPlan, desk: _Desk) -> Iterator[StatutoryTable]:
    for key in chapter.tables:
        table = desk.plan.form.table(key)
        reasons = [
            f"“/”表示不适用：{desk.given.figures[cell.address].text}"
            for cell in table.cells()
            if desk.given.figures[cell.address].state is State.NOT_APPLICABLE
        ]
        yield StatutoryTable(
            key=key,
            grid=make_grid(table, desk.given.figures),
            notes=tuple(dict.fromkeys(reasons)),
        )


def _filler(plan: Plan, figures: Figures) -> Fill:
    facts = {
        "year": str(plan.choices.year),
        "next_year": str(plan.choices.year + 1),
        "previous_year": str(plan.choices.year - 1),
        **_about(plan.choices.agency),
    }

    def fill(name: str) -> Span | Words:
        if name in facts:
            return Span(text=facts[name])
        if name not in figures:
            return words(
                "there is no figure {name!r}; {hint}",
                name=name,
                hint=near(name, (*figures, *facts)),
            )
        figure = figures[name]
        if figure.state in {State.NUMBER, State.ZERO}:
            return Span(text=figure.printed, address=name)
        return words(
            "the figure {name!r} is {state}, and cannot stand in a sentence",
            name=name,
            state=words(figure.state.value),
        )

    return fill


def _about(agency: Agency) -> dict[str, str]:
    """What a narrative may say of the agency."""
    contact = agency.contact
    named = (
        ("联系单位", contact.office),
        ("地址", contact.address),
        ("邮政编码", contact.postcode),
        ("联系电话", contact.phone),
        ("传真", contact.fax),
        ("电子邮箱", contact.email),
    )
    return {
        "agency.name": agency.name,
        "agency.short_name": agency.short_name,
        "agency.region": agency.region.name if agency.region else "",
        "contact": "；".join(f"{label}：{value}" for label, value in named if value)
        or "本机关政府信息公开工作机构",
    }
