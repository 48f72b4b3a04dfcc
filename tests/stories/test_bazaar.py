"""Bazaar and skills in a browser: axe clean, nothing too wide, from offer to hand-over."""

from datetime import timedelta

from django.utils import timezone

from community.kinds import Kind
from community.services.bazaar_care import care_for_bazaar
from koprogo.tenancy import enter
from tests import cast
from tests.community import making as people
from tests.community.bazaar.making import able, asked, handed, offered, to_draw
from tests.stories.conftest import in_narrow_windows_too
from tests.stories.test_every_page import check

PLACE = "/b/acacias/neighbours/"


def inside():
    return enter(cast.tenant().pk, by=None)


def lively():
    """Fill both modules; return the pages of a giver, and of who asks."""
    with inside():
        people.switched_on()
        omar, clara, otto = (people.joined(name) for name in ("omar", "clara", "otto"))
        kept, drawn, away = (
            offered(clara, title="A lamp"),
            to_draw(clara, title="A desk"),
            offered(clara, Kind.KEEP, title="A cot"),
        )
        open_draw = to_draw(clara, title="A bicycle")
        row = asked(kept, omar)
        for item in (kept, drawn, away, open_draw):
            asked(item, otto)
        for item in (drawn, away, open_draw):
            asked(item, omar)
        handed(away)
        type(drawn).objects.filter(pk=drawn.pk).update(
            asks_until=timezone.now() + timedelta(seconds=30)
        )
        care_for_bazaar(timezone.now() + timedelta(minutes=5))
        skill = able(clara)
    bazaar, skills = f"{PLACE}bazaar/", f"{PLACE}skills/"
    pages = [
        *(bazaar, f"{bazaar}?q=zebra", f"{bazaar}mine/", skills),
        *(f"{bazaar}{item.post.uuid}/" for item in (kept, drawn, away, open_draw)),
        f"{skills}{skill.post.uuid}/",
    ]
    acts = [f"{bazaar}{kept.post.uuid}/{act}/" for act in ("edit", "release", "handed")]
    return {
        "clara": [*pages, *acts, f"{skills}{skill.post.uuid}/edit/"],
        "omar": [
            *(*pages, f"{bazaar}new/", f"{skills}new/"),
            f"{bazaar}asks/{row.uuid}/withdraw/",
        ],
    }


@in_narrow_windows_too
def test_pages_of_the_bazaar_and_the_skills(person, size, dark):
    wrong = {}
    for name, paths in lively().items():
        wrong |= check(person(size, dark=dark).sign_in(name), paths)
    assert wrong == {}
