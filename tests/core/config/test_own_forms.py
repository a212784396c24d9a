from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.config.layers import Tree
from gongkai.config.own_forms import own_forms
from gongkai.errors import ConfigError
from gongkai.testing import write_tree

FORM = """\
id = "province"
title = "全省统计表"
number = ""
regulation = "条例"
years_from = 2014
years_to = 2018
[[table]]
key = "s"
title = "表"
column = [{ key = "value", label = "数" }]
row = [{ key = "total", label = "总数" }]
"""


def test_every_form_that_a_file_of_the_tree_names_is_read_once(tmp_path: Path) -> None:
    tree = write_tree(
        tmp_path,
        {
            "forms/p.toml": FORM,
            "region.toml": "forms = ['forms/p.toml']",
            "a/bureau.toml": "forms = ['../forms/p.toml']",
            "_old/region.toml": "forms = ['missing.toml']",
            "b/region.toml": "forms = 'not a list'",
            "c/region.toml": "",
        },
    )

    assert {name: form.id for name, form in own_forms(tree).items()} == {"forms/p.toml": "province"}


def test_no_folder_of_agencies_brings_no_forms(tmp_path: Path) -> None:
    assert own_forms(Tree(tmp_path / "agencies")) == {}


def test_a_form_that_is_not_there_is_told(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {"a/bureau.toml": "\nforms = ['x.toml']"})

    with pytest.raises(ConfigError, match=r"^a/bureau\.toml:2:10: there is no file 'x\.toml' in a"):
        own_forms(tree)
