"""The pictures of assemblies in the guides."""

from django.urls import reverse

from tests import cast
from tests.stories.assemblies_of_acacias import assemblies
from tests.stories.conftest import DESKTOP, PHONE

# picture → name of the page, and what is in its address
OF_THE_OFFICE = {
    "assembly": ("assembly", "planned"),
    "assembly-point": ("item", "planned", "point"),
    "quotes": ("tender", "tender"),
    "meeting": ("meeting", "meeting"),
    "projector": ("projector", "meeting"),
    "minutes": ("minutes", "over"),
    "decision": ("decision", "decision"),
}


def page_of(held, name, *what):
    found = [getattr(held, each) for each in what]
    return reverse(f"governance:{name}", args=[cast.ACACIAS, *found])


def test_pictures_of_the_assemblies(person, album):
    held = assemblies()
    sophie = person(DESKTOP).sign_in("sophie")
    for picture, (name, *what) in OF_THE_OFFICE.items():
        sophie.open(page_of(held, name, *what))
        album.take(sophie.page, picture, hidden="main code")
    clara = person(PHONE).sign_in("clara")
    clara.open(page_of(held, "vote", "meeting"))
    album.take(clara.page, "my-vote")
    clara.open(page_of(held, "vote", "over"))
    album.take(clara.page, "my-votes")
