from django.urls import path

from finance.views import accounts, calls, payments

app_name = "finance"
urlpatterns = [
    path("account/", accounts.account, name="account"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<uuid:holding_id>/", accounts.holder_account, name="holder-account"),
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", calls.call_new, name="call-new"),
    path("calls/<uuid:call_id>/", calls.call, name="call"),
    path("calls/<uuid:call_id>/edit/", calls.call_edit, name="call-edit"),
    path("calls/<uuid:call_id>/issue/", calls.call_issue, name="call-issue"),
    path("calls/<uuid:call_id>/discard/", calls.call_discard, name="call-discard"),
    path("calls/<uuid:call_id>/cancel/", calls.call_cancel, name="call-cancel"),
    path("documents/<uuid:document_id>/", calls.document, name="document"),
    path("payments/", payments.payments, name="payments"),
    path("payments/new/", payments.payment_new, name="payment-new"),
    path(
        "payments/<uuid:payment_id>/reverse/",
        payments.payment_reverse,
        name="payment-reverse",
    ),
]
