from buildings.forms.building import BuildingForm
from buildings.forms.consents import (
    OwnChoiceForm,
    PaperConsentForm,
    WithdrawalForm,
)
from buildings.forms.firm import FirmForm, LogoForm
from buildings.forms.founding import FoundingForm
from buildings.forms.history import HistoryForm
from buildings.forms.holdings import HoldingForm, RepresentativeForm
from buildings.forms.invitations import (
    CodeForm,
    OwnerInvitationForm,
    OwnersForm,
    RoleInvitationForm,
)
from buildings.forms.keys import KeyForm, VersionForm
from buildings.forms.lots import HandOverForm, LotForm, UndoForm
from buildings.forms.owners import OwnerForm
from buildings.forms.see_as import ReasonForm
from buildings.forms.staff import ColleagueForm
from buildings.forms.suppliers import SupplierForm
from buildings.forms.webhooks import WebhookForm

__all__ = [
    "BuildingForm",
    "CodeForm",
    "ColleagueForm",
    "FirmForm",
    "FoundingForm",
    "HandOverForm",
    "HistoryForm",
    "HoldingForm",
    "KeyForm",
    "LogoForm",
    "LotForm",
    "OwnChoiceForm",
    "OwnerForm",
    "OwnerInvitationForm",
    "OwnersForm",
    "PaperConsentForm",
    "ReasonForm",
    "RepresentativeForm",
    "RoleInvitationForm",
    "SupplierForm",
    "UndoForm",
    "VersionForm",
    "WebhookForm",
    "WithdrawalForm",
]
