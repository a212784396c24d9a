"""A small region with a site: a government, bureaus that stand in every way, and its texts."""

from __future__ import annotations

from collections.abc import Mapping

REGION = """\
[region]
name = "示范县"
level = "county"
[site]
url = "https://www.shifan.example/zfxxgk"
guide = "guide.md"
rules = ["rules/gongkai.md", "rules/baomi.md"]
on_request = "apply.md"
"""


def bureau(name: str, kind: str = "department", more: str = "") -> str:
    return f'extends = "../region.toml"\n[bureau]\nname = "{name}"\nkind = "{kind}"\n{more}'


def report(more: str = "") -> str:
    head = 'form = "cn-2014"\nnarrative.omitted = "仅转录数据"\n'
    return f"{head}{more}\n[figures.statistics]\nproactive_total = 3\n"


WEBSITE = """\
标题,发布日期,链接,文号,栏目
关于征求意见的公告,2018-03-01,https://kjj.shifan.gov.cn/1.html,,通知公告
科技计划项目管理办法,2018-05-02,http://www.shifan.gov.cn/2.html,示科发〔2018〕2号,规范性文件
张三（身份证号11010519491231002X）获奖名单,2018-05-02,javascript:alert(1),,通知公告
"""
WEIBO = "标题,发布日期,链接\n科技计划项目管理办法,2018-05-02,https://weibo.com/1\n"
CREDIT = "名单类别,主体名称\n红名单,示范青禾数据科技有限公司\n黑名单,示范远帆数据科技有限公司\n"
KJJ = """\
form = "cn-2014"
published = 2019-04-02
narrative.omitted = "仅转录数据"
[channels.website]
export = "website.csv"
[channels.weibo]
export = "weibo.csv"
[sections]
include = ["overview", "key-areas"]
[key-areas]
include = ["credit-lists", "patent-funding"]
[key-areas.credit-lists]
export = "credit-lists.csv"
"""
CONTACT = '[bureau.contact]\nphone = "0000-12345678"\n'

#: Path below the agencies folder, and content.
FILES: Mapping[str, str] = {
    "xian/region.toml": REGION,
    "xian/guide.md": "# 示范县政府信息公开指南\n\n## 一、分类\n\n见[目录](https://www.gov.cn/)。\n",
    "xian/rules/gongkai.md": "# 公开规定\n\n第一条\n",
    "xian/rules/baomi.md": "保密审查\n",
    "xian/apply.md": "# 怎样申请\n\n- 当面\n- 信函\n",
    "xian/bureau.toml": '[bureau]\nname = "示范县人民政府"\nkind = "government"\n',
    "xian/2018/report.toml": report("published = 2019-03-01"),
    "xian/kjj/bureau.toml": bureau("示范县科学技术局", more=CONTACT),
    "xian/kjj/2018/report.toml": KJJ,
    "xian/kjj/2018/website.csv": WEBSITE,
    "xian/kjj/2018/weibo.csv": WEIBO,
    "xian/kjj/2018/credit-lists.csv": CREDIT,
    "xian/kjj/2017/report.toml": report("published = 2018-03-01"),
    "xian/jyj/bureau.toml": bureau("示范县教育局"),
    "xian/czj/bureau.toml": bureau("示范县财政局"),
    "xian/czj/2018/report.toml": "form = 3\n",
    "xian/sjj/bureau.toml": bureau("示范县审计局"),
    "xian/sjj/2018/report.toml": report(
        'returned = { on = 2019-03-03, by = "县政务公开办", reason = "漏填" }'
    ),
    "xian/swj/bureau.toml": bureau(
        "国家税务总局示范县税务局", more='[bureau.rollup]\nmember = false\nreason = "垂直管理"\n'
    ),
    "xian/fzb/bureau.toml": bureau(
        "示范县法制办公室", "office", '[bureau.rollup]\nuntil = 2018\nsuccessor = "xian/kjj"\n'
    ),
}
