from __future__ import annotations

import time
from pathlib import Path

import pytest
from attrs import evolve

from gongkai.errors import Position
from gongkai.model.agency import Agency, Level, Region
from gongkai.model.findings import NotAssessable, Problem
from gongkai.model.report import Heading, Note, Paragraph, RecordTable, Report, Span
from gongkai_check_integrity import gongkai_register_checks, gongkai_register_examples
from tests.plugins.check_reports import Judge, new
from tests.plugins.check_texts import FORM, NOBODY, TextJudge, report_of, with_contact

CHECKS = tuple(gongkai_register_checks())
SPAM = TextJudge(CHECKS, "integrity.spam")
NAME = TextJudge(CHECKS, "integrity.name")
LOST = TextJudge(CHECKS, "integrity.lost-characters")
NOISE = TextJudge(CHECKS, "integrity.noise")
FOREIGN = TextJudge(CHECKS, "integrity.foreign-domain")
ALL = (SPAM, NAME, LOST, NOISE, FOREIGN)
BUREAU = evolve(
    NOBODY,
    name="宿迁市科学技术局",
    short_name="市科技局",
    region=Region(id="suqian", name="宿迁市", level=Level.PREFECTURE),
)
#: A copy of a published page, as damaged as it was found: data, and nothing to follow.
DAMAGED = Path(__file__).with_name("damaged.txt").read_text("utf-8")
BOTH = "365体育手机投注,365体育APP"


def test_the_damaged_text_yields_its_twelve_injections_with_their_places() -> None:
    assert SPAM.places(DAMAGED) == [
        (1, 1, BOTH),
        (5, 1, BOTH),
        (11, 45, BOTH),
        (11, 118, BOTH),
        (15, 9, BOTH),
        (15, 125, BOTH),
        (15, 144, BOTH),
        (23, 209, BOTH),
        (23, 233, BOTH),
        (29, 4, BOTH),
        (33, 14, "365体育APP"),
        (33, 24, BOTH),
    ]


def test_the_damaged_text_yields_its_lost_characters_with_their_places() -> None:
    assert LOST.places(DAMAGED) == [
        (11, 93, "201811日"),
        (11, 102, "20181231日"),
        (11, 204, "sqkjjbgs163.com"),
        (
            33,
            7,
            "《市政府办公室365体育APP印发365体育手机投注,365体育APP市市区部分行政处罚案件信息公开暂行办法的通知》",
        ),
        (33, 70, "〔201478号"),
    ]


def test_the_damaged_text_has_nothing_else() -> None:
    assert NOISE(DAMAGED) == FOREIGN(DAMAGED) == []


def test_integrity_spam_is_broken_by_a_word_in_a_report(judge: Judge) -> None:
    text = f"本年度未收取信息处理费。详见{BOTH}市科技局门户网站。"

    (finding,) = judge("integrity.spam", new(other=text))

    assert str(finding.message) == (
        f"'{BOTH}' does not belong in this text: advertising for betting"
    )
    assert (finding.address, finding.source) == (
        "section:other",
        Position("ju/2024/other.md", 1, 15),
    )


def test_integrity_spam_is_kept_by_a_report(judge: Judge) -> None:
    assert judge.told("integrity.spam", new()) == []


def titled(title: str, opening: str = "", agency: Agency = BUREAU) -> Report:
    blocks = (Paragraph(spans=(Span(text=opening),), place=Position("opening.md", 1)),)
    return Report(
        agency=agency,
        year=2024,
        form=FORM,
        title=title,
        figures={},
        opening=blocks if opening else (),
    )


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("2024年政府信息公开工作年度报告", "the title does not name 宿迁市科学技术局"),
        ("市科技局2024年年度报告", "the title names 市科技局, but not the place: 宿迁"),
        (f"{BOTH}市科技局2024年年度报告", "the title names 市科技局, but not the place: 宿迁"),
        ("宿迁市教育局2024年年度报告", "the title does not name 宿迁市科学技术局"),
        ("宿迁局2024年年度报告", "the title does not name 宿迁市科学技术局"),
        ("今年的宿迁", "the title does not name 宿迁市科学技术局"),
    ],
)
def test_integrity_name_is_broken_by_the_title(title: str, message: str) -> None:
    (problem,) = NAME.on(titled(title))

    assert isinstance(problem, Problem)
    assert (problem.address, str(problem.message)) == ("title", message)
    assert problem.expected == "宿迁市科学技术局"


