"""Copied texts among many reports: how long, how much memory, and whether the right ones are found.

    python benchmarks/duplicates.py [REPORTS] [FOLDER]

Writes a seeded tree of reports with three sections each (10,000 unless told otherwise; FOLDER keeps
it), plants copies in it, and surveys it as ``gongkai check`` does, in one process. Beside it, in
the same run, what one would write instead: each text with each, by sets of shingles and by difflib,
on a sample from which the whole is reckoned; and datasketch, where it is installed. The bar: 10,000
reports in 10 seconds, reading from disk and all.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from gongkai.config.layers import Tree
from gongkai.survey import narratives
from gongkai.testing import MODEL
from gongkai_check_duplicates.compare import Copied, compare
from gongkai_check_duplicates.texts import bare_parts, called, parts_of

YEAR = 2024
SECTIONS = {"overview": 22, "problems": 10, "other": 5}
SAMPLE = 120
LIMIT = 80
#: One report in so many is copied; a copy changes names, numbers and at most one sentence.
PLANTED = 20


def among(said: str) -> list[str]:
    """The words of a list that is written in one line."""
    return said.split(",")


WHO = among("局机关,各科室,各直属单位,办公室,分管领导,窗口单位,各镇街,综合科,法规科,服务中心")
HOW = among("认真,及时,全面,扎实,逐条,按月,按季度,集中,统一,主动,依法,规范,持续,稳步,严格")
DID = among(
    "梳理,发布,更新,审查,完善,核对,归集,推进,开展,组织,落实,优化,规范,加强,举办,编制,公示,"
    "调整,检查,评估,解读,回应,培训,督办,通报,汇总,整改,清理,升级,建设"
)
WHAT = among(
    "权责清单,行政许可事项,财政预决算,重点项目进展,政策文件,办事指南,政府网站栏目,政务新媒体账号,"
    "依申请公开答复,保密审查程序,公开目录,信息公开专栏,政务公开专区,热点问题,规范性文件,意见征集,"
    "会议情况,人事任免,招投标结果,执法检查结果,价格监测信息,应急预案,统计数据,扶持资金名单,"
    "科技项目评审,企业资质信息,社会保障政策,教育招生方案,医疗服务信息,食品抽检结果,环境监测数据,"
    "土地征收公告,保障性住房分配,养老服务清单,公共文化活动,安全生产通报,交通出行信息,水质公报"
)
WHY = among(
    "方便群众查询,回应社会关切,接受社会监督,保障公众知情权,提高办事效率,打通最后一公里,"
    "提升公开实效,减少重复申请,确保口径一致,防止信息滞后,让企业找得到看得懂,营造良好氛围,"
    "促进依法行政,压实工作责任,补齐工作短板,形成工作闭环"
)
SUBJECT = among(
    "科技,财政,教育,民政,司法,农业农村,交通运输,水务,商务,卫生健康,审计,统计,体育,"
    "林业,气象,市场监管,应急管理,住房城乡建设,自然资源,生态环境"
)


def sentence(chance: random.Random) -> str:
    """A sentence as these reports are full of, with a number of its own."""
    return (
        f"{chance.choice(WHO)}{chance.choice(HOW)}{chance.choice(DID)}{chance.choice(WHAT)}"
        f"{chance.randint(2, 900)}件，{chance.choice(HOW)}{chance.choice(DID)}"
        f"{chance.choice(WHAT)}，{chance.choice(WHY)}。"
    )


def text(name: str, sentences: list[str]) -> str:
    """A section: its heading, and paragraphs of five sentences that name the bureau."""
    starts = range(0, len(sentences), 5)
    paragraphs = ["".join(sentences[start : start + 5]) for start in starts]
    return "## （一）基本情况\n\n" + "\n\n".join(f"{name}{part}" for part in paragraphs) + "\n"


def copied(sentences: list[str], chance: random.Random) -> list[str]:
    """The same with other numbers, and in a long one a sentence of its own."""
    said = ["".join(str(chance.randint(2, 900)) if c == "#" else c for c in _blanked(s))
            for s in sentences]  # fmt: skip
    if len(said) > SECTIONS["problems"]:
        said[chance.randrange(len(said))] = sentence(chance)
    return said


def _blanked(written: str) -> str:
    """A sentence with one mark in the place of each number."""
    parts = "".join(c if not c.isdigit() else "#" for c in written).split("#")
    return "#".join(part for part in parts if part)


def plant(folder: Path, reports: int) -> Mapping[str, set[frozenset[str]]]:
    """Write the tree; give the pairs of bureaus that were made alike, by section."""
    chance = random.Random(reports)  # noqa: S311 - the same tree every time
    models = {s: [sentence(chance) for _ in range(n)] for s, n in SECTIONS.items()}
    truth: dict[str, set[frozenset[str]]] = {section: set() for section in SECTIONS}
    model = ""
    for number in range(reports):
        agency = f"shi{number // 100:03}/ju{number % 100:02}"
        name = f"示范{number // 100}市{SUBJECT[number % 20]}{number % 100 // 20 or ''}局"
        copies = number % PLANTED == 1
        for section, size in SECTIONS.items():
            fresh = [sentence(chance) for _ in range(size)]
            models[section] = copied(models[section], chance) if copies else fresh
            if copies:
                truth[section].add(frozenset((model, agency)))
        write(folder / agency, name, {s: text(name, models[s]) for s in SECTIONS})
        model = agency
    return truth


def write(home: Path, name: str, texts: Mapping[str, str]) -> None:
    """A bureau with one report, with the figures that one has."""
    year = home / str(YEAR)
    year.mkdir(parents=True, exist_ok=True)
    region = f'[region]\nname = "{name[: name.index("市") + 1]}"\nlevel = "prefecture"\n'
    (home.parent / "region.toml").write_text(region, "utf-8")
    channels = "[channels.website]\n[channels.wechat]\n"
    bureau = f'[bureau]\nname = "{name}"\nkind = "department"\n{channels}'
    (home / "bureau.toml").write_text(bureau, "utf-8")
    (year / "report.toml").write_text(MODEL[f"ju/{YEAR}/report.toml"], "utf-8")
    for section, written in texts.items():
        (year / f"{section}.md").write_text(written, "utf-8")


def told(found: Mapping[tuple[str, int], tuple[Copied, ...]]) -> dict[str, set[frozenset[str]]]:
    """The pairs at or above the limit that the rule would tell of."""
    pairs: dict[str, set[frozenset[str]]] = {section: set() for section in SECTIONS}
    for (agency, _), sections in found.items():
        for section in sections:
            for twin in section.nearest:
                if twin.share >= LIMIT:
                    pairs[section.section].add(frozenset((agency, twin.agency)))
    return pairs


def timed(work: Callable[[], object]) -> float:
    """The seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_sets(texts: list[str]) -> None:
    """Each with each: the Jaccard similarity of their shingles."""
    sets = [{t[i : i + 4] for i in range(len(t) - 3)} for t in texts]
    for one, other in combinations(sets, 2):
        len(one & other) / len(one | other)


