from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from gongkai.config.layers import Tree
from gongkai.errors import ConfigError
from gongkai.lifecycle.office import Office
from gongkai.lifecycle.people import read_office, who
from gongkai.lifecycle.table import lifecycle
from gongkai.testing import write_tree

ZHANG = '[people.zhang]\nname = "张三"\nroles = ["drafter"]\nusers = ["zs", "ZS-01"]\n'
STEP = (
    '[[lifecycle.step]]\nname = "legal-review"\nlabel = "法核"\nafter = "submitted"\n'
    'state = "reviewed"\ndone = "已法核"\nby = ["legal"]\n'
)


def office(folder: Path, **files: str) -> Office:
    named = {name.replace("_", "/") + "/people.toml": text for name, text in files.items()}
    return read_office(write_tree(folder, {"s/a/bureau.toml": "", **named}), "s/a")


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        office(folder, s=text)
    return str(caught.value).splitlines()


def test_a_person_is_known_by_every_user_name(tmp_path: Path) -> None:
    found = office(tmp_path, s=ZHANG)

    assert {found.person(user).name for user in ("zhang", "zs", "ZS-01")} == {"张三"}
    assert found.person("zhang") == found.person("zs")


def test_a_stranger_has_a_name_and_no_role(tmp_path: Path) -> None:
    stranger = office(tmp_path).person("mallory")

    assert (stranger.name, stranger.roles, stranger.known) == ("mallory", (), False)


def test_who_acts_is_who_was_named_or_whom_the_system_knows() -> None:
    assert who("zhang") == "zhang"
    assert who("") == pwd.getpwuid(os.getuid()).pw_name


def test_the_nearer_file_has_the_last_word_on_a_person(tmp_path: Path) -> None:
    near = '[people.zhang]\nname = "张三"\nroles = ["reviewer"]\n'
    li = '[people.li]\nname = "李四"\nroles = ["approver"]\n'

    found = office(tmp_path, s=ZHANG + li, s_a=near)

    assert found.person("zhang").roles == ("reviewer",)
    assert [person.name for person in found.with_roles(("approver", "auditor"))] == ["李四"]


def test_people_of_a_neighbour_are_strangers(tmp_path: Path) -> None:
    tree: Tree = write_tree(tmp_path, {"s/a/bureau.toml": "", "s/b/people.toml": ZHANG})
    assert not read_office(tree, "s/a").person("zhang").known


def test_a_setting_that_a_region_made_stricter_stays_so(tmp_path: Path) -> None:
    strict = "[lifecycle]\ncomments = true\nsigned = true\n"
    found = office(tmp_path, s=strict, s_a="[lifecycle]\ncomments = false\n")

    assert (found.comments, found.signed) == (True, True)


def test_a_step_stands_between_two_states(tmp_path: Path) -> None:
    made = office(tmp_path, s=STEP + '[people.w]\nname="王"\nroles=["legal"]\n').lifecycle

    assert [state.name for state in made.states[:5]] == [
        "draft", "checked", "submitted", "reviewed", "approved",
    ]  # fmt: skip
    assert made.move("approve").from_ == ("reviewed",)
    assert made.move("legal-review").from_ == ("submitted",)
    assert made.move("return").from_ == ("submitted", "approved", "reviewed")


def test_the_table_itself_stays_as_it_is(tmp_path: Path) -> None:
    office(tmp_path, s=STEP)
    assert [move.name for move in lifecycle().moves] == [
        "mark-checked", "submit", "secrecy-review", "return", "approve", "publish", "correct",
        "archive",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('after = "draft"', "5:9: a step cannot follow 'draft'; known: checked, submitted"),
        ('after = "submited"', "5:9: a step cannot follow 'submited'; did you mean 'submitted'?"),
        (
            'name = "Legal"',
            "2:8: 'Legal' cannot be a name; write small letters, digits and hyphens",
        ),
        ('name = "approve"', "2:8: there is already a 'approve'"),
        ('name = "comment"', "2:8: there is already a 'comment'"),
        ('state = "missing"', "5:9: there is already a 'missing'"),
        ('state = "draft"', "5:9: there is already a 'draft'"),
        ("by = []", "7:6: nobody may make this step; name a role"),
        ("people = 0", "8:10: expected a number of persons, 1 or more, found 0"),
    ],
)
def test_a_step_that_cannot_be_is_told_at_its_place(
    tmp_path: Path, said: str, expected: str
) -> None:
    key = said.partition(" ")[0]
    lines = [line for line in STEP.splitlines() if not line.startswith(f"{key} ")]
    kept = {line.partition(" ")[0]: line for line in STEP.splitlines()[1:]} | {key: said}
    del lines
    text = "[[lifecycle.step]]\n" + "\n".join(kept.values()) + "\n"

    (found,) = mistakes(tmp_path, text)

    assert found.endswith(expected.partition(": ")[2])
    assert found.startswith("s/people.toml:")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = (
        '[lifecycle]\nfour_eyes = [["submit", "aprove"]]\n[people.a]\nname = "甲"\n'
        'roles = ["draftr"]\nusers = ["b"]\n[people.b]\nname = "乙"\nroles = ["drafter"]\n[peple]\n'
    )
    assert mistakes(tmp_path, text) == [
        "s/people.toml:2:25: there is no move 'aprove'; did you mean 'approve'?",
        "s/people.toml:5:10: there is no role 'draftr'; did you mean 'drafter'?",
        "s/people.toml:7:2: 'b' is a already",
        "s/people.toml:10:2: unknown key 'peple'; did you mean 'people'?",
    ]


def test_a_value_of_the_wrong_kind_is_told(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, '[people.a]\nname = 3\nroles = ["drafter"]\n')
    assert found == "s/people.toml:2:8: people.a.name: expected a text in quotes, found 3"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('name = " "\nroles = ["drafter"]', "a person has a name"),
        ('name = "甲"\nroles = []', "a person without a role may only read; leave the table out"),
        (
            'name = "甲"\nroles = ["drafter"]\nkeys = ["junk"]',
            "expected a line such as ssh-ed25519 AAAA… as ssh-keygen prints it",
        ),
    ],
)
def test_a_person_that_cannot_be_is_told(tmp_path: Path, said: str, expected: str) -> None:
    (found,) = mistakes(tmp_path, f"[people.a]\n{said}\n")
    assert found.endswith(expected)


@pytest.mark.parametrize(
    "pair", ['["submit"]', '["submit", "submit"]', '["submit", "approve", "publish"]']
)
def test_a_pair_is_of_two_moves(tmp_path: Path, pair: str) -> None:
    (found,) = mistakes(tmp_path, f"[lifecycle]\nfour_eyes = [{pair}]\n")
    assert "expected two different moves" in found


def test_two_people_have_two_keys(tmp_path: Path) -> None:
    body = "AAAAC3NzaC1lZDI1NTE5AAAAIFEUTd2WfKD+zGS/LdD1zC1hvkUWRjeBmHPB1Scmg1aV"
    key = f'keys = ["ssh-ed25519 {body} a"]'
    text = "".join(f'[people.{p}]\nname = "{p}"\nroles = ["drafter"]\n{key}\n' for p in "ab")
    (found,) = mistakes(tmp_path, text)
    assert found.endswith("is a already")


def test_a_user_without_a_name_goes_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 4_000_000_000)
    monkeypatch.setenv("USER", "wang")
    assert who("") == "uid-4000000000"
