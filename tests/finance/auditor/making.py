"""Short ways to a check of the accounts by Axel, the auditor, through the services."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from buildings.models import Role
from buildings.services import grant_role
from finance.models import AccountsCheck, AuditorQuestion, Invoice
from finance.queries.auditing import vouchers_of
from finance.sampling import Criteria
from finance.services import auditing, conflicts
from finance.services.invoice_posting import post_invoice
from finance.services.invoices import (
    approve_invoice,
    draft_invoice,
    submit_invoice,
)
from koprogo.accounts.models import User
from koprogo.ledger import services as ledger
from koprogo.ledger.models import FiscalYear
from tests import cast
from tests.finance.invoices.making import a_draft, a_line, supplier

ORIGIN = "https://koprogo.example"
EVERYTHING = Criteria(random=100, largest=100)
FEW = Criteria(random=2, largest=1, round_to=Decimal("100.00"))


def axel():
    return cast.user("axel")


def this_year():
    """The fiscal year of today, opened when it is not yet."""
    year = timezone.localdate().year
    found = FiscalYear.objects.filter(year=year).first()
    return found or ledger.open_year(
        since=date(year, 1, 1), until=date(year + 1, 1, 1), by=None
    )


def booked(*amounts, name="Ascenseurs SA"):
    """Post an invoice of today for each amount; return them in this order."""
    before = Invoice.objects.count()
    return [
        _booked(amount, f"F{number}", supplier(name))
        for number, amount in enumerate(amounts, start=before + 1)
    ]


def _booked(amount, number, whose):
    draft = a_draft(a_line(amount), number=number, supplier=whose)
    invoice = draft_invoice(draft, duplicate_confirmed=True, by=None)
    return post_invoice(
        approve_invoice(submit_invoice(invoice, by=None), by=None), by=None
    )


def begun(*amounts, criteria=FEW, by=None):
    """A check of this year by Axel, of invoices for these amounts."""
    booked(*(amounts or ("12.10", "13.20", "14.30", "90.05", "200.00")))
    return auditing.open_check(this_year(), criteria=criteria, by=by or axel())


def numbers(check):
    """What is in the sample: number of the invoice → reasons."""
    return {
        one.invoice.number: one.reasons
        for one in check.vouchers.select_related("invoice")
    }


def looked_at(check, *, finding="", invoice=None):
    """Look at one voucher, or at all of the sample."""
    for one in check.vouchers.select_related("invoice"):
        if invoice in (None, one.invoice):
            auditing.look_at(
                check, invoice=one.invoice.uuid, finding=finding, by=axel()
            )
    return check


def asked(check, text="Who ordered this?", invoice=None):
    return auditing.ask(check, text=text, invoice=invoice, origin=ORIGIN, by=axel())


def answered(question, text="The council did, on 3 May."):
    return auditing.answer(question, text=text, origin=ORIGIN, by=cast.user("sophie"))


def concluded(check, opinion="remarks", conclusion="In order, but for one voucher."):
    return auditing.conclude(check, opinion=opinion, conclusion=conclusion, by=axel())


def signed(check):
    return auditing.sign(concluded(check), by=axel())


def declared(name="Clara Élise", **more):
    given = {
        "name": name,
        "role": "council",
        "supplier": more.get("supplier") or supplier(),
        "text": "Sister of the manager",
        "decision": "General assembly of 14 May 2026, item 8",
        "declared_on": timezone.localdate(),
        "by": cast.user("sophie"),
    }
    return conflicts.declare_conflict(**given | more)


# For the tables of roles, every page, and generated requests


def things():
    """What stands in the addresses: Axel's check with a question, and a signed one."""
    check = auditing.open_check(this_year(), criteria=EVERYTHING, by=axel())
    other = auditing.open_check(this_year(), criteria=FEW, by=cast.user("anna"))
    auditing.conclude(other, opinion="approve", conclusion="Fine", by=cast.user("anna"))
    auditing.sign(other, by=cast.user("anna"))
    return {
        "check_id": check.uuid,
        "report_id": other.uuid,
        "question_id": asked(check).uuid,
        "conflict_id": declared(supplier=supplier("Toitures SA")).uuid,
    }


def real_things():
    """The same for Sophie, who is the auditor too."""
    sophie = cast.user("sophie")
    grant_role(
        sophie, tenant=cast.tenant(), role=Role.AUDITOR, since=cast.SINCE, by=None
    )
    check = auditing.open_check(this_year(), criteria=EVERYTHING, by=sophie)
    return things() | {"check_id": check.uuid}


