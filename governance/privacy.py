"""What assemblies, votes and minutes say about people (koprogo.privacy)."""

from django.utils.translation import gettext_lazy as _

from koprogo.notifications.privacy import MESSAGES
from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

ASSEMBLIES = Processing(
    key="assemblies",
    title=_("Assemblies, votes and decisions"),
    responsible=Responsible.ASSOCIATION,
    people=_("Co-owners, their representatives and proxy holders"),
    purpose=_(
        "To convene assemblies, to count votes as the law says, and to prove what was "
        "decided and by whom."
    ),
    basis=Basis.LAW,
    source=_(
        "The minutes name who voted against or abstained; the register of decisions is "
        "kept by the syndic (art. 3.87 and 3.93 C. civ.)."
    ),
    retention=_(
        "As long as the association exists. Of a secret ballot only that you voted."
    ),
    recipients=_(
        "All co-owners, and whoever has an interest in the register of decisions."
    ),
    kept_because=_(
        "Minutes and decisions bind the co-owners of today and tomorrow; the law wants "
        "them kept with the names."
    ),
)

PERSONAL = [
    *fields(
        ASSEMBLIES,
        Kind.NAME,
        Fate.KEPT,
        governance_AgendaItem="candidate",
        governance_WrittenDecision="candidate",
        governance_DecisionTask="assignee",
        governance_Proxy="holding holder_owner head_name holder_name",
        governance_RollLine="holding owner head_name voter_name",
        governance_Signature="name",
    ),
    *fields(
        ASSEMBLIES,
        Kind.NAME,
        Fate.KEPT,
        governance_AuditorTerm="owner name",
        governance_CouncilTerm="owner is_chair",
        governance_HandedOver="handed_by received_by",
        governance_Quote="supplier_name interest",
    ),
    *fields(
        ASSEMBLIES,
        Kind.NAME,
        Fate.KEPT,
        governance_AssemblyRequest="owner",
        governance_RequestSignature="holding owner",
        governance_WrittenAnswer="holding owner",
    ),
    *fields(
        ASSEMBLIES,
        Kind.ACT,
        Fate.KEPT,
        governance_AssemblyRequest="opened_by sent_by received_by",
        governance_Consultation="opened_by",
        governance_ConsultationAnswer="holding chosen answered_by",
        governance_ContractReview="reviewed_by",
        governance_ContractsEvaluation="reported_by",
        governance_RequestSignature="signed_by",
        governance_WrittenAnswer="is_agreed answered_by",
        governance_WrittenDecision="created_by",
        governance_WrittenMinutes="made_by",
        governance_AuditorTerm="recorded_by",
        governance_CouncilDelegation="recorded_by",
        governance_CouncilReport="recorded_by",
        governance_CouncilTerm="recorded_by",
        governance_HandedOver="recorded_by",
        governance_Quote="recorded_by",
        governance_SupplyContract="recorded_by",
        governance_SyndicTerm="recorded_by",
        governance_Tender="created_by",
        governance_TenderOutcome="noted_by",
    ),
    *fields(
        ASSEMBLIES,
        Kind.DOCUMENT,
        Fate.KEPT,
        governance_AuditorTerm="end_reason",
        governance_CouncilTerm="end_reason",
    ),
    *fields(
        ASSEMBLIES,
        Kind.ACT,
        Fate.KEPT,
        governance_Assembly="created_by",
        governance_Cancellation="cancelled_by",
        governance_CountedBallot="choice",
        governance_DecisionEffect="carried_out_by",
        governance_MeetingEvent="body recorded_by",
        governance_Proposal="recorded_by",
        governance_Proxy="recorded_by",
        governance_Signature="signed_by",
    ),
    *fields(
        ASSEMBLIES,
        Kind.DOCUMENT,
        Fate.KEPT,
        governance_AgendaItem=(
            "title title_nl title_fr title_de title_en"
            " text text_nl text_fr text_de text_en"
            " motion motion_nl motion_fr motion_de motion_en"
        ),
        governance_Decision=(
            "title title_nl title_fr title_de title_en"
            " text text_nl text_fr text_de text_en result"
        ),
        governance_DecisionTask="title note",
        governance_ItemConflict="holding reason",
        governance_Minutes="notes",
        governance_Proposal="owner title text answer",
        governance_Proxy="instructions",
        governance_AssemblyRequest="title reason proof",
        governance_Consultation=(
            "title title_nl title_fr title_de title_en"
            " text text_nl text_fr text_de text_en"
        ),
        governance_ConsultationOption="title title_nl title_fr title_de title_en",
        governance_RequestPoint="title",
        governance_WrittenAnswer="reason scan",
        governance_WrittenDecision=(
            "title title_nl title_fr title_de title_en"
            " text text_nl text_fr text_de text_en"
            " motion motion_nl motion_fr motion_de motion_en reason"
        ),
    ),
    *fields(
        MESSAGES,
        Kind.NAME,
        Fate.KEPT,
        governance_CancellationLetter="name",
        governance_Convocation="name",
        governance_MinutesLetter="name",
        governance_WrittenLetter="name",
    ),
    *fields(
        MESSAGES,
        Kind.ADDRESS,
        Fate.KEPT,
        governance_CancellationLetter="address",
        governance_Convocation="address",
        governance_MinutesLetter="address",
        governance_WrittenLetter="address",
    ),
    *fields(
        MESSAGES,
        Kind.MESSAGE,
        Fate.KEPT,
        governance_CancellationLetter="addressee file delivery",
        governance_Convocation="addressee file delivery",
        governance_MinutesLetter="addressee file delivery",
        governance_WrittenLetter="addressee holding file delivery",
    ),
]