def by_difflib(texts: list[str]) -> None:
    """Each with each: difflib's ratio."""
    for one, other in combinations(texts, 2):
        SequenceMatcher(None, one, other, autojunk=False).ratio()


def by_datasketch(texts: list[str]) -> None:
    """MinHash and LSH of the usual library, as its page shows it."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - where it is installed

    index = MinHashLSH(threshold=0.67, num_perm=200)
    for place, written in enumerate(texts):
        sketch = MinHash(num_perm=200)
        sketch.update_batch([written[i : i + 4].encode() for i in range(len(written) - 3)])
        index.query(sketch)
        index.insert(str(place), sketch)


def main() -> None:
    """Plant, survey, compare, print."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(passing)  # noqa: PLR2004
        truth = plant(folder, reports)
        before, began = time.process_time(), time.perf_counter()
        seen = tuple(narratives(Tree(folder), {YEAR}))
        read = time.perf_counter() - began
        found = compare(seen)
        compared = time.perf_counter() - began - read
        busy = time.process_time() - before
    pairs = told(found)
    print(f"{reports} reports, {len(SECTIONS)} sections each: {read + compared:.1f} s")
    print(f"  reading {read:.1f} s, comparing {compared:.1f} s; of the processor {busy:.1f} s")
    print(f"  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    for line in judged(truth, pairs):
        print(line)
    first = [bare_parts(parts_of(n.texts["overview"]), called(n.names)) for n in seen]
    for line in peers(first[:SAMPLE], first, compared / len(SECTIONS)):
        print(line)


def judged(
    truth: Mapping[str, set[frozenset[str]]], pairs: Mapping[str, set[frozenset[str]]]
) -> Iterator[str]:
    """How many of the planted pairs were told, and how many of those told were planted."""
    for section in SECTIONS:
        right = len(truth[section] & pairs[section])
        yield (
            f"  {section:<9} planted {len(truth[section])}, told {len(pairs[section])}: "
            f"recall {right / max(1, len(truth[section])):.4f}, "
            f"precision {right / max(1, len(pairs[section])):.4f}"
        )


def peers(sample: list[str], every: list[str], own: float) -> Iterator[str]:
    """What else one would write, for one section of all reports."""
    times = (len(every) * (len(every) - 1)) / (len(sample) * (len(sample) - 1))
    yield f"one section of {len(every)} reports; ours {own:.1f} s"
    for name, work in (("sets of shingles", by_sets), ("difflib", by_difflib)):
        whole = timed(lambda work=work: work(sample)) * times  # type: ignore[misc]
        yield f"  {name}, each with each: {whole:.0f} s (from {len(sample)}), {whole / own:.0f}×"
    try:
        whole = timed(lambda: by_datasketch(every))
    except ModuleNotFoundError:
        yield "  datasketch: not installed"
    else:
        yield f"  datasketch: {whole:.1f} s, {whole / own:.1f}×"


if __name__ == "__main__":
    main()
