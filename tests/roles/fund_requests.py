"""One's own requests for help: Omar's, who sent one. Nobody else finds it.

``fund_request_id``: complete, before the committee; ``fund_question_id`` waits for an
answer; ``fund_purpose`` is a consent that he gave.
"""

from tests.roles.answers import READ_ONLY, signed_in
from tests.roles.fund_programs import SIGNED_IN
from tests.roles.fund_programs import own as _api

ANYBODY = signed_in(200)


def own(status):
    return signed_in(404) | {"co_owner": status}


ASKING = (own(200), own(302))

TABLE = {
    "solidarity:requests": (ANYBODY, READ_ONLY),
    "solidarity:request-new": (READ_ONLY, signed_in(302)),
    "solidarity:request-ratio": (READ_ONLY, ANYBODY),
    "solidarity:request": (own(200), READ_ONLY),
    # An empty form is shown again.
    "solidarity:request-step": (own(200), own(200)),
    "solidarity:request-summary": (own(302), own(302)),
    "solidarity:request-discard": ASKING,
    "solidarity:request-withdraw": ASKING,
    "solidarity:request-consent": ASKING,
    "solidarity:request-answer": (READ_ONLY, own(302)),
    "solidarity:request-papers": (own(200), own(200)),
    "solidarity:request-paper": (own(200), READ_ONLY),
    "solidarity:request-paper-remove": ASKING,
}


_READING = {"GET": _api(200)}
_SAYING = {"PUT": _api(200)}
#: the same for programs: an empty body says again what is said
API = {
    "fund-requests": {
        "GET": SIGNED_IN,
        "POST": signed_in(201, anonymous=401),
    },
    "fund-request": {**_READING, "DELETE": _api(409)},
    "fund-request-identity": _SAYING,
    "fund-request-finances": _SAYING,
    "fund-request-help": _SAYING,
    "fund-request-reason": _SAYING,
    "fund-request-plan": _SAYING,
    "fund-request-consents": _SAYING,
    "fund-request-consent": {"DELETE": _api(204)},
    "fund-request-send": {"POST": _api(409)},
    "fund-request-withdraw": {"POST": _api(200)},
    "fund-request-openings": _READING,
    "fund-request-answer": {"POST": _api(400)},
    "fund-request-papers": {**_READING, "POST": _api(415)},
    "fund-request-paper": {**_READING, "DELETE": _api(409)},
}

#: which operations do what a page does
PARITY = {
    "solidarity:requests": "GET fund-requests",
    "solidarity:request-new": "POST fund-requests",
    "solidarity:request-ratio": "GET fund-request",
    "solidarity:request": "GET fund-request, GET fund-request-openings",
    "solidarity:request-step": (
        "PUT fund-request-identity, PUT fund-request-finances, PUT fund-request-help, "
        "PUT fund-request-reason, PUT fund-request-plan, PUT fund-request-consents"
    ),
    "solidarity:request-summary": "GET fund-request, POST fund-request-send",
    "solidarity:request-discard": "DELETE fund-request",
    "solidarity:request-withdraw": "POST fund-request-withdraw",
    "solidarity:request-consent": "DELETE fund-request-consent",
    "solidarity:request-answer": "POST fund-request-answer",
    "solidarity:request-papers": "GET fund-request-papers, POST fund-request-papers",
    "solidarity:request-paper": "GET fund-request-paper",
    "solidarity:request-paper-remove": "DELETE fund-request-paper",
}
