"""The assemblies' part of an archive: how frozen rows come back, and what people read."""

from collections.abc import Iterator
from functools import partial
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.handover import table_part
from buildings.models import Building
from governance.exports.recount import recount_name, recount_zip
from governance.lists.contracts import contracts_table
from governance.lists.decisions import decisions_table, tasks_table
from governance.lists.tenders import quotes_table, tenders_table
from governance.models import Assembly
from governance.queries.contracts import contracts_on
from governance.queries.decisions import decision_list, task_list
from governance.queries.minutes import ended_assemblies
from governance.queries.tenders import tender_list
from koprogo import slots
from koprogo.slots import ArchivePart, ArchiveRows

# Owners are convened with the quotes of a point.
TENDERS = [
    "governance.Tender",
    "governance.TenderDocument",
    "governance.Quote",
    "governance.TenderComparison",
]
slots.archive_rows |= {
    # The roll is written before it is taken, and the log begins afterwards.
    "governance.Assembly": ArchiveRows(
        frozen_by="convened_at",
        frozen_with=["roll_taken_at", "opened_at", "closed_at", "adjourned_at"],
        parts=[
            "governance.AgendaItem",
            "governance.ItemConflict",
            "governance.ItemDocument",
            "governance.RollLine",
            "governance.RollPart",
            *TENDERS,
        ],
    ),
    "governance.AssemblyRequest": ArchiveRows(
        frozen_by="sent_on",
        frozen_with=[
            *("shares", "shares_total", "sent_by", "received_on", "received_by"),
            *("proof", "assembly"),
        ],
        parts=["governance.RequestPoint", "governance.RequestSignature"],
    ),
    "governance.Consultation": ArchiveRows(
        frozen_by="closed_at",
        frozen_with=["heads", "shares", "heads_asked", "shares_asked"],
        parts=["governance.ConsultationOption", "governance.ConsultationAnswer"],
    ),
    # Nothing is said of a year any more once it is reported.
    "governance.ContractsEvaluation": ArchiveRows(
        frozen_by="reported_at",
        frozen_with=["reported_by"],
        parts=["governance.ContractReview", "governance.EvaluationDocument"],
    ),
    "governance.Decision": ArchiveRows(order=["number"]),
    # Nobody signs a draft.
    "governance.Minutes": ArchiveRows(
        frozen_by="finished_at",
        frozen_with=["signed_at", "sent_at"],
        parts=["governance.MinutesDocument"],
    ),
    # Its documents are attached before it is sent; its answers name the text's hash.
    "governance.WrittenDecision": ArchiveRows(
        frozen_by="sent_at",
        frozen_with=["ended_at", "outcome", "reason"],
        parts=["governance.WrittenAnswer", "governance.WrittenAttachment"],
    ),
}


def _parts() -> Iterator[ArchivePart]:
    yield table_part(
        "assemblies/decisions.csv",
        _("The register of decisions: everything that was voted on."),
        lambda: decisions_table(decision_list()),
    )
    yield table_part(
        "assemblies/tasks.csv",
        _("What had to be done after decisions, and how far it is."),
        lambda: tasks_table(task_list()),
    )
    yield table_part(
        "assemblies/tenders.csv",
        _("What suppliers were asked to quote for, and which quote was chosen."),
        lambda: tenders_table(tender_list()),
    )
    yield table_part(
        "assemblies/quotes.csv",
        _("The quotes of suppliers, side by side."),
        lambda: quotes_table(tender_list()),
    )
    yield table_part(
        "assemblies/contracts.csv",
        _("The contracts for regular supplies, those that ended too."),
        lambda: contracts_table(contracts_on(timezone.localdate())),
    )
    building = Building.objects.select_related("tenant").first()
    for assembly in ended_assemblies().select_related("tenant"):
        yield ArchivePart(
            f"assemblies/{recount_name(assembly, building)}",
            _("Each meeting, with a program that counts it again."),
            partial(_write_recount, assembly, building),
        )


def _write_recount(assembly: Assembly, building: Building, target: IO[bytes]) -> None:
    target.write(recount_zip(assembly, building))


slots.archive_part.append(_parts)
