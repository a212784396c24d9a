"""The whole city: every bureau's reports, then those of the governments, then the files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from attrs import evolve
from tools.city.counting import add_up
from tools.city.faults import Fault, lay, plant_figures, plant_texts
from tools.city.files import write_register, write_toml
from tools.city.filings import (
    government_filing,
    make_filings,
    open_office,
    stated_tables,
    write_texts,
)
from tools.city.model import YEARS, Bureau, Filing, Filings, Places, Region, Table
from tools.city.releases import HOST
from tools.city.words import read_places

#: Every bureau releases as many items at least.
_FEWEST = 20
_REMARK = "演示数据：单位并不存在，名称、联系方式和数字均为虚构。"


def make_city(
    seed: int = 1,
    only: Collection[str] = (),
    faults: Collection[Fault] = (),
    share: int = 100,
) -> dict[str, bytes]:
    """Make every file of the city, by its path below the agencies folder.

    ``only`` names the bureaus to make, all if it is empty: the governments add up those alone.
    ``faults`` are planted before anything is added up. ``share`` is the part of the releases to
    make, in percent: few rules look at them, and most of the rows are theirs.
    """
    places = _chosen(read_places(), only, share)
    office = open_office(places, seed)
    filings = {(each.agency, each.year): each for each in make_filings(office)}
    bureaus = _bureau_tables(places)
    for fault in faults:
        _plant(fault, filings, bureaus)
    for region in reversed(places.regions):
        for year in YEARS:
            filings[region.id, year] = _government(places, region, year, filings)
        for fault in faults:
            if fault.bureau == region.id:
                plant_figures(fault, filings[region.id, fault.year], bureaus[region.id])
    write_texts(office, filings)
    for fault in faults:
        if (fault.bureau, fault.year) in filings:
            plant_texts(fault, filings[fault.bureau, fault.year], filings)
    return dict(_files(places, filings, bureaus, faults))


def _plant(fault: Fault, filings: Filings, bureaus: dict[str, Table]) -> None:
    """Plant a fault in a bureau's report; those of governments are not there yet."""
    if fault.gone:
        del filings[fault.bureau, fault.year]
    elif (fault.bureau, fault.year) in filings:
        plant_figures(fault, filings[fault.bureau, fault.year], bureaus[fault.bureau])


def _chosen(places: Places, only: Collection[str], share: int) -> Places:
    bureaus = tuple(
        evolve(each, items=max(_FEWEST, each.items * share // 100))
        for each in places.bureaus
        if not only or each.id in only
    )
    homes = {"yunhe", *(each.home for each in bureaus)}
    return evolve(
        places,
        bureaus=bureaus,
        regions=tuple(region for region in places.regions if region.id in homes),
    )


def _government(places: Places, region: Region, year: int, filings: Filings) -> Filing:
    members = _members(places, region, year)
    added = add_up((filings[each, year] for each in members if (each, year) in filings), year)
    return government_filing(region, year, added)


def _members(places: Places, region: Region, year: int) -> Iterator[str]:
    """The bureaus of a region, and the governments of those directly below it."""
    for bureau in places.bureaus:
        if bureau.home == region.id and not bureau.outside and year in bureau.years:
            yield bureau.id
    for below in places.regions:
        if below.id.rpartition("/")[0] == region.id:
            yield below.id


def _bureau_tables(places: Places) -> dict[str, Table]:
    """What stands in each ``bureau.toml``."""
    tables = {bureau.id: _bureau_table(bureau) for bureau in places.bureaus}
    for region in places.regions:
        tables[region.id] = {
            "extends": "region.toml",
            "bureau": {
                "name": f"{region.name}人民政府",
                "kind": "government",
                "own_domains": [HOST],
                "contact": _contact(region.name, region.id.rpartition("/")[2]),
            },
        }
    return tables


def _bureau_table(bureau: Bureau) -> Table:
    own: Table = {
        "name": bureau.name,
        "short_name": bureau.short,
        "kind": bureau.kind,
        "site": f"https://{HOST}/{bureau.slug}/",
        "own_domains": [HOST],
        "contact": _contact(bureau.name, bureau.slug),
    }
    if rollup := _rollup(bureau):
        own["rollup"] = rollup
    channels: Table = {"website": {"export": "website.csv"}, "wechat": {"export": "wechat.xlsx"}}
    if bureau.weibo:
        channels["weibo"] = {"export": "weibo.csv"}
    if bureau.bulletin:
        channels["bulletin"] = {"export": "bulletin.csv"}
    return {"extends": "../region.toml", "bureau": own, "channels": channels}


def _rollup(bureau: Bureau) -> Table:
    said: Table = {}
    if bureau.outside:
        said = {"member": False, "reason": bureau.outside}
    if bureau.from_:
        said["from"] = bureau.from_
    if bureau.until:
        said = {**said, "until": bureau.until, "successor": bureau.successor}
    return said


def _contact(name: str, slug: str) -> Table:
    return {
        "office": f"{name}政务公开工作机构",
        "address": "云和示范市演示路0号（虚构）",
        "phone": "000-00000000",
        "postcode": "000000",
        "email": f"{slug}@{HOST}",
    }


def _files(
    places: Places, filings: Filings, bureaus: dict[str, Table], faults: Iterable[Fault]
) -> Iterator[tuple[str, bytes]]:
    for region in places.regions:
        table: Table = {"region": {"name": region.name, "level": region.level}}
        if region.level == "county":
            table = {"extends": "../region.toml", **table}
        else:
            table["outputs"] = {"html": {}, "json": {}}
        yield f"{region.id}/region.toml", write_toml(table, f"{region.name}：演示数据，并不存在。")
    for agency, table in bureaus.items():
        yield f"{agency}/bureau.toml", write_toml(table, _REMARK)
    for filing in filings.values():
        yield from _report(filing)
    for fault in faults:
        for name, text in fault.files.items():
            yield f"{fault.bureau}/{name}", text.encode()


def _report(filing: Filing) -> Iterator[tuple[str, bytes]]:
    folder = f"{filing.agency}/{filing.year}"
    yield (
        f"{folder}/report.toml",
        write_toml(report_table(filing), f"演示数据：{filing.year}年度。"),
    )
    for name, text in filing.texts.items():
        yield f"{folder}/{name}.md", text.encode()
    for register in filing.registers.values():
        yield f"{folder}/{register.file}", write_register(register)


def report_table(filing: Filing) -> Table:
    """Everything of ``report.toml``: what is stated, which registers and which texts there are."""
    entries = {
        name: {"export": register.file}
        for name, register in filing.registers.items()
        if name in {"requests", "remedies", "documents", "decisions", "fees"}
    }
    table: Table = {}
    if entries:
        table["registers"] = entries
    if filing.texts:
        table["narrative"] = {name: f"{name}.md" for name in filing.texts}
    figures = stated_tables(filing)
    return lay(lay(table, {"figures": figures} if figures else {}), filing.report)


def write_city(out: Path, files: dict[str, bytes]) -> None:
    """Write the files below a folder."""
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
