from finance.api import (
    accounts,
    calls,
    letters,
    opening,
    payments,
    problems,
    statements,
)
from koprogo.api.views import at

__all__ = ["problems", "urlpatterns"]  # the refusals stand before anything is refused

urlpatterns = [
    at("calls/", calls.Calls, "calls"),
    at("calls/<uuid:call_id>/", calls.CallView, "call"),
    at("calls/<uuid:call_id>/preview/", calls.Preview, "call-preview"),
    at("calls/<uuid:call_id>/issue/", calls.Issue, "call-issue"),
    at("calls/<uuid:call_id>/cancel/", calls.Cancel, "call-cancel"),
    at("calls/<uuid:call_id>/letters/", letters.LettersView, "letters"),
    at("calls/<uuid:call_id>/letters/send/", letters.Sending, "letters-send"),
    at("calls/<uuid:call_id>/letters/posted/", letters.Posted, "letters-posted"),
    at("calls/<uuid:call_id>/letters/retry/", letters.Retry, "letters-retry"),
    at("calls/<uuid:call_id>/letters/zip/", letters.AllLetters, "letters-zip"),
    at(
        "calls/<uuid:call_id>/letters/post-zip/",
        letters.PostLetters,
        "letters-post-zip",
    ),
    at("calls/<uuid:call_id>/deliveries/", letters.Deliveries, "deliveries"),
    at("letters/<uuid:letter_id>/", letters.LetterView, "letter"),
    at("documents/", calls.Documents, "documents"),
    at("documents/<uuid:document_id>/", calls.DocumentView, "document"),
    at(
        "documents/<uuid:document_id>/letter/",
        letters.DocumentLetter,
        "document-letter",
    ),
    at("payments/", payments.Payments, "payments"),
    at("payments/<uuid:payment_id>/", payments.PaymentView, "payment"),
    at("payments/<uuid:payment_id>/reverse/", payments.Reversal, "payment-reverse"),
    at("account/", accounts.MyAccount, "my-account"),
    at("account/statement/", statements.MyStatement, "my-statement"),
    at("account/statement/pdf/", statements.MyStatementFile, "my-statement-file"),
    at("accounts/", accounts.Accounts, "accounts"),
    at("accounts/<uuid:holding_id>/", accounts.AccountView, "account"),
    at(
        "accounts/<uuid:holding_id>/statement/",
        statements.AccountStatement,
        "statement",
    ),
    at(
        "accounts/<uuid:holding_id>/statement/pdf/",
        statements.AccountStatementFile,
        "statement-file",
    ),
    at("opening/", opening.OpeningView, "opening"),
    at("opening/check/", opening.OpeningCheck, "opening-check"),
    at("opening/owners/", opening.OpeningOwners, "opening-owners"),
    at(
        "opening/<uuid:opening_id>/reverse/", opening.OpeningReversal, "opening-reverse"
    ),
    at("trial-balance/", accounts.TrialBalance, "trial-balance"),
]
