from django.urls import path

from governance.views import quotes, tenders

TENDER = "assemblies/tenders/<uuid:tender_id>"
QUOTE = f"{TENDER}/quotes/<uuid:quote_id>"

urlpatterns = [
    path("assemblies/tenders/", tenders.tenders, name="tenders"),
    path(
        "assemblies/tenders.<table:ending>",
        tenders.tenders_table,
        name="tenders-table",
    ),
    path("assemblies/tenders/new/", tenders.tender_new, name="tender-new"),
    path(f"{TENDER}/", tenders.tender, name="tender"),
    path(f"{TENDER}/edit/", tenders.tender_edit, name="tender-edit"),
    path(f"{TENDER}/discard/", tenders.tender_discard, name="tender-discard"),
    path(
        f"{TENDER}/comparison.<table:ending>",
        tenders.tender_table,
        name="tender-table",
    ),
    path(f"{TENDER}/comparison.pdf", tenders.tender_file, name="tender-file"),
    path(f"{TENDER}/compare/", tenders.tender_compare, name="tender-compare"),
    path(f"{TENDER}/choose/", tenders.tender_choose, name="tender-choose"),
    path(f"{TENDER}/reopen/", tenders.tender_reopen, name="tender-reopen"),
    path(f"{TENDER}/take-up/", tenders.tender_take_up, name="tender-take-up"),
    path(f"{TENDER}/documents/new/", tenders.tender_attach, name="tender-attach"),
    path(
        f"{TENDER}/documents/<uuid:version_id>/remove/",
        tenders.tender_detach,
        name="tender-detach",
    ),
    path(f"{TENDER}/quotes/new/", quotes.quote_new, name="quote-new"),
    path(f"{QUOTE}/edit/", quotes.quote_edit, name="quote-edit"),
    path(f"{QUOTE}/remove/", quotes.quote_remove, name="quote-remove"),
    path(f"{QUOTE}/file/", quotes.quote_file, name="quote-file"),
]
