"""Where the fund is, and where it is not."""

from django.urls import reverse

from koprogo.tenancy.models import Tenant
from tests.solidarity import making

COMMITTEE = reverse("solidarity:committee")
REQUESTS = reverse("solidarity:requests")


def test_it_exists_only_on_the_platform_of_the_asbl(sign_in, settings):
    settings.ASBL_PLATFORM = False
    for name, way in (("omar", REQUESTS), ("bo", reverse("solidarity:seats"))):
        assert sign_in(name).get(way).status_code == 404


def test_before_it_is_founded_people_are_told_so(sign_in):
    Tenant.objects.filter(kind=Tenant.Kind.FUND).update(kind="co_ownership")
    page = sign_in("omar").get(REQUESTS)
    assert "is not founded yet" in page.content.decode()
    assert sign_in("cleo").get(COMMITTEE).status_code == 404


def test_a_seat_opens_nothing_without_a_second_factor(sign_in, fund):
    page = sign_in("cleo").get(COMMITTEE)
    assert page.status_code == 403
    assert "Add a second factor" in page.content.decode()
    assert making.confirmed(page.client, "cleo").get(COMMITTEE).status_code == 200


def test_the_way_to_it_stands_in_the_navigation(sign_in, fund):
    assert REQUESTS in sign_in("omar").get("/buildings/").content.decode()
    cleo = making.confirmed(sign_in("cleo"), "cleo")
    assert COMMITTEE in cleo.get("/buildings/").content.decode()
    for page in ("committee-sessions", "payouts", "committee-loans", "exclusions"):
        way = reverse(f"solidarity:{page}")
        assert way in cleo.get(COMMITTEE).content.decode()
    books = reverse("solidarity:fund-books")
    assert books in sign_in("tess").get(reverse("transparency:books")).content.decode()
    assert (
        reverse("solidarity:transfers") in sign_in("tess").get(books).content.decode()
    )
