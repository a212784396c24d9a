"""The demonstration city: what is planted is found, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from ahocorasick_rs import AhoCorasick
from attrs import frozen
from tools.city.city import make_city, write_city
from tools.city.faults import Found, read_faults
from tools.city.filings import open_office
from tools.city.words import read_places

from gongkai.batch import Job, Summary, run_many
from gongkai.config.agency import find_reports
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.findings import Finding
from gongkai.model.outcome import RolledUp
from gongkai.pipeline import Options, roll_up

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
#: A day on which every report is published, and the registers of all are closed.
TODAY = date(2025, 4, 1)
REGIONS = ("yunhe", "yunhe/qingxi", "yunhe/baishi")
OUTPUTS = ("html", "json", "markdown")
#: Bureaus with many requests, one of each kind of export, and a row that cannot be read.
ASKED = ("ban", "gaj", "kjj", "zrzyj", "zjj", "cgj", "scjgj", "yjj", "sfj", "qingxi/ban")
#: The report years; those before the last two are of the old forms.
YEARS = (2017, 2018, 2019, 2020, 2023, 2024)
#: The part of the releases that is made here, in percent; `make city` makes them all.
SHARE = 5


@frozen(kw_only=True)
class City:
    """A city that was written and checked: every report, and the sums of every region."""

    folder: Path
    reports: tuple[Summary, ...]
    sums: tuple[RolledUp, ...]

    @property
    def findings(self) -> Iterator[Finding]:
        """Everything that was found, in reports and in sums."""
        for report in self.reports:
            yield from report.findings
        for summed in self.sums:
            yield from summed.outcome.findings

    @property
    def broken(self) -> list[str]:
        """The reports that could not be made, and why."""
        return [f"{r.report}: {r.error or r.bug}" for r in self.reports if r.error or r.bug]


def check(folder: Path, years: tuple[int, ...], options: Options) -> City:
    """Check a city as the command line does, in this process."""
    tree = Tree(folder / "agencies")
    reports = tuple(found for found in find_reports(tree) if found.year in years)
    job = Job(root=tree.root, without=(), options=options, out=folder / "out")
    plugins = Plugins.installed()
    return City(
        folder=folder,
        reports=tuple(run_many(job, reports)),
        sums=tuple(
            summed
            for region in REGIONS
            for year in years
            if (tree.root / region / str(year)).is_dir()
            for summed in roll_up(tree, region, year, plugins, options)
        ),
    )


def places(findings: Iterator[Finding]) -> set[Found]:
    return {(each.agency, each.year, each.code, each.address) for each in findings}


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("faulty")
    write_city(folder / "agencies", make_city(1, faults=read_faults(), share=SHARE))
    return check(folder, YEARS, Options(today=TODAY, render=False))


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("clean")
    write_city(folder / "agencies", make_city(1, share=SHARE))
    return check(folder, YEARS, Options(today=TODAY, render=False))


def test_each_planted_fault_is_found_and_nothing_else(faulty: City) -> None:
    planted = {found for fault in read_faults() for found in fault.findings}

    assert faulty.broken == []
    assert places(faulty.findings) == planted


def test_a_city_without_faults_has_no_finding(clean: City) -> None:
    assert clean.broken == []
    assert [f"{each.agency} {each.year} {each.message}" for each in clean.findings] == []
    assert (len(clean.reports), len(clean.sums)) == (129, 12)


def test_nobody_who_asked_stands_in_what_is_published_or_told(tmp_path: Path) -> None:
    only = [f"yunhe/{name}" for name in ASKED]
    write_city(tmp_path / "agencies", make_city(1, only, read_faults(only), SHARE))
    city = check(tmp_path, (2023, 2024), Options(today=TODAY, outputs=OUTPUTS))

    exported = [path.read_bytes() for path in (tmp_path / "agencies").rglob("requests.csv")]
    published = [path.read_bytes() for path in (tmp_path / "out").rglob("*.*")]
    published += [file.content for summed in city.sums for file in summed.outcome.artifacts]
    told = [repr(each).encode() for each in city.findings]

    assert (len(exported), len(published)) == (16, 96)
    assert len(named_in(exported)) == 2232
    assert {finding.code for finding in city.findings} > {"registers.row", "registers.late"}
    assert named_in(published) == named_in(told) == set()


def named_in(written: list[bytes]) -> set[str]:
    """Everybody's name, number or telephone that stands somewhere."""
    books = open_office(read_places(), 1).books.values()
    people = {request.person for each in books for request in each.requests}
    people |= {case.person for each in books for case in each.cases}
    words = AhoCorasick([word for each in people for word in (each.name, each.number, each.phone)])
    texts = [content.decode(errors="replace") for content in written]
    return {word for text in texts for word in words.find_matches_as_strings(text)}


