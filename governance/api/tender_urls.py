from governance.api import tenders
from koprogo.api.views import at

TENDER = "assemblies/tenders/<uuid:tender_id>"
QUOTE = f"{TENDER}/quotes/<uuid:quote_id>"

urlpatterns = [
    at("assemblies/tenders/", tenders.Tenders, "tenders"),
    at(f"{TENDER}/", tenders.TenderView, "tender"),
    at(f"{TENDER}/documents/", tenders.TenderDocuments, "tender-documents"),
    at(
        f"{TENDER}/documents/<uuid:version_id>/",
        tenders.TenderDocumentView,
        "tender-document",
    ),
    at(f"{TENDER}/quotes/", tenders.TenderQuotes, "tender-quotes"),
    at(f"{QUOTE}/", tenders.TenderQuoteView, "tender-quote"),
    at(f"{QUOTE}/file/", tenders.TenderQuoteFile, "tender-quote-file"),
    at(f"{TENDER}/comparison/", tenders.TenderComparisonView, "tender-comparison"),
    at(f"{TENDER}/choice/", tenders.TenderChoice, "tender-choice"),
    at(f"{TENDER}/take-up/", tenders.TenderTakingUp, "tender-take-up"),
]
