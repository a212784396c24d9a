"""A region's disclosure column as a site: its reports are made, gathered, and shown as files."""

from gongkai.site.build import Built, build_site
from gongkai.site.chosen import ChosenSite, choose_site
from gongkai.site.making import MadeFiling

__all__ = ["Built", "ChosenSite", "MadeFiling", "build_site", "choose_site"]