def test_integrity_name_is_broken_by_the_opening() -> None:
    (problem,) = NAME.on(titled("宿迁市科学技术局年度报告", "本报告由我局编制。"))

    assert isinstance(problem, Problem)
    assert (problem.address, problem.place) == ("section:opening", Position("opening.md", 1))
    assert str(problem.message) == "the opening does not name 宿迁市科学技术局"


@pytest.mark.parametrize(
    "title",
    [
        "宿迁市科学技术局2024年政府信息公开工作年度报告",
        "宿迁市科技局2024年政府信息公开工作年度报告",
        "宿迁 市科技局2024年度报告",
        "宿迁科技局2024年度报告",
        "宿迁市２０２４年市科技局年度报告",
    ],
)
def test_integrity_name_is_kept_by_the_title(title: str) -> None:
    assert NAME.on(titled(title, "宿迁市科学技术局编制本报告。")) == []


def test_integrity_name_is_kept_by_an_abbreviation_of_a_government() -> None:
    government = evolve(BUREAU, name="宿迁市人民政府", short_name="")

    assert NAME.on(titled("宿迁市政府2024年度报告", agency=government)) == []


def test_integrity_name_needs_no_place_that_nobody_knows() -> None:
    centre = evolve(NOBODY, name="大数据中心", short_name="数据中心")

    assert NAME.on(titled("数据中心2024年度报告", agency=centre)) == []


def test_integrity_name_of_a_place_that_is_not_in_the_name_is_looked_for_in_the_text() -> None:
    zone = evolve(BUREAU, name="洋河新区管委会", short_name="洋河管委会")

    assert NAME.on(titled("宿迁洋河管委会2024年度报告", agency=zone)) == []


def test_integrity_name_is_looked_for_in_the_whole_of_a_bare_text() -> None:
    assert NAME("宿迁市科学技术局\n年度报告", BUREAU) == []
    assert len(NAME("年度报告", BUREAU)) == 1
    assert NAME("", BUREAU) == []


def test_integrity_name_of_nobody_cannot_be_looked_for() -> None:
    (told,) = NAME("年度报告")

    assert isinstance(told, NotAssessable)
    assert str(told.why) == "the agency's name is not known"


@pytest.mark.parametrize(
    ("text", "missing", "actual"),
    [
        ("自201811日起", "年、月", "201811日"),
        ("至20181231日止", "年、月", "20181231日"),
        ("自201711日至20171231日", "年、月", "201711日"),
        ("截至201812月31日", "年", "201812月31日"),
        ("截至201812月", "年", "201812月"),
        ("截至2018年1231日", "月", "2018年1231日"),
        ("自２０１８１１日起", "年、月", "２０１８１１日"),
        ("宿政办发〔201478号", "〕", "〔201478号"),
        ("宿政办发〔78号", "年份", "〔78号"),
        ("宿政办发〔〕78号", "年份", "〔〕"),
        ("宿政办发[201478号", "〕", "[201478号"),
        ("宿政办发（201478号", "〕", "（201478号"),
        ("宿政办发2014〕78号", "〔", "2014〕"),
        ("宿政办发201478号", "〔〕", "201478号"),
        ("电子邮箱:sqkjjbgs163.com)", "@", "sqkjjbgs163.com"),
        ("邮箱：sqkjj qq.com", "@", "sqkjj qq.com"),
        ("E-mail: sqkjj126.com", "@", "sqkjj126.com"),
        ("邮箱地址为kjjsuqian.gov.cn", "@", "kjjsuqian.gov.cn"),
        ("《市政府办公室印发暂行办法的通知》", "关于", "《市政府办公室印发暂行办法的通知》"),
        ("《市政府印发《办法》的通知》", "关于", "《市政府印发《办法》的通知》"),
    ],
)
def test_integrity_lost_characters_is_broken_by(text: str, missing: str, actual: str) -> None:
    problem = LOST(text)[0]

    assert isinstance(problem, Problem)
    assert (problem.expected, problem.actual) == (missing, actual)
    assert str(problem.message) == f"{actual!r} has lost {missing}"


