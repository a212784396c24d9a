from __future__ import annotations

import time

import pytest

from gongkai.personal import CARD, ID_NUMBER, MOBILE, bare, hidden, is_id_number, passes_luhn


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "11010519491231002x",
        "530102192005080013",
        "320102850314567",
    ],
)
def test_an_id_number_is_told_by_region_birthday_and_check_digit(number: str) -> None:
    assert is_id_number(number)
    assert ID_NUMBER.fullmatch(number)


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",
        "110105194902300020",
        "00010519491231002X",
        "320102851314567",
        "320102850230567",
        "16010519491231002X",
        "1101051949123100",
        "",
    ],
)
def test_another_number_is_not(number: str) -> None:
    assert not is_id_number(number)


@pytest.mark.parametrize(
    "text",
    [
        "身份证号110105 1949 1231 002X。",
        "110105-19491231-002X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "号码：110105 19491231 002X",
    ],
)
def test_an_id_number_is_seen_through_spaces_and_hyphens(text: str) -> None:
    (found,) = ID_NUMBER.findall(text)

    assert bare(found) == "11010519491231002X"


def test_a_longer_number_holds_no_id_number() -> None:
    assert not ID_NUMBER.search("11010519491231002X1")
    assert not ID_NUMBER.search("1110105194912310021")
    assert not ID_NUMBER.search("320102850314567A")


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("电话13812345678。", "", "13812345678"),
        ("+86 138 1234 5678", "+86 ", "138 1234 5678"),
        ("0086-13812345678", "0086-", "13812345678"),
        ("86138-1234-5678", "86", "138-1234-5678"),
    ],
)
def test_a_mobile_is_seen_with_its_country(text: str, country: str, number: str) -> None:
    found = MOBILE.search(text)

    assert found is not None
    assert (found["country"], found["number"]) == (country, number)


@pytest.mark.parametrize(
    "text", ["0527-84358595", "12345678901", "138123456789", "213812345678", "138****5678"]
)
def test_another_telephone_is_no_mobile(text: str) -> None:
    assert not MOBILE.search(text)


def test_a_card_is_told_by_its_length_and_its_check_digit() -> None:
    assert CARD.search("卡号6222 0202 0011 2233 446")
    assert passes_luhn("6222020200112233446")
    assert not passes_luhn("6222020200112233445")
    assert not CARD.search("622202020011")
    assert not CARD.search("62220202001122334455")


def test_what_is_hidden_keeps_its_ends() -> None:
    assert hidden("11010519491231002X", 4, 2) == "1101************2X"
    assert hidden("6222020200112233445", 0, 4) == "***************3445"


@pytest.mark.parametrize("text", ["1" * 100_000, "1 " * 50_000, "1-" * 50_000, "110105 " * 14_000])
def test_very_long_texts_take_no_time(text: str) -> None:
    start = time.process_time()

    assert not [found for found in ID_NUMBER.findall(text) if is_id_number(bare(found))]
    assert not MOBILE.findall(text)
    assert [found for found in CARD.findall(text) if len(found) > 30] == []
    assert time.process_time() - start < 30
