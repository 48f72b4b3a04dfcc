"""Pages kept in front of Django: which, for whom, and what is answered."""

import pytest

from koprogo import kept
from tests.kept.site import PUBLIC, Answer, Site, bodies, in_front_of

# Which


@pytest.mark.parametrize("path", ["/open", "/open/", "/open/2026/figures.csv"])
def test_what_lies_at_and_below_the_prefix_is_kept(clock, path):
    site = Site()
    pages = in_front_of(site, clock)
    assert bodies(pages, {"path": path}, {"path": path}) == [b"page 1"] * 2
    assert len(site.asked) == site.closed == 1


@pytest.mark.parametrize("path", ["/", "/opening", "/b/open", "/ope"])
def test_nothing_else_is(clock, path):
    site = Site()
    pages = in_front_of(site, clock)
    cookie = {"path": path, "HTTP_COOKIE": "sessionid=x"}
    assert bodies(pages, cookie, cookie) == [b"page 1", b"page 2"]
    assert [each["HTTP_COOKIE"] for each in site.asked] == ["sessionid=x"] * 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_reach_the_application(clock, method):
    site = Site()
    pages = in_front_of(site, clock)
    bodies(pages, {}, {"method": method, "HTTP_COOKIE": "csrftoken=x"}, {})
    assert [each["REQUEST_METHOD"] for each in site.asked] == ["GET", method]
    assert site.asked[1]["HTTP_COOKIE"] == "csrftoken=x"


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "404 Not Found"},
        {"status": "302 Found"},
        {"status": "500 Internal Server Error"},
        {"Cache_Control": ""},
        {"Cache_Control": "max-age=30"},
        {"Cache_Control": "private"},
        {"Cache_Control": "public, no-store"},
        {"Cache_Control": "publication"},
        {"ETag": ""},
        {"ETag": "no quotes"},
        {"Set_Cookie": "sessionid=x"},
        {"Content_Length": ""},
        {"Content_Length": str(kept.MOST_BYTES_EACH + 1)},
    ],
)
def test_what_is_not_for_everybody_is_passed_on_and_not_kept(clock, wrong):
    site = Site(**wrong)
    pages = in_front_of(site, clock)
    first, second = Answer(pages), Answer(pages)
    assert (first.body, second.body) == (b"page 1", b"page 2")
    assert first.status == int(site.status.split()[0])
    assert site.closed == 2
    head = Answer(pages, method="HEAD")
    assert (head.body, site.closed) == (b"", 3)


def test_a_page_that_is_gone_is_forgotten(clock):
    site = Site()
    pages = in_front_of(site, clock)
    Answer(pages)
    clock.now += kept.FRESH_SECONDS
    site.status = "404 Not Found"
    assert Answer(pages).status == 404
    assert Answer(pages).status == 404
    assert len(site.asked) == 3


# For whom


def test_each_language_encoding_host_scheme_and_question_has_its_page(clock):
    pages = in_front_of(Site(), clock)
    variants = [
        {},
        {"path": "/open/"},
        {"QUERY_STRING": "lang=fr"},
        {"HTTP_ACCEPT_LANGUAGE": "fr"},
        {"HTTP_ACCEPT_LANGUAGE": "de"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"HTTP_HOST": "other.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"wsgi.url_scheme": "https"},
        {"SCRIPT_NAME": "/below"},
    ]
    expected = [f"page {number}".encode() for number in range(1, len(variants) + 1)]
    assert bodies(pages, *variants) == expected
    assert bodies(pages, *variants) == expected


def test_nobody_in_particular_asks(clock):
    """A page cannot depend on what the application does not learn."""
    site = Site()
    pages = in_front_of(site, clock)
    mine = {
        "HTTP_COOKIE": "sessionid=mine",
        "HTTP_AUTHORIZATION": "Bearer mine",
        "HTTP_HX_REQUEST": "true",
        "HTTP_IF_NONE_MATCH": '"old"',
        "HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 2026 00:00:00 GMT",
        "HTTP_RANGE": "bytes=0-3",
        "HTTP_ACCEPT_LANGUAGE": "fr",
    }
    assert bodies(pages, mine, {"HTTP_ACCEPT_LANGUAGE": "fr"}) == [b"page 1"] * 2
    [asked] = site.asked
    learned = {name for name in asked if name.startswith("HTTP_")}
    assert learned == {"HTTP_HOST", "HTTP_ACCEPT_LANGUAGE"}


def test_a_cookie_is_not_passed_on_when_nothing_can_be_kept(clock):
    site = Site(Cache_Control="private")
    Answer(in_front_of(site, clock), HTTP_COOKIE="sessionid=mine")
    assert "HTTP_COOKIE" not in site.asked[0]


# What is answered


def test_what_is_kept_is_repeated_as_it_was(clock):
    pages = in_front_of(Site(), clock)
    first = Answer(pages)
    clock.now += 7.9
    second = Answer(pages)
    assert (first.status, second.status) == (200, 200)
    assert first.headers.pop("Age") == "0"
    assert second.headers.pop("Age") == "7"
    assert first.headers == second.headers
    assert second.headers == {**PUBLIC, "Content-Length": "6", "ETag": '"1"'}


@pytest.mark.parametrize("first", ["GET", "HEAD"])
def test_head_has_the_headers_and_no_body(clock, first):
    site = Site()
    pages = in_front_of(site, clock)
    Answer(pages, method=first)
    head, full = Answer(pages, method="HEAD"), Answer(pages)
    assert (head.body, full.body) == (b"", b"page 1")
    assert head.headers == full.headers
    assert [each["REQUEST_METHOD"] for each in site.asked] == ["GET"]


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ('"1"', 304),
        ('W/"1"', 304),
        ('"0", W/"1"', 304),
        ('"a,b","1"', 304),
        ("*", 304),
        (" * ", 304),
        ('"2"', 200),
        ('"11"', 200),
        ('W/"2", "3"', 200),
        ("1", 200),
        ("", 200),
        ('"*"', 200),
    ],
)
@pytest.mark.parametrize("tag", ['"1"', 'W/"1"'])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_the_page_already_is_told_so(clock, condition, status, tag, method):
    """RFC 9110, section 13.1.2: a list or ``*``, and the weak comparison."""
    site = Site(ETag=tag)
    pages = in_front_of(site, clock)
    for _turn in range(2):
        answer = Answer(pages, method=method, HTTP_IF_NONE_MATCH=condition)
        assert answer.status == status
        assert answer.headers["ETag"] == tag
        assert bool(answer.body) == (status == 200 and method == "GET")
    assert len(site.asked) == 1


def test_304_says_nothing_about_a_body_and_keeps_the_rest(clock):
    pages = in_front_of(Site(), clock)
    answer = Answer(pages, HTTP_IF_NONE_MATCH="*")
    about_body = {"Content-Type", "Content-Length"}
    assert set(answer.headers) == {*PUBLIC, "ETag", "Age"} - about_body