NOT_PERSONAL = {
    "when and where the assembly of all is held, and why": [
        "governance.Assembly.consulting",
        "governance.Assembly.place",
        "governance.Assembly.remote_access",
        "governance.Assembly.urgency",
        "governance.AssemblySettings.place",
        "governance.Cancellation.reason",
    ],
    "what the assembly decided for all": [
        "governance.AssemblySettings.quote_decision",
        "governance.DecisionEffect.outcome",
        "governance.AuditorTerm.decided",
        "governance.CouncilDelegation.decided",
        "governance.CouncilDelegation.end_reason",
        "governance.CouncilDelegation.text",
        "governance.CouncilTerm.decided",
        "governance.SyndicTerm.decided",
        "governance.SyndicTerm.end_reason",
    ],
    "on which terms suppliers work for all, and how well": [
        "governance.ContractReview.remarks",
        "governance.SupplyContract.decided",
        "governance.SupplyContract.end_reason",
        "governance.SupplyContract.indexation",
        "governance.SupplyContract.interest",
        "governance.SupplyContract.reference",
        "governance.SupplyContract.title",
    ],
    "what suppliers offer, and why one of them is chosen": [
        "governance.Quote.delivery",
        "governance.Quote.guarantee",
        "governance.Quote.kbo",
        "governance.Quote.not_covered",
        "governance.Quote.remarks",
        "governance.Tender.specification",
        "governance.Tender.title",
        "governance.TenderOutcome.reason",
    ],
    "which firm is syndic, and what it hands over": [
        "governance.HandedOver.note",
        "governance.SyndicTerm.kbo",
        "governance.SyndicTerm.name",
    ],
    "a code of a rule": [
        "governance.AgendaItem.effect",
        "governance.AgendaItem.effect_values",
        "governance.AgendaItem.majority",
        "governance.AgendaItem.subject",
        "governance.Decision.effect",
        "governance.Decision.effect_values",
        "governance.Decision.majority",
        "governance.Decision.subject",
        "governance.DecisionEffect.effect",
        "governance.MeetingEvent.kind",
        "governance.WrittenDecision.subject",
    ],
    "a hash": [
        "governance.MeetingEvent.digest",
        "governance.MeetingEvent.previous",
        "governance.RequestSignature.sha256",
        "governance.Signature.sha256",
        "governance.WrittenAnswer.sha256",
        "governance.WrittenDecision.sha256",
    ],
    "the code of a lot": ["governance.RollLine.label"],
    "a ballot that nobody's name is on": ["governance.SecretBallot.choice"],
}
