"""What generated requests of the API name and send: files, mandates, what is owed."""

from uuid import uuid4

from finance.models import DebitMandate
from finance.queries.collections import mandate_list
from finance.services.mandates import revoke_mandate
from tests.finance.factories import issued, item
from tests.finance.invoices.making import supplier
from tests.finance.orders.making import HIS_IBAN, collected, in_days, mandate, ordered
from tests.finance.orders.making import owed as posted

ORDER, COLLECTION = "orders/{order_id}/", "collections/{collection_id}/"


def _owed():
    return posted(number=str(uuid4())[:20], of=supplier(f"Supplier {uuid4()}"))


def _order(_method):
    return {"order_id": ordered(_owed()).uuid}


def _to_order(_method):
    return {"to_order": _owed().uuid}


def _mandate(_method):
    """One that runs, of the only holder who has one."""
    for one in DebitMandate.objects.filter(revoked_on=None):
        revoke_mandate(one, by=None)
    return {"mandate_id": mandate("H2").uuid}


def _no_mandate(_method):
    for one in DebitMandate.objects.filter(revoked_on=None):
        revoke_mandate(one, by=None)
    return {}


def _to_collect(method):
    issued(item("600.00"), due_in=0)
    return _mandate(method)


def _collection(method):
    _to_collect(method)
    running = mandate_list().filter(revoked_on=None)
    return {"collection_id": collected(*running).uuid}


MAKERS = {
    _order: (f"{ORDER}give-up/",),
    _to_order: ("orders/",),
    _mandate: ("mandates/{mandate_id}/revoke/",),
    _no_mandate: ("mandates/",),
    _to_collect: ("collections/",),
    _collection: (f"{COLLECTION}give-up/",),
}


def bodies(real):
    return {
        "POST orders/": {
            "invoices": [str(real.get("to_order", uuid4()))],
            "execution_date": real["date"],
        },
        "POST mandates/": {
            "holding": str(real["holding"]),
            "debtor": "Clara",
            "iban": HIS_IBAN,
            "signed_on": real["date"],
        },
        "POST collections/": {
            "on": in_days(14).isoformat(),
            "mandates": [str(real["mandate_id"])],
        },
    }
