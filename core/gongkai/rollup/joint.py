"""Documents that several members issued together: each counts once in a region's sum."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from attrs import frozen

from gongkai.entries.tally import entries_behind
from gongkai.model.figures import Joint
from gongkai.model.form import FormCell
from gongkai.model.records import Document
from gongkai.tally import number_key

#: The register in which members keep their rules and normative documents.
REGISTER = "documents"


@frozen(kw_only=True)
class Issued:
    """A member's register of documents, and the day after which it no longer counts."""

    agency: str
    documents: tuple[Document, ...] = ()
    cut_off: date | None = None


@frozen(kw_only=True)
class JointDocuments:
    """The documents that stand in the registers of several members, by member."""

    issued: tuple[Issued, ...]
    year: int

    def in_cell(self, cell: FormCell, counting: Collection[str]) -> tuple[Joint, ...]:
        """Those that a cell counts more than once, by number; ``counting`` have a number in it."""
        wanted = cell.count
        if wanted is None or wanted.register != REGISTER:
            return ()
        holders: dict[str, dict[str, Document]] = {}
        for issued in (each for each in self.issued if each.agency in counting):
            for document in issued.documents:
                if any(entries_behind((document,), wanted, self.year, issued.cut_off)):
                    number = number_key(document.document_number)
                    holders.setdefault(number, {}).setdefault(issued.agency, document)
        return tuple(_joint(holders[number]) for number in _several(holders))


def joint_documents(issued: Iterable[Issued], year: int) -> JointDocuments:
    """Keep of each register what another one holds too: the same number, however it is typed."""
    registers = tuple(issued)
    holders: dict[str, set[str]] = {}
    for register in registers:
        for document in register.documents:
            holders.setdefault(number_key(document.document_number), set()).add(register.agency)
    several = frozenset(_several(holders))
    shared = (
        Issued(
            agency=register.agency,
            documents=tuple(
                document
                for document in register.documents
                if number_key(document.document_number) in several
            ),
            cut_off=register.cut_off,
        )
        for register in registers
    )
    return JointDocuments(issued=tuple(each for each in shared if each.documents), year=year)


def _several(holders: Mapping[str, Iterable[str]]) -> list[str]:
    """The numbers that more than one member has; a document without a number is nobody else's."""
    return sorted(number for number, by in holders.items() if number and len(list(by)) > 1)


def _joint(holders: Mapping[str, Document]) -> Joint:
    first = next(iter(holders.values()))
    return Joint(document_number=first.document_number, title=first.title, agencies=tuple(holders))
