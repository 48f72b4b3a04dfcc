"""What the ASBL knows about its members, why, and how long (koprogo.privacy)."""

from buildings.privacy import MEMBERSHIP
from koprogo.privacy.declarations import Fate, Kind, fields

PERSONAL = [
    *fields(
        MEMBERSHIP,
        Kind.MONEY,
        Fate.KEPT,
        transparency_Contribution=(
            "participation month price reduction base add_ons lines due due_on entry"
        ),
        transparency_Receipt="participation amount received_on entry mirror",
    ),
    *fields(MEMBERSHIP, Kind.BANK, Fate.KEPT, transparency_Receipt="bank_reference"),
    *fields(
        MEMBERSHIP,
        Kind.DOCUMENT,
        Fate.KEPT,
        transparency_ContributionDocument="participation contribution file",
        transparency_Voucher="paper reason",
        transparency_Idea="title text answer",
        transparency_Report="note auditor_note reason",
    ),
    *fields(
        MEMBERSHIP,
        Kind.ACT,
        Fate.KEPT,
        transparency_Schedule="adopted_by",
        transparency_Receipt="recorded_by",
        transparency_Voucher="entered_by decided_by",
        transparency_Quarter="closed_by",
        transparency_Report="reviewed_by published_by",
        transparency_Idea="author",
        transparency_IdeaSupport="owner",
        transparency_Allocation="created_by",
        transparency_Spending="recorded_by",
        transparency_Endowment="carried_out_by",
        transparency_Office="owner role since until ended_on end_reason recorded_by",
    ),
]

NOT_PERSONAL = {
    "published: suppliers and purposes are named, private persons never": [
        "transparency.Voucher.supplier",
        "transparency.Voucher.description",
        "transparency.Allocation.title",
        "transparency.Allocation.explanation",
        "transparency.AllocationLine.title",
        "transparency.Spending.description",
    ],
    "names a decision of the assembly": [
        "transparency.Schedule.decision_text",
        "transparency.Report.decision_text",
        "transparency.Allocation.decision_text",
        "transparency.Endowment.decision_text",
        "transparency.Office.decision_text",
    ],
    "figures of the association, published": [
        "transparency.Publication.tables",
        "transparency.Publication.figures",
        "transparency.Publication.digest",
        "transparency.Report.tables",
        "transparency.Report.figures",
        "transparency.Quarter.figures",
    ],
}
