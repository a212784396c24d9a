"""``python -m tools.city OUT``: write the demonstration city."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.city.city import make_city, write_city
from tools.city.faults import read_faults
from tools.city.words import read_places


def main(arguments: list[str]) -> None:
    """Write the city below a folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.city", description=__doc__)
    parser.add_argument("out", type=Path, help="the agencies folder to write")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another city")
    parser.add_argument(
        "--bureaus", nargs="*", default=[], metavar="ID", help="only these bureaus, by id"
    )
    parser.add_argument("--faults", action="store_true", help="with the faults of faults.toml")
    told = parser.parse_args(arguments)
    known = {bureau.id for bureau in read_places().bureaus}
    if unknown := sorted({*told.bureaus} - known):
        parser.error(f"there is no bureau {', '.join(unknown)}; places.toml has them all")
    faults = read_faults() if told.faults else ()
    write_city(told.out, make_city(told.seed, told.bureaus, faults))


if __name__ == "__main__":
    main(sys.argv[1:])
