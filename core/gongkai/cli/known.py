"""What the command line names: the agencies folder, and all that is known there."""

from __future__ import annotations

from pathlib import Path

import click
from attrs import evolve

from gongkai.config.layers import Tree
from gongkai.kinds import Offer, Offers


def tree_of(ctx: click.Context) -> Tree:
    """The agencies folder that the command line names."""
    return Tree(Path(ctx.meta["agencies"]))


def offers_of(ctx: click.Context) -> Offers:
    """What plugins offer, and the forms that the folder brings; those of plugins prevail."""
    # Many commands need the folder alone.
    from gongkai.config.own_forms import own_forms  # noqa: PLC0415
    from gongkai.host import Plugins  # noqa: PLC0415

    offers = Plugins.installed(without=ctx.meta["without"]).offers()
    own = {form.id: Offer(form, name) for name, form in own_forms(tree_of(ctx)).items()}
    return evolve(offers, forms={**own, **offers.forms})
