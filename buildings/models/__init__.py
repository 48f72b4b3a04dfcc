from buildings.models.building import Building
from buildings.models.imports import ImportBatch, ImportFile
from buildings.models.keys import AllocationKey, KeyPart, KeyVersion
from buildings.models.lots import Lot
from buildings.models.ownership import Holding, HoldingMember, Owner, Ownership
from buildings.models.people import Firm, FirmMember, Grant, Mandate, Role

__all__ = [
    "AllocationKey",
    "Building",
    "Firm",
    "FirmMember",
    "Grant",
    "Holding",
    "HoldingMember",
    "ImportBatch",
    "ImportFile",
    "KeyPart",
    "KeyVersion",
    "Lot",
    "Mandate",
    "Owner",
    "Ownership",
    "Role",
]
