"""The text of the report, block by block."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai import (
    Block,
    Bullets,
    Chart,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    StatutoryTable,
)

#: What a JSON document is made of.
Json = str | int | Decimal | None | list["Json"] | dict[str, "Json"]


def blocks(content: Iterable[Block]) -> list[Json]:
    """Write blocks in the order in which they are read."""
    return [_block(block) for block in content]


def _block(block: Block) -> Json:
    match block:
        case Heading():
            return {"type": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"type": "paragraph", "spans": _spans(block)}
        case Bullets():
            items: list[Json] = [_spans(item) for item in block.items]
            return {"type": "list", "ordered": block.ordered, "items": items}
        case Note():
            return {"type": "note", "text": block.text}
        case _:
            return _table(block)


def _spans(paragraph: Paragraph) -> list[Json]:
    return [
        {"text": span.text, "address": span.address, "strong": span.strong, "url": span.url}
        for span in paragraph.spans
    ]


def _table(block: StatutoryTable | RecordTable | Chart) -> Json:
    match block:
        case StatutoryTable():
            return {
                "type": "table",
                "key": block.key,
                "title": block.grid.title,
                "addresses": [
                    cell.address for row in block.grid.body for cell in row if cell.address
                ],
                "notes": list(block.notes),
            }
        case RecordTable():
            return {
                "type": "records",
                "title": block.title,
                "columns": list(block.columns),
                "rows": [list(row) for row in block.rows],
            }
        case _:
            return {
                "type": "chart",
                "title": block.title,
                "unit": block.unit,
                "compared": block.compared,
                "bars": [{"label": bar.label, "cells": list(bar.cells)} for bar in block.bars],
            }
