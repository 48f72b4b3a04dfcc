from django.urls import path

from finance.views import fixed_parts, invoices
from finance.views import invoice_steps as steps

urlpatterns = [
    path("invoices/", invoices.invoices, name="invoices"),
    path(
        "invoices.<table:ending>", invoices.invoices_table_file, name="invoices-table"
    ),
    path("invoices/new/", invoices.invoice_new, name="invoice-new"),
    path("invoices/new/file/", steps.invoice_uploaded, name="invoice-uploaded"),
    path("invoices/upload/", steps.invoice_upload, name="invoice-upload"),
    path("invoices/<uuid:invoice_id>/", invoices.invoice, name="invoice"),
    path(
        "invoices/<uuid:invoice_id>/edit/", invoices.invoice_edit, name="invoice-edit"
    ),
    path(
        "invoices/<uuid:invoice_id>/lines/<int:position>/divide/",
        fixed_parts.invoice_divide,
        name="invoice-divide",
    ),
    path(
        "invoices/<uuid:invoice_id>/file/", steps.invoice_attach, name="invoice-attach"
    ),
    path(
        "invoices/<uuid:invoice_id>/voucher/",
        steps.invoice_voucher,
        name="invoice-voucher",
    ),
    path("invoices/<uuid:invoice_id>/xml/", steps.invoice_xml, name="invoice-xml"),
    path(
        "invoices/<uuid:invoice_id>/discard/",
        steps.invoice_discard,
        name="invoice-discard",
    ),
    path(
        "invoices/<uuid:invoice_id>/submit/",
        steps.invoice_submit,
        name="invoice-submit",
    ),
    path(
        "invoices/<uuid:invoice_id>/approve/",
        steps.invoice_approve,
        name="invoice-approve",
    ),
    path(
        "invoices/<uuid:invoice_id>/reject/",
        steps.invoice_reject,
        name="invoice-reject",
    ),
    path("invoices/<uuid:invoice_id>/post/", steps.invoice_post, name="invoice-post"),
    path(
        "invoices/<uuid:invoice_id>/cancel/",
        steps.invoice_cancel,
        name="invoice-cancel",
    ),
]
