"""Where programs find invoices of suppliers."""

from finance.api import invoices
from koprogo.api.views import at

urlpatterns = [
    at("invoices/", invoices.Invoices, "invoices"),
    at("invoices/files/", invoices.InvoiceFiles, "invoice-files"),
    at("invoices/<uuid:invoice_id>/", invoices.InvoiceView, "invoice"),
    at(
        "invoices/<uuid:invoice_id>/lines/<int:position>/divide/",
        invoices.FixedPart,
        "invoice-divide",
    ),
    at("invoices/<uuid:invoice_id>/voucher/", invoices.Voucher, "invoice-voucher"),
    at("invoices/<uuid:invoice_id>/xml/", invoices.Xml, "invoice-xml"),
    at("invoices/<uuid:invoice_id>/submit/", invoices.Submission, "invoice-submit"),
    at("invoices/<uuid:invoice_id>/approve/", invoices.Approval, "invoice-approve"),
    at("invoices/<uuid:invoice_id>/reject/", invoices.Rejection, "invoice-reject"),
    at("invoices/<uuid:invoice_id>/post/", invoices.Posting, "invoice-post"),
    at("invoices/<uuid:invoice_id>/cancel/", invoices.Cancellation, "invoice-cancel"),
]
