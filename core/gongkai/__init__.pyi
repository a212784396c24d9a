from gongkai.arithmetic import Instance as Instance
from gongkai.config.forms import read_form as read_form
from gongkai.errors import GongkaiError as GongkaiError
from gongkai.errors import Position as Position
from gongkai.errors import near as near
from gongkai.hookspecs import hookimpl as hookimpl
from gongkai.kinds import (
    API as API,
)
from gongkai.kinds import (
    AreaSettings as AreaSettings,
)
from gongkai.kinds import (
    Cell as Cell,
)
from gongkai.kinds import (
    Channel as Channel,
)
from gongkai.kinds import (
    Check as Check,
)
from gongkai.kinds import (
    Checking as Checking,
)
from gongkai.kinds import (
    ExportSettings as ExportSettings,
)
from gongkai.kinds import (
    Field as Field,
)
from gongkai.kinds import (
    Material as Material,
)
from gongkai.kinds import (
    NoSettings as NoSettings,
)
from gongkai.kinds import (
    Output as Output,
)
from gongkai.kinds import (
    Phase as Phase,
)
from gongkai.kinds import (
    Reader as Reader,
)
from gongkai.kinds import (
    Section as Section,
)
from gongkai.kinds import (
    Unreadable as Unreadable,
)
from gongkai.kinds import (
    Waived as Waived,
)
from gongkai.model.agency import (
    Agency as Agency,
)
from gongkai.model.agency import (
    AgencyKind as AgencyKind,
)
from gongkai.model.agency import (
    Contact as Contact,
)
from gongkai.model.agency import (
    Level as Level,
)
from gongkai.model.agency import (
    Region as Region,
)
from gongkai.model.agency import (
    Year as Year,
)
from gongkai.model.figures import (
    Carried as Carried,
)
from gongkai.model.figures import (
    Counted as Counted,
)
from gongkai.model.figures import (
    Derived as Derived,
)
from gongkai.model.figures import (
    Evidence as Evidence,
)
from gongkai.model.figures import (
    Exactness as Exactness,
)
from gongkai.model.figures import (
    Figure as Figure,
)
from gongkai.model.figures import (
    Figures as Figures,
)
from gongkai.model.figures import (
    Overridden as Overridden,
)
from gongkai.model.figures import (
    State as State,
)
from gongkai.model.figures import (
    Stated as Stated,
)
from gongkai.model.figures import (
    printed as printed,
)
from gongkai.model.findings import (
    Coverage as Coverage,
)
from gongkai.model.findings import (
    Finding as Finding,
)
from gongkai.model.findings import (
    NotAssessable as NotAssessable,
)
from gongkai.model.findings import (
    Operand as Operand,
)
from gongkai.model.findings import (
    Problem as Problem,
)
from gongkai.model.findings import (
    Severity as Severity,
)
from gongkai.model.form import (
    Column as Column,
)
from gongkai.model.form import (
    Count as Count,
)
from gongkai.model.form import (
    Form as Form,
)
from gongkai.model.form import (
    FormCell as FormCell,
)
from gongkai.model.form import (
    FormSection as FormSection,
)
from gongkai.model.form import (
    Operator as Operator,
)
from gongkai.model.form import (
    Phrase as Phrase,
)
from gongkai.model.form import (
    Relation as Relation,
)
from gongkai.model.form import (
    Row as Row,
)
from gongkai.model.form import (
    RuleEnglish as RuleEnglish,
)
from gongkai.model.form import (
    RuleText as RuleText,
)
from gongkai.model.form import (
    Sighting as Sighting,
)
from gongkai.model.form import (
    Table as Table,
)
from gongkai.model.form import (
    Term as Term,
)
from gongkai.model.form import (
    ValueType as ValueType,
)
from gongkai.model.grid import Grid as Grid
from gongkai.model.grid import GridCell as GridCell
from gongkai.model.grid import make_grid as make_grid
from gongkai.model.outcome import Outcome as Outcome
from gongkai.model.records import (
    BadRow as BadRow,
)
from gongkai.model.records import (
    Crash as Crash,
)
from gongkai.model.records import (
    Disclosure as Disclosure,
)
from gongkai.model.records import (
    NoRows as NoRows,
)
from gongkai.model.records import (
    Record as Record,
)
from gongkai.model.records import (
    Register as Register,
)
from gongkai.model.records import (
    Value as Value,
)
from gongkai.model.report import (
    Artifact as Artifact,
)
from gongkai.model.report import (
    Bar as Bar,
)
from gongkai.model.report import (
    Block as Block,
)
from gongkai.model.report import (
    Bullets as Bullets,
)
from gongkai.model.report import (
    Chapter as Chapter,
)
from gongkai.model.report import (
    Chart as Chart,
)
from gongkai.model.report import (
    Heading as Heading,
)
from gongkai.model.report import (
    Note as Note,
)
from gongkai.model.report import (
    Paragraph as Paragraph,
)
from gongkai.model.report import (
    Provenance as Provenance,
)
from gongkai.model.report import (
    RecordTable as RecordTable,
)
from gongkai.model.report import (
    Report as Report,
)
from gongkai.model.report import (
    Span as Span,
)
from gongkai.model.report import (
    Status as Status,
)
from gongkai.model.report import (
    StatutoryTable as StatutoryTable,
)
from gongkai.model.report import (
    Unfilled as Unfilled,
)
from gongkai.relations import relation_problems as relation_problems
from gongkai.wording import Words as Words
from gongkai.wording import words as words
