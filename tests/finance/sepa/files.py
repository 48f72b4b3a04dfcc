"""Payment files: orders to write, and their files checked by the bank's schema."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from finance.sepa.debits import (
    Collection,
    Creditor,
    Mandate,
    SequenceType,
    direct_debits,
)
from finance.sepa.transfers import Transfer, credit_transfers

SCHEMAS = Path(find_spec("sepaxml").origin).parent / "schemas"
CREATED = datetime(2025, 3, 10, 9, 30, 15, 999, tzinfo=UTC)
TRANSFER = {
    "end_to_end_id": "F2025-17",
    "name": "Ascenseurs Élévation SA",
    "iban": "BE72 0000 0000 1616",
    "amount": Decimal("468.95"),
    "execution_date": date(2025, 3, 12),
    "reference": "+++010/8068/17183+++",
}
MANDATE = {
    "reference": "MND-0001",
    "signed_on": date(2024, 11, 2),
    "debtor_name": "Omar Haddad",
    "debtor_iban": "BE72000000001616",
}
COLLECTION = {
    "end_to_end_id": "C2025-1",
    "sequence": SequenceType.RECURRENT,
    "amount": Decimal("125.40"),
    "collection_date": date(2025, 3, 20),
    "message": "Charges mars",
}
CREDITOR = {
    "name": "ACP Les Tilleuls",
    "iban": "BE68539007547034",
    "kbo": "0505.890.632",
    "identifier": "BE36ZZZ0505890632",
}


@cache
def schema(name):
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))


class Read:
    """A file that fits its schema, and the texts at its paths."""

    def __init__(self, data, name):
        self.root = etree.fromstring(data)
        schema(name).assertValid(self.root)
        self.names = {"s": f"urn:iso:std:iso:20022:tech:xsd:{name}"}

    def texts(self, path):
        """Return the text of every element whose path ends with ``path``."""
        steps = "/".join(f"s:{step}" for step in path.split("/"))
        return [node.text for node in self.root.iterfind(f".//{steps}", self.names)]

    def text(self, path):
        (text,) = self.texts(path)
        return text

    def outline(self, path):
        """Return the first element at ``path`` as nested lists of names and texts."""
        steps = "/".join(f"s:{step}" for step in path.split("/"))
        return _outline(self.root.find(f".//{steps}", self.names))


def _outline(node):
    name = etree.QName(node).localname
    return [name, *map(_outline, node)] if len(node) else [name, node.text]


def transfer(**changes):
    return Transfer(**TRANSFER | changes)


def transfers(*payments, **changes):
    order = {
        "message_id": "KOPRO-2025-0001",
        "created": CREATED,
        "debtor_name": CREDITOR["name"],
        "debtor_iban": CREDITOR["iban"],
        "debtor_kbo": CREDITOR["kbo"],
    }
    data = credit_transfers(**order | changes, payments=payments)
    return Read(data, "pain.001.001.03")


def collection(*, signed=None, **changes):
    """Return a collection; ``signed``: what its mandate says differently."""
    mandate = Mandate(**MANDATE | (signed or {}))
    return Collection(**COLLECTION | {"mandate": mandate} | changes)


def debits(*collections, created=CREATED, message_id="KOPRO-2025-0002", **changes):
    data = direct_debits(
        message_id=message_id,
        created=created,
        creditor=Creditor(**CREDITOR | changes),
        collections=collections,
    )
    return Read(data, "pain.008.001.02")
