from __future__ import annotations

import json
import time

import pytest

from gongkai.model.findings import Problem
from gongkai.model.report import RecordTable
from gongkai.testing import run_files
from gongkai_check_privacy import gongkai_register_checks, gongkai_register_examples
from tests.plugins.check_reports import OTHER, Judge, new
from tests.plugins.check_texts import TextJudge, report_of, with_contact

ID_NUMBER = TextJudge(gongkai_register_checks(), "privacy.id-number")
PHONE = TextJudge(gongkai_register_checks(), "privacy.phone")
BANK_ACCOUNT = TextJudge(gongkai_register_checks(), "privacy.bank-account")
ADDRESS = TextJudge(gongkai_register_checks(), "privacy.address")
ALL = (ID_NUMBER, PHONE, BANK_ACCOUNT, ADDRESS)

#: Made up, each with the check digit of its kind.
SOMEBODY = "11010519491231002X"
CALLED = "13812345678"
PAID = "6222020200112233446"
HOME = "宿城区幸福小区3栋2单元501室"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"申请人王某，身份证号码{SOMEBODY}。", "1101************2X"),
        ("申请人王某（11010519491231002x）", "1101************2X"),
        ("身份证号：110105 19491231 002X", "1101************2X"),
        ("身份证号：110105-19491231-002X", "1101************2X"),
        ("身份证号：１１０１０５１９４９１２３１００２Ｘ", "1101************2X"),
        ("身份证号：110105\u200b19491231\u200b002X", "1101************2X"),
        ("学籍号G530102192005080013", "5301************13"),
        ("台湾居民居住证830000198107150019", "8300************19"),
        ("旧身份证320102850314567", "3201*********67"),
    ],
)
def test_privacy_id_number_is_broken_by(text: str, masked: str) -> None:
    (problem,) = ID_NUMBER(text)

    assert isinstance(problem, Problem)
    assert problem.actual == masked
    assert str(problem.message) == f"an ID number stands in the text: {masked}"


@pytest.mark.parametrize(
    "text",
    [
        "身份证号码1101************2X",
        "身份证号码110105194912310021",
        "统一社会信用代码11010519491231002X",
        "统一社会信用代码：11321300014318456E",
        "统一社会信用代码：123213000143184567",
        "注册号320102850314567",
        "许可证编号：320102850314567",
        "编号20181231123456789012",
        "全年公开信息577条，网站363条，微博152条。",
        "https://www.suqian.gov.cn/art/11010519491231002X.html",
        "宿政办发〔2014〕78号",
    ],
)
def test_privacy_id_number_is_kept_by(text: str) -> None:
    assert ID_NUMBER(text) == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"联系人王某，{CALLED}。", "138****5678"),
        ("手机：138 1234 5678", "138****5678"),
        ("手机：138-1234-5678", "138****5678"),
        ("手机：+86-13812345678", "138****5678"),
        ("手机：１３８１２３４５６７８", "138****5678"),
        ("微信号13812345678", "138****5678"),
        ("13812345678@139.com", "138****5678"),
    ],
)
def test_privacy_phone_is_broken_by(text: str, masked: str) -> None:
    (problem,) = PHONE(text)

    assert isinstance(problem, Problem)
    assert problem.actual == masked


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0527-84358595",
        "联系电话：052784358595",
        "服务热线12345，投诉电话12315，咨询电话400-123-4567",
        "手机138****5678",
        "全年财政收入13812345678元",
        "共计13812345678.50",
        "比例为0.13812345678",
        "项目编号：13812345678",
        "专利号13812345678",
        "http://www.suqian.gov.cn/art/13812345678.html",
        "2018年1月1日至2018年12月31日",
    ],
)
def test_privacy_phone_is_kept_by(text: str) -> None:
    assert PHONE(text) == []


def test_privacy_phone_is_kept_by_the_number_at_which_the_bureau_is_asked() -> None:
    agency = with_contact(phone="138-1234-5678", fax="0527-84358595")

    assert PHONE("联系电话：13812345678", agency) == []
    assert PHONE.places("联系电话：13812345679", agency) == [(1, 6, "138****5679")]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"卡号{PAID}", "***************3446"),
        ("卡号6222 0202 0011 2233 446", "***************3446"),
        ("卡号６２２２０２０２００１１２２３３４４６", "***************3446"),
        ("账号622848001234567894", "**************7894"),
        ("信用卡4111-1111-1111-1111", "************1111"),
    ],
)
def test_privacy_bank_account_is_broken_by(text: str, masked: str) -> None:
    (problem,) = BANK_ACCOUNT(text)

    assert isinstance(problem, Problem)
    assert problem.actual == masked
    assert str(problem.message) == f"the number of a bank card stands in the text: {masked}"