def test_another_seed_is_clean_too(tmp_path: Path) -> None:
    write_city(tmp_path / "agencies", make_city(20240501, share=SHARE))

    city = check(tmp_path, (2024,), Options(today=TODAY, render=False))

    assert city.broken == []
    assert [f"{each.agency} {each.year} {each.message}" for each in city.findings] == []


def test_each_fault_stands_in_a_report_of_its_own() -> None:
    faults = read_faults()

    assert len({(fault.bureau, fault.year) for fault in faults}) == len(faults) == 59
    assert len({fault.bureau for fault in faults}) == 57


def test_every_rule_that_the_city_can_break_is_broken(installed: Plugins) -> None:
    offers = installed.offers()
    known = set(offers.checks)
    known |= {rule.code for form in offers.forms.values() for rule in form.thing.relations}
    planted = {code for fault in read_faults() for _, _, code, _ in fault.findings}

    assert known - planted == {"integrity.published", "system.unwritten"}


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert make_city(7, share=SHARE) == make_city(7, share=SHARE)


def test_another_seed_gives_another_city_of_the_same_reports() -> None:
    one, other = make_city(1, share=SHARE), make_city(2, share=SHARE)

    reports = {name for name in one if name.endswith("report.toml")}
    assert reports == {name for name in other if name.endswith("report.toml")}
    assert len(reports) == 129
    assert one["yunhe/jyj/2024/overview.md"] != other["yunhe/jyj/2024/overview.md"]


def test_the_city_has_sixty_bureaus_and_townships_and_three_governments() -> None:
    city = read_places()

    assert len(city.bureaus) == 60
    assert len([bureau for bureau in city.bureaus if bureau.kind == "township"]) == 12
    assert len(city.regions) == 3
    assert {bureau.outside for bureau in city.bureaus} == {"", "垂直管理"}


def test_no_two_reports_are_alike() -> None:
    city = make_city(1, share=SHARE)
    likeness = [
        200 * len(one & other) // (len(one) + len(other))
        for section in ("overview", "problems", "other")
        for year in ("2023", "2024")
        for one, other in combinations(
            [
                runs(text.decode())
                for name, text in sorted(city.items())
                if name.endswith(f"{year}/{section}.md")
            ],
            2,
        )
    ]

    assert max(likeness) <= 61


def runs(text: str) -> set[str]:
    return {text[at : at + 4] for at in range(len(text) - 3)}


def test_the_command_writes_some_bureaus_and_the_governments_above_them(tmp_path: Path) -> None:
    only = ["--bureaus", "yunhe/qingxi/lutan"]
    subprocess.run([sys.executable, "-m", "tools.city", tmp_path, *only], check=True, cwd=ROOT)

    reports = sorted(path.parent.relative_to(tmp_path) for path in tmp_path.rglob("report.toml"))
    assert list(map(str, reports)) == [
        "yunhe/2023",
        "yunhe/2024",
        "yunhe/qingxi/2023",
        "yunhe/qingxi/2024",
        "yunhe/qingxi/lutan/2023",
        "yunhe/qingxi/lutan/2024",
    ]
