"""A region's sum as a report: its tables, and a few sentences on who is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from gongkai.loading import versions
from gongkai.model.figures import Exactness, Figures, Joint, Summed
from gongkai.model.form import Form, FormCell
from gongkai.model.grid import make_grid
from gongkai.model.region import Member, RegionSum, Scope, Turnout
from gongkai.model.report import Block, Chapter, Paragraph, Provenance, Report, Span, StatutoryTable
from gongkai.plan import Plan
from gongkai.rollup.add_up import Addends, add_up
from gongkai.rollup.gather import Seat
from gongkai.rollup.joint import joint_documents
from gongkai.stages.compose import Ingredients, compose

#: What was added up.
_LEVELS = {
    Scope.OWN: "本级，即{name}各部门、办公机构和有关组织",
    Scope.REGION: "全域，即本级各单位以及所辖乡镇（街道）和下一级人民政府",
}
#: More names than this are not listed in a sentence.
_NAMED = 20


def region_report(plan: Plan, summed: RegionSum, seats: Sequence[Seat]) -> Report:
    """Add up the members of one scope, and write the report of it."""
    counted = tuple(member.agency.id for member in summed.counted)
    issued = tuple(seat.issued for seat in seats if seat.member.agency.id in counted)
    figures = add_up(
        plan.form,
        Addends(members=summed.counted, joint=joint_documents(issued, summed.year)),
    )
    report = compose(
        plan,
        Ingredients(
            figures=figures,
            areas={},
            texts={},
            bad_rows=(),
            crashes=(),
            provenance=_provenance(summed.counted),
        ),
    )
    return evolve(
        report,
        title=_title(plan.form, summed),
        opening=tuple(_opening(summed, plan.form, figures)),
        chapters=(*report.chapters, *_unplaced(report)),
    )


def _title(form: Form, summed: RegionSum) -> str:
    title = form.report_title.replace("{name}", summed.region.name)
    return title.replace("{year}", str(summed.year)) + summed.scope.title


def _provenance(members: Sequence[Member]) -> Provenance:
    """Every file that went into the members' reports."""
    inputs = {
        name: digest
        for member in members
        if member.report
        for name, digest in member.report.provenance.inputs
    }
    return Provenance(versions=versions(), inputs=tuple(sorted(inputs.items())))


def _unplaced(report: Report) -> Iterator[Chapter]:
    """The form's tables that no chapter prints: a form without sections leaves it to the bureau."""
    printed = {
        block.key
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, StatutoryTable)
    }
    for table in report.form.tables:
        if table.key not in printed and not table.supplementary:
            block = StatutoryTable(key=table.key, grid=make_grid(table, report.figures))
            yield Chapter(name=table.key, title=table.title, blocks=(block,))


def _opening(summed: RegionSum, form: Form, figures: Figures) -> Iterator[Block]:
    members = summed.counted
    there = [member for member in members if member.turnout.counts]
    level = _LEVELS[summed.scope].replace("{name}", summed.region.name)
    yield _paragraph(
        f"本报告由{summed.region.name}{summed.year}年度各成员单位的政府信息公开工作年度报告"
        f"汇总而成。汇总范围为{level}。应汇总单位{len(members)}个，已汇总{len(there)}个。"
    )
    missing = [member for member in members if member.turnout.lacks]
    if missing:
        yield _paragraph(f"缺{len(missing)}个单位的报告，其数据未计入：{_names(missing)}。")
    if any(figures[cell.address].exactness is Exactness.AT_LEAST for cell in _printed(form)):
        yield _paragraph("带“≥”的数为下限：有成员单位缺报告或者缺这一项数据。")
    yield from _remarks(summed, form, figures)


def _printed(form: Form) -> Iterator[FormCell]:
    return (cell for cell in form.cells() if not cell.table.supplementary)


def _remarks(summed: RegionSum, form: Form, figures: Figures) -> Iterator[Block]:
    other = [m for m in summed.counted if m.report and m.report.form.id != form.id]
    if other:
        yield _paragraph(f"{len(other)}个单位采用其他格式，其数据不能计入本表：{_names(other)}。")
    succeeded = [
        member
        for member in summed.members
        if member.turnout is Turnout.SUCCEEDED and summed.scope.covers(member.agency.kind)
    ]
    if succeeded:
        yield _paragraph(f"由承接单位一并报告的单位{len(succeeded)}个：{_names(succeeded)}。")
    joint = _joint(figures)
    if joint:
        numbers = "、".join(document.document_number for document in joint[:_NAMED])
        yield _paragraph(f"多个单位联合制发的文件{len(joint)}件，各只计1件：{numbers}。")


def _joint(figures: Figures) -> tuple[Joint, ...]:
    """The documents that any cell counted once only, by number."""
    found: dict[str, Joint] = {}
    for figure in figures.values():
        if isinstance(figure.evidence, Summed):
            for document in figure.evidence.joint:
                found.setdefault(document.document_number, document)
    return tuple(found.values())


def _names(members: Sequence[Member]) -> str:
    named = "、".join(member.agency.name for member in members[:_NAMED])
    return named + ("等" if len(members) > _NAMED else "")


def _paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))
