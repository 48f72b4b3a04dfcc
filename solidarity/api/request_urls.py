from koprogo.api.views import at
from solidarity.api import requests as views

ONE = "requests/<uuid:fund_request_id>"
PAPER = f"{ONE}/papers/<uuid:fund_paper_id>/"

urlpatterns = [
    at("requests/", views.FundRequests, "fund-requests"),
    at(f"{ONE}/", views.FundRequest, "fund-request"),
    at(f"{ONE}/identity/", views.RequestIdentity, "fund-request-identity"),
    at(f"{ONE}/finances/", views.RequestFinances, "fund-request-finances"),
    at(f"{ONE}/help/", views.RequestHelp, "fund-request-help"),
    at(f"{ONE}/reason/", views.RequestReason, "fund-request-reason"),
    at(f"{ONE}/plan/", views.RequestPlan, "fund-request-plan"),
    at(f"{ONE}/consents/", views.RequestConsents, "fund-request-consents"),
    at(
        f"{ONE}/consents/<slug:fund_purpose>/",
        views.RequestConsentView,
        "fund-request-consent",
    ),
    at(f"{ONE}/send/", views.RequestSending, "fund-request-send"),
    at(f"{ONE}/withdraw/", views.RequestWithdrawal, "fund-request-withdraw"),
    at(f"{ONE}/openings/", views.RequestOpenings, "fund-request-openings"),
    at(
        f"{ONE}/questions/<uuid:fund_question_id>/answer/",
        views.RequestQuestionAnswer,
        "fund-request-answer",
    ),
    at(f"{ONE}/papers/", views.RequestPapers, "fund-request-papers"),
    at(PAPER, views.RequestPaper, "fund-request-paper"),
]
