"""What a bureau or a region may say of its gazette."""

from __future__ import annotations

from attrs import field, frozen

#: Width and height of the paper, in millimetres: A4, and the large 16mo of Chinese printers.
SIZES = {"a4": (210, 297), "16k": (210, 285)}
_MOST = 9999


def _check_paper(_self: object, _field: object, paper: str) -> None:
    if paper not in SIZES:
        raise ValueError(f"paper: expected one of {', '.join(SIZES)}, found {paper!r}")


def _check_page(_self: object, _field: object, page: int) -> None:
    if not 1 <= page <= _MOST:
        raise ValueError(f"page: expected a number from 1 to {_MOST}, found {page}")


@frozen(kw_only=True)
class BulletinSettings:
    """The gazette that prints the report, and where in it.

    ``title`` is the gazette's name, that of the region's government unless it is stated;
    ``issue`` and ``number`` stand below it (2019年第2号, 总第123号); ``page`` is the number of the
    first page, ``document_number`` the one of the document (文号) that made the report public.
    """

    title: str = ""
    issue: str = ""
    number: str = ""
    page: int = field(default=1, validator=_check_page)
    paper: str = field(default="a4", validator=_check_paper)
    document_number: str = ""
