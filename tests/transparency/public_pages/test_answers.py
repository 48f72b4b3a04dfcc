"""How open pages and data are answered: to everybody alike, again and again the same."""

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koprogo.kept import Kept
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.buildings.pages import TRANSACTION_CONTROL
from tests.transparency.public_pages import making
from tests.transparency.public_pages.making import PAGE
from tests.ui.test_weight import FILE, FIRST_VIEW, LATER, of_file

PAGES = ["", "/costs", "/simulator", "/simulator?participants=700"]
DATA = [
    "/data/costs.csv",
    "/data/costs.json",
    "/data/data.zip",
    "/data.zip",
    "/costs.csv",
    "/figures.json",
    "/datapackage.json",
    "/catalogue.jsonld",
    "/rederive.py",
    "/feed",
]
PICTURE = "/picture-fr.png"
EVERY = [*PAGES, *DATA, PICTURE]


def directives(answer):
    return {part.strip() for part in answer.get("Cache-Control", "").split(",")}


@pytest.mark.parametrize("path", EVERY)
def test_it_may_be_kept_and_is_nobody_s(client, published, path):
    answer = client.get(PAGE + path)
    assert answer.status_code == 200
    assert directives(answer) == {"public", "max-age=30"}
    assert int(answer["Content-Length"]) == len(answer.content)
    assert dict(answer.cookies) == {}
    assert answer["ETag"].strip('"')


