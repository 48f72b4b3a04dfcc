"""What the keys for programs say about a person."""

from django.utils.translation import gettext_lazy as _

from koprogo.api.models import ApiToken
from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)
from koprogo.slots import PersonalData, PersonalTable

TOKENS = Processing(
    key="tokens",
    title=_("Keys for your programs"),
    responsible=Responsible.OPERATOR,
    people=_("Whoever makes such a key in the profile"),
    purpose=_("To let your own programs read or change what you may."),
    basis=Basis.CONTRACT,
    source=_("You made the key."),
    retention=_("Until you close the account; a key opens nothing after its last day."),
    recipients=_("Nobody but you."),
)

PERSONAL = [
    *fields(TOKENS, Kind.SECRET, Fate.DELETED, api_ApiToken="user digest"),
    *fields(TOKENS, Kind.DOCUMENT, Fate.DELETED, api_ApiToken="name"),
    *fields(TOKENS, Kind.ACT, Fate.DELETED, api_ApiToken="last_used_on"),
]

NOT_PERSONAL = {"a choice among words of ours": ["api.ApiToken.scopes"]}


def _own(user):
    yield PersonalTable(
        "tokens",
        ApiToken.objects.filter(user=user).values(
            "name", "scopes", "created_at", "expires_on", "last_used_on", "revoked_at"
        ),
    )


def _leave(user) -> None:
    ApiToken.objects.filter(user=user).delete()


DATA = PersonalData(own=_own, leave=_leave)
