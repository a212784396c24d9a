from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from gongkai.config.schema import FILES, file_schema, schema_of
from gongkai.host import Plugins
from gongkai.model.agency import LastDay, Level, Year

AGENCIES = Path(__file__).parents[3] / "agencies"


def plain(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: plain(content) for key, content in value.items()}
    if isinstance(value, list):
        return [plain(content) for content in value]
    return value.isoformat() if isinstance(value, date) else value


def wrong(file: str, text: str, plugins: Plugins) -> list[str]:
    validator = jsonschema.Draft202012Validator(file_schema(file, plugins.offers()))
    return [error.message for error in validator.iter_errors(plain(tomli.loads(text)))]


@pytest.mark.parametrize("file", FILES)
def test_the_schema_is_one(file: str, installed: Plugins) -> None:
    jsonschema.Draft202012Validator.check_schema(file_schema(file, installed.offers()))


@pytest.mark.parametrize(
    "path", sorted(AGENCIES.rglob("*.toml")), ids=lambda path: str(path.relative_to(AGENCIES))
)
def test_the_real_files_keep_it(path: Path, installed: Plugins) -> None:
    assert wrong(path.stem, path.read_text("utf-8"), installed) == []


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("bureau", "[bureau]\nname = 'a'", "'kind' is a required property"),
        ("bureau", "", "'bureau' is a required property"),
        ("region", "", "'region' is a required property"),
        ("region", "[region]\nname = 'a'\nlevel = 'city'", "'city' is not one of"),
        ("report", "titel = 'a'", "'titel' was unexpected"),
        ("report", "title = 1", "1 is not of type 'string'"),
        ("report", "[channels.webiste]", "'webiste' was unexpected"),
        ("report", "[channels.website]\nexprot = 'a'", "'exprot' was unexpected"),
        ("report", "[sections]\ninclude = ['overveiw']", "'overveiw' is not one of"),
        ("report", "[sections]\ninclude = ['credit-lists']", "'credit-lists' is not one of"),
        ("report", "[key-areas]\ninclude = ['overview']", "'overview' is not one of"),
        ("report", "[narrative]\nwork = 1", "1 is not of type 'string'"),
        ("report", "[checks]\nignore = [{ code = 'a' }]", "'by' is a required property"),
    ],
)
def test_a_slip_breaks_it(file: str, text: str, expected: str, installed: Plugins) -> None:
    assert expected in wrong(file, text, installed)[0]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Year, {"type": "integer", "minimum": 2008, "maximum": 2100}),
        (
            LastDay | None,
            {
                "anyOf": [
                    {"type": "integer", "minimum": 2008, "maximum": 2100},
                    {"type": "string", "format": "date"},
                ]
            },
        ),
        (Year | None, {"type": "integer", "minimum": 2008, "maximum": 2100}),
        (Level, {"enum": ["county", "prefecture", "province"]}),
        (tuple[str, ...], {"type": "array", "items": {"type": "string"}}),
        (list[int], {"type": "array", "items": {"type": "integer"}}),
        (Mapping[str, bool], {"type": "object", "additionalProperties": {"type": "boolean"}}),
        (float, {"type": "number"}),
        (Any, {}),
    ],
)
def test_every_annotation_has_a_schema(kind: object, expected: dict[str, Any]) -> None:
    assert schema_of(kind) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[figures.statistcs]",
        "[figures.statistics]\nproactive_totl = 1",
        "[figures.requests]\ncarried_in = { naturl_person = 1 }",
        "[figures.statistics]\nproactive_total = true",
        "[figures.areas]\nsubsidies_ = 1",
    ],
)
def test_a_slip_in_the_figures_breaks_it(text: str, installed: Plugins) -> None:
    assert len(wrong("report", text, installed)) == 1


@pytest.mark.parametrize(
    "row",
    [
        "statistics.proactive_total = 1",
        "statistics.proactive_total = '约20'",
        "statistics.proactive_total = { na = '无' }",
        "statistics.proactive_total = { value = 1, override = true, by = '甲', reason = '乙' }",
        "requests.carried_in = [0, 0, 0, 0, 0, 0, '/']",
        "requests.carried_in = { natural_person = 1, total = 1 }",
        "channels = { total = 1, website = 2 }",
    ],
)
def test_every_way_to_state_a_figure_keeps_it(row: str, installed: Plugins) -> None:
    assert wrong("report", f"figures.{row}", installed) == []
