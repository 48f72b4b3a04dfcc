"""What the lines of co-owners and of the year say: state, sentence, page, day."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from finance.call_periods import Period
from finance.cockpit_proofs import owners, year
from finance.models import Budget, Sale, SaleDocument
from finance.queries.cockpit import Instalment
from finance.queries.sales import Request
from finance.queries.year_end import YearRow
from koprogo.ledger.models import FiscalYear
from tests.finance.cockpit.months import TODAY, ago, some, told

ONE = UUID("00000000-0000-4000-8000-000000000001")
RUNNING = Period(4, date(2026, 11, 10), date(2027, 1, 1))


def eur(text):
    return Decimal(text)


def test_calls():
    budget = Budget(tenant_id=1, uuid=ONE)
    none = "No budget in force asks for provisions."
    assert told(owners.calls) == ("nothing", none, "finance:calls", None)
    called = Instalment(budget, RUNNING, is_called=True)
    done = ("done", "Called up to 31/12/2026.", "finance:calls", None)
    assert told(owners.calls, instalment=called) == done
    asked = Instalment(budget, RUNNING, is_called=False)
    assert told(owners.calls, instalment=asked) == (
        "to_do",
        "Nothing was called for 10/11/2026 to 31/12/2026.",
        f"finance:budget-instalments/{ONE}",
        date(2026, 11, 24),
    )
    drafts = {"call_drafts": some(2, 1)}
    assert told(owners.calls, instalment=asked, owners=drafts) == (
        "late",
        "Nothing was called for 10/11/2026 to 31/12/2026. 2 drafts are to be issued.",
        "finance:calls",
        ago(1),
    )
    assert told(owners.calls, owners=drafts)[:2] == (
        "late",
        f"{none} 2 drafts are to be issued.",
    )


def test_letters():
    nothing = ("nothing", "No letter has been sent yet.", "finance:calls", None)
    assert told(owners.letters) == nothing
    sent = {"sent_of_calls": some(5, 9, 9), "sent_of_statements": some(5, 8, 3)}
    assert told(owners.letters, letters=sent) == (
        "done",
        "The last letter was sent on 18/11/2026.",
        "finance:calls",
        None,
    )
    unmade = {"unmade": some(1, -4)}
    assert told(owners.letters, letters=sent | unmade) == (
        "to_do",
        "1 call has no letters yet.",
        "finance:calls",
        date(2026, 11, 25),
    )
    waiting = {"of_statements": some(2, 3)}
    assert told(owners.letters, letters=waiting) == (
        "to_do",
        "2 letters are to be sent or posted.",
        "finance:charge-statements",
        None,
    )
    both = waiting | {"of_calls": some(1, 3)}
    assert told(owners.letters, letters=both)[1:3] == (
        "3 letters are to be sent or posted.",
        "finance:calls",
    )


def test_reminders():
    page = "finance:reminders"
    nothing = ("nothing", "No reminder was due in the last 35 days.", page, None)
    assert told(owners.reminders) == nothing
    sent = {"reminded": some(3, 9, 2)}
    done = ("done", "The last reminder is of 19/11/2026.", page, None)
    assert told(owners.reminders, owners=sent) == done
    assert told(owners.reminders, owners=sent | {"proposed": some(1, 2)}) == (
        "to_do",
        "1 reminder is to be sent, since 19/11/2026.",
        page,
        date(2026, 12, 24),
    )
    posting = {"of_reminders": some(1, 2)}
    assert told(owners.reminders, owners=sent, letters=posting) == (
        "to_do",
        "The last reminder is of 19/11/2026. 1 letter is to be sent or posted.",
        page,
        None,
    )


def test_plans():
    page = "finance:arrears"
    assert told(owners.plans) == ("nothing", "No plan runs.", page, None)
    running = {"running": some(2, 60, 9)}
    done = ("done", "2 plans run, and are kept.", page, None)
    assert told(owners.plans, owners=running) == done
    assert told(owners.plans, owners=running | {"broken": some(1, 90)}) == (
        "to_do",
        "1 plan was not kept, and nobody has reminded since.",
        page,
        None,
    )


def test_contested_lines():
    page = "finance:contests"
    assert told(owners.contests) == ("nothing", "Nobody contests a line.", page, None)
    settled = {"settled": some(1, 2)}
    done = ("done", "The last file was closed on 19/11/2026.", page, None)
    assert told(owners.contests, owners=settled) == done
    assert told(owners.contests, owners=settled | {"contested": some(2, 36, 1)}) == (
        "late",
        "2 lines are contested, the first since 16/10/2026.",
        page,
        ago(1),
    )


def test_questions_of_the_auditor():
    page = "finance:audit"
    nothing = ("nothing", "The auditor asks nothing.", page, None)
    assert told(year.questions) == nothing
    answered = {"answered": some(1, 2)}
    done = ("done", "The last question was answered on 19/11/2026.", page, None)
    assert told(year.questions, owners=answered) == done
    assert told(year.questions, owners={"asked": some(1, 35)}) == (
        "to_do",
        "1 question waits for an answer, since 17/10/2026.",
        page,
        TODAY,
    )


def test_notaries():
    nothing = ("nothing", "No sale is under way.", "finance:sales", None)
    assert told(owners.sales) == nothing
    assert told(owners.sales, owners={"sales": some(1, 3)}) == (
        "done",
        "Every request of the sales under way is answered.",
        "finance:sales",
        None,
    )
    sale = Sale(tenant_id=1, uuid=ONE)
    asked = [
        Request(SaleDocument(tenant_id=1, sale=sale, due_on=day), TODAY)
        for day in (ago(1), TODAY)
    ]
    assert told(owners.sales, owners={"sales": some(1, 3)}, requests=asked) == (
        "late",
        "2 requests wait, the first until 20/11/2026.",
        f"finance:sale/{ONE}",
        ago(1),
    )


def test_meters():
    page = "finance:meters"
    assert told(year.meters) == ("nothing", "There are no meters.", page, None)
    in_use = {"in_use": some(3, 900)}
    done = ("done", "All 3 meters were read near 01/01/2026.", page, None)
    assert told(year.meters, meters=in_use) == done
    unread = in_use | {"unread": some(1, 900)}
    assert told(year.meters, meters=unread) == (
        "late",
        "1 meter was not read near 01/01/2026.",
        page,
        date(2026, 2, 1),
    )
    settled = ("done", "The year that ended on 31/12/2025 is settled.", page, None)
    assert told(year.meters, meters=unread, is_read=True) == settled


def test_the_year():
    nothing = ("nothing", "No fiscal year is over yet.", "finance:years", None)
    assert told(year.year) == nothing
    done = ("done", "Every year that is over is closed.", "finance:years", None)
    assert told(year.year, closed=1) == done
    row = FiscalYear(
        tenant_id=1, year=2025, since=date(2025, 1, 1), until=date(2026, 1, 1)
    )
    late = ("finance:year/2025", date(2026, 7, 1))
    open_, settled = YearRow(row, "2025", False), YearRow(row, "2025", True)
    assert told(year.year, ended=open_) == ("late", "2025 is not settled.", *late)
    assert told(year.year, ended=settled, closed=1) == (
        "late",
        "2025 is settled and not closed.",
        *late,
    )
