"""Short ways to the history of Les Acacias and to what its rows say."""

from buildings.access import find_access
from buildings.history import history_rows
from koprogo.audit import queries as audit
from tests import cast
from tests.buildings.pages import url


def rows(page):
    """Return (who, sentence) of the page's rows."""
    return [
        (row.event.actor and row.event.actor.name, row.sentence)
        for row in page.context["rows"]
    ]


def details(row):
    return [(each.label, each.before, each.after) for each in row.details]


def by(name):
    return {"by": cast.user(name)}


def history_of(kind, thing, slug=cast.ACACIAS):
    return url("history-of", kind, thing.uuid, slug=slug)


def latest(number=1, *, to="sophie"):
    """Return the latest events as rows, as this person reads them."""
    access = find_access(cast.user(to), cast.ACACIAS)
    access.building = cast.building()
    return history_rows(audit.events()[:number], access)