def lively():
    """A check with all that its pages show; return the pages of an auditor."""
    check = looked_at(begun())
    first, second, *_others = vouchers_of(check)
    looked_at(check, invoice=first.invoice, finding="No order form.")
    auditing.look_again(check, invoice=second.invoice.uuid, by=axel())
    concluded(check)
    closed = answered(asked(check, "Why?", invoice=first.invoice.uuid))
    waiting = asked(check)
    declared()
    interest = declared("Sophie Lambert", role="syndic", decision="")
    end_conflict_today(interest)
    standing = declared("Axel", role="auditor")
    other = auditing.open_check(this_year(), criteria=FEW, by=cast.user("anna"))
    auditing.conclude(other, opinion="approve", conclusion="Fine", by=cast.user("anna"))
    auditing.sign(other, by=cast.user("anna"))
    of_check = f"books/audit/checks/{check.uuid}/"
    year = check.year.year
    return [
        "books/audit/",
        f"books/audit/years/{year}/",
        f"books/audit/years/{year}/check/",
        of_check,
        f"{of_check}enlarge/",
        f"{of_check}conclude/",
        f"{of_check}questions/new/",
        f"{of_check}vouchers/{first.invoice.uuid}/",
        f"{of_check}vouchers/{second.invoice.uuid}/",
        f"{of_check}vouchers/{first.invoice.uuid}/ask/",
        f"books/audit/checks/{other.uuid}/",
        f"books/audit/questions/{closed.uuid}/",
        f"books/audit/questions/{waiting.uuid}/",
        "books/audit/interests/",
        "books/audit/interests/new/",
        f"books/audit/interests/{standing.uuid}/end/",
    ]


def pages_of_the_syndic():
    """Questions and an invoice of a supplier in whom somebody has an interest."""
    question = AuditorQuestion.objects.get(answered_at=None)
    invoice = Invoice.objects.filter(supplier=supplier()).posted().first()
    return [
        "books/audit/",
        f"books/audit/questions/{question.uuid}/",
        f"books/audit/questions/{question.uuid}/answer/",
        f"invoices/{invoice.uuid}/",
    ]


def end_conflict_today(conflict):
    return conflicts.end_conflict(
        conflict, ended_on=timezone.localdate(), by=cast.user("sophie")
    )


def _a_new_year(_method):
    last = FiscalYear.objects.order_by("year").last().year
    return {
        "year": ledger.open_year(
            since=date(last + 1, 1, 1), until=date(last + 2, 1, 1), by=None
        ).year
    }


def _a_new_question(_method):
    check = AccountsCheck.objects.filter(auditor=axel()).get(signed_at=None)
    return {"question_id": asked(check, uuid4().hex).uuid}


def _a_new_interest(_method):
    return {"conflict_id": declared(uuid4().hex).uuid}


# What is made for the addresses that end so.
MAKERS = {
    _a_new_year: ("audit/checks/",),
    _a_new_question: ("{question_id}/answer/",),
    _a_new_interest: ("{conflict_id}/end/",),
}


def bodies(real):
    of_check = "audit/checks/{check_id}/"
    return {
        "POST audit/checks/": {"year": real["year"]},
        f"POST {of_check}enlarge/": {"random": 200},
        f"PUT {of_check}vouchers/{{invoice_id}}/": {"looked_at": True},
        f"POST {of_check}questions/": {"text": "Why?"},
        f"PUT {of_check}conclusion/": {"opinion": "approve", "conclusion": "Fine"},
        "POST audit/questions/{question_id}/answer/": {"text": "So."},
        "POST interests/": {
            "name": uuid4().hex,
            "role": "council",
            "supplier": str(real["supplier_id"]),
            "text": "Sister",
            "declared_on": real["date"],
        },
        "POST interests/{conflict_id}/end/": {"ended_on": real["date"]},
    }


def checked_and_asked(name):
    """A signed check of somebody who is called ``name``, with a question."""
    user = User.objects.create_user(f"{uuid4().hex}@example.org", "x", name=name)
    check = auditing.open_check(this_year(), criteria=FEW, by=user)
    auditing.ask(check, text=name, origin=ORIGIN, by=user)
    auditing.conclude(check, opinion="approve", conclusion="Fine", by=user)
    return auditing.sign(check, by=user)
