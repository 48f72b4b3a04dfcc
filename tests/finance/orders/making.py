"""Short ways to payment files, mandates and direct debits, through the services."""

from datetime import date, timedelta

from django.utils import timezone

from buildings.models import Supplier
from finance.models import BookSettings
from finance.queries.collections import mandate_list
from finance.services.collections import collect
from finance.services.mandates import record_mandate, revoke_mandate
from finance.services.orders import make_order
from koprogo.documents.services import read
from tests import cast
from tests.finance.factories import issued, item
from tests.finance.invoices.making import IBAN, OTHER_IBAN, a_line, posted, supplier
from tests.finance.sepa.files import Read

CREDITOR = "BE36ZZZ0505890632"
HIS_IBAN = "BE96370121620105"


def today():
    return timezone.localdate()


def in_days(number):
    return today() + timedelta(days=number)


def of_lifts():
    return supplier("Ascenseurs SA", iban=IBAN)


def owed(amount="100.00", *, number="2026/1", of=None, **more):
    """A posted invoice of a supplier whose account is known."""
    given = {"supplier": of or of_lifts(), "number": number, "iban": IBAN}
    return posted(a_line(amount), **given | more)


def credited(amount="30.00", *, number="C1", **more):
    return owed(amount, number=number, kind="credit_note", **more)


def ordered(*invoices, by=None, **more):
    given = {"invoices": invoices, "execution_date": today(), "by": by}
    return make_order(**given | more)


def transfers_in(order):
    """The file of an order, which fits its schema."""
    return Read(read(order.file), "pain.001.001.03")


def may_collect():
    BookSettings.objects.update_or_create(defaults={"creditor_id": CREDITOR})


def mandate(code="H1", *, by=None, **more):
    given = {
        "debtor": "Omar Haddad",
        "iban": HIS_IBAN,
        "signed_on": date(2026, 1, 5),
        "by": by,
    }
    return record_mandate(cast.holding(code), **given | more)


def collected(*mandates, on=None, by=None):
    may_collect()
    return collect(mandates=mandates, on=on or in_days(14), by=by)


def things():
    """What stands in the addresses: a payment file, and direct debits of H2."""
    issued(item("600.00"), due_in=0)
    his = mandate("H2", reference="OF-CLARA", debtor="Clara")
    return {
        "order_id": ordered(owed(number="Ordered", of=supplier("Ordered SA"))).uuid,
        "mandate_id": his.uuid,
        "collection_id": collected(*mandate_list().filter(pk=his.pk)).uuid,
    }


def pages():
    """The pages of lively payments and direct debits, below the building's."""
    issued(item("600.00"), due_in=0)
    mandates = [mandate(code, signed_on=in_days(-9)) for code in ("H1", "H3")]
    revoke_mandate(mandate("H2", debtor="Clara"), by=None)
    made = collected(*mandate_list().filter(pk=mandates[0].pk))
    zinc = supplier("Zinc SA", iban=IBAN)
    order = ordered(
        owed(number="Z1", of=zinc, iban=""),
        owed("250.50", number="R1", reference="010806817183"),
        credited("30.00", number="N1"),
    )
    Supplier.objects.filter(pk=zinc.pk).update(iban=OTHER_IBAN)
    waiting = owed("75.00", number="Z2", of=supplier("Zinc SA"), iban="")
    owed("20.00", number="W1", of=supplier("Wit BV"), iban="")
    owed("60.00", number="R2", due_on=in_days(30))
    credited("12.00", number="N2")
    return [
        "orders/",
        "orders/new/",
        f"orders/{order.uuid}/",
        f"orders/{order.uuid}/give-up/",
        f"invoices/{waiting.uuid}/",
        f"invoices/{order.payments.first().invoice.uuid}/",
        "collections/",
        "collections/new/",
        f"collections/{made.uuid}/",
        f"collections/{made.uuid}/give-up/",
        "mandates/",
        f"mandates/{mandates[0].uuid}/revoke/",
        f"accounts/{cast.holding('H2').uuid}/mandate/",
        f"accounts/{cast.holding('H1').uuid}/",
    ]


def debits_in(collection):
    return Read(read(collection.file), "pain.008.001.02")
