"""Readers: the file types in which platforms and clerks hand over a register."""

from __future__ import annotations

from gongkai import Reader, hookimpl
from gongkai_readers.delimited import read_delimited
from gongkai_readers.workbook import read_workbook

#: The version of the kinds that this plugin is written for.
GONGKAI_API = 1


@hookimpl
def gongkai_register_readers() -> tuple[Reader, ...]:
    """Offer delimited text and spreadsheet workbooks."""
    return (
        Reader(name="csv", suffixes=(".csv", ".tsv", ".txt"), rows=read_delimited),
        Reader(name="xlsx", suffixes=(".xlsx", ".xlsm", ".xls"), rows=read_workbook),
    )
