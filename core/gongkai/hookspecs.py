"""Every hook, in the order in which a run calls them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pluggy

from gongkai.kinds import Channel, Check, Output, Reader, RuleExample, Section, Site
from gongkai.model.findings import Finding
from gongkai.model.form import Form
from gongkai.model.outcome import Outcome
from gongkai.model.report import Report

PROJECT = "gongkai"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def gongkai_register_forms() -> Iterable[Form]:
    """Offer statutory forms. Called once, before any bureau's file is read."""
    return ()


@hookspec
def gongkai_register_readers() -> Iterable[Reader]:
    """Offer readers of register files. Called once, before any bureau's file is read."""
    return ()


@hookspec
def gongkai_register_channels() -> Iterable[Channel[Any]]:
    """Offer channels of disclosure. Called once, before any bureau's file is read."""
    return ()


@hookspec
def gongkai_register_sections() -> Iterable[Section[Any]]:
    """Offer sections and key areas. Called once, before any bureau's file is read."""
    return ()


@hookspec
def gongkai_register_checks() -> Iterable[Check]:
    """Offer rules. Called once, before any bureau's file is read."""
    return ()


@hookspec
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer, for each rule, a report that keeps it and one that breaks it.

    Called once, where rules are explained; a run does not call it.
    """
    return ()


@hookspec
def gongkai_register_outputs() -> Iterable[Output[Any]]:
    """Offer outputs. Called once, before any bureau's file is read."""
    return ()


@hookspec
def gongkai_register_sites() -> Iterable[Site[Any]]:
    """Offer sites of a region's disclosure column. Called once, before any file is read."""
    return ()


@hookspec
def gongkai_report_checked(report: Report, findings: tuple[Finding, ...]) -> None:
    """Observe a report and its findings, before it is written down. Change nothing."""


@hookspec
def gongkai_run_finished(outcome: Outcome) -> None:
    """Observe the whole outcome. Called last; not called for a run that could not go on."""
