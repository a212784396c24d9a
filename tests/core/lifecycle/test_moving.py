"""Moving a report on: what is made, what is refused and why, on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError
from gongkai.lifecycle.act import Desk, RefusedError, perform
from gongkai.lifecycle.fold import FALL_BACK
from gongkai.lifecycle.pack import publish
from gongkai.lifecycle.remarks import Said, remark
from gongkai.lifecycle.verify import verify_entries
from tests.core.lifecycle.office import BUREAU, PEOPLE, WAY, YEAR, asked, make

STEP = """
[lifecycle]
comments = true
[[lifecycle.step]]
name = "legal-review"
label = "法核"
after = "submitted"
state = "reviewed"
done = "已法核"
by = ["reviewer"]
[[lifecycle.step]]
name = "joint-signature"
label = "会签"
after = "reviewed"
state = "signed"
done = "已会签"
by = ["drafter", "reviewer", "approver"]
people = 2
"""


def refused(desk: Desk, move: str, user: str, **more: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - fields of Asked
    with pytest.raises(RefusedError) as caught:
        perform(desk, asked(move, user, **more))
    return [(each.guard, str(each.why), str(each.fix)) for each in caught.value.refusals]


def guards(desk: Desk, move: str, user: str, **more: Any) -> list[str]:  # noqa: ANN401 - same
    return [guard for guard, _, _ in refused(desk, move, user, **more)]


def moves(desk: Desk) -> list[tuple[str, str, str]]:
    events = [entry.event for entry in desk.store.history(BUREAU, YEAR)]
    return [(event.move, event.from_state, event.to_state) for event in events]


def change(tree: Tree, name: str, old: str, new: str) -> None:
    path = tree.root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_five_people_take_a_report_to_the_public(desk: Desk) -> None:
    last = make(desk, *WAY)[-1]

    assert moves(desk) == [
        ("mark-checked", "draft", "checked"),
        ("submit", "checked", "submitted"),
        ("secrecy-review", "submitted", "submitted"),
        ("approve", "submitted", "approved"),
        ("publish", "approved", "published"),
    ]
    assert (last.head.state, last.head.revision, last.entry.event.name) == (
        "published",
        1,
        "赵发布",
    )
    (standing,) = desk.store.standings(YEAR)
    assert (standing.state, standing.step, standing.released_on) == ("published", 5, "2025-01-20")
    assert verify_entries(desk.store.entries()).broken is None


def test_a_move_from_another_state_says_which_are_possible(desk: Desk) -> None:
    assert refused(desk, "approve", "wang") == [
        (
            "state",
            "the report is draft (草稿); approve leads on from submitted (已报送)",
            "possible now: mark-checked",
        )
    ]


def test_who_has_no_role_is_told_whom_to_ask(desk: Desk) -> None:
    assert refused(desk, "mark-checked", "sun") == [
        (
            "role",
            "孙审计 has none of the roles drafter, section-owner, reviewer",
            "ask one of: 张起草, 李审核",
        )
    ]
    assert guards(desk, "mark-checked", "nobody") == ["role"]


def test_nobody_with_a_role_is_said_too(desk: Desk) -> None:
    change(desk.tree, "people.toml", '["approver"]', '["auditor"]')
    make(desk, *WAY[:3])
    assert refused(desk, "approve", "wang")[0][2] == "name a person with this role in people.toml"


def test_open_errors_keep_a_report_a_draft(desk: Desk) -> None:
    change(desk.tree, f"{BUREAU}/{YEAR}/report.toml", '"granted" = [11,', '"granted" = [12,')

    (found, *_) = refused(desk, "mark-checked", "zhang")

    assert found[0] == "errors"
    assert "open errors: " in found[1]
    assert moves(desk) == []


def test_a_waiver_past_its_end_keeps_it_too(desk: Desk) -> None:
    waiver = (
        '[[checks.ignore]]\ncode = "requests.total"\nby = "张"\nreason = "旧"\nuntil = 2024-12-31\n'
    )
    path = desk.tree.root / BUREAU / str(YEAR) / "report.toml"
    path.write_text(path.read_text("utf-8") + waiver.replace("requests.total", "cells.negative"))

    assert guards(desk, "mark-checked", "zhang") == ["waivers"]


def test_a_change_of_any_input_makes_the_report_a_draft_again(desk: Desk) -> None:
    make(desk, *WAY[:4])
    change(desk.tree, f"{BUREAU}/{YEAR}/report.toml", '"form" =', '# 改\n"form" =')

    assert refused(desk, "publish", "zhao") == [
        (
            "content",
            "the report is not what was checked; changed since: ju/2024/report.toml (changed)",
            "look at it again, then gongkai mark-checked",
        ),
        (
            "secrecy",
            "no secrecy review (保密审查) of this content is recorded",
            "a secrecy reviewer records it with gongkai secrecy-review",
        ),
    ]
    assert moves(desk)[-1] == (FALL_BACK, "approved", "draft")
    event = desk.store.history(BUREAU, YEAR)[-1].event
    assert event.details["changed"] == {"ju/2024/report.toml": "changed"}
    assert desk.store.head(BUREAU, YEAR).content == ""


def test_a_file_that_came_and_one_that_went_are_named(desk: Desk) -> None:
    folder = desk.tree.root / BUREAU / str(YEAR)
    make(desk, *WAY[:1])
    (folder / "new.md").write_bytes((folder / "overview.md").read_bytes())
    change(desk.tree, f"{BUREAU}/{YEAR}/report.toml", '"overview.md"', '"new.md"')

    (found,) = refused(desk, "submit", "zhang")

    assert found[1].endswith(
        "changed since: ju/2024/new.md (added), ju/2024/overview.md (removed), "
        "ju/2024/report.toml (changed)"
    )


def test_the_approval_needs_a_secrecy_review_of_this_content(desk: Desk) -> None:
    make(desk, *WAY[:2])
    assert guards(desk, "approve", "wang") == ["secrecy"]


def test_four_eyes_see_more_than_two(desk: Desk) -> None:
    change(desk.tree, "people.toml", '["drafter"]', '["drafter", "approver", "publisher"]')
    make(desk, *WAY[:3])

    assert refused(desk, "approve", "zhang") == [
        (
            "four-eyes",
            "张起草 has made mark-checked and must not make approve too",
            "another person does it; the pairs stand in people.toml",
        ),
        (
            "four-eyes",
            "张起草 has made submit and must not make approve too",
            "another person does it; the pairs stand in people.toml",
        ),
    ]


def test_a_region_sets_its_own_pairs(desk: Desk) -> None:
    own = '[lifecycle]\nfour_eyes = [["secrecy-review", "approve"]]\n'
    change(desk.tree, "people.toml", "[people.zhang]", f"{own}[people.zhang]")
    change(desk.tree, "people.toml", '["drafter"]', '["drafter", "approver"]')
    make(desk, *WAY[:3])

    assert perform(desk, asked("approve", "zhang")).head.state == "approved"


def test_a_return_gives_reasons_by_place(desk: Desk) -> None:
    make(desk, *WAY[:2])

    assert guards(desk, "return", "li") == ["reasons"]
    assert refused(desk, "return", "li", reasons={"section:nope": "x"})[0][1] == (
        "the report has no section or cell 'section:nope'"
    )

    done = perform(desk, asked("return", "li", reasons={"section:overview": "太短\u202e"}))
    assert done.head.state == "returned"
    assert done.entry.event.details["reasons"] == {"section:overview": "太短\ufffd"}
    assert make(desk, WAY[0])[0].head.state == "checked"


def test_a_returned_report_is_known_to_the_sums(desk: Desk) -> None:
    make(desk, *WAY[:2])
    perform(desk, asked("return", "li", reason="重写", reasons={"report": "不全"}))

    recorded = desk.store.recorded(YEAR)[BUREAU, YEAR]

    assert recorded.returned is not None
    assert (recorded.returned.by, recorded.returned.reason) == ("李审核", "重写；不全")
    assert (recorded.label, recorded.content) == ("已退回", "")
    assert desk.store.recorded(YEAR - 1) == {}


def test_a_publication_has_a_day_and_a_place(desk: Desk) -> None:
    make(desk, *WAY[:4])

    assert guards(desk, "publish", "zhao", place="") == ["release"]
    assert guards(desk, "publish", "zhao", on=None) == ["release"]
    assert refused(desk, "publish", "zhao", on=date(2025, 1, 21))[0][1] == (
        "report.toml says published = 2025-01-20, asked for is 2025-01-21"
    )


def test_a_correction_begins_a_revision_and_tells_the_public_why(desk: Desk) -> None:
    make(desk, *WAY)

    assert guards(desk, "correct", "wang") == ["note"]
    opened = perform(desk, asked("correct", "wang", reason="表二有误"))
    assert (opened.head.state, opened.head.revision) == ("draft", 2)

    last = make(desk, *WAY)[-1]
    assert (last.head.state, last.head.revision, last.head.note) == ("corrected", 2, "表二有误")
    assert last.seen.outcome.report.opening[0].text == "更正说明：表二有误"  # type: ignore[union-attr]
    assert [event.revision for event in last.head.released] == [1, 2]
    assert perform(desk, asked("archive", "sun")).head.state == "archived"


def test_a_region_adds_steps_and_one_needs_two_persons(desk: Desk) -> None:
    (desk.tree.root / "people.toml").write_text(STEP + PEOPLE, "utf-8")
    make(desk, *WAY[:3])

    assert guards(desk, "approve", "wang") == ["state"]
    assert make(desk, ("legal-review", "li"))[0].head.state == "reviewed"
    assert make(desk, ("joint-signature", "li"))[0].head.state == "reviewed"
    assert guards(desk, "joint-signature", "li") == ["people"]
    assert make(desk, ("joint-signature", "zhang"))[0].head.state == "signed"
    assert make(desk, ("approve", "wang"))[0].head.state == "approved"


def test_what_may_be_sent_back_may_be_sent_back_from_a_step_too(desk: Desk) -> None:
    (desk.tree.root / "people.toml").write_text(STEP + PEOPLE, "utf-8")
    make(desk, *WAY[:3], ("legal-review", "li"))

    assert perform(desk, asked("return", "li", reasons={"report": "x"})).head.state == "returned"


def test_an_unknown_move_is_no_move(desk: Desk) -> None:
    with pytest.raises(GongkaiError, match="there is no move 'aprove'; did you mean 'approve'"):
        perform(desk, asked("aprove", "wang"))


def test_findings_of_the_publications_day_are_told_and_do_not_hold_it_up(
    desk: Desk, tmp_path: Path
) -> None:
    change(desk.tree, f"{BUREAU}/{YEAR}/report.toml", '"published" = 2025-01-20\n', "")
    make(desk, *WAY[:4])
    late = evolve(asked("publish", "zhao"), on=date(2025, 2, 20))

    done = publish(evolve(desk, today=date(2025, 3, 1)), late, tmp_path / "out").done

    assert done is not None
    assert "deadline.report" in {found.code for found in done.seen.outcome.findings}


def test_the_log_says_what_was_approved_and_what_a_revision_corrects(desk: Desk) -> None:
    make(desk, *WAY)
    published = desk.store.recorded()[BUREAU, YEAR]
    assert (published.label, published.published) == ("已发布", date(2025, 1, 20))
    assert published.content == desk.store.head(BUREAU, YEAR).content

    perform(desk, asked("correct", "wang", reason="表二有误"))
    corrected = desk.store.recorded()[BUREAU, YEAR]
    assert (corrected.note, corrected.content, corrected.published) == ("表二有误", "", None)


def test_a_publication_lies_between_the_year_and_today(desk: Desk) -> None:
    make(desk, *WAY[:4])
    for day in (date(2024, 12, 31), date(2025, 2, 1)):
        assert refused(desk, "publish", "zhao", on=day)[0][1] == (
            f"a report of 2024 is not published on {day}"
        )


def test_a_bureau_adds_pairs_to_those_of_its_region_and_takes_none_away(desk: Desk) -> None:
    (desk.tree.root / BUREAU / "people.toml").write_text("[lifecycle]\nfour_eyes = []\n", "utf-8")
    change(
        desk.tree,
        "people.toml",
        "[people.zhang]",
        '[lifecycle]\nfour_eyes = [["submit", "approve"]]\n[people.zhang]',
    )
    change(desk.tree, "people.toml", '["drafter"]', '["drafter", "approver"]')
    make(desk, *WAY[:3])

    assert guards(desk, "approve", "zhang") == ["four-eyes"]


def test_what_is_archived_is_what_was_published(desk: Desk) -> None:
    make(desk, *WAY)
    content = desk.store.head(BUREAU, YEAR).content
    change(desk.tree, f"{BUREAU}/{YEAR}/report.toml", '"form"', '# 改\n"form"')

    make(desk, ("archive", "sun"))

    assert desk.store.head(BUREAU, YEAR).content == content


def test_a_comment_leaves_the_findings_of_the_last_move_as_they_were(desk: Desk) -> None:
    make(desk, WAY[0])
    before = desk.store.standings(YEAR)[0]
    remark(desk, Said(agency=BUREAU, year=YEAR, user="li", text="x", address="title"))
    after = desk.store.standings(YEAR)[0]
    assert (after.errors, after.warnings) == (before.errors, before.warnings)


@pytest.mark.parametrize("agency", ["./ju", "ju/", "/ju", "../agencies/ju", "x/../ju"])
def test_a_report_has_one_name_only(desk: Desk, agency: str) -> None:
    with pytest.raises(GongkaiError, match="is no id of an agency"):
        perform(desk, asked("mark-checked", "zhang", agency))


def test_a_report_that_is_not_there_cannot_move(desk: Desk) -> None:
    with pytest.raises(GongkaiError, match="there is no report of nobody for 2024"):
        perform(desk, asked("mark-checked", "zhang", "nobody"))


def test_a_correction_in_time_is_not_late(desk: Desk) -> None:
    change(desk.tree, f"{BUREAU}/{YEAR}/report.toml", '"published" = 2025-01-20\n', "")
    make(desk, *WAY)
    perform(desk, asked("correct", "wang", reason="表二有误"))
    make(desk, *WAY[:4])
    later = evolve(desk, today=date(2025, 7, 1))
    perform(later, asked("publish", "zhao", on=date(2025, 6, 20)))

    (standing,) = desk.store.standings(YEAR)
    assert (standing.state, standing.released_on) == ("corrected", "2025-01-20")
    assert desk.store.recorded()[BUREAU, YEAR].published == date(2025, 6, 20)


def test_a_file_that_went_is_named(desk: Desk) -> None:
    folder = desk.tree.root / BUREAU / str(YEAR)
    make(desk, WAY[0])
    text = (folder / "other.md").read_text("utf-8")
    (folder / "other.md").unlink()
    (folder / "rest.md").write_text(text, "utf-8")
    change(desk.tree, f"{BUREAU}/{YEAR}/report.toml", '"other.md"', '"rest.md"')

    assert "ju/2024/other.md (removed)" in refused(desk, "submit", "zhang")[0][1]
