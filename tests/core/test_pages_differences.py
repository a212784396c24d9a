"""Where a page and the pieces of a report differ, at the edges of the report."""

from __future__ import annotations

from gongkai.model.report import Paragraph, Span
from gongkai.pages.differences import Comparison, compare
from gongkai.pages.expected import Piece

TEXT = "本局依法公开政府信息，工作有序进行，各项制度逐步健全。"
FOOT = "主办单位示范市人民政府办公室网站标识码备案号联系我们"


def pieces(*texts: str) -> tuple[Piece, ...]:
    return tuple(Piece(address="a", section="a", text=text) for text in texts)


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(spans=(Span(text=text),)) for text in texts)


def edits(found: Comparison) -> list[tuple[str, str]]:
    return [
        (
            found.ours.text(edit.gone.start, edit.gone.end) if edit.gone else "",
            found.theirs.text(edit.added.start, edit.added.end) if edit.added else "",
        )
        for edit in found.edits
    ]


def test_the_last_cell_is_found_behind_one_that_changed() -> None:
    found = compare(
        pieces("年度报告", TEXT, "5", "0"), paragraphs("年度报告", TEXT, "6", "0", FOOT)
    )

    assert edits(found) == [("5", "6")]
    assert (found.first, found.body, found.last) == (0, 1, 3)


def test_a_short_piece_that_is_gone_is_not_found_in_the_foot_of_the_page() -> None:
    found = compare(
        pieces("年度报告", TEXT, "完毕"), paragraphs("年度报告", TEXT, FOOT, FOOT, "完毕")
    )

    assert edits(found) == [("完毕", "")]
    assert found.last == 1


def test_a_short_piece_that_is_gone_is_not_found_in_the_head_of_the_page() -> None:
    found = compare(
        pieces("年度报告", "前言", TEXT), paragraphs("前言", FOOT, FOOT, "年度报告", TEXT)
    )

    assert edits(found) == [("前言", "")]
    assert (found.first, found.body) == (3, 4)


def test_a_report_of_a_title_alone_is_found() -> None:
    found = compare(pieces("年度报告"), paragraphs("首页", "年度报告"))

    assert (found.share, found.titled, found.body) == (1.0, True, 1)


def test_nothing_is_found_in_nothing() -> None:
    found = compare((), ())

    assert (found.share, found.titled, found.edits) == (0.0, False, ())
