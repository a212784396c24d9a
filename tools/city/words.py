"""The data of the generator, as its TOML files say it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli
from tools.city.model import Bureau, Joint, Places, Region

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """One file of data."""
    return tomli.loads((HERE / f"{name}.toml").read_text("utf-8"))


DOMAINS = read("domains")
SENTENCES = read("sentences")
REGISTERS = read("registers")


def read_places() -> Places:
    """Every place, bureau and joint document of ``places.toml``."""
    data = read("places")
    return Places(
        regions=tuple(_region(entry) for entry in data["region"]),
        bureaus=tuple(_bureau(entry) for entry in data["bureau"]),
        joint=tuple(Joint(**{**entry, "holders": (*entry["holders"],)}) for entry in data["joint"]),
    )


def _region(entry: dict[str, Any]) -> Region:
    return Region(**{**entry, "published": tuple(entry["published"])})


def _bureau(entry: dict[str, Any]) -> Bureau:
    return Bureau(**{"from_" if key == "from" else key: value for key, value in entry.items()})
