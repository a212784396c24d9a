"""What every output must show alike: text that can be printed, figures in words, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.model.agency import Agency
from gongkai.model.figures import Figure, State
from gongkai.model.findings import Severity
from gongkai.model.report import Report

#: What is shown where there is no figure.
IN_WORDS = {State.MISSING: "未填报", State.BLANK: "空白"}

#: What a sentence says where there is no number.
_IN_A_SENTENCE = {**IN_WORDS, State.NOT_APPLICABLE: "不适用"}

#: What a report says of itself until it is approved.
DRAFT_MARK = "草稿 · 未经审定"

# What neither XML nor HTML allows in a document, what UTF-8 cannot carry, and what turns the
# reading direction of the text after it.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(text: str) -> str:
    """Replace what no document may carry by U+FFFD, so that it is seen and does nothing."""
    return text if text.isprintable() else _UNPRINTABLE.sub("\ufffd", text)


def shown(figure: Figure | None) -> str:
    """A figure as people read it: what has no number says why; empty for none but a blank cell."""
    if figure is None:
        return IN_WORDS[State.MISSING]
    return IN_WORDS.get(figure.state) or figure.printed


def told(figure: Figure, unit: str = "") -> str:
    """A figure as a sentence tells it: with its unit, or ``unit`` if it names none."""
    if figure.value is None:
        return _IN_A_SENTENCE.get(figure.state) or figure.printed
    return f"{figure.printed}{figure.unit or unit}"


def contact_lines(agency: Agency) -> tuple[tuple[str, str], ...]:
    """Label and text of what is known of whom to ask, in the order in which it is printed."""
    contact = agency.contact
    known = (
        ("联系部门", contact.office),
        ("联系地址", contact.address),
        ("联系电话", contact.phone),
        ("传真号码", contact.fax),
        ("邮政编码", contact.postcode),
        ("电子邮箱", contact.email),
    )
    return tuple((label, text) for label, text in known if text)


def imprint(report: Report) -> tuple[tuple[str, str], ...]:
    """What a file says in its metadata of where it comes from: names and values, in this order.

    Versions, form, agency, year, status, how many findings of each severity there are, and the
    SHA-256 of every input and of every register file (with the day on which it was closed).
    """
    return tuple(_imprint(report))


def _imprint(report: Report) -> Iterator[tuple[str, str]]:
    for name, version in report.provenance.versions:
        yield f"version.{name}", version
    yield "form", report.form.id
    yield "agency", report.agency.id
    yield "year", str(report.year)
    yield "status", report.status.value
    for severity in Severity:
        count = sum(finding.severity is severity for finding in report.findings)
        yield f"findings.{severity.value}", str(count)
    for name, digest in report.provenance.inputs:
        yield f"input.{name}", digest
    for register in report.provenance.registers:
        if register.cut_off:
            yield f"register.{register.register}.cut_off", register.cut_off.isoformat()
        for name, digest in register.files:
            yield f"register.{register.register}.{name}", digest
