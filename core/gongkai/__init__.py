"""The front door: every name that a plugin may import.

Names are fetched from their homes when they are first asked for, so that ``gongkai --help`` does
not wait for the whole engine. ``__init__.pyi`` tells the same to editors and type checkers.
"""

from importlib import import_module

_HOMES = {
    "gongkai.arithmetic": (
        "Instance",
        "expand",
    ),
    "gongkai.articles": (
        "Article",
        "read_article",
    ),
    "gongkai.calendar": (
        "Calendar",
        "DayKind",
        "Stretch",
        "YearDays",
    ),
    "gongkai.charts": (
        "CHARTS_TITLE",
        "bar_figures",
        "caption_of",
        "key_charts",
    ),
    "gongkai.chinese": ("in_chinese",),
    "gongkai.config.examples": ("read_examples",),
    "gongkai.config.forms": ("read_form",),
    "gongkai.due": (
        "DueDate",
        "Pause",
        "PauseKind",
        "ReportLimit",
        "amendment_due",
        "days_late",
        "disclosure_due",
        "due_reason",
        "reply_due",
        "report_limit",
    ),
    "gongkai.entries.said": (
        "said_conditions",
        "said_register",
    ),
    "gongkai.errors": (
        "GongkaiError",
        "Position",
        "near",
    ),
    "gongkai.hookspecs": ("hookimpl",),
    "gongkai.kinds": (
        "API",
        "AreaSettings",
        "Cell",
        "Channel",
        "Check",
        "Checking",
        "Companion",
        "Example",
        "ExportSettings",
        "Field",
        "InputFile",
        "Material",
        "Narrative",
        "NoSettings",
        "Output",
        "Phase",
        "Reader",
        "RuleExample",
        "Section",
        "Site",
        "SiteFile",
        "Survey",
        "Unreadable",
        "Waived",
    ),
    "gongkai.model.adding": (
        "Adding",
        "Rollup",
    ),
    "gongkai.model.agency": (
        "Agency",
        "AgencyKind",
        "Contact",
        "Level",
        "Region",
        "Year",
    ),
    "gongkai.model.chart": (
        "Bar",
        "Chart",
        "FormChart",
    ),
    "gongkai.model.column": (
        "DisclosedItem",
        "DisclosureColumn",
        "Filing",
        "KeyArea",
        "ReportFile",
    ),
    "gongkai.model.counting": (
        "Count",
        "Where",
    ),
    "gongkai.model.figures": (
        "Carried",
        "Contribution",
        "Counted",
        "Derived",
        "Evidence",
        "Exactness",
        "Figure",
        "Figures",
        "Joint",
        "Overridden",
        "State",
        "Stated",
        "Summed",
        "printed",
    ),
    "gongkai.model.findings": (
        "Coverage",
        "Finding",
        "NotAssessable",
        "Operand",
        "Problem",
        "Severity",
    ),
    "gongkai.model.form": (
        "Column",
        "Form",
        "FormCell",
        "FormSection",
        "Row",
        "Sighting",
        "Table",
        "ValueType",
    ),
    "gongkai.model.grid": (
        "Grid",
        "GridCell",
        "make_grid",
    ),
    "gongkai.model.outcome": ("Outcome",),
    "gongkai.model.passages": (
        "Passage",
        "passages_of",
    ),
    "gongkai.model.places": (
        "Normalised",
        "normalised",
        "place_in",
    ),
    "gongkai.model.records": (
        "BadRow",
        "Crash",
        "Decision",
        "Disclosure",
        "Document",
        "Fee",
        "Late",
        "NoRows",
        "Record",
        "Register",
        "Remedy",
        "Request",
        "Value",
    ),
    "gongkai.model.region": (
        "Member",
        "RegionSum",
        "Scope",
        "Turnout",
    ),
    "gongkai.model.relation": (
        "Crosswalk",
        "Operator",
        "Phrase",
        "Relation",
        "RuleEnglish",
        "RuleText",
        "Term",
    ),
    "gongkai.model.report": (
        "Artifact",
        "Block",
        "Bullets",
        "Chapter",
        "Heading",
        "Note",
        "Paragraph",
        "Provenance",
        "RecordTable",
        "Report",
        "Returned",
        "Snapshot",
        "Span",
        "Status",
        "StatutoryTable",
        "Unfilled",
    ),
    "gongkai.packing": (
        "Package",
        "package",
    ),
    "gongkai.pages.hosts": (
        "host_of",
        "is_own_host",
    ),
    "gongkai.pages.page": ("Page",),
    "gongkai.pages.portal": ("PublishedSettings",),
    "gongkai.pages.published": ("published_problems",),
    "gongkai.paths": ("slug",),
    "gongkai.personal": (
        "CARD",
        "ID_NUMBER",
        "MOBILE",
        "bare",
        "hidden",
        "is_id_number",
        "mask_id_numbers",
        "mask_text",
        "passes_luhn",
    ),
    "gongkai.reading": (
        "Folded",
        "Reading",
        "Spot",
        "few",
        "folded",
        "read_through",
        "without",
    ),
    "gongkai.relations": ("relation_problems",),
    "gongkai.showing": (
        "DRAFT_MARK",
        "contact_lines",
        "imprint",
        "printable",
        "shown",
        "told",
    ),
    "gongkai.typesetting": (
        "drawn",
        "typeset",
    ),
    "gongkai.wording": (
        "Words",
        "listed",
        "words",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605 - a list all the same


def __getattr__(name: str) -> object:
    """Fetch a name from its home and keep it."""
    if name not in _HOME_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value
