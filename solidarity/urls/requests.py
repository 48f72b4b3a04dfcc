from django.urls import path

from solidarity.views.requests import afterwards, pages, papers, steps

ALL = "fonds-solidarite/demande"
ONE = f"{ALL}/<uuid:fund_request_id>"
PAPERS = f"{ONE}/documents"
PAPER = f"{PAPERS}/<uuid:fund_paper_id>"

urlpatterns = [
    path(ALL, pages.requests, name="requests"),
    path(f"{ALL}/new", pages.request_new, name="request-new"),
    path(f"{ALL}/ratio", steps.request_ratio, name="request-ratio"),
    path(ONE, pages.request_page, name="request"),
    path(f"{ONE}/step/<slug:fund_section>", steps.request_step, name="request-step"),
    path(f"{ONE}/summary", steps.request_summary, name="request-summary"),
    path(f"{ONE}/discard", afterwards.request_discard, name="request-discard"),
    path(f"{ONE}/withdraw", afterwards.request_withdraw, name="request-withdraw"),
    path(
        f"{ONE}/consents/<slug:fund_purpose>",
        afterwards.request_consent,
        name="request-consent",
    ),
    path(
        f"{ONE}/questions/<uuid:fund_question_id>",
        afterwards.request_answer,
        name="request-answer",
    ),
    path(PAPERS, papers.request_papers, name="request-papers"),
    path(PAPER, papers.request_paper, name="request-paper"),
    path(f"{PAPER}/remove", papers.request_paper_remove, name="request-paper-remove"),
]
