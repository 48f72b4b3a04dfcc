from community.api import exchanges, hours
from koprogo.api.views import at

POST = "hours/posts/<uuid:hours_post_id>"
EXCHANGE = "hours/exchanges/<uuid:exchange_id>"
DISPUTE = "hours/disputes/<uuid:disputed_exchange_id>"
MEDIATOR = "hours/mediators/<uuid:mediator_id>"

urlpatterns = [
    at("hours/posts/", hours.HoursPosts, "hours-posts"),
    at(f"{POST}/", hours.HoursPostView, "hours-post"),
    at(f"{POST}/ask/", hours.HoursAsking, "hours-ask"),
    at("hours/exchanges/", exchanges.Exchanges, "hours-exchanges"),
    at("hours/exchanges/waiting/", exchanges.WaitingExchanges, "hours-waiting"),
    at(f"{EXCHANGE}/", exchanges.Exchange, "hours-exchange"),
    at(f"{EXCHANGE}/answer/", exchanges.ExchangeAnswer, "hours-answer"),
    at(f"{EXCHANGE}/withdraw/", exchanges.ExchangeWithdrawal, "hours-withdraw"),
    at(f"{EXCHANGE}/done/", exchanges.ExchangeDone, "hours-done"),
    at(f"{EXCHANGE}/confirm/", exchanges.ExchangeConfirmation, "hours-confirm"),
    at(f"{EXCHANGE}/dispute/", exchanges.ExchangeDispute, "hours-dispute"),
    at(f"{EXCHANGE}/undo/", exchanges.ExchangeUndo, "hours-undo"),
    at(f"{EXCHANGE}/undo/answer/", exchanges.ExchangeUndoAnswer, "hours-undo-answer"),
    at("hours/account/", hours.HoursAccountView, "hours-account"),
    at("hours/account/lines/", hours.HoursStatement, "hours-lines"),
    at("hours/mediating/", hours.Mediating, "hours-mediating"),
    at("hours/disputes/", hours.Disputes, "hours-disputes"),
    at(f"{DISPUTE}/decide/", hours.DisputeDecision, "hours-decide"),
    at("hours/limits/", hours.HoursLimitsView, "hours-limits"),
    at("hours/mediators/", hours.Mediators, "hours-mediators"),
    at(f"{MEDIATOR}/name/", hours.MediatorNaming, "hours-mediator-name"),
    at(f"{MEDIATOR}/end/", hours.MediatorEnding, "hours-mediator-end"),
]
