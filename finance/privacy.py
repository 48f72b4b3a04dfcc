"""What the calls, payments and letters say about people (koprogo.privacy)."""

from koprogo.ledger.privacy import BOOKS
from koprogo.notifications.privacy import MESSAGES
from koprogo.privacy.declarations import Fate, Kind, fields

PERSONAL = [
    *fields(
        BOOKS,
        Kind.MONEY,
        Fate.KEPT,
        finance_CallDocument="holding working reserve total",
        finance_CallLine="amount",
        finance_OpeningBalance="holding working reserve credit",
        finance_Payment="holding date amount working reserve",
    ),
    *fields(BOOKS, Kind.BANK, Fate.KEPT, finance_Payment="communication"),
    *fields(
        BOOKS,
        Kind.ACT,
        Fate.KEPT,
        finance_Call="created_by",
        finance_Opening="created_by",
    ),
    *fields(BOOKS, Kind.DOCUMENT, Fate.KEPT, finance_CallItem="label"),
    *fields(MESSAGES, Kind.NAME, Fate.KEPT, finance_CallLetter="name"),
    *fields(MESSAGES, Kind.ADDRESS, Fate.KEPT, finance_CallLetter="address"),
    *fields(
        MESSAGES,
        Kind.MESSAGE,
        Fate.KEPT,
        finance_CallLetter="addressee file delivery to_pay",
    ),
]

NOT_PERSONAL = {
    "the subject of a call to all co-owners": ["finance.Call.title"],
}
