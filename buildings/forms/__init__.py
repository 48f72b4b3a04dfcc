from buildings.forms.building import BuildingForm
from buildings.forms.founding import FoundingForm
from buildings.forms.holdings import HoldingForm, RepresentativeForm
from buildings.forms.keys import KeyForm, VersionForm
from buildings.forms.lots import HandOverForm, LotForm, UndoForm
from buildings.forms.owners import OwnerForm

__all__ = [
    "BuildingForm",
    "FoundingForm",
    "HandOverForm",
    "HoldingForm",
    "KeyForm",
    "LotForm",
    "OwnerForm",
    "RepresentativeForm",
    "UndoForm",
    "VersionForm",
]
