"""Figures of an earlier form at the addresses of a later one."""

from __future__ import annotations

from attrs import evolve

from gongkai.crosswalk import at_addresses_of
from gongkai.host import Plugins
from gongkai.model.figures import Figures, number
from gongkai.model.form import Column, Form, Row, Table


def forms(installed: Plugins) -> dict[str, Form]:
    return {name: offer.thing for name, offer in installed.offers().forms.items()}


def of(**values: int) -> Figures:
    return {
        address: number(address, value)
        for name, value in values.items()
        for address in [name.replace("__", ".")]
    }


def test_the_same_form_goes_on_as_it_is(installed: Plugins) -> None:
    form = forms(installed)["cn-2021"]
    figures = of(requests__carried_out__total=3)

    assert at_addresses_of(form, form, figures) == (figures, {})


def test_a_series_goes_on_from_2019_to_2021_where_the_meaning_is_the_same(
    installed: Plugins,
) -> None:
    known = forms(installed)
    figures = of(
        requests__carried_out__total=3, a20_5__licence__decisions=7, a20_1__normative__made=2
    )

    found, breaks = at_addresses_of(known["cn-2021"], known["cn-2019"], figures)

    assert found == of(requests__carried_out__total=3, a20_5__licence=7)
    assert breaks["a20_1.normative.valid"].startswith("2019年格式统计的是新制作")
    assert breaks["requests.other_else.total"].startswith("2019年格式的（六）其他处理只有一行")
    assert "requests.granted.total" not in breaks


def test_a_moved_cell_goes_on_in_a_table_whose_series_ends(installed: Plugins) -> None:
    known = forms(installed)
    figures = of(statistics__requests_received=22, statistics__reviews_upheld=1)

    found, breaks = at_addresses_of(known["cn-2019"], known["cn-2014"], figures)

    assert found == of(requests__new_received__total=22, review_litigation__count__review_upheld=1)
    assert "requests.new_received.total" not in breaks
    assert breaks["requests.new_received.business"].startswith("2014年统计表不分申请人类别")


def test_forms_that_nothing_joins_share_no_cell(installed: Plugins) -> None:
    known = forms(installed)

    found, breaks = at_addresses_of(known["cn-2021"], known["fujian-2014"], of(a__b=1))

    assert found == {}
    assert breaks["a20_8.fees"] == "本年格式与上年格式（fujian-2014）之间没有对应关系"


def test_the_engines_own_tables_go_on_between_any_forms(installed: Plugins) -> None:
    known = forms(installed)
    kept = Table(
        key="channels",
        title="各渠道公开情况",
        columns=(Column(key="value", label="数量", path=("数量",)),),
        rows=(Row(key="website", label="网站", path=("网站",)),),
        supplementary=True,
    )
    form = evolve(known["cn-2021"], tables=(*known["cn-2021"].tables, kept))

    found, _ = at_addresses_of(form, known["fujian-2014"], of(channels__website=5))

    assert found == of(channels__website=5)