@pytest.mark.parametrize(
    "text",
    [
        "卡号************3446",
        "卡号6222020200112233445",
        "文书编号：6222020200112233446",
        "许可证号4111111111111111",
        "统一社会信用代码411111111111111181",
        "编号3566002020360505",
        "发票代码6222020200112233446",
    ],
)
def test_privacy_bank_account_is_kept_by(text: str) -> None:
    assert BANK_ACCOUNT(text) == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"王某，家住{HOME}。", "…小区*栋*单元*室"),
        ("住址：宿豫区项里街道幸福家园 12 幢 301 室", "…家园*幢*室"),
        ("幸福小区3号楼2单元501", "…小区*号楼*单元*"),
        ("幸福路12号3幢501室", "…路*号*幢*室"),
        ("户籍地幸福路12号501室", "…路*号*室"),
        ("幸福花园３－２－５０１", "…花园*-*-*"),
        ("埠子镇幸福村三组15号", "…村*组*号"),
        ("阳光花园甲幢二单元三〇一室", "…花园*幢*单元*室"),
        ("上海市幸福路100弄8号301室，家庭成员三人", "…路*弄*号*室"),
        ("家住某局宿舍3栋501室", "…宿舍*栋*室"),
    ],
)
def test_privacy_address_is_broken_by(text: str, masked: str) -> None:
    (problem,) = ADDRESS(text)

    assert isinstance(problem, Problem)
    assert problem.actual == masked


@pytest.mark.parametrize(
    "text",
    [
        "地址：宿迁市洪泽湖路156号市政务服务中心3号楼501室",
        "地址：宿迁市洪泽湖路156号市政府大楼5楼501室",
        "办公地址：宿迁市幸福路12号3幢501室",
        "地址：宿迁市青海湖路5号301室",
        "受理地点：3号楼101室",
        "宿迁市科技创业园3幢501室",
        "江苏示范科技有限公司（幸福路12号3幢501室）",
        "家住幸福小区",
        "幸福小区**栋**单元***室",
        "老旧小区改造涉及35个小区、420栋、1200个单元",
        "成立3个村民小组，走访120户",
        "在幸福社区设立3个工作室",
    ],
)
def test_privacy_address_is_kept_by(text: str) -> None:
    assert ADDRESS(text) == []


def test_privacy_address_is_kept_by_the_bureaus_own_office() -> None:
    agency = with_contact(address="宿城区幸福小区3栋2单元501室")

    assert ADDRESS(f"请到{HOME}提出申请", agency) == []


def test_every_number_is_found_with_its_place() -> None:
    text = f"第一行\n王某{CALLED}，李某13912345678"

    assert PHONE.places(text) == [(2, 3, "138****5678"), (2, 17, "139****5678")]


def test_a_cell_of_a_table_is_looked_at_and_its_masks_are_lawful() -> None:
    rows = (("王某", SOMEBODY), ("李某", "1101************2X"))
    table = RecordTable(title="名单", columns=("姓名", "证件号码"), rows=rows)

    (problem,) = ID_NUMBER.on(report_of((table,)))

    assert isinstance(problem, Problem)
    assert (problem.address, problem.place) == ("section:text", None)


def test_no_finding_repeats_what_it_found(judge: Judge) -> None:
    text = f"{OTHER}王某，{SOMEBODY}，{CALLED}，{PAID}，家住{HOME}。"

    outcome = run_files(judge.folder, new(other=text), judge.plugins)
    found = [f for f in outcome.findings if f.code.startswith("privacy.")]

    assert sorted(f.code for f in found) == [
        "privacy.address",
        "privacy.bank-account",
        "privacy.id-number",
        "privacy.phone",
    ]
    said = json.dumps([repr(f) for f in found], ensure_ascii=False)
    assert [value for value in (SOMEBODY, CALLED, PAID, HOME, "3栋2单元") if value in said] == []


@pytest.mark.parametrize("judge_of", ALL, ids=lambda judge: str(judge.check.code))
@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "1 " * 50_000,
        "3栋" * 50_000,
        "二单元" * 33_000,
        "小区3-" * 25_000,
        "村三组" * 33_000,
        "\ud800\x00\u202e1" * 25_000,
        "１３８" * 33_000,
        "",
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_texts_take_no_time(judge_of: TextJudge, text: str) -> None:
    start = time.process_time()

    judge_of(text)

    assert time.process_time() - start < 30


def test_every_rule_has_an_example() -> None:
    assert [example.code for example in gongkai_register_examples()] == [
        "privacy.id-number",
        "privacy.phone",
        "privacy.bank-account",
        "privacy.address",
    ]