@pytest.mark.parametrize(
    "text",
    [
        "自2018年1月1日起，至2018年12月31日止",
        "截至2018-12-31，编号20181231",
        "全年365日开放，累计接待20181日次",
        "2018年30日内答复，2018年15日内公布，2018年40日止",
        "共有2018条、20181231条",
        "宿政办发〔2014〕78号、宿政办发[2014]78号、宿政办发（2014）78号",
        "国令第711号，国办发〔2014〕32号",
        "合同(2018123号)已经签订",
        "电子邮箱：sqkjjbgs@163.com",
        "市长信箱：http://www.suqian.gov.cn/szxx，邮箱：www.suqian.gov.cn",
        "邮箱登录：mail.163.com；邮箱：mail.qq.com；信箱：kjj.suqian.gov.cn",
        "《市政府办公室关于印发暂行办法的通知》",
        "《市政府办公室关于印发《暂行办法》的通知》",
        "《市政府办公室转发省政府办公厅印发办法的通知》",
        "《市政府办公室印发〈关于推进公开的意见〉的通知》、《市政府办公室印发关于推进公开的通知》",
        "《印发暂行办法的通知》",
        "《政务公开工作要点》印发各单位，另行通知",
        "市政府办公室印发通知，《办法》同时废止",
        "《市政府办公室印发暂行办法的决定》和《放假通知》",
        "《市政府办公室印发暂行办法\n的通知》",
        "《市政府办公室印发《办法的通知》",
        "电话：0527-84358595，网站www.163.com",
    ],
)
def test_integrity_lost_characters_is_kept_by(text: str) -> None:
    assert LOST(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "actual"),
    [
        ("公开***信息", "a run of asterisks", "***"),
        ("********", "a run of asterisks", "********"),
        ("＊＊＊　＊＊＊", "a run of asterisks", "＊＊＊<U+3000>＊＊＊"),
        ("公\ufffd开", "characters that were lost on the way", "<U+FFFD>"),
        ("公\ud800开", "characters that were lost on the way", "<U+D800>"),
        (
            "公\ue000开",
            "characters of private use, which other computers cannot show",
            "<U+E000>",
        ),
        ("公\u200b开\ufeff", "characters that cannot be seen", "<U+200B><U+FEFF>"),
        ("公\u202e开", "marks that turn the direction of writing", "<U+202E>"),
        ("公\x00开", "control characters", "<U+0000>"),
        ("信(xin)息(xi)公开", "pinyin between the characters", "信(xin)息(xi)"),
        ("信（xìn）息（xī）", "pinyin between the characters", "信（xìn）息（xī）"),
        ("锟斤拷锟斤拷", "text that was read in a wrong encoding", "锟斤拷"),
        ("烫烫烫烫", "text that was read in a wrong encoding", "烫烫烫"),
        ("ä¸\u00adå\u009b½", "text that was read in a wrong encoding", "ä¸<U+00AD>å<U+009B>½"),
        ("\u2ec5", "radicals and compatibility forms in the place of characters", "\u2ec5"),
    ],
)
def test_integrity_noise_is_broken_by(text: str, kind: str, actual: str) -> None:
    problem = NOISE(text)[0]

    assert isinstance(problem, Problem)
    assert problem.actual == actual
    assert str(problem.message).startswith(f"the passage has {kind}: {actual} (")


@pytest.mark.parametrize(
    ("text", "kind", "actual"),
    [
        ("见<script>alert(1)</script>", "markup of a page", "<script>"),
        ("<iframe src=x></iframe>", "markup of a page", "<iframe src=x>"),
        ("见[这里](javascript:alert(1))", "markup of a page", "[这里](javascript:alert(1)"),
        ("![图](file:///etc/passwd)", "markup of a page", "![图](file:///etc/passwd)"),
        ("<!-- 注 -->", "markup of a page", "<!-- 注 -->"),
        ('=HYPERLINK("http://x")', "a formula", "=HYPERLINK("),
    ],
)
def test_integrity_noise_is_broken_by_what_would_act(text: str, kind: str, actual: str) -> None:
    problem = NOISE(text)[0]

    assert isinstance(problem, Problem)
    assert problem.actual.startswith(actual)
    assert str(problem.message).startswith(f"the passage has {kind}")


@pytest.mark.parametrize(
    "text", ["收入<支出，a<b", "〈条例〉", "1=1", "=12", "-SUM", "详见[附件]（3份）", "<500万元"]
)
def test_integrity_noise_is_kept_by_signs_of_arithmetic(text: str) -> None:
    assert NOISE(text) == []


def test_integrity_noise_is_broken_by_radicals_that_their_normal_form_repairs() -> None:
    (problem,) = NOISE("⼯作⽅式：︵略︶")

    assert isinstance(problem, Problem)
    assert problem.expected == "工方(略)".replace("略", "")
    assert str(problem.message) == (
        "the passage has radicals and compatibility forms in the place of characters: ⼯⽅︵︶; "
        "in their normal form (NFKC) they are 工方()"
    )


