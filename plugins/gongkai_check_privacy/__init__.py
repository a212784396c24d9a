"""Rules on personal data in what will be published."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai import Check, RuleExample, Severity, hookimpl, read_examples, words
from gongkai_check_privacy.addresses import address
from gongkai_check_privacy.numbers import bank_account, id_number, phone

GONGKAI_API = 1

_REGULATION = "《政府信息公开条例》第十五条"
_WHY = words(
    "What is published is copied at once and cannot be called back; personal data may be published "
    "only with consent, or where hiding it would gravely harm the public interest."
)

_CHECKS = (
    Check(
        code="privacy.id-number",
        severity=Severity.ERROR,
        title=words("No ID number of a person"),
        why=_WHY,
        fix=words("Take the number out, or keep the first four and the last two places only."),
        basis=_REGULATION,
        run=id_number,
        of_text=True,
        of_frame=True,
    ),
    Check(
        code="privacy.phone",
        severity=Severity.ERROR,
        title=words("No mobile telephone of a person"),
        why=_WHY,
        fix=words(
            "Give an office's number instead. If it is the number at which the public is to call, "
            "state it as phone under [bureau.contact]."
        ),
        basis=_REGULATION,
        run=phone,
        of_text=True,
        of_frame=True,
    ),
    Check(
        code="privacy.bank-account",
        severity=Severity.ERROR,
        title=words("No bank card number"),
        why=_WHY,
        fix=words("Take the number out, or keep the last four places only."),
        basis=_REGULATION,
        run=bank_account,
        of_text=True,
        of_frame=True,
    ),
    Check(
        code="privacy.address",
        severity=Severity.ERROR,
        title=words("No home address"),
        why=_WHY,
        fix=words("Leave out everything below the street, village or housing estate."),
        basis=_REGULATION,
        run=address,
        of_text=True,
        of_frame=True,
    ),
)


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on personal data."""
    return _CHECKS


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each rule."""
    return read_examples(Path(__file__).parent / "examples.toml")
