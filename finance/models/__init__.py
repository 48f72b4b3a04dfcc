from finance.models.auditor import (
    AccountsCheck,
    AuditorQuestion,
    CheckedVoucher,
    ConflictOfInterest,
)
from finance.models.bank import (
    BankDirectory,
    BankMovement,
    BankStatement,
    MovementMatch,
)
from finance.models.budgets import Budget, BudgetLine, ReserveOptOut
from finance.models.calls import Call, CallDocument, CallItem, CallLine
from finance.models.charges import (
    AccountCharge,
    ChargeCost,
    ChargeDocument,
    ChargeLetter,
    ChargeLetterRun,
    ChargePiece,
    ChargeStatement,
)
from finance.models.contests import Contest, ContestAnswer
from finance.models.costs import Basis, Cost
from finance.models.invoices import (
    DIVIDED,
    DeferralStep,
    Invoice,
    InvoiceLine,
    InvoicePayment,
)
from finance.models.letters import CallLetter, LetterRun
from finance.models.line_lots import ExemptLot, FixedAmount
from finance.models.meters import Meter, MeterGroup, MeterReading
from finance.models.opening import Opening, OpeningBalance
from finance.models.orders import (
    CollectedAmount,
    Collection,
    DebitMandate,
    OrderedPayment,
    PaymentOrder,
)
from finance.models.own_entries import OwnEntry
from finance.models.payments import Payment
from finance.models.reminders import (
    InstalmentPlan,
    PlanInstalment,
    Reminder,
    ReminderLetter,
    ReminderLevel,
    ReminderPause,
    ReminderWording,
)
from finance.models.sales import GuestLink, Sale, SaleDocument, SoldLot
from finance.models.settings import BookSettings, Rhythm
from finance.models.works import Works

__all__ = [
    "DIVIDED",
    "AccountCharge",
    "AccountsCheck",
    "AuditorQuestion",
    "BankDirectory",
    "BankMovement",
    "BankStatement",
    "Basis",
    "BookSettings",
    "Budget",
    "BudgetLine",
    "Call",
    "CallDocument",
    "CallItem",
    "CallLetter",
    "CallLine",
    "ChargeCost",
    "ChargeDocument",
    "ChargeLetter",
    "ChargeLetterRun",
    "ChargePiece",
    "ChargeStatement",
    "CheckedVoucher",
    "CollectedAmount",
    "Collection",
    "ConflictOfInterest",
    "Contest",
    "ContestAnswer",
    "Cost",
    "DebitMandate",
    "DeferralStep",
    "ExemptLot",
    "FixedAmount",
    "GuestLink",
    "InstalmentPlan",
    "Invoice",
    "InvoiceLine",
    "InvoicePayment",
    "LetterRun",
    "Meter",
    "MeterGroup",
    "MeterReading",
    "MovementMatch",
    "Opening",
    "OpeningBalance",
    "OrderedPayment",
    "OwnEntry",
    "Payment",
    "PaymentOrder",
    "PlanInstalment",
    "Reminder",
    "ReminderLetter",
    "ReminderLevel",
    "ReminderPause",
    "ReminderWording",
    "ReserveOptOut",
    "Rhythm",
    "Sale",
    "SaleDocument",
    "SoldLot",
    "Works",
]
