"""The workbook of a report, sheet by sheet."""

from __future__ import annotations

from attrs import frozen

from gongkai import Report, imprint
from gongkai_output_xlsx import cover, evidence, findings
from gongkai_output_xlsx.names import sheet_names
from gongkai_output_xlsx.parts import core_part, custom_part, package_of
from gongkai_output_xlsx.records import record_sheet, records_of
from gongkai_output_xlsx.sheet import Sheet, head_and_foot
from gongkai_output_xlsx.strings import Strings, strings_of
from gongkai_output_xlsx.tables import table_sheet, tables_of

_WORDS = (*cover.WORDS, *findings.WORDS, *evidence.WORDS)


@frozen(kw_only=True)
class XlsxSettings:
    """Whether the workbook also tells what was found wrong, and where every figure comes from."""

    findings: bool = True
    evidence: bool = True


def render(report: Report, settings: XlsxSettings) -> bytes:
    """Write the workbook."""
    strings = strings_of(report.form, _WORDS)
    sheets = _sheets(report, settings, strings)
    end = f"{head_and_foot(report)}</worksheet>"
    parts = {
        f"xl/worksheets/sheet{number}.xml": b"".join([part.encode() for part in (*sheet.body, end)])
        for number, sheet in enumerate(sheets, 1)
    }
    parts["docProps/core.xml"] = core_part(report)
    parts["docProps/custom.xml"] = custom_part(imprint(report))
    return package_of(tuple((sheet.name, sheet.top) for sheet in sheets), strings.part).filled(
        parts
    )


def _sheets(report: Report, settings: XlsxSettings, strings: Strings) -> tuple[Sheet, ...]:
    """The cover, the tables, the records, and then what is asked for of the rest."""
    tables, records = tuple(tables_of(report)), tuple(records_of(report))
    titles = (*(block.grid.title for block in tables), *(block.title for block in records))
    # Our own sheets keep their names, whatever a table is called.
    own = (cover.NAME, findings.NAME, evidence.NAME)
    names = iter(sheet_names((*own, *titles))[len(own) :])
    shown = (
        *(table_sheet(next(names), block, report, strings) for block in tables),
        *(record_sheet(next(names), block, strings) for block in records),
        *((findings.findings_sheet(report, strings),) if settings.findings else ()),
        *((evidence.evidence_sheet(report, strings),) if settings.evidence else ()),
    )
    return (cover.cover_sheet(report, tuple(sheet.name for sheet in shown), strings), *shown)
