"""A person's requests, and what opens them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from koprogo.accounts.models import User
from solidarity.models import Aid, Request
from solidarity.queries.requests import place
from solidarity.vault import Forgotten, Life, Vault, open_vaults

__all__ = ["Mine", "Row", "mine", "own_requests"]

Row = dict[str, object]


@dataclass(frozen=True, slots=True, repr=False)
class Mine:
    """A person's requests and what opens them, by primary key."""

    user: User
    requests: dict[int, Request]
    vaults: dict[int, Vault]

    def said(self, request: int, token: str, at: str, life: str = Life.FILE) -> str:
        """Return what was sealed; nothing, once it is forgotten."""
        try:
            return self.vaults[request].open(token, place=at, life=life)
        except Forgotten:
            return ""

    def of_row(self, row, column: str, request: int, life: str = Life.FILE) -> str:
        """Return what a row says in a column that is sealed at its own place."""
        at = place(row._meta.model_name, column, row.uuid)
        return self.said(request, getattr(row, column), at, life)

    def aids(self) -> QuerySet[Aid]:
        return Aid.objects.filter(request__in=self.requests).order_by("pk")


def own_requests(user) -> QuerySet[Request]:
    return Request.objects.filter(applicant=user).order_by("pk")


def mine(user) -> Mine:
    """Return a person's requests with their keys: two statements."""
    requests = {request.pk: request for request in own_requests(user)}
    return Mine(user, requests, open_vaults(list(requests.values())))
