"""What a bureau says of a channel in TOML, and what the report must say of its accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import Attribute, field, frozen

from gongkai import words


def _is_named(_: Account, __: Attribute[str], name: str) -> None:
    if not name.strip():
        raise ValueError(words("the account has no name"))


def _is_closed_later(account: Account, _: Attribute[date | None], closed: date | None) -> None:
    if closed and account.opened and closed < account.opened:
        raise ValueError(words("the account was closed before it was opened"))


@frozen(kw_only=True)
class Account:
    """An account on a platform: its name and number there, and when it was opened and closed."""

    name: str = field(validator=_is_named)
    number: str = ""
    opened: date | None = None
    closed: date | None = field(default=None, validator=_is_closed_later)


@frozen(kw_only=True)
class ChannelSettings:
    """A channel's TOML table: the file its platform exported, and the bureau's accounts on it.

    ``columns`` maps fields of a disclosure to headings, where the export has unusual ones.
    """

    export: str = ""
    columns: Mapping[str, str] = field(factory=dict)
    accounts: tuple[Account, ...] = ()


def closed_accounts(label: str, settings: ChannelSettings, year: int) -> Iterator[str]:
    """Tell the public of each account that was closed in the year."""
    for account in settings.accounts:
        day = account.closed
        if day and day.year == year:
            yield f"{label}“{account.name}”已于{day.year}年{day.month}月{day.day}日关闭。"
