"""Which site a region has, and the settings that its files give it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from gongkai.config.agency import BUREAU_KEYS, REGION_KEYS, ReportId
from gongkai.config.layers import Layers, Tree, lay, unknown_keys
from gongkai.config.structure import structure
from gongkai.errors import ConfigError, GongkaiError, Mistake
from gongkai.host import Plugins
from gongkai.kinds import Offer, Offers, Site
from gongkai.model.agency import Region
from gongkai.plan.files import with_files
from gongkai.prepare import Options, own_plugins
from gongkai.wording import listed, words


@frozen(kw_only=True)
class ChosenSite:
    """A site, its settings, and whose it is."""

    site: Site[Any]
    settings: Any
    plugin: str


def choose_site(tree: Tree, region: Region, plugins: Plugins, options: Options) -> ChosenSite:
    """Read ``[site]`` of the region's files; `ConfigError` with what is wrong in it."""
    # The year says nothing here: a plugin of the region's own is one for all years.
    own = own_plugins(tree, ReportId(region.id, 0), plugins, options)
    offer = _only(own.offers())
    layers = lay(tree.chain(tree.root / region.id / "region.toml"))
    if wrong := tuple(_unknown(layers)):
        raise ConfigError(wrong)
    table = layers.table.get("site", {})
    settings = structure(table, offer.thing.settings, layers, ("site",))
    return ChosenSite(
        site=offer.thing,
        settings=with_files(settings, layers, tree, ("site",)),
        plugin=offer.plugin,
    )


def _only(offers: Offers) -> Offer[Site[Any]]:
    """The site that plugins offer."""
    if not offers.sites:
        raise GongkaiError(words("no plugin that is loaded offers a site"))
    if len(offers.sites) > 1:
        plugins = sorted(offer.plugin for offer in offers.sites.values())
        raise GongkaiError(
            words(
                "several plugins offer a site: {plugins}; leave out all but one with --without",
                plugins=listed(plugins),
            )
        )
    return next(iter(offers.sites.values()))


def _unknown(layers: Layers) -> Iterator[Mistake]:
    for source in layers.files:
        known = REGION_KEYS if source.path.name == "region.toml" else BUREAU_KEYS
        yield from unknown_keys(source, known)
