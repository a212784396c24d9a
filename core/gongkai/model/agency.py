"""Who reports: an agency, its region, and whom to ask."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NewType

from attrs import frozen

#: A report year. The regulation came into force in 2008.
Year = NewType("Year", int)
FIRST_YEAR, LAST_YEAR = 2008, 2100

#: The first and the last day of a bureau. Files may name a whole year: its first, its last day.
FirstDay = NewType("FirstDay", date)
LastDay = NewType("LastDay", date)


class AgencyKind(Enum):
    """What an agency is; limits and forms depend on it."""

    DEPARTMENT = "department"
    OFFICE = "office"
    GOVERNMENT = "government"
    TOWNSHIP = "township"
    ORGANISATION = "organisation"


class Level(Enum):
    """The level of a region's government."""

    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"


@frozen(kw_only=True)
class Contact:
    """Whom the public may ask about the report; an empty text is not printed."""

    office: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    postcode: str = ""
    email: str = ""


@frozen(kw_only=True)
class Region:
    """A place whose government answers for the agencies below it."""

    id: str
    name: str
    level: Level


@frozen(kw_only=True)
class Agency:
    """One organ that must report.

    ``id`` is the path of its folder below ``agencies/``, with ``/`` between the parts;
    ``own_domains`` are those that its texts may name besides the government's (.gov.cn).
    """

    id: str
    name: str
    short_name: str
    kind: AgencyKind
    contact: Contact
    region: Region | None = None
    site: str = ""
    own_domains: tuple[str, ...] = ()
