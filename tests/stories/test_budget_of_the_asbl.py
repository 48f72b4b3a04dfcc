"""The participatory budget and the offices in a browser: axe clean, nothing too wide."""

from koprogo.tenancy import enter
from tests import cast
from tests.stories.conftest import in_narrow_windows_too
from tests.stories.test_every_page import check
from tests.transparency.allocations.making import (
    adopted,
    line_of,
    proposed,
    registered,
    spent,
)
from tests.transparency.effects.making import carried_out, decided
from tests.transparency.members import joined
from transparency.models import Idea
from transparency.services.ideas import propose_idea, support_idea
from transparency.services.taking_part import join_person

LONG = "Een kalender voor alle bewoners, met herinneringen"
ASKED = "audience=co_ownership&kind=voted&price=2&since=2099-01-01"


def lively():
    """Fill the budget; return its pages by who opens them."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        mia = join_person(user=cast.user("mia"), by=None).voter
        idea = _idea(mia, LONG)
        support_idea(idea, owner=joined(1).voter)
        mine = _idea(mia, "Chat")
        done = _idea(mia, "Music")
        Idea.objects.filter(pk=done.pk).update(state="done", answer="Since May")
        made = adopted(idea=idea)
        spent(line_of(made, "features"), "600.00")
        open_ = proposed("105.90", "features 50, research 50", title=LONG)
        carried_out(decided("asbl-board"), owner=registered(cast.user("zoe")))
        bo = f"/asbl/people/{cast.user('bo').uuid}/board/{cast.SINCE}/end/"
        line = line_of(made, "features").uuid
    return {
        "mia": [
            "/asbl/ideas/",
            "/asbl/ideas/new/",
            f"/asbl/ideas/{idea.uuid}/",
            f"/asbl/ideas/{mine.uuid}/",
            f"/asbl/ideas/{mine.uuid}/edit/",
            f"/asbl/ideas/{done.uuid}/",
            "/asbl/allocations/",
            f"/asbl/allocations/{made.uuid}/",
            "/asbl/people/",
        ],
        "bo": [
            f"/asbl/ideas/{mine.uuid}/answer/",
            "/asbl/allocations/new/?fund",
            f"/asbl/allocations/{open_.uuid}/",
            f"/asbl/allocations/{open_.uuid}/edit/",
            f"/asbl/allocations/{open_.uuid}/discard/",
            "/asbl/people/",
            bo,
            "/asbl/tariffs/preview/",
            f"/asbl/tariffs/preview/?{ASKED}",
        ],
        "tess": [
            f"/asbl/allocations/{made.uuid}/",
            f"/asbl/allocations/lines/{line}/spend/",
        ],
    }


def _idea(author, title):
    return propose_idea(author=author, title=title, text="Why", language="nl", by=None)


@in_narrow_windows_too
def test_pages_of_the_budget(person, size, dark):
    wrong = {}
    for name, paths in lively().items():
        wrong |= check(person(size, dark=dark).sign_in(name), paths)
    assert wrong == {}
