"""The pages of loans in a browser: axe clean, nothing too wide, on a phone and a desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from solidarity import access
from solidarity.models import DebitBatch
from solidarity.services import arrears, debits, exclusions, rescheduling, won
from solidarity.views.loans import money as views
from tests.solidarity import making
from tests.solidarity.loans.credits import credit, grant
from tests.solidarity.loans.making import by_debit, creditor, paid, spoken
from tests.stories import conftest as stories
from tests.stories.test_every_page import check

site = stories.site
person = stories.person


def url(name, *args):
    return reverse(f"solidarity:{name}", args=args)


def lively():
    """Fill the lists; return the pages by who opens them."""
    with making.inside():
        making.endowed("90000.00")
        making.committee()
        creditor()
        omar, cleo, lea, tess = map(making.person, ("omar", "cleo", "lea", "tess"))
        loan = by_debit(months_ago=5)
        paid(loan, "50.00")
        surplus = paid(by_debit("jean"), "3250.00")
        spoken(loan, many=2)
        arrears.propose_write_off(loan, reasons="He is ill.", by=cleo)
        works, case, open_case = credit(months_ago=1), grant(), grant("clara")
        paid(works, "1000.00")
        rescheduling.ask_change(
            works, kind="reschedule", months=90, words="Less a month", by=omar
        )
        won.tell_end(case, is_won=True, has_damages=True, words="Judge", by=omar)
        by_debit("fatima")
        day = timezone.localdate() + timedelta(days=3)
        batch = debits.announce(day=day, by=tess)
        debits.make_file(batch, by=tess)
        DebitBatch.objects.update(day=timezone.localdate())
        debit = batch.debits.first()
        request = making.sent("zoe")
        exclusion = exclusions.propose_exclusion(request, reasons="Forged", by=cleo)
        exclusions.decide_exclusion(exclusion, is_confirmed=True, by=lea)
        other = exclusions.propose_exclusion(
            making.sent("mia"), reasons="Forged", by=cleo
        )
    return {
        "omar": [
            url("loan", loan.uuid),
            url("loan", works.uuid),
            url("loan", case.uuid),
            url("loan-defer", loan.uuid),
            url("loan-reschedule", loan.uuid),
            url("loan-early", loan.uuid),
            url("my-exclusion"),
        ],
        "clara": [url("loan", open_case.uuid), url("loan-dispute", open_case.uuid)],
        "zoe": [url("my-exclusion")],
        "cleo": [
            url("committee-loans"),
            url("committee-loan", loan.uuid),
            url("committee-loan", works.uuid),
            url("committee-loan", case.uuid),
            url("committee-loan", open_case.uuid),
            url("committee-contact-new", loan.uuid),
            url("committee-change-propose", loan.uuid),
            url("committee-change-decide", works.uuid),
            url("write-off-propose", loan.uuid),
            url("write-off-decide", loan.uuid),
            url("dispute-end-new", open_case.uuid),
            url("dispute-end-settle", case.uuid),
            url("exclusions"),
            url("exclusion-new", request.uuid),
            url("exclusion-decide", other.uuid),
            url("exclusion-lift", exclusion.uuid),
        ],
        "tess": [
            url("repayments"),
            url("repayment-new"),
            url("repayment-reverse", surplus.uuid),
            url("repayment-give-back", surplus.uuid),
            url("debit-batches"),
            url("debit-batch-new"),
            url("debit-batch", batch.uuid),
            url("debit-batch-collected", batch.uuid),
            url("debit-return", debit.uuid),
            url("debit-stop", debit.uuid),
        ],
    }


@pytest.mark.browser
@stories.in_narrow_windows_too
def test_pages_of_loans(person, size, dark, monkeypatch):
    for module in (access, views):
        monkeypatch.setattr(module, "is_confirmed", lambda _request: True)
    wrong = {}
    for name, paths in lively().items():
        wrong |= check(person(size, dark=dark).sign_in(name), paths)
    assert wrong == {}
