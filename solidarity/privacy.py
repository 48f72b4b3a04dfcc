"""What the fund knows about people, why, and how long (koprogo.privacy).

What a person says in a request is sealed with a key of its own: see ``vault``.
"""

from django.utils.translation import gettext_lazy as _

from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

REQUESTS = Processing(
    key="solidarity",
    title=_("Requests to the solidarity fund"),
    responsible=Responsible.OPERATOR,
    people=_("Whoever asks the fund for help"),
    purpose=_(
        "To decide whether and how the fund helps, to pay the help, and to follow how "
        "a loan comes back."
    ),
    basis=Basis.CONSENT,
    source=_(
        "You consent when you send the request, also to what it says about your health "
        "or your situation (GDPR, art. 9 §2 a); the agreement and the accounts that "
        "follow are a contract and a duty."
    ),
    retention=_(
        "5 years after the last repayment, payment or refusal; the agreement and the "
        "vouchers of payments 7 years. Drafts 90 days. Then the key is destroyed, and "
        "nobody can read anything any more; only amounts without a name stay."
    ),
    recipients=_(
        "The committee of the fund, under a pseudonym until it has decided; you see who "
        "opened what. The treasurer sees an account number when he pays. No syndic, no "
        "building and no administrator of the site reads anything."
    ),
    kept_because=_(
        "The law wants proof of what was decided and paid; it stays sealed until its "
        "time is over."
    ),
)
COMMITTEE = Processing(
    key="solidarity-committee",
    title=_("The committee of the solidarity fund"),
    responsible=Responsible.OPERATOR,
    people=_("Members of the committee, and of the board for appeals"),
    purpose=_("To know who decided on a request, and who opened its file."),
    basis=Basis.INTEREST,
    source=_("Whoever asks for help may know who read his file."),
    retention=_("As long as the association exists."),
    recipients=_("The committee, the board of the ASBL, and whoever asked for help."),
    kept_because=_("Decisions must be traced to those who took them."),
)

PERSONAL = [
    *fields(
        REQUESTS,
        Kind.NUMBER,
        Fate.KEPT,
        solidarity_Request="code",
        solidarity_Aid="code mandate",
    ),
    *fields(REQUESTS, Kind.LINK, Fate.KEPT, solidarity_Request="applicant"),
    *fields(
        REQUESTS,
        Kind.DOCUMENT,
        Fate.KEPT,
        solidarity_Request="answers analysis",
        solidarity_Paper="name",
        solidarity_Question="text answer",
        solidarity_Vote="derogation",
        solidarity_Verdict="reasons",
        solidarity_Appeal="text answer",
        solidarity_Payout="name message voucher_name",
        solidarity_PlanChange="words reasons",
        solidarity_Contact="words",
        solidarity_WriteOff="reasons",
        solidarity_DisputeEnd="words",
        solidarity_Exclusion="reasons lift_reasons",
        solidarity_Testimony="sealed remark text",
    ),
    *fields(
        REQUESTS,
        Kind.BANK,
        Fate.KEPT,
        solidarity_Aid="iban",
        solidarity_Payout="iban",
    ),
    *fields(
        REQUESTS,
        Kind.SECRET,
        Fate.KEPT,
        solidarity_RequestKey="wrapped",
        solidarity_Exclusion="salt mark",
    ),
    *fields(
        REQUESTS,
        Kind.ACT,
        Fate.KEPT,
        solidarity_AgreementSignature="user",
        solidarity_Exclusion="user",
    ),
    *fields(
        COMMITTEE,
        Kind.ROLE,
        Fate.KEPT,
        solidarity_Seat="user",
        solidarity_Recusal="user",
    ),
    *fields(
        COMMITTEE,
        Kind.ACT,
        Fate.KEPT,
        solidarity_FundTerms="recorded_by",
        solidarity_LegalReview="recorded_by",
        solidarity_Paper="added_by checked_by",
        solidarity_Opening="user",
        solidarity_Question="asked_by",
        solidarity_Seat="recorded_by",
        solidarity_Session="called_by closed_by",
        solidarity_Vote="opened_by closed_by",
        solidarity_Verdict="decided_by",
        solidarity_Appeal="decided_by",
        solidarity_Plan="made_by",
        solidarity_FundAccount="recorded_by",
        solidarity_TransferBatch="made_by ended_by",
        solidarity_Payout="prepared_by approved_by",
        solidarity_FundMovement="recorded_by",
        solidarity_Repayment="recorded_by",
        solidarity_DebitBatch="made_by ordered_by collected_by",
        solidarity_PlanChange="asked_by decided_by",
        solidarity_Contact="recorded_by",
        solidarity_WriteOff="proposed_by decided_by",
        solidarity_DisputeEnd="told_by settled_by",
        solidarity_Exclusion="proposed_by decided_by lift_proposed_by lifted_by",
        solidarity_FundReport="reviewed_by published_by",
        solidarity_FundErratum="written_by",
        solidarity_FundGoal="recorded_by",
        solidarity_FundOutcome="declared_by",
        solidarity_Testimony="read_by published_by",
    ),
]

NOT_PERSONAL = {
    "says which bytes, not whose": [
        "solidarity.Paper.content_type",
        "solidarity.Aid.agreement_hash",
        "solidarity.AgreementSignature.sha256",
        "solidarity.TransferBatch.sha256",
        "solidarity.DebitBatch.file_hash",
        "solidarity.Payout.voucher_type",
    ],
    "names a decision of the assembly": [
        "solidarity.FundTerms.decision_text",
        "solidarity.Seat.decision_text",
        "solidarity.Appeal.decision_text",
        "solidarity.FundGoal.decision_text",
    ],
    "the terms of the fund, in figures": ["solidarity.FundTerms.values"],
    "a note of a lawyer about the fund, not about anybody": [
        "solidarity.LegalReview.note"
    ],
    "where the committee meets": ["solidarity.Session.place"],
    "the account of the fund itself": [
        "solidarity.FundAccount.holder",
        "solidarity.FundAccount.iban",
        "solidarity.FundAccount.kbo",
        "solidarity.FundAccount.creditor",
    ],
    "a decision of the ASBL, or what a cost was for": [
        "solidarity.FundMovement.reference"
    ],
    "published: it is made so that nobody can be found in it": [
        "solidarity.FundReport.quarters",
        "solidarity.FundReport.cells",
        "solidarity.FundErratum.text",
    ],
    "the language of a document": ["solidarity.Aid.language"],
}
