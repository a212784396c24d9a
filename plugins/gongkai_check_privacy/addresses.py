"""Home addresses in a report: a house, a flat. Where an organ has its office is public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Checking, Problem, few, folded, read_through, words

_NUMERALS = "零〇一二三四五六七八九十百"
_N = f"(?:[0-9]{{1,4}}[a-z]?|[{_NUMERALS}]{{1,5}}|[甲乙丙丁])"
_HOUSE = "(?:栋|幢|座|号楼|#楼?)"
#: What every home has; a line without it needs no second look.
_MAYBE = re.compile(
    f"[0-9a-z{_NUMERALS}] ?室|[0-9a-z甲乙丙丁{_NUMERALS}] ?单元 ?[0-9{_NUMERALS}甲乙丙丁]"
    f"|[组队] ?[0-9{_NUMERALS}]{{1,5}} ?号|[0-9] ?- ?[0-9]{{3,4}}(?![0-9-])"
)
#: A flat in a house, a house in a village, or three numbers behind the name of an estate.
_HOME = re.compile(
    f"(?<![0-9{_NUMERALS}]){_N} ?(?:"
    f"(?:{_HOUSE}|号|弄) ?(?:{_N} ?(?:{_HOUSE}|号|弄) ?)?(?:{_N} ?单元 ?)?"
    f"(?:{_N} ?[层楼] ?)?{_N} ?室"
    f"|{_HOUSE} ?{_N} ?单元(?: ?{_N} ?室?)?"
    f"|单元 ?{_N} ?室?"
    f"|(?:村民)?[组队] ?{_N} ?号(?![楼令文院]))"
    "|(?<=[区园苑寓村庭府湾郡])[0-9]{1,3} ?- ?(?:[0-9]{1,2} ?- ?)?[0-9]{3,4} ?室?(?![0-9-])"
)
_SETTLEMENT = re.compile(
    "小区|花园|家园|公寓|宿舍|新村|社区|大道|街道|苑|园|庭|庄|村|镇|乡|街|路|巷|里|弄|府|城|湾|郡|区"
)
#: A room behind the number in a street is an office's, unless the street is an estate's.
_ROOM_IN_STREET = re.compile(f"{_N} ?号 ?(?:{_N} ?[层楼] ?)?{_N} ?室")
_ESTATE = re.compile("小区|花园|家园|公寓|宿舍|新村|苑|庭|村|湾|郡")
#: How far before a house the name of its street or village stands.
_NEAR = 14
_CLAUSE = re.compile("[。；;\n]")
#: Words that say that somebody lives there, or works there.
_LIVES = re.compile("家住|住址|居住|现住|暂住|住在|户籍|家庭|宿舍|住户")
_WORKS = re.compile(
    "局|委员会|居委会|村委会|党委|办公|办事|中心|大厦|大楼|政府|窗口|机关|科技园|产业园|工业园|创业园|孵化"
    "|公司|工厂|写字楼|广场|学校|中学|小学|大学|学院|医院|卫生院|派出所|法院|检察院|银行|协会|会议室"
    "|活动室|联系地址|通讯地址|通信地址|邮寄|受理|报名|服务站|服务点|服务大厅|门市|商铺|经营场所|营业|单位"
)


@few
def address(checking: Checking) -> Iterator[Problem]:
    """Nobody's home is told down to the house; where an organ works may be."""
    reading = read_through(checking.report)
    text = reading.folded.text
    office = folded(checking.report.agency.contact.address).text
    for found in _homes(text):
        before = _CLAUSE.split(text[max(0, found.start() - 30) : found.start()])[-1]
        if not _is_home(before, found, office):
            continue
        masked = _masked(before, found.group())
        spot = reading.spot_folded(found.start())
        yield Problem(
            address=spot.passage.address,
            message=words("a home address stands in the text: {masked}", masked=masked),
            actual=masked,
            place=spot.place,
        )


def _homes(text: str) -> Iterator[re.Match[str]]:
    """Look for homes in the lines that may have one."""
    end = -1
    for found in _MAYBE.finditer(text):
        if found.start() > end:
            end = text.find("\n", found.end())
            end = end if end >= 0 else len(text)
            yield from _HOME.finditer(text, text.rfind("\n", 0, found.start()) + 1, end)


def _is_home(before: str, found: re.Match[str], office: str) -> bool:
    if not _SETTLEMENT.search(before[-_NEAR:]) or found.group() in office:
        return False
    if _LIVES.search(before):
        return True
    if _ROOM_IN_STREET.fullmatch(found.group()) and not _ESTATE.search(before[-_NEAR:]):
        return False
    after = _CLAUSE.split(found.string[found.end() : found.end() + 6])[0]
    return not _WORKS.search(before + found.group() + after)


def _masked(before: str, house: str) -> str:
    """What kind of place it is, and a star for every number of the house."""
    kind = _SETTLEMENT.findall(before)[-1]
    return f"…{kind}" + re.sub(f"{_N}", "*", house.replace(" ", ""))
