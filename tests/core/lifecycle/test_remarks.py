from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from gongkai.errors import GongkaiError
from gongkai.lifecycle.act import Desk, RefusedError, perform
from gongkai.lifecycle.fold import Remark
from gongkai.lifecycle.remarks import Said, remark
from gongkai.lifecycle.signing import signer
from tests.core.lifecycle.office import BUREAU, PEOPLE, WAY, YEAR, asked, make
from tests.core.lifecycle.test_signing import OTHER, key_file


def say(desk: Desk, user: str, text: str, **more: object) -> None:
    remark(desk, Said(agency=BUREAU, year=YEAR, user=user, text=text, **more))  # type: ignore[arg-type]


def remarks(desk: Desk) -> tuple[Remark, ...]:
    return desk.store.head(BUREAU, YEAR).remarks


def test_a_comment_is_answered_and_settled(desk: Desk) -> None:
    say(desk, "li", "比上年少\u202e", address="requests.new_received.total")
    say(desk, "zhang", "已核对", number=1)
    say(desk, "li", "", number=1, resolve=True)

    (found,) = remarks(desk)
    assert (found.number, found.address, found.by) == (1, "requests.new_received.total", "李审核")
    assert (found.text, found.answers) == ("比上年少\ufffd", (("张起草", "已核对"),))
    assert found.resolved_by == "李审核"
    assert desk.store.head(BUREAU, YEAR).state == "draft"


def test_open_comments_block_the_approval_where_the_region_says_so(desk: Desk) -> None:
    (desk.tree.root / "people.toml").write_text("[lifecycle]\ncomments = true\n" + PEOPLE, "utf-8")
    make(desk, *WAY[:3])
    say(desk, "li", "请补充", address="section:overview")

    with pytest.raises(RefusedError, match=r"1 comments are open: 4 \(section:overview\)"):
        perform(desk, asked("approve", "wang"))

    say(desk, "li", "", number=4, resolve=True)
    assert perform(desk, asked("approve", "wang")).head.state == "approved"


def test_elsewhere_they_do_not(desk: Desk) -> None:
    make(desk, *WAY[:3])
    say(desk, "li", "请补充", address="section:overview")
    assert perform(desk, asked("approve", "wang")).head.state == "approved"
    assert desk.store.standings(YEAR)[0].remarks == 1


@pytest.mark.parametrize(
    ("user", "text", "more", "expected"),
    [
        ("mallory", "x", {"address": "title"}, "mallory is not named in people.toml"),
        ("li", " ", {"address": "title"}, "a comment needs a text"),
        ("li", "x", {"address": "tilte"}, "no section or cell 'tilte'; did you mean 'title'"),
        ("li", "x", {"number": 7}, "there is no comment 7; none is known"),
    ],
)
def test_a_comment_that_cannot_be_is_told(
    desk: Desk, user: str, text: str, more: dict[str, object], expected: str
) -> None:
    with pytest.raises(GongkaiError, match=expected):
        say(desk, user, text, **more)
    assert desk.store.history(BUREAU, YEAR) == ()


def test_what_is_settled_stays_so(desk: Desk) -> None:
    say(desk, "li", "x", address="title")
    say(desk, "wang", "", number=1, resolve=True)

    with pytest.raises(GongkaiError, match="comment 1 was settled by 王审定"):
        say(desk, "zhang", "y", number=1)


def test_comments_of_several_are_kept_apart(desk: Desk) -> None:
    say(desk, "li", "一", address="title")
    say(desk, "li", "二", address="title")
    say(desk, "zhang", "答二", number=2)

    assert [each.answers for each in remarks(desk)] == [(), (("张起草", "答二"),)]


def test_a_foreign_key_signs_no_comment(desk: Desk, tmp_path: Path) -> None:
    people = PEOPLE.replace('roles = ["drafter"]', f'roles = ["drafter"]\nkeys = ["{OTHER}"]')
    (desk.tree.root / "people.toml").write_text(people, "utf-8")

    with pytest.raises(GongkaiError, match="the key is none of those of 张起草"):
        say(evolve(desk, sign=signer(key_file(tmp_path))), "zhang", "x", address="title")


def test_a_comment_is_on_something(desk: Desk) -> None:
    with pytest.raises(GongkaiError, match="a comment is on a section or a cell"):
        say(desk, "li", "x")


def test_where_the_region_asks_for_it_comments_are_signed_too(desk: Desk) -> None:
    (desk.tree.root / "people.toml").write_text("[lifecycle]\nsigned = true\n" + PEOPLE, "utf-8")
    with pytest.raises(GongkaiError, match="the region asks for signed events"):
        say(desk, "li", "x", address="title")
