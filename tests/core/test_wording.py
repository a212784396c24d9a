from __future__ import annotations

from gongkai.wording import Words, listed, mark, words

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


def test_a_value_is_quoted_as_the_language_does() -> None:
    found = words("found {value!r}", value="公开了")
    nothing = words("found {value!r}", value="")

    assert (str(found), str(nothing)) == ("found '公开了'", "found ''")
    assert found.said(lambda _: "现为{value!r}") == "现为“公开了”"
    assert nothing.said(lambda _: "现为{value!r}") == "现为（空）"


def test_a_list_has_the_comma_of_the_language() -> None:
    three = listed(("甲", words("a mistake"), "丙"))
    chinese = {**CHINESE, "{items}, {item}": "{items}、{item}", "{item}": "{item}"}

    assert str(three) == "甲, a mistake, 丙"
    assert three.said(lambda template: chinese[template]) == "甲、错误、丙"
    assert str(listed((words("a mistake"),))) == "a mistake"
