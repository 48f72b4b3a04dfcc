from django.urls import path

from community.kinds import Kind
from community.views.hours import accounts, board, council, exchanges, mediation

POST = "hours/posts/<uuid:hours_post_id>"
EXCHANGE = "hours/exchanges/<uuid:exchange_id>"
COUNCIL = "hours/council"
MEDIATOR = f"{COUNCIL}/mediators/<uuid:mediator_id>"

urlpatterns = [
    path("hours/", board.hours, name="hours"),
    path(
        "hours/offers/new/",
        board.hours_post_new,
        {"kind": Kind.OFFER},
        name="hours-offer-new",
    ),
    path(
        "hours/wishes/new/",
        board.hours_post_new,
        {"kind": Kind.WISH},
        name="hours-wish-new",
    ),
    path(f"{POST}/", board.hours_post, name="hours-post"),
    path(f"{POST}/edit/", board.hours_post_edit, name="hours-post-edit"),
    path(f"{POST}/end/", board.hours_post_end, name="hours-post-end"),
    path(f"{POST}/ask/", board.hours_ask, name="hours-ask"),
    path("hours/exchanges/", exchanges.hours_exchanges, name="hours-exchanges"),
    path(f"{EXCHANGE}/", exchanges.hours_exchange, name="hours-exchange"),
    path(f"{EXCHANGE}/answer/", exchanges.hours_answer, name="hours-answer"),
    path(f"{EXCHANGE}/withdraw/", exchanges.hours_withdraw, name="hours-withdraw"),
    path(f"{EXCHANGE}/done/", exchanges.hours_done, name="hours-done"),
    path(f"{EXCHANGE}/confirm/", exchanges.hours_confirm, name="hours-confirm"),
    path(f"{EXCHANGE}/dispute/", exchanges.hours_dispute, name="hours-dispute"),
    path(f"{EXCHANGE}/undo/", exchanges.hours_undo, name="hours-undo"),
    path(
        f"{EXCHANGE}/undo/answer/",
        exchanges.hours_undo_answer,
        name="hours-undo-answer",
    ),
    path("hours/account/", accounts.hours_account, name="hours-account"),
    path(
        "hours/account.<table:ending>",
        accounts.hours_account_table,
        name="hours-account-table",
    ),
    path("hours/mediate/", accounts.hours_mediate_offer, name="hours-mediate-offer"),
    path("hours/mediate/stop/", accounts.hours_mediate_stop, name="hours-mediate-stop"),
    path("hours/disputes/", mediation.hours_disputes, name="hours-disputes"),
    path(
        "hours/disputes/<uuid:disputed_exchange_id>/",
        mediation.hours_decide,
        name="hours-decide",
    ),
    path(f"{COUNCIL}/", council.hours_council, name="hours-council"),
    path(f"{COUNCIL}/limits/", council.hours_limits, name="hours-limits"),
    path(f"{MEDIATOR}/name/", council.hours_mediator_name, name="hours-mediator-name"),
    path(f"{MEDIATOR}/end/", council.hours_mediator_end, name="hours-mediator-end"),
]
