"""What one run gave."""

from __future__ import annotations

from attrs import frozen

from gongkai.model.findings import Coverage, Finding
from gongkai.model.region import RegionSum
from gongkai.model.report import Artifact, Report


@frozen(kw_only=True)
class Outcome:
    """A report, what is wrong with it, what was checked, and its files."""

    report: Report
    findings: tuple[Finding, ...]
    coverage: Coverage
    artifacts: tuple[Artifact, ...]


@frozen(kw_only=True)
class RolledUp:
    """What adding up a region's members gave: a report, as of any agency, and what is in it."""

    summed: RegionSum
    outcome: Outcome
