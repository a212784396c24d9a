from __future__ import annotations

from attrs import evolve

from gongkai.content import changed, content_of
from gongkai.model.figures import number
from gongkai.model.report import Status
from tests.plugins.output_sample import REPORT


def test_what_a_report_says_has_one_hash_whoever_looks_at_it() -> None:
    assert content_of(REPORT).hash == content_of(evolve(REPORT, status=Status.APPROVED)).hash
    assert content_of(REPORT).inputs == {"shifan/kjj/2018/report.toml": "sha256:00"}


def test_another_figure_or_text_is_another_content() -> None:
    figures = {**REPORT.figures, "statistics.total": number("statistics.total", 578)}
    others = (
        evolve(REPORT, figures=figures),
        evolve(REPORT, title="x"),
        evolve(REPORT, chapters=()),
    )
    assert len({content_of(each).hash for each in (REPORT, *others)}) == 4


def test_what_changed_is_named() -> None:
    assert changed({"a": "1", "b": "2", "d": "4"}, {"b": "3", "c": "1", "d": "4"}) == (
        ("a", "removed"),
        ("b", "changed"),
        ("c", "added"),
    )
