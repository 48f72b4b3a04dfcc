from django.urls import path

from finance.api import accounts, calls, letters, opening, payments, problems

__all__ = ["problems", "urlpatterns"]  # the refusals stand before anything is refused

urlpatterns = [
    path("calls/", calls.Calls.as_view(), name="calls"),
    path("calls/<uuid:call_id>/", calls.CallView.as_view(), name="call"),
    path("calls/<uuid:call_id>/preview/", calls.Preview.as_view(), name="call-preview"),
    path("calls/<uuid:call_id>/issue/", calls.Issue.as_view(), name="call-issue"),
    path("calls/<uuid:call_id>/cancel/", calls.Cancel.as_view(), name="call-cancel"),
    path(
        "calls/<uuid:call_id>/letters/", letters.LettersView.as_view(), name="letters"
    ),
    path(
        "calls/<uuid:call_id>/letters/send/",
        letters.Sending.as_view(),
        name="letters-send",
    ),
    path(
        "calls/<uuid:call_id>/letters/posted/",
        letters.Posted.as_view(),
        name="letters-posted",
    ),
    path(
        "calls/<uuid:call_id>/letters/retry/",
        letters.Retry.as_view(),
        name="letters-retry",
    ),
    path(
        "calls/<uuid:call_id>/letters/zip/",
        letters.AllLetters.as_view(),
        name="letters-zip",
    ),
    path(
        "calls/<uuid:call_id>/letters/post-zip/",
        letters.PostLetters.as_view(),
        name="letters-post-zip",
    ),
    path(
        "calls/<uuid:call_id>/deliveries/",
        letters.Deliveries.as_view(),
        name="deliveries",
    ),
    path("letters/<uuid:letter_id>/", letters.LetterView.as_view(), name="letter"),
    path("documents/", calls.Documents.as_view(), name="documents"),
    path(
        "documents/<uuid:document_id>/", calls.DocumentView.as_view(), name="document"
    ),
    path(
        "documents/<uuid:document_id>/letter/",
        letters.DocumentLetter.as_view(),
        name="document-letter",
    ),
    path("payments/", payments.Payments.as_view(), name="payments"),
    path("payments/<uuid:payment_id>/", payments.PaymentView.as_view(), name="payment"),
    path(
        "payments/<uuid:payment_id>/reverse/",
        payments.Reversal.as_view(),
        name="payment-reverse",
    ),
    path("account/", accounts.MyAccount.as_view(), name="my-account"),
    path("accounts/", accounts.Accounts.as_view(), name="accounts"),
    path("accounts/<uuid:holding_id>/", accounts.AccountView.as_view(), name="account"),
    path("opening/", opening.OpeningView.as_view(), name="opening"),
    path("opening/check/", opening.OpeningCheck.as_view(), name="opening-check"),
    path("opening/owners/", opening.OpeningOwners.as_view(), name="opening-owners"),
    path(
        "opening/<uuid:opening_id>/reverse/",
        opening.OpeningReversal.as_view(),
        name="opening-reverse",
    ),
    path("trial-balance/", accounts.TrialBalance.as_view(), name="trial-balance"),
]
