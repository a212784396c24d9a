"""The report as an Excel workbook: the tables of the form, the findings, the evidence."""

from __future__ import annotations

GONGKAI_API = 1
