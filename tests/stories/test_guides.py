"""The guides of docs/: their pictures are pages of today, their links lead somewhere."""

import re

import pytest
from django.urls import reverse

from tests import cast
from tests.databases import PROJECT
from tests.stories.acacias import lived_in
from tests.stories.books_of_acacias import (
    contest_the_lift,
    post_last_year,
    two_years,
)
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

# picture → name of the page, and which of Places stands in its address
OF_THE_BOOKS = {
    "month": ("month", {}),
    "invoices": ("invoices", {}),
    "invoice": ("invoice", {"invoice_id": "insurance"}),
    "payment-file": ("order-new", {}),
    "bank": ("bank", {}),
    "suspense": ("bank-suspense", {}),
    "budget-follow-up": ("budget-follow-up", {"budget_id": "budget"}),
    "meters": ("meter-group", {"meter_group_id": "water"}),
    "charges-draft": ("charge-statement", {"statement_id": "statement"}),
    "reminders": ("reminders", {}),
    "sale": ("sale", {"sale_id": "sale"}),
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


def page_of(name, **what):
    return reverse(f"finance:{name}", kwargs={"slug": cast.ACACIAS, **what})


def test_pictures_of_the_books(person, album):
    places = two_years()
    sophie = person(DESKTOP).sign_in("sophie")
    for picture, (name, what) in OF_THE_BOOKS.items():
        found = {field: getattr(places, one) for field, one in what.items()}
        sophie.open(page_of(name, **found))
        album.take(sophie.page, picture)
    axel = person(DESKTOP).sign_in("axel")
    axel.open(page_of("audit-check", check_id=places.check))
    album.take(axel.page, "audit-check", hidden="main code")
    document = post_last_year()
    sophie.open(page_of("books-report", report="balance-sheet"))
    album.take(sophie.page, "balance-sheet")
    sophie.open(page_of("year", year=2025))
    album.take(sophie.page, "year-end")
    look_at_a_line(person(PHONE).sign_in("clara"), document, album)


def look_at_a_line(clara, document, album):
    clara.open(page_of("charge-document", charge_document_id=document.uuid))
    album.take(clara.page, "my-charges")
    clara.page.get_by_text("Upkeep of the lift").click()
    album.take(clara.page, "my-charges-line", clip="details[open]")
    contest = contest_the_lift(document)
    clara.open(page_of("contest", contest_id=contest.uuid))
    album.take(clara.page, "my-contest")


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
    guides = {f"docs/guides/{index.name}" for index in GUIDES.glob("*.md")}
    assert guides <= set(links_of(PROJECT / "README.md"))


def test_every_picture_is_shown_in_a_guide():
    shown = {
        (text.parent / link).resolve()
        for text in TEXTS
        for link in links_of(text)
        if link.endswith(".png")
    }
    assert shown == set(FOLDER.glob("*.png"))
