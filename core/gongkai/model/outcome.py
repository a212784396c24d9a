"""What one run gave."""

from __future__ import annotations

from attrs import frozen

from gongkai.model.findings import Coverage, Finding
from gongkai.model.report import Artifact, Report


@frozen(kw_only=True)
class Outcome:
    """A report, what is wrong with it, what was checked, and its files."""

    report: Report
    findings: tuple[Finding, ...]
    coverage: Coverage
    artifacts: tuple[Artifact, ...]