@pytest.mark.parametrize("path", EVERY)
def test_who_has_it_gets_nothing_more(client, published, path):
    tag = client.get(PAGE + path)["ETag"]
    for known in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        answer = client.get(PAGE + path, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == tag
        assert "public" in directives(answer)
    other = client.get(PAGE + path, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize("path", EVERY)
def test_the_head_alone(client, published, path):
    whole, head = client.get(PAGE + path), client.head(PAGE + path)
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]


def test_a_change_is_another_tag(client, published):
    before = {path: client.get(PAGE + path)["ETag"] for path in ["", "/figures.json"]}
    making.publish(making.Tables())
    after = {path: client.get(PAGE + path)["ETag"] for path in before}
    assert all(before[path] != after[path] for path in before)


@pytest.mark.parametrize("path", DATA)
def test_scripts_of_other_sites_may_read_data(client, published, path):
    answer = client.get(PAGE + path, headers={"Origin": "https://elsewhere.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    tag = {"If-None-Match": answer["ETag"]}
    assert client.get(PAGE + path, headers=tag)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", DATA)
def test_a_browser_may_ask_first(client, published, path):
    asked = {"Origin": "https://x.example", "Access-Control-Request-Method": "GET"}
    answer = client.options(PAGE + path, headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_not_for_scripts_of_other_sites(client, published, path):
    answer = client.get(PAGE + path)
    assert "Access-Control-Allow-Origin" not in answer
    assert client.options(PAGE + path).status_code == 405


@pytest.mark.parametrize("path", EVERY)
def test_nothing_is_written(client, published, path):
    for send in (client.post, client.put, client.delete, client.patch):
        assert send(PAGE + path).status_code == 405


@pytest.mark.parametrize("path", [*EVERY, "/", "/reports/x/fr.pdf"])
def test_elsewhere_there_is_nothing(client, published, settings, path):
    settings.ASBL_PLATFORM = False
    assert client.get(PAGE + path).status_code == 404
    assert client.options(PAGE + path).status_code in (404, 405)


def test_without_an_asbl_there_is_nothing(client, db):
    Tenant.objects.filter(kind=Tenant.Kind.ASBL).update(kind="co_ownership")
    assert client.get(PAGE).status_code == 404


def test_before_anything_is_published(client, db):
    answer = client.get(PAGE, {"lang": "en"})
    assert answer.status_code == 200
    assert "public" in directives(answer)
    assert "Nothing is published yet." in making.Page(answer).words
    others = [path for path in EVERY if path]
    assert {client.get(PAGE + path).status_code for path in others} == {404}


def test_one_address_without_a_slash(client, published):
    answer = client.get(f"{PAGE}/", {"lang": "fr"})
    assert (answer.status_code, answer.url) == (301, f"{PAGE}?lang=fr")
    assert client.get(f"{PAGE}/").url == PAGE


def test_what_there_is_not(client, published):
    for path in ("/nothing", "/data/nothing.csv", "/data/nothing", "/picture-es.png"):
        assert client.get(PAGE + path).status_code == 404
    for path in ("/data/transparency/public/cells.py", "/x.json", "/data/x.json"):
        assert client.get(PAGE + path).status_code == 404


@pytest.mark.parametrize("language", making.LANGUAGES)
def test_it_speaks_the_language_that_is_asked_for(client, published, language):
    for asked in (
        client.get(PAGE, {"lang": language}),
        client.get(PAGE, headers={"Accept-Language": f"{language}-BE, es;q=0.5"}),
    ):
        assert asked["Content-Language"] == language
        assert f'<html lang="{language}"'.encode() in asked.content
        assert "Accept-Language" in asked["Vary"]
        assert f"{PAGE}/costs?lang={language}" in making.Page(asked).links


def test_dutch_when_nothing_is_known(client, published):
    assert client.get(PAGE)["Content-Language"] == "nl"
    spanish = client.get(PAGE, {"lang": "es"}, headers={"Accept-Language": "es"})
    assert spanish["Content-Language"] == "nl"


@pytest.mark.parametrize("path", PAGES)
def test_who_is_signed_in_is_not_on_it(sign_in, published, path):
    anybody = Client().get(PAGE + path, {"lang": "en"})
    bo = sign_in("bo").get(PAGE + path, {"lang": "en"})
    assert bo.content == anybody.content
    assert "csrfmiddlewaretoken" not in bo.content.decode()


@pytest.mark.parametrize("path", ["", "/costs", "/figures.json", "/feed"])
def test_few_statements_whatever_there_is(client, published, path):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(PAGE + path)
    ours = [
        each["sql"] for each in asked if not each["sql"].startswith(TRANSACTION_CONTROL)
    ]
    # The ASBL, the tenant entered, the publication.
    assert len(ours) == 3


def test_it_is_light(client, published):
    page = client.get(PAGE).content
    later = len(gzip.compress(page))
    assert later <= LATER
    files = set(FILE.findall(page.decode()))
    assert later + sum(map(of_file, files)) <= FIRST_VIEW


def test_it_is_kept_in_front_of_django(published, settings):
    """The address is the one that koprogo/kept.py looks after."""
    assert settings.KEPT_PREFIX == PAGE
    asked = []

    def django(environ, start_response):
        asked.append(environ["PATH_INFO"])
        answer = Client().get(environ["PATH_INFO"])
        start_response("200 OK", list(answer.headers.items()))
        return [answer.content]

    site = Kept(django, prefix=settings.KEPT_PREFIX)
    for path in ("", "", "/costs.csv", "/costs.csv"):
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": PAGE + path}
        site(environ | {"wsgi.url_scheme": "http"}, lambda *_said: None)
    assert asked == [PAGE, f"{PAGE}/costs.csv"]


def test_the_way_there(client, published, settings):
    for path in ("/", "/roles", "/account/login/"):
        page = making.Page(client.get(path, {"lang": "fr"}))
        assert f"{PAGE}?lang=fr" in page.links
    settings.ASBL_PLATFORM = False
    for path in ("/", "/roles", "/account/login/"):
        assert PAGE not in client.get(path).content.decode()


def test_it_is_shared_well(client, published):
    page = making.Page(client.get(PAGE, {"lang": "fr"}))
    here = f"http://testserver{PAGE}"
    assert page.meta["og:url"] == f"{here}?lang=fr"
    assert page.meta["og:image"] == f"{here}/picture-fr.png"
    assert page.meta["twitter:card"] == "summary_large_image"
    assert page.meta["og:title"].strip()
    related = {
        (one["rel"], one.get("hreflang"), one.get("type")): one["href"]
        for one in page.related
        if one["rel"] in ("canonical", "alternate")
    }
    assert related[("canonical", None, None)] == f"{here}?lang=fr"
    assert related[("alternate", "de", None)] == f"{here}?lang=de"
    assert related[("alternate", "x-default", None)] == here
    assert (
        related[("alternate", None, "application/atom+xml")] == f"{PAGE}/feed?lang=fr"
    )
    assert client.get(page.meta["og:image"]).status_code == 200


def test_nothing_published_names_anybody(client, published):
    """Neighbours live next door in the same database."""
    people = [*cast.ROLES.values(), "Haddad", "Moreau", "Acacias", "Bellevue"]
    for path in EVERY:
        said = client.get(PAGE + path).content.decode("latin-1")
        words = set(said.replace("<", " ").replace(">", " ").split())
        assert {name.title() for name in people} & words == set()
