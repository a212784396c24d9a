"""A report goes its whole way on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from gongkai.lifecycle.act import Desk
from gongkai.lifecycle.verify import verify_entries
from tests.core.lifecycle.office import WAY, make


def test_a_report_goes_its_whole_way_and_its_log_verifies(desk: Desk) -> None:
    done = make(desk, *WAY)
    assert [each.head.state for each in done] == [
        "checked",
        "submitted",
        "submitted",
        "approved",
        "published",
    ]
    found = verify_entries(desk.store.entries())
    assert (found.broken, found.events) == (None, 5)
