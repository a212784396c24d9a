"""What a form's cells keep: arithmetic, and the words of a text that speak of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import field, frozen

from gongkai.model.findings import Severity
from gongkai.wording import Words


@frozen(kw_only=True)
class Term:
    """A cell in a relation: ``times`` × the cell of the year ``year`` away (0 this, -1 last).

    An ``optional`` one counts as nothing where it is missing.
    """

    cell: str
    times: int = 1
    year: int = 0
    optional: bool = False


class Operator(Enum):
    """How the two sides of a relation compare."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="
    #: The largest of the right terms ≤ the left side ≤ their sum: parts that may overlap.
    WITHIN = "max..sum"


@frozen(kw_only=True)
class Relation:
    """Arithmetic that a form's cells keep: sum of ``left``, operator, sum of ``right``.

    ``each`` repeats it: ``column`` (terms are row keys), ``row`` (terms are column keys), or a
    tuple of addresses that stand for ``*`` in turn; empty means that terms are whole addresses.
    ``derives`` lets the engine fill in the single left term where it is not stated; with terms of
    last year it is then carried forward from that year's report.
    ``undetermined`` is the severity when only a right term that is not stated could make it true;
    ``lower`` is the severity when the left side is below the largest of the right terms.
    ``statutory`` relations cannot be waived or lowered.
    """

    code: str
    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]
    severity: Severity
    table: str = ""
    each: str | tuple[str, ...] = ""
    derives: bool = False
    statutory: bool = False
    undetermined: Severity | None = None
    lower: Severity | None = None
    basis: str = ""
    note: str = ""


@frozen(kw_only=True)
class RuleEnglish:
    """The same in English; an empty text leaves that of the form's language."""

    title: str = ""
    why: str = ""
    fix: str = ""


@frozen(kw_only=True)
class RuleText:
    """What a relation's code means, for people, in the form's language and in English."""

    code: str
    title: str
    why: str
    fix: str
    english: RuleEnglish = field(factory=RuleEnglish)

    @property
    def words(self) -> tuple[Words, Words, Words]:
        """Title, why and fix, to be said in either language."""
        title, why, fix = (
            Words(english or own, native=own)
            for own, english in (
                (self.title, self.english.title),
                (self.why, self.english.why),
                (self.fix, self.english.fix),
            )
        )
        return title, why, fix


@frozen(kw_only=True, cache_hash=True)
class Phrase:
    """Words of a narrative that speak of cells: any of ``sums`` may be meant, each added up.

    ``…`` in a phrase stands for words that mean nothing of their own, and for the number if it
    does not follow: ``收到…申请`` is 收到申请5件 and 收到5件公开申请, ``…行政复议`` is
    5件行政复议; a measure behind it (``行政许可…件``) is that of the number. ``after`` holds words
    of which the last in the sentence must be one of these (维持 is of 行政复议 or of 行政诉讼);
    ``unless`` words before it in its clause that make it speak of something else; ``shares`` what
    its percentages may be of; ``part`` says that a smaller number is lawful, too: of a total that
    stands before, it may tell a part (of this year's requests those that were answered).
    """

    code: str
    phrases: tuple[str, ...]
    sums: tuple[tuple[str, ...], ...]
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    shares: tuple[tuple[str, ...], ...] = ()
    part: bool = False


@frozen(kw_only=True)
class Crosswalk:
    """How the cells of an earlier form go on in this one, for comparisons over years.

    A cell of the earlier form that has the address of a cell here goes on there, unless
    ``moved`` names another (here → there, each whole cells or ``table.row`` for all its columns)
    or ``breaks`` says why its series ends (address here, cell or row or table → reason).
    """

    form: str
    moved: Mapping[str, str] = field(factory=dict)
    breaks: Mapping[str, str] = field(factory=dict)
