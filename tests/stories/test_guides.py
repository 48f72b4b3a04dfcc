"""The guides of docs/: their pictures are pages of today, their links lead somewhere."""

import re

import pytest

from tests import cast
from tests.databases import PROJECT
from tests.stories.acacias import lived_in
from tests.stories.conftest import DESKTOP, PASSWORD, PHONE
from tests.stories.pictures import FOLDER

HOME = f"/b/{cast.ACACIAS}/"
GUIDES = PROJECT / "docs" / "guides"
TEXTS = sorted([*GUIDES.rglob("*.md"), PROJECT / "README.md"])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")

# picture → address of the page; the names in braces are those of Addresses
OF_A_SYNDIC = {
    "portfolio": "/portfolio/",
    "firm": "/firm/{firm}/",
    "staff": "/firm/staff/",
    "security": "/account/security/",
    "overview": HOME,
    "settings": f"{HOME}settings/",
    "lot": f"{HOME}lots/{{lot}}/",
    "keys": f"{HOME}keys/",
    "suppliers": f"{HOME}suppliers/",
    "invitations": f"{HOME}invitations/",
    "consents": f"{HOME}owners/{{owner}}/consents/",
    "call-new": f"{HOME}calls/new/",
    "call-draft": f"{HOME}calls/{{draft}}/",
    "call": f"{HOME}calls/{{call}}/",
    "payments": f"{HOME}payments/",
    "payment-new": f"{HOME}payments/new/",
    "accounts": f"{HOME}accounts/",
    "statement": f"{HOME}accounts/{{holding}}/statement/",
    "library": f"{HOME}library/",
    "library-search": f"{HOME}library/?q=roof",
    "see-as": f"{HOME}owners/{{owner}}/see-as/",
    "public-syndic": f"/s/{cast.ACACIAS}/",
}
OF_A_CO_OWNER = {
    "my-account": f"{HOME}account/",
    "my-part": f"{HOME}documents/{{document}}/",
    "my-letters": f"{HOME}my-letters/",
    "my-documents": f"{HOME}library/",
    "my-data": "/profile/data/",
}
OF_A_VISITOR = {
    "sign-in": "/account/login/",
    "join": "/join/",
    "join-code": "/join/{code}/",
}


def test_pictures_of_the_guides(person, album):
    names = lived_in()
    places = {name: getattr(names, name) for name in names.__slots__}

    def show(somebody, pictures):
        for name, path in pictures.items():
            somebody.open(path.format(**places))
            album.take(somebody.page, name)

    show(person(PHONE), OF_A_VISITOR)
    clara = person(PHONE).sign_in("clara")
    show(clara, OF_A_CO_OWNER)
    clara.open("{}documents/{document}/".format(HOME, **places))
    album.take(clara.page, "my-part-computed", clip="section[aria-labelledby=how]")
    sophie = person(DESKTOP).sign_in("sophie")
    show(sophie, OF_A_SYNDIC)
    second_factor(person(DESKTOP).sign_in("anna"), album)
    look_as_jean(sophie, places, album)


def second_factor(somebody, album):
    page = somebody.open("/account/security/totp/activate/").page
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/totp/activate/")
    album.take(page, "second-factor", hidden="main svg, main img, main code")


def look_as_jean(sophie, places, album):
    page = sophie.open("{}owners/{owner}/see-as/".format(HOME, **places)).page
    page.get_by_label("Reason").fill(
        "You asked on the phone how your part is computed."
    )
    page.get_by_role("button", name="See the pages").click()
    sophie.open(f"{HOME}account/")
    album.take(page, "see-as-banner")


def links_of(text):
    """Return the relative links and pictures of a Markdown file, without fragments."""
    found = LINK.findall(text.read_text())
    return [
        link.split("#")[0] for link in found if "://" not in link and link[0] != "#"
    ]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_links_and_pictures_exist(text):
    missing = [link for link in links_of(text) if not (text.parent / link).exists()]
    assert missing == []


def test_every_chapter_stands_in_the_index():
    for guide in ("syndic", "co-owner"):
        index = GUIDES / f"{guide}.md"
        chapters = {f"{guide}/{file.name}" for file in (GUIDES / guide).glob("*.md")}
        assert chapters <= set(links_of(index))
        assert chapters


def test_every_picture_is_shown_in_a_guide():
    shown = {
        (text.parent / link).resolve()
        for text in TEXTS
        for link in links_of(text)
        if link.endswith(".png")
    }
    assert shown == set(FOLDER.glob("*.png"))
