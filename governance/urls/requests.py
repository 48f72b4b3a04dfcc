from django.urls import path

from governance.views import requests as views

ALL = "assemblies/requests"
ONE = f"{ALL}/<uuid:request_id>"

urlpatterns = [
    path(f"{ALL}/", views.requests, name="requests"),
    path(f"{ALL}.<table:ending>", views.requests_table, name="requests-table"),
    path(f"{ALL}/new/", views.request_new, name="request-new"),
    path(f"{ONE}/", views.request_page, name="request"),
    path(f"{ONE}/sign/", views.request_sign, name="request-sign"),
    path(
        f"{ONE}/unsign/",
        views.request_withdraw_signature,
        name="request-withdraw-signature",
    ),
    path(f"{ONE}/withdraw/", views.request_withdraw, name="request-withdraw"),
    path(f"{ONE}/letter.pdf", views.request_letter_file, name="request-letter"),
    path(f"{ONE}/sent/", views.request_sent, name="request-sent"),
    path(f"{ONE}/received/", views.request_received, name="request-received"),
    path(f"{ONE}/proof/", views.request_proof, name="request-proof"),
    path(f"{ONE}/draft/", views.request_draft, name="request-draft"),
    path(
        f"{ONE}/addresses.<table:ending>",
        views.request_addresses,
        name="request-addresses",
    ),
]
