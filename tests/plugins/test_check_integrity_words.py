from __future__ import annotations

import pytest
from attrs import evolve

from gongkai.errors import ConfigError
from gongkai.model.findings import Problem
from gongkai_check_integrity import gongkai_register_checks
from tests.plugins.check_reports import Judge, new
from tests.plugins.check_texts import NOBODY, TextJudge
from tests.plugins.integrity_corpus import INNOCENT, SPAM

WORDS = TextJudge(gongkai_register_checks(), "integrity.spam")
OTHERS = [
    TextJudge(gongkai_register_checks(), code)
    for code in ("integrity.lost-characters", "integrity.noise", "integrity.foreign-domain")
]
SETTINGS = WORDS.check.settings
BUREAU = evolve(NOBODY, name="宿迁市科学技术局", short_name="市科技局")


@pytest.mark.parametrize("text", SPAM)
def test_integrity_spam_is_broken_by(text: str) -> None:
    assert WORDS(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_integrity_spam_is_kept_by(text: str) -> None:
    assert WORDS(text, BUREAU) == []


@pytest.mark.parametrize("text", INNOCENT)
def test_the_other_rules_are_kept_by(text: str) -> None:
    assert [judge.check.code for judge in OTHERS if judge(text, BUREAU)] == []


def test_an_injection_of_several_words_is_one() -> None:
    assert WORDS.places("网上365体育手机投注,365体育APP、365体育APP下载市科技局") == [
        (1, 3, "365体育手机投注,365体育APP"),
        (1, 22, "365体育APP下载"),
    ]


def test_the_place_is_that_of_what_was_written_not_of_what_was_read() -> None:
    assert WORDS.places("㎡\u200b新*葡*京市") == [(1, 3, "新*葡*京")]


def test_a_word_that_is_fought_is_lawful_until_it_takes_the_place_of_a_name() -> None:
    assert WORDS("打击网络赌博，成效明显。") == []
    assert WORDS.places("打击网络赌博市科技局。") == [(1, 3, "网络赌博")]
    assert WORDS.places("打击犯罪。网络赌博欢迎您。") == [(1, 6, "网络赌博")]


def test_lawful_words_beside_a_strong_one_belong_to_it() -> None:
    assert WORDS.places("禁止手机投注365bet") == [(1, 3, "手机投注365bet")]


def test_a_word_inside_another_one_is_none() -> None:
    assert WORDS("abet365、bet3650、kaiyuns、emanbetx") == []


def test_a_foreign_name_before_the_rest_of_the_agencys_own_is_told() -> None:
    text = "通过hthvip市科学技术局网站和hthvip市科技局微博公布"

    assert WORDS.places(text, BUREAU) == [(1, 3, "hthvip"), (1, 18, "hthvip")]
    assert WORDS("通过APP市科学技术局专栏公布", BUREAU) == []


def test_an_agency_without_a_place_in_its_name_has_no_rest() -> None:
    assert WORDS("通过hthvip大数据中心公布", evolve(NOBODY, name="大数据中心")) == []


def test_the_same_foreign_name_in_the_place_of_different_words_is_told_each_time() -> None:
    text = "网上zwinkt信息公开，zwinkt市政府，《zwinkt县工作要点》"

    assert [actual for _, _, actual in WORDS.places(text)] == ["zwinkt", "zwinkt", "zwinkt"]


@pytest.mark.parametrize(
    "text",
    [
        "建设Hadoop平台，Hadoop集群扩容，用Hadoop分析",
        "zwinkt市政府、zwinkt市教育局",
        "zwinkt市、zwinkt市、zwinkt市",
        "abc市、abc县、abc区",
    ],
)
def test_a_foreign_name_that_is_rare_short_or_always_the_same_is_lawful(text: str) -> None:
    assert WORDS(text) == []


def test_a_strange_brand_is_told_only_in_the_place_of_a_name() -> None:
    assert WORDS.places("zz99体育官网市教育局") == [(1, 1, "zz99体育官网")]
    assert WORDS("zz99体育官网") == []


def test_the_bureaus_own_list_makes_the_usual_one_longer() -> None:
    settings = SETTINGS(add=("某某贷",))

    (problem,) = WORDS("请用某某贷", settings=settings)

    assert isinstance(problem, Problem)
    assert str(problem.message) == (
        "'某某贷' does not belong in this text: a word of the bureau's own list"
    )
    assert len(WORDS("请用bet365", settings=settings)) == 1


def test_the_bureaus_own_list_can_replace_the_usual_one() -> None:
    settings = SETTINGS(words=("某某贷",))

    assert len(WORDS("请用某某贷", settings=settings)) == 1
    assert WORDS("请用bet365", settings=settings) == []


def test_what_the_bureau_allows_is_lawful_and_nothing_around_it() -> None:
    settings = SETTINGS(allow=("金宝博展览", "新葡京酒店"))

    assert WORDS("参观金宝博展览，考察新葡京酒店", settings=settings) == []
    assert len(WORDS("金宝博、新葡京", settings=settings)) == 2


def test_an_empty_word_is_refused() -> None:
    with pytest.raises(ValueError, match="add: a word must not be empty"):
        SETTINGS(add=("\u200b ",))


def test_the_words_are_chosen_in_the_bureaus_file(judge: Judge) -> None:
    bureau = '[checks."integrity.spam"]\nadd = ["某某贷"]\nallow = ["金宝博展览"]\n'
    text = "本年度未收取信息处理费，参观金宝博展览，请用某某贷。"

    (finding,) = judge("integrity.spam", new(other=text, bureau=bureau))

    assert finding.actual == "某某贷"


def test_an_empty_word_in_the_bureaus_file_is_told_with_its_place(judge: Judge) -> None:
    bureau = '[checks."integrity.spam"]\nadd = [""]\n'

    with pytest.raises(ConfigError, match=r"ju/bureau\.toml:4:"):
        judge("integrity.spam", new(bureau=bureau))