def test_integrity_noise_is_told_once_for_each_passage_and_kind() -> None:
    assert NOISE.places("公\ufffd开\ufffd信\u200b息\n报\ufffd告") == [
        (1, 2, "<U+FFFD>"),
        (1, 6, "<U+200B>"),
        (2, 2, "<U+FFFD>"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "张*、李**、*某、欧阳**",
        "138****5678",
        "3213************12，************3446，s***@163.com",
        "地址：幸福****小区**栋",
        "江苏****有限公司",
        "2*3=6，注：*为必填项",
        "亳(bó)州、亳（bó）州市",
        "选项甲(a)乙(b)，（一）（二）",
        "１２３％，①②③，Ⅳ，㎡，№",
        "café、naïve、Zürich、à la carte",
        "﨑玉县",
        "一、概述：“公开”——〔2014〕《办法》…",
        "全角ＡＰＰ和空格　",
    ],
)
def test_integrity_noise_is_kept_by(text: str) -> None:
    assert NOISE(text) == []


@pytest.mark.parametrize(
    ("text", "actual", "host"),
    [
        ("详见http://www.evil.com/a。", "http://www.evil.com/a", "www.evil.com"),
        ("详见http://evil.com:8080/查询", "http://evil.com:8080/", "evil.com"),
        ("详见www.evil.com。", "www.evil.com", "www.evil.com"),
        ("详见WWW.Evil.COM", "WWW.Evil.COM", "www.evil.com"),
        ("详见zwinkt.com网站", "zwinkt.com", "zwinkt.com"),
        ("http://www.gov.cn.evil.com/", "http://www.gov.cn.evil.com/", "www.gov.cn.evil.com"),
        ("www.suqian.gov.cn.com", "www.suqian.gov.cn.com", "www.suqian.gov.cn.com"),
        ("suqian.gov.cn.zz", "suqian.gov.cn.zz", "suqian.gov.cn.zz"),
        ("suqiangov.cn", "suqiangov.cn", "suqiangov.cn"),
        ("http://www.gov.cn@evil.com/", "http://www.gov.cn@evil.com/", "evil.com"),
        ("www．evil．com", "www．evil．com", "www.evil.com"),
        ("www。evil。com", "www。evil。com", "www.evil.com"),
        ("www.suqian.gov.cn。com", "www.suqian.gov.cn。com", "www.suqian.gov.cn.com"),
        ("ｗｗｗ.ｅｖｉｌ.ｃｏｍ", "ｗｗｗ.ｅｖｉｌ.ｃｏｍ", "www.evil.com"),
        ("ev\u200bil.com", "ev<U+200B>il.com", "evil.com"),
        ("http://博彩.com/", "http://博彩.com", "xn--9kro4z.com"),
        ("xn--9kro4z.com", "xn--9kro4z.com", "xn--9kro4z.com"),
        ("请看博彩.com", "请看博彩.com", "请看博彩.com"),
        ("http：//evil.com", "http：//evil.com", "evil.com"),
        ("http://evil.com,,", "http://evil.com", "evil.com"),
        ("投稿a@evil.com", "a@evil.com", "evil.com"),
        ("作者abc@163.com", "abc@163.com", "163.com"),
        ("bgs163.com", "bgs163.com", "bgs163.com"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/", "127.0.0.1"),
    ],
)
def test_integrity_foreign_domain_is_broken_by(text: str, actual: str, host: str) -> None:
    (problem,) = FOREIGN(text)

    assert isinstance(problem, Problem)
    assert problem.actual == actual
    assert str(problem.message) == (
        f"{actual!r} leads to {host}, which is neither the government's (.gov.cn) "
        "nor the bureau's own"
    )


@pytest.mark.parametrize(
    "text",
    [
        "门户网站www.suqian.gov.cn，http://kjj.suqian.gov.cn/a?b=c.com",
        "详见中国政府网www.gov.cn。AI平台已上线",
        "电子邮箱：sqkjjbgs@163.com",
        "有意见请发送至sqkjj@vip.163.com",
        "邮箱sqkjj@suqian.gov.cn",
        "电子邮箱：sqkjjbgs163.com",
        "1.主动公开。2.依申请公开。3.14、v2.0、No.1、5.2万件",
        "ASP.NET、Node.js、report.pdf、a.docx、U.S.A.",
        "支持OA。AI赋能。Wi-Fi。5G",
        "时间：8:30-17:00",
        "张@李",
        "www。suqian。gov。cn",
        "。com",
    ],
)
def test_integrity_foreign_domain_is_kept_by(text: str) -> None:
    assert FOREIGN(text) == []


def test_integrity_foreign_domain_is_kept_by_the_bureaus_own_domains_site_and_address() -> None:
    agency = evolve(
        with_contact(email="BGS@Office.example.org"),
        site="https://www.kjj.example/index.html",
        own_domains=("sq.example",),
    )
    text = "www.kjj.example、m.kjj.example、a.sq.example、bgs@office.example.org"

    assert FOREIGN(f"http://{text}", agency) == []
    assert len(FOREIGN("http://xsq.example", agency)) == 1


def test_integrity_foreign_domain_is_kept_by_what_is_allowed() -> None:
    settings = FOREIGN.check.settings(allow=("people.com.cn",))

    assert FOREIGN("http://cpc.people.com.cn/", settings=settings) == []


def test_integrity_foreign_domain_is_broken_by_a_mail_service_that_is_not_wanted() -> None:
    settings = FOREIGN.check.settings(providers=())

    assert len(FOREIGN("电子邮箱：sqkjjbgs@163.com", settings=settings)) == 1


def linked(text: str, url: str) -> Report:
    spans = (
        Span(text="详见"),
        Span(text=text, url=url, place=Position("a.md", 1, 3)),
        Span(text="。"),
    )
    return report_of((Paragraph(spans=spans),))


def test_integrity_foreign_domain_is_broken_by_a_link_behind_innocent_words() -> None:
    (problem,) = FOREIGN.on(linked("www.suqian.gov.cn", "https://evil.com/"))

    assert isinstance(problem, Problem)
    assert (problem.actual, problem.place) == ("https://evil.com/", Position("a.md", 1, 3))


def test_integrity_foreign_domain_is_broken_once_by_a_link_whose_words_say_it() -> None:
    assert len(FOREIGN.on(linked("www.evil.com", "http://www.evil.com"))) == 1


@pytest.mark.parametrize("url", ["https://www.gov.cn/", "mailto:a@163.com", "#top", ""])
def test_integrity_foreign_domain_is_kept_by_a_link(url: str) -> None:
    assert FOREIGN.on(linked("这里", url)) == []


def test_every_part_of_a_report_is_looked_at() -> None:
    blocks = (
        Heading(text="bet365"),
        RecordTable(title="", columns=("名称",), rows=(("葡京娱乐",),)),
        Note(text="亚博体育"),
    )
    agency = evolve(with_contact(office="皇冠体育"), name="宿迁市科技局")

    found = [problem.address for problem in SPAM.on(report_of(blocks, agency)) if problem.address]

    assert found == ["section:text", "section:text", "section:text", "bureau.contact.office"]


@pytest.mark.parametrize("judge_of", ALL, ids=lambda judge: str(judge.check.code))
@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "1" * 100_000,
        "a." * 50_000,
        "a@" * 50_000,
        "http://" * 14_000,
        "《局印发" * 25_000,
        "* " * 50_000,
        "中(a)" * 25_000,
        "邮箱" + "a" * 100_000,
        "\ud800" * 100_000,
        "\x00\u202e" * 50_000,
        "é€" * 50_000,
        "a。" * 50_000,
        "省" * 100_000,
        "abcd市a" * 16_000,
        "20181231日" * 10_000,
        "365体育、" * 16_000,
        "中.com" * 20_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_hostile_texts_take_no_time(judge_of: TextJudge, text: str) -> None:
    start = time.process_time()

    found = judge_of(text, BUREAU)

    assert len(found) <= 101
    assert time.process_time() - start < 30


def test_of_a_flood_only_the_beginning_is_told() -> None:
    last = SPAM("bet365、" * 200)[-1]

    assert isinstance(last, Problem)
    assert str(last.message) == (
        "more places like this one follow: 'bet365' does not belong in this text: "
        "advertising for betting"
    )


def test_every_rule_has_an_example() -> None:
    assert [example.code for example in gongkai_register_examples()] == [
        "integrity.spam",
        "integrity.name",
        "integrity.lost-characters",
        "integrity.noise",
        "integrity.foreign-domain",
        "integrity.published",
    ]
