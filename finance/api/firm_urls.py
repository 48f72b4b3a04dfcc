"""What a firm does for all its buildings at once."""

from finance.api import bank
from koprogo.api.views import at

urlpatterns = [at("portfolio/bank/files/", bank.FirmBankImport, "firm-bank-files")]
