"""All that the fund knows about a person, as he reads it himself, for his own copy.

Every table takes a constant number of statements, however many requests there are. What
is forgotten is empty. Words are in the active language; amounts and days stay plain.
"""

from collections.abc import Callable, Iterator

from solidarity.queries.own import decisions, helped, requests
from solidarity.queries.own.base import Mine, Row, mine, own_requests
from solidarity.queries.own.documents import Document, documents_of

__all__ = ["TABLES", "Document", "Mine", "documents_of", "mine", "own_requests"]

TABLES: dict[str, Callable[[Mine], Iterator[Row]]] = {
    "fund_requests": requests.requests,
    "fund_answers": requests.answers,
    "fund_conditions": requests.conditions,
    "fund_scores": requests.scores,
    "fund_questions": requests.questions,
    "fund_consents": requests.consents,
    "fund_openings": requests.openings,
    "fund_decisions": decisions.decisions,
    "fund_appeals": decisions.appeals,
    "fund_help": helped.aids,
    "fund_payments": helped.payments,
    "fund_instalments": helped.instalments,
    "fund_plan_changes": helped.changes,
    "fund_debits": helped.debits,
    "fund_repayments": helped.repayments,
    "fund_talks": helped.talks,
    "fund_write_offs": helped.write_offs,
    "fund_cases": helped.cases,
    "fund_exclusions": decisions.exclusions,
    "fund_testimonies": decisions.testimonies,
    "fund_erasures": requests.erasures,
    "fund_seats": decisions.seats,
    "fund_messages": decisions.messages,
}
