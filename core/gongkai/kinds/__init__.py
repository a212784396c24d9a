"""What a plugin may offer. Each kind is a frozen record: a name, labels, settings, functions.

The shapes here are the contract with plugin authors. `API` is its version: a plugin module states
``GONGKAI_API = 1``, and another number is refused when plugins are loaded.
"""

from gongkai.kinds.checking import (
    Check,
    Checking,
    Example,
    Narrative,
    Phase,
    RuleExample,
    Survey,
    Waived,
)
from gongkai.kinds.offering import (
    AreaSettings,
    Cell,
    Channel,
    Companion,
    ExportSettings,
    Field,
    InputFile,
    Material,
    NoSettings,
    Output,
    Reader,
    Section,
    Unreadable,
)
from gongkai.kinds.offers import Offer, Offers
from gongkai.kinds.sites import Site, SiteFile

#: Version of the kinds and hooks. It changes when a plugin written for the old one would break.
API = 1

__all__ = [
    "API",
    "AreaSettings",
    "Cell",
    "Channel",
    "Check",
    "Checking",
    "Companion",
    "Example",
    "ExportSettings",
    "Field",
    "InputFile",
    "Material",
    "Narrative",
    "NoSettings",
    "Offer",
    "Offers",
    "Output",
    "Phase",
    "Reader",
    "RuleExample",
    "Section",
    "Site",
    "SiteFile",
    "Survey",
    "Unreadable",
    "Waived",
]
