from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import Operator, Severity, Sighting, Term, ValueType, read_form
from gongkai.errors import ConfigError
from gongkai.model.counting import Count

GOOD = """\
id = "small"
title = "小表"
number = "测试〔2014〕1号"
regulation = "条例"
years_from = 2014
years_to = 2018
[[section]]
key = "numbers"
heading = "一、数字"
[[table]]
key = "t"
title = "表"
section = "numbers"
[[table.column]]
key = "year"
label = "本年"
[[table.column]]
key = "all"
label = "累计"
value_type = "decimal"
[[table.row]]
key = "head"
label = "公开"
heading = true
[[table.row]]
key = "total"
label = "总数"
parent = "head"
evidence = "recalled"
count = { register = "disclosures", channels = "rest" }
[[table.row]]
key = "part"
label = "部分"
count = { register = "disclosures", channels = ["weibo"], normative = true }
[[relation]]
code = "t.parts"
table = "t"
each = "column"
left = ["total"]
operator = "="
right = ["part", { cell = "total", times = -1, year = -1 }]
severity = "error"
derives = false
[[relation]]
code = "t.all"
each = ["t.total.year", "t.part.year"]
left = ["*"]
operator = "<="
right = ["t.total.all"]
severity = "warning"
undetermined = "information"
basis = "通例"
[[phrase]]
code = "text.number"
phrases = ["共"]
sums = [["t.total.year", "t.part.year"]]
[[rule]]
code = "t.parts"
title = "合计"
why = "部分"
fix = "核对"
[[rule]]
code = "t.all"
title = "不超过"
why = "部分"
fix = "核对"
[[rule]]
code = "text.number"
title = "一致"
why = "同一个数"
fix = "核对"
"""

ONE_COLUMN = """\
id = "one"
title = "一列"
number = ""
regulation = "条例"
years_from = 2014
years_to = 2018
report_title = "{name}{year}年报"
rule = [{ code = "t.same", title = "相等", why = "相同", fix = "核对" }]
[[relation]]
code = "t.same"
left = ["t.a"]
operator = "="
right = ["t.b"]
severity = "error"
[[table]]
key = "t"
title = "表"
column = [{ key = "value", label = "数" }]
row = [{ key = "a", label = "甲" }, { key = "b", label = "乙" }]
"""


