"""The report: everything that will be shown to the public, in the order in which it is read."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from gongkai.errors import Position
from gongkai.model.agency import Agency
from gongkai.model.chart import Chart
from gongkai.model.figures import Figures
from gongkai.model.findings import Finding
from gongkai.model.form import Form
from gongkai.model.grid import Grid
from gongkai.model.records import BadRow, Crash, NoRows
from gongkai.wording import Words


@frozen(kw_only=True)
class Span:
    """A run of text. ``address`` names the figure that it prints, ``url`` where it leads.

    ``place`` is where its first character was written, if a person wrote it; a span of a figure
    has the place of its placeholder. Spans that differ in nothing else are equal.
    """

    text: str
    address: str = ""
    strong: bool = False
    url: str = ""
    place: Position | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Heading:
    """A heading inside a chapter; level 1 stands below the chapter's own title."""

    text: str
    level: int = 1


@frozen(kw_only=True)
class Paragraph:
    """A paragraph of prose, and where it was written, if a person wrote it."""

    spans: tuple[Span, ...]
    place: Position | None = None

    @property
    def text(self) -> str:
        """The bare text."""
        return "".join(span.text for span in self.spans)


@frozen(kw_only=True)
class Bullets:
    """A list; each item is a paragraph."""

    items: tuple[Paragraph, ...]
    ordered: bool = False


@frozen(kw_only=True)
class StatutoryTable:
    """A table of the form, filled in; ``notes`` explain what is not applicable."""

    key: str
    grid: Grid
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class RecordTable:
    """Records of a register, as they may be shown."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class Note:
    """A remark of small print."""

    text: str


Block = Heading | Paragraph | Bullets | StatutoryTable | RecordTable | Chart | Note


@frozen(kw_only=True)
class Chapter:
    """A section as it stands in one report, with its printed title."""

    name: str
    title: str
    blocks: tuple[Block, ...]


class Status(Enum):
    """How far the report has come; whatever is not approved is shown as a draft."""

    DRAFT = "draft"
    APPROVED = "approved"


@frozen(kw_only=True)
class Returned:
    """The report was sent back (退回) to be mended: when, by whom, and why."""

    on: date
    by: str
    reason: str


@frozen(kw_only=True)
class Recorded:
    """What the log knows of a report: its state, by name and official label, and what goes with it.

    ``content`` is the hash of what was approved, empty until then: only a report that says exactly
    this is no draft. ``note`` is what a later revision tells the public of what it corrects;
    ``published`` the day of its publication; ``returned`` who sent it back, and why.
    """

    state: str = ""
    label: str = ""
    content: str = ""
    note: str = ""
    published: date | None = None
    returned: Returned | None = None


@frozen(kw_only=True)
class Unfilled:
    """A placeholder in a narrative that could not be filled, and why; the text shows the gap."""

    section: str
    place: Position
    name: str
    why: Words


@frozen(kw_only=True)
class Snapshot:
    """A register as it was counted: the SHA-256 of each of its files, and when it was closed."""

    register: str
    files: tuple[tuple[str, str], ...]
    cut_off: date | None = None


@frozen(kw_only=True)
class Provenance:
    """What made the report: versions by name, a hash of each file that went in, the registers."""

    versions: tuple[tuple[str, str], ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    registers: tuple[Snapshot, ...] = ()


@frozen(kw_only=True)
class Unwritten:
    """A file that an output could not write for a reason that a person can mend."""

    output: str
    file: str
    why: Words


@frozen(kw_only=True)
class Report:
    """One agency's report for one year.

    ``charts`` are pictures of its figures that an output may draw beside the text; ``previous`` are
    last year's figures, as far as they can be compared. ``findings`` is what the rules found, once
    they have run.

    ``recorded`` is what the log knows of it, None where it knows nothing.

    ``bad_rows``, ``empty``, ``crashes``, ``unfilled`` and ``unwritten`` tell what went wrong on the
    way; checks read them, outputs do not. ``empty`` are the registers' files that have no rows,
    ``omitted`` is the reason why a report carries figures only.
    """

    agency: Agency
    year: int
    form: Form
    title: str
    figures: Figures
    opening: tuple[Block, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    charts: tuple[Chart, ...] = ()
    previous: Figures = field(factory=dict)
    findings: tuple[Finding, ...] = ()
    published: date | None = None
    source: str = ""
    omitted: str = ""
    status: Status = Status.DRAFT
    provenance: Provenance = field(factory=Provenance)
    bad_rows: tuple[BadRow, ...] = ()
    empty: tuple[NoRows, ...] = ()
    crashes: tuple[Crash, ...] = ()
    unfilled: tuple[Unfilled, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()
    returned: Returned | None = None
    recorded: Recorded | None = None


@frozen(kw_only=True)
class Artifact:
    """A file that an output wrote."""

    output: str
    filename: str
    media_type: str
    content: bytes
