"""What the books say about people."""

from django.utils.translation import gettext_lazy as _

from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

BOOKS = Processing(
    key="books",
    title=_("The books of the association"),
    responsible=Responsible.ASSOCIATION,
    people=_("Co-owners and suppliers"),
    purpose=_("To keep complete accounts: who owes what and who has paid what."),
    basis=Basis.LAW,
    source=_(
        "The syndic keeps accounts (art. 3.89 §5 C. civ.; royal decree of 12 July 2012)."
    ),
    retention=_(
        "As long as the association exists: each balance follows from the earlier ones. "
        "The law asks for 7 years, counted from 1 January of the year that follows."
    ),
    recipients=_(
        "The syndic's office, the auditor of the accounts, and each co-owner for his "
        "own account; a notary when a lot is sold."
    ),
    kept_because=_(
        "The law wants the books for 7 years, and nobody can take a line out of them."
    ),
)

PEOPLE = ["ledger.Party"]

PERSONAL = [
    *fields(BOOKS, Kind.NUMBER, Fate.KEPT, ledger_Party="uuid"),
    *fields(BOOKS, Kind.BANK, Fate.KEPT, ledger_Party="reference_base"),
    *fields(BOOKS, Kind.DOCUMENT, Fate.KEPT, ledger_Entry="text"),
    *fields(
        BOOKS,
        Kind.ACT,
        Fate.KEPT,
        ledger_Entry="created_by",
        ledger_FiscalYear="closed_by",
    ),
    *fields(BOOKS, Kind.MONEY, Fate.KEPT, ledger_Line="party debit credit"),
]

NOT_PERSONAL = {
    "a number of the chart and its name": [
        "ledger.Account.code",
        "ledger.Account.name",
    ],
    "says what made the entry, by a random id": ["ledger.Entry.source"],
}
