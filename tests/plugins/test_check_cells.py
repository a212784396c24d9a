from __future__ import annotations

from datetime import date

from gongkai.host import Plugins
from gongkai.kinds import Checking
from gongkai.model.agency import Agency, AgencyKind, Contact
from gongkai.model.figures import AS_PUBLISHED, Figure, State, Summed
from gongkai.model.report import Report
from tests.plugins.check_reports import Judge, old, omitted, zeros

FEES = "a20_8.fees"


def complete(installed: Plugins) -> str:
    return zeros(installed.offers().forms["cn-2021"].thing)


def test_cells_required_is_broken_by_a_cell_left_out(judge: Judge, installed: Plugins) -> None:
    without = complete(installed).replace("[figures.a20_8]\nfees = 0\n", "")

    assert judge.told("cells.required", omitted(without)) == [
        ("error", "a20_8.fees", "行政事业性收费 is not filled in")
    ]


def test_cells_required_is_kept_by_a_full_form(judge: Judge, installed: Plugins) -> None:
    assert judge.told("cells.required", omitted(complete(installed))) == []


def test_cells_required_is_kept_by_a_total_that_the_form_derives(
    judge: Judge, installed: Plugins
) -> None:
    row = "granted = [0, 0, 0, 0, 0, 0, 0]"
    by_column = (
        "granted = { natural_person = 1, business = 0, research = 0, public_welfare = 0, "
        "legal_service = 0, other = 0 }"
    )

    assert judge.told("cells.required", omitted(complete(installed).replace(row, by_column))) == []


def test_cells_required_is_kept_by_the_form_of_2014_which_asks_for_none(judge: Judge) -> None:
    assert judge.told("cells.required", old()) == []


def test_cells_blank_is_broken_by_an_empty_text(judge: Judge) -> None:
    assert judge.told("cells.blank", omitted('[figures.a20_8]\nfees = ""')) == [
        ("error", FEES, "行政事业性收费 is printed blank")
    ]


def test_cells_blank_is_kept_by_zero_and_by_not_applicable(judge: Judge) -> None:
    figures = '[figures.a20_6]\npenalty = 0\ncoercion = { na = "无此职权" }'

    assert judge.told("cells.blank", omitted(figures)) == []


def test_cells_negative_is_broken_by_a_number_below_zero(judge: Judge) -> None:
    (finding,) = judge("cells.negative", omitted("[figures.a20_6]\npenalty = -3"))

    assert (finding.address, finding.expected, finding.actual) == ("a20_6.penalty", "≥0", "-3")


def test_cells_negative_is_kept_by_a_change_on_last_year(judge: Judge) -> None:
    report = 'form = "cn-2019"\n[narrative]\nomitted = "仅转录数据"\n[figures.a20_5]\n'
    row = "licence = { items_last_year = 4, change = -2, decisions = 1 }"
    files = {"ju/bureau.toml": omitted()["ju/bureau.toml"], "ju/2020/report.toml": report + row}

    assert judge.told("cells.negative", files) == []


def test_cells_not_a_number_is_broken_by_a_text(judge: Judge) -> None:
    (finding,) = judge("cells.not-a-number", omitted('[figures.a20_6]\npenalty = "若干"'))

    assert str(finding.message) == "行政处罚 holds '若干', where a number belongs"
    assert finding.source is not None
    assert str(finding.source) == "ju/2024/report.toml:4:11"


def test_cells_not_a_number_is_broken_by_a_fraction_of_a_piece(judge: Judge) -> None:
    assert judge.told("cells.not-a-number", omitted("[figures.a20_6]\npenalty = 1.5")) == [
        ("error", "a20_6.penalty", "行政处罚 holds '1.5', where a number belongs")
    ]


def test_cells_not_a_number_is_kept_by_about_so_many(judge: Judge) -> None:
    assert judge.told("cells.not-a-number", omitted('[figures.a20_6]\npenalty = "200余"')) == []


def test_cells_not_a_number_is_broken_by_a_bare_stroke(judge: Judge) -> None:
    (finding,) = judge("cells.not-a-number", omitted('[figures.a20_6]\npenalty = "／"'))

    assert (finding.severity.value, finding.address, finding.actual) == (
        "error",
        "a20_6.penalty",
        "/",
    )
    assert str(finding.message) == '行政处罚: "/" says no reason; write 0, or { na = "reason" }'


def test_cells_not_a_number_is_broken_by_a_bare_stroke_in_the_form_of_2019(judge: Judge) -> None:
    report = 'form = "cn-2019"\n[narrative]\nomitted = "仅转录数据"\n[figures.a20_5]\n'
    row = 'licence = { items_last_year = 4, change = "/", decisions = 1 }'
    files = {"ju/bureau.toml": omitted()["ju/bureau.toml"], "ju/2020/report.toml": report + row}

    assert [address for _, address, _ in judge.told("cells.not-a-number", files)] == [
        "a20_5.licence.change"
    ]


def test_cells_not_a_number_is_kept_by_not_applicable_with_a_reason(judge: Judge) -> None:
    figures = '[figures.a20_6]\npenalty = { na = "无此职权" }'

    assert judge.told("cells.not-a-number", omitted(figures)) == []


def test_cells_not_a_number_is_kept_by_a_stroke_in_the_form_of_2014(judge: Judge) -> None:
    assert judge.told("cells.not-a-number", old('staff = "/"')) == []


def test_cells_not_a_number_is_kept_by_a_sum_of_bare_strokes(installed: Plugins) -> None:
    form = installed.offers().forms["cn-2021"].thing
    agency = Agency(
        id="shi", name="市", short_name="市", kind=AgencyKind.GOVERNMENT, contact=Contact()
    )
    figures = {
        cell.address: Figure(
            address=cell.address,
            state=State.NOT_APPLICABLE,
            text=AS_PUBLISHED,
            evidence=Summed(contributions=()),
        )
        for cell in form.cells()
    }
    checking = Checking(
        report=Report(agency=agency, year=2024, form=form, title="", figures=figures),
        previous=None,
        channels=(),
        enabled=(),
        chosen=(),
        today=date(2025, 1, 31),
        settings=None,
    )

    assert tuple(installed.offers().checks["cells.not-a-number"].thing.run(checking)) == ()
