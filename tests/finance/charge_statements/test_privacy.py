"""Letters of statements go when they need not be kept; everybody takes his own along."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from buildings.services.letters import send_letters as send_charge_letters
from finance.models import ChargeDocument, ChargeLetter, ChargeLetterRun
from finance.personal import here
from finance.services.forgetting import forget_charge_letters
from koprogo.documents.models import File
from koprogo.notifications.models import Delivery
from koprogo.slots import PersonalFile, PersonalTable
from tests import cast
from tests.buildings.pages import inside
from tests.finance.charge_statements.books import cost, posted
from tests.finance.charge_statements.shown import standing

LONG_AGO = datetime(2018, 5, 1, tzinfo=UTC)


def test_letters_go_with_annexes_zips_and_proof(db):
    with inside():
        statement = standing()
        send_charge_letters(statement, by=None)
        ChargeLetter.objects.update(made_at=LONG_AGO)
        Delivery.objects.update(created_at=LONG_AGO)
        ChargeLetterRun.objects.update(started_at=LONG_AGO)
    now = timezone.now()
    assert forget_charge_letters(now.replace(year=2025)) == 0
    assert forget_charge_letters(now + timedelta(days=1)) == 3
    with inside():
        left = [
            model.objects.count()
            for model in (ChargeLetter, ChargeLetterRun, Delivery, File)
        ]
        assert left == [0, 0, 0, 0]
        assert ChargeDocument.objects.count() == 3


def test_a_holder_takes_his_statements_along(acacias):
    cost("5.00")
    posted()
    standing()
    found = list(here(cast.user("omar")))
    [table] = [
        one
        for one in found
        if isinstance(one, PersonalTable) and one.name == "charge_statements"
    ]
    assert [str(row["costs"]) for row in table.rows] == ["2.50", "560.00"]
    files = [one.name for one in found if isinstance(one, PersonalFile)]
    assert files == ["letter.pdf", "letter.pdf"]
