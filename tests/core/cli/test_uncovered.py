"""A channel without a register makes the total unknown, until somebody says it was not used."""

from __future__ import annotations

import pytest

from tests.core.cli.command import Command

BUREAU = """
[bureau]
name = "示范局"
kind = "department"
[channels.weibo]
[channels.website]
export = "website.csv"
"""


@pytest.mark.parametrize(
    ("stated", "total"),
    [("", "missing"), ("[figures.channels]\nweibo = 0\n", "= 1 条")],
)
def test_a_total_waits_for_every_channel(bureau: Command, stated: str, total: str) -> None:
    bureau.write(
        {
            "b/bureau.toml": BUREAU,
            "b/2018/report.toml": stated,
            "b/2018/website.csv": "标题,发布时间\n甲,2018-05-03\n",
        }
    )

    said = bureau("explain", "b", "2018", "channels.total")

    assert total in said.out
