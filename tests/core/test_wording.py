from __future__ import annotations

from gongkai.wording import Words, mark, words

CHINESE = {"{name} has {what}": "{name}有{what}", "a mistake": "错误"}


def test_a_sentence_is_said_with_its_values() -> None:
    assert str(words("{name!r} is {number}", name="a", number=3)) == "'a' is 3"


def test_words_in_words_are_said_in_the_same_language() -> None:
    sentence = words("{name} has {what}", name="甲", what=words("a mistake"))

    assert str(sentence) == "甲 has a mistake"
    assert sentence.said(lambda template: CHINESE[template]) == "甲有错误"


def test_braces_in_values_and_in_bare_texts_stay() -> None:
    assert str(words("{what}", what="{x}")) == "{x}"
    assert str(words("{x}")) == "{x}"


def test_words_of_the_same_template_and_values_are_equal() -> None:
    assert words("{a}", a=1) == Words("{a}", (("a", 1),))


def test_what_is_marked_stays_as_it_is() -> None:
    assert mark("a text") == "a text"


def test_a_forms_own_words_are_said_where_the_catalogue_has_none() -> None:
    sentence = Words("The sum", native="合计")

    assert str(sentence) == "The sum"
    assert sentence.said(lambda _: "总和") == "总和"
    assert sentence.said(lambda template: template) == "合计"
