"""What stands on the letters of a firm: for who runs it, recorded in its buildings."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buildings import services
from buildings.models import Firm, FirmLogo
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.buildings.pages import actions, inside, refused, said, text
from tests.buildings.test_logos import opened, picture

DATA = {
    "name": "Lambert & fille",
    "street": "Chaussée d’Alsemberg 210",
    "postal_code": "1190",
    "city": "Bruxelles",
    "kbo": "BE 0403.170.701",
    "professional_number": "500123",
    "email": "bureau@lambert.example",
    "phone": "+32 2 000 00 10",
    "website": "lambert.example",
    "letter_footer": "Office hours: Monday to Friday, 9 to 12.",
}


@pytest.fixture
def firm(db):
    return Firm.objects.get(name="Lambert Syndic")


def url(name, firm):
    return reverse(f"buildings:{name}", args=[firm.uuid])


def stored(firm):
    return Firm.objects.values(*DATA).get(pk=firm.pk)


def test_save(sign_in, firm):
    page = sign_in("sophie").post(url("firm", firm), DATA, follow=True)
    assert said(page) == ["The data of the firm are saved."]
    assert stored(firm) == DATA | {
        "kbo": "0403170701",
        "website": "https://lambert.example",
    }
    with inside():
        event = AuditEvent.objects.get(action="firm.changed")
        assert event.actor == cast.user("sophie")
        assert event.data["name"] == ["Lambert Syndic", "Lambert & fille"]
    with inside(cast.BELLEVUE):
        assert AuditEvent.objects.filter(action="firm.changed").count() == 0


def test_saving_what_is_there_changes_and_records_nothing(sign_in, firm):
    sign_in("sophie").post(url("firm", firm), {"name": "Lambert Syndic"})
    assert actions() == []


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("name", "", "This field is required."),
        (
            "kbo",
            "0403.170.702",
            "“0403.170.702” is not a KBO number: check its ten digits.",
        ),
        ("email", "bureau", "Enter a valid email address."),
        ("website", "javascript:alert(1)", "Enter a valid URL."),
    ],
)
def test_bad_input_is_refused_at_its_field(sign_in, firm, field, value, error):
    before = stored(firm)
    page = sign_in("sophie").post(url("firm", firm), DATA | {field: value})
    assert refused(page) == {field: [error]}
    assert stored(firm) == before
    assert "<h1> Lambert Syndic </h1>" in text(page)


def test_the_preview_shows_what_stands_on_the_letters(sign_in, firm):
    services.update_firm(firm, by=None, **DATA | {"kbo": "0403170701"})
    page = text(sign_in("sophie").get(url("firm", firm)))
    preview = page[page.index('class="letterhead"') : page.index('id="logo"')]
    for words in (
        "Lambert &amp; fille",
        "Chaussée d’Alsemberg 210, 1190 Bruxelles",
        "0403.170.701",
        "BIV-IPI number 500123",
        "Office hours: Monday to Friday, 9 to 12.",
    ):
        assert words in preview
    assert "logo.png" not in preview


DAMAGED = (
    "“logo.png” is damaged or incomplete. Open it, save it again, and send it anew."
)


def send(client, firm, data, name="logo.png"):
    return client.post(
        url("firm-logo", firm), {"logo": SimpleUploadedFile(name, data)}, follow=True
    )


def test_put_a_logo_on_the_letters_and_take_it_off(sign_in, firm):
    client = sign_in("sophie")
    page = send(client, firm, picture((2400, 600), "JPEG"), "Logo.JPG")
    assert said(page) == ["The logo is on the letters from now on."]
    assert "logo.png" in text(page)
    shown = client.get(url("firm-logo-picture", firm))
    assert opened(shown.content).size == (1200, 300)
    assert (shown["Content-Type"], shown["Cache-Control"]) == (
        "image/png",
        "private, no-cache",
    )
    page = client.post(url("firm-logo", firm), {"remove": "1"}, follow=True)
    assert said(page) == ["The letters have no logo any more."]
    assert client.get(url("firm-logo-picture", firm)).status_code == 404
    assert actions() == ["firm.logo_changed"] * 2


def test_a_new_logo_takes_the_place_of_the_old_one(sign_in, firm):
    client = sign_in("sophie")
    for side in (20, 30):
        send(client, firm, picture((side, side)))
    assert opened(bytes(FirmLogo.objects.get().png)).size == (30, 30)


def test_removing_no_logo_records_nothing(sign_in, firm):
    sign_in("sophie").post(url("firm-logo", firm), {"remove": "1"})
    assert actions() == []


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"just words", "logo.txt", "A logo is a picture in PNG or JPEG."),
        (
            b"<svg onload='alert(1)'/>",
            "logo.png",
            "“logo.png” is not what its name says: the content is of another kind.",
        ),
        (
            picture((20, 20))[:60],
            "logo.png",
            DAMAGED,
        ),
        (
            picture((3000, 2001)),
            "logo.png",
            "This picture has more than 6 million pixels: make it smaller first.",
        ),
    ],
)
def test_what_is_no_logo_is_refused(sign_in, firm, data, name, error):
    page = send(sign_in("sophie"), firm, data, name)
    assert page.context["logo_form"].errors == {"logo": [error]}
    assert FirmLogo.objects.count() == 0
    assert actions() == []


def test_no_file_at_all(sign_in, firm):
    page = sign_in("sophie").post(url("firm-logo", firm), {})
    assert page.context["logo_form"].errors == {"logo": ["This field is required."]}


@pytest.mark.parametrize(
    ("name", "status"), [("amir", 403), ("anna", 403), ("stijn", 404), ("omar", 404)]
)
def test_only_who_runs_the_firm_changes_it(sign_in, firm, name, status):
    before = stored(firm)
    client = sign_in(name)
    assert client.post(url("firm", firm), DATA).status_code == status
    assert send(client, firm, picture((20, 20))).status_code == status
    assert (stored(firm), FirmLogo.objects.count()) == (before, 0)
