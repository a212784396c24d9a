"""A published page is the report that was approved, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import (
    Check,
    Checking,
    Problem,
    PublishedSettings,
    Severity,
    published_problems,
    words,
)


def published(checking: Checking) -> Iterable[Problem]:
    """Whatever a published page shows, hides or leads to that the report does not."""
    page = checking.page
    if page is None:
        return ()
    settings: PublishedSettings = checking.settings
    return published_problems(checking.report, page, settings.hosts)


#: The rule; it applies only where a saved page is compared, by ``gongkai verify``.
PUBLISHED = Check(
    code="integrity.published",
    severity=Severity.ERROR,
    title=words("A published page shows the report, and nothing else"),
    why=words(
        "Pages are changed after they were published: betting words in the place of names, hidden "
        "links, a figure or a paragraph that is gone. What the public reads must be what was "
        "approved."
    ),
    fix=words(
        "Publish the page again from the report; if it was changed by others, tell whoever runs "
        "the site, and have it searched for more."
    ),
    basis="国办秘函〔2019〕19号",
    run=published,
    settings=PublishedSettings,
    of_page=True,
)