def mistakes(folder: Path, text: str) -> list[str]:
    (folder / "form.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_form(folder / "form.toml")
    return str(caught.value).splitlines()


def test_a_form_without_mistakes_is_read(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(GOOD, encoding="utf-8")

    form = read_form(tmp_path / "form.toml")

    assert [cell.address for cell in form.cells()] == [
        "t.total.year",
        "t.total.all",
        "t.part.year",
        "t.part.all",
    ]
    assert form.report_title == "{name}{year}年政府信息公开工作年度报告"
    assert form.table("t").columns[1].value_type is ValueType.DECIMAL


def test_the_conveniences_of_the_file_are_spread_out(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(GOOD, encoding="utf-8")

    head, total, part = read_form(tmp_path / "form.toml").table("t").rows

    assert (head.path, head.heading, head.count) == (("公开",), True, None)
    assert (total.sighting, total.parent) == (Sighting.RECALLED, "head")
    assert total.count == Count(register="disclosures", rest=True)
    assert part.count == Count(register="disclosures", channels=("weibo",), normative=True)


def test_relations_are_repeated_by_column_or_by_address(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(GOOD, encoding="utf-8")

    parts, at_most = read_form(tmp_path / "form.toml").relations

    assert (parts.each, parts.operator) == ("column", Operator.EQUAL)
    assert parts.right == (Term(cell="part"), Term(cell="total", times=-1, year=-1))
    assert at_most.each == ("t.total.year", "t.part.year")
    assert at_most.undetermined is Severity.INFORMATION


def test_a_relation_without_a_basis_has_that_of_the_form(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(GOOD, encoding="utf-8")

    relations = read_form(tmp_path / "form.toml").relations

    assert [relation.basis for relation in relations] == ["测试〔2014〕1号", "通例"]


def test_a_table_of_one_column_drops_it_from_addresses(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(ONE_COLUMN, encoding="utf-8")

    form = read_form(tmp_path / "form.toml")

    assert [cell.address for cell in form.cells()] == ["t.a", "t.b"]
    assert (form.relations[0].each, form.report_title) == ("", "{name}{year}年报")


def test_every_mistake_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    text = (
        GOOD.replace("years_to = 2018", 'years_to = "2018"')
        .replace('heading = "一、数字"', 'headign = "一、数字"')
        .replace('key = "part"', 'key = "total"')
        .replace('right = ["t.total.all"]', 'right = ["t.totl.all"]')
        .replace('code = "text.number"\ntitle', 'code = "text.numbers"\ntitle')
    )

    assert mistakes(tmp_path, text) == [
        "form.toml:6:12: years_to: expected a whole number, found '2018'",
        "form.toml:7:3: the key 'section.0.heading' is missing",
        "form.toml:9:1: unknown key 'headign'; did you mean 'heading'?",
        "form.toml:32:7: the key 'total' stands here a second time",
        "form.toml:41:10: there is no cell 'part'; known: total",
        "form.toml:46:25: there is no cell 't.part.year'; did you mean 't.total.year'?",
        "form.toml:49:10: there is no cell 't.totl.all'; did you mean 't.total.all'?",
        "form.toml:54:8: no [[rule]] says what the code 'text.number' means",
        "form.toml:56:26: there is no cell 't.part.year'; did you mean 't.total.year'?",
        "form.toml:68:8: there is no code 'text.numbers'; did you mean 'text.number'?",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "years_from = 2014",
            "years_from = 2019",
            "form.toml:6:12: the form ends in 2018, before it begins in 2019",
        ),
        (
            'id = "small"',
            'id = "small"\nreport_title = "{nmae}{year}"',
            "form.toml:2:16: report_title: nothing fills 'nmae'; did you mean 'name'?",
        ),
        (
            'id = "small"',
            'id = "small"\nreport_title = "{name"',
            "form.toml:2:16: report_title: expected '}' before end of string",
        ),
        (
            'section = "numbers"',
            'section = "nubmers"',
            "form.toml:13:11: there is no section 'nubmers'; did you mean 'numbers'?",
        ),
        (
            'key = "part"',
            'key = "Part.1"',
            "form.toml:32:7: the key 'Part.1' must be of small letters, digits and underscores",
        ),
        (
            'parent = "head"',
            'parent = "haed"',
            "form.toml:28:10: there is no row 'haed'; did you mean 'head'?",
        ),
        (
            'parent = "head"',
            'path = ["公开", "总数"]',
            "form.toml:28:8: the path has 2 parts, but the table only 1 columns of labels",
        ),
        (
            'table = "t"',
            'table = "u"',
            "form.toml:37:9: there is no table 'u'; known: t",
        ),
        (
            'each = "column"',
            'each = "colum"',
            "form.toml:38:8: there is no cell 'colum'; did you mean 'column'?",
        ),
        (
            'each = "column"',
            'each = "row"',
            "form.toml:39:9: there is no cell 'total'; known: all, year",
        ),
        (
            'left = ["total"]',
            'left = ["head"]',
            "form.toml:39:9: there is no cell 'head'; known: part, total",
        ),
        (
            'right = ["t.total.all"]',
            "right = []",
            "form.toml:49:9: right: needs a term",
        ),
        (
            'left = ["*"]',
            'left = "*"',
            "form.toml:47:8: relation.1.left: expected a list, found '*'",
        ),
        (
            'right = ["part", { cell = "total", times = -1, year = -1 }]',
            'right = ["part", { cel = "total" }]',
            "form.toml:41:20: unknown key 'cel'; did you mean 'cell'?",
        ),
        (
            'code = "t.parts"',
            'code = "parts"',
            "form.toml:36:8: the code 'parts' must be like family.rule",
        ),
        (
            'code = "t.all"\ntitle',
            'code = "t.parts"\ntitle',
            "form.toml:63:8: the code 't.parts' stands here a second time",
        ),
        (
            '{ register = "disclosures", channels = "rest" }',
            '{ register = "disclosures", channels = "weibo" }',
            "form.toml:30:48: table.0.row.1.count.channels: expected a list, found 'weibo'",
        ),
        (
            'phrases = ["共"]',
            "phrases = [1]",
            "form.toml:55:12: phrase.0.phrases.0: expected a text in quotes, found 1",
        ),
        (
            'phrases = ["共"]\n',
            'phrases = ["共"]\nshares = [["t.part.year"], ["t.total.yaer"]]\n',
            "form.toml:56:29: there is no cell 't.total.yaer'; did you mean 't.total.year'?",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    assert expected in mistakes(tmp_path, GOOD.replace(old, new))


@pytest.mark.parametrize(
    ("addition", "expected"),
    [
        ("section = 1\n", "form.toml:8:11: section: expected a list, found 1"),
        ("section = [1]\n", "form.toml:8:12: section.0: expected a table, found 1"),
        ("tabel = []\n", "form.toml:8:1: unknown key 'tabel'; did you mean 'table'?"),
    ],
)
def test_a_part_of_the_wrong_shape_is_told_once(
    tmp_path: Path, addition: str, expected: str
) -> None:
    assert mistakes(tmp_path, ONE_COLUMN.replace("rule = ", addition + "rule = ")) == [expected]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("row = []", "form.toml:15:3: the table 't' needs a column and a row"),
        ("row = 1", "form.toml:19:7: table.0.row: expected a list, found 1"),
        ("row = [1]", "form.toml:19:8: table.0.row.0: expected a table, found 1"),
    ],
)
def test_a_table_needs_rows(tmp_path: Path, written: str, expected: str) -> None:
    rows = 'row = [{ key = "a", label = "甲" }, { key = "b", label = "乙" }]'

    assert expected in mistakes(tmp_path, ONE_COLUMN.replace(rows, written))


def test_no_list_of_hundreds_of_names_is_shown(tmp_path: Path) -> None:
    rows = ", ".join(f'{{ key = "r{number}", label = "行" }}' for number in range(40))
    text = ONE_COLUMN.replace('{ key = "b", label = "乙" }', rows)

    assert mistakes(tmp_path, text.replace('"t.b"', '"zzzz"')) == [
        "form.toml:13:10: there is no cell 'zzzz'; the form has 41 others"
    ]


@given(st.text(max_size=300))
def test_any_text_is_a_form_or_a_configuration_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("form") / "form.toml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")

    with pytest.raises(ConfigError):
        read_form(path)


@pytest.mark.parametrize(
    ("change", "into", "expected"),
    [
        (
            "years_to = 2018",
            "years_to = 2018\ntolerated_to = 2018",
            "form.toml:7:16: tolerated_to: expected a year after 2018",
        ),
        (
            (
                'operator = "="\nright = ["part", { cell = "total", times = -1, year = -1 }]\n'
                'severity = "error"\nderives = false'
            ),
            (
                'operator = "<="\nright = ["part", { cell = "total", times = -1, year = -1 }]\n'
                'severity = "error"\nderives = true'
            ),
            (
                "form.toml:43:11: only a relation with = and one term of this year on the left "
                "derives a figure"
            ),
        ),
    ],
)
def test_more_that_a_form_may_not_say(
    tmp_path: Path, change: str, into: str, expected: str
) -> None:
    assert expected in mistakes(tmp_path, GOOD.replace(change, into))


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (
            '{ register = "request", where = { when = ["received"] } }',
            "there is no register 'request'; did you mean 'requests'?",
        ),
        (
            '{ register = "requests", where = { wen = ["received"] } }',
            "there is no facet 'wen'; did you mean 'when'?",
        ),
        (
            '{ register = "requests", where = { when = ["recieved"] } }',
            "there is no value 'recieved'; did you mean 'received'?",
        ),
        (
            '{ register = "fees", where = { when = ["charged"] }, divide = 0 }',
            "divide: expected a number above zero",
        ),
        (
            '{ register = "disclosures", where = { when = ["received"] } }',
            "the register 'disclosures' has no facets",
        ),
    ],
)
@pytest.mark.parametrize("place", ["table", "row", "column"])
def test_a_count_names_registers_facets_and_values_that_there_are(
    tmp_path: Path, place: str, count: str, expected: str
) -> None:
    written = f"count = {count}\n"
    below = {
        "table": ('section = "numbers"\n', 'section = "numbers"\n' + written),
        "row": ('label = "总数"\n', 'label = "总数"\n' + written),
        "column": ('label = "本年"\n', 'label = "本年"\n' + written),
    }
    text = GOOD.replace('count = { register = "disclosures", channels = "rest" }\n', "")

    (mistake,) = mistakes(tmp_path, text.replace(*below[place]))

    assert mistake.endswith(expected)
    assert mistake.startswith("form.toml:")


def test_a_crosswalk_names_cells_of_the_form_it_is_in(tmp_path: Path) -> None:
    crosswalk = '[[crosswalk]]\nform = "old"\n[crosswalk.moved]\n"t.totl.year" = "s.total"\n'

    (mistake,) = mistakes(tmp_path, GOOD + crosswalk)

    assert "t.totl.year" in mistake
    assert "t.total.year" in mistake


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ": a chart needs either [[chart.bar]] or table"),
        ('table = "channels"\n[[chart.bar]]\nlabel = "x"\ncells = ["t.total.year"]', " or table"),
        ('table = "chanels"', ": there is no table 'chanels'; did you mean 'channels'?"),
        ('[[chart.bar]]\nlabel = "x"\ncells = []', ": a bar of a chart needs a cell"),
        (
            '[[chart.bar]]\nlabel = "x"\ncells = ["t.totl.year"]',
            ": there is no cell 't.totl.year'; did you mean 't.total.year'?",
        ),
    ],
)
def test_a_chart_shows_cells_of_the_form_or_a_table_of_the_engine(
    tmp_path: Path, said: str, expected: str
) -> None:
    (mistake,) = mistakes(tmp_path, f'{GOOD}[[chart]]\ntitle = "图"\n{said}\n')

    assert mistake.startswith("form.toml:")
    assert mistake.endswith(expected)


@pytest.mark.parametrize("key", ["channels", "areas"])
def test_a_form_leaves_the_engines_tables_alone(tmp_path: Path, key: str) -> None:
    (first, *_) = mistakes(tmp_path, GOOD.replace('key = "t"', f'key = "{key}"'))

    assert first == f"form.toml:11:7: the engine keeps a table '{key}' of its own"


def test_a_form_may_be_tolerated_for_longer_than_it_is_in_force(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text(GOOD.replace("years_to = 2018", "years_to = 2018\ntolerated_to = 2019"))

    found = read_form(path)

    assert [year for year in range(2013, 2022) if found.may_be_of(year)] == list(range(2014, 2020))
