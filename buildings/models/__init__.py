from buildings.models.building import Building
from buildings.models.consents import Consent
from buildings.models.imports import ImportBatch, ImportFile
from buildings.models.invitations import Invitation
from buildings.models.keys import AllocationKey, KeyPart, KeyVersion
from buildings.models.library import LibraryDocument, LibraryVersion
from buildings.models.lots import Lot
from buildings.models.modules import Module, ModuleSwitch
from buildings.models.neighbourhoods import Arrival, Founding, HallCode, Says
from buildings.models.ownership import Holding, HoldingMember, Owner, Ownership
from buildings.models.participation import (
    AddOnUse,
    Participation,
    ParticipationPeriod,
    Reduction,
)
from buildings.models.people import Firm, FirmLogo, FirmMember, Grant, Mandate, Role
from buildings.models.summary import Summary
from buildings.models.suppliers import Supplier

__all__ = [
    "AddOnUse",
    "AllocationKey",
    "Arrival",
    "Building",
    "Consent",
    "Firm",
    "FirmLogo",
    "FirmMember",
    "Founding",
    "Grant",
    "HallCode",
    "Holding",
    "HoldingMember",
    "ImportBatch",
    "ImportFile",
    "Invitation",
    "KeyPart",
    "KeyVersion",
    "LibraryDocument",
    "LibraryVersion",
    "Lot",
    "Mandate",
    "Module",
    "ModuleSwitch",
    "Owner",
    "Ownership",
    "Participation",
    "ParticipationPeriod",
    "Reduction",
    "Role",
    "Says",
    "Summary",
    "Supplier",
]
