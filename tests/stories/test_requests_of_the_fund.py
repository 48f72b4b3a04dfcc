"""One's own requests for help in a browser: axe clean, nothing too wide."""

from solidarity.models import Opening
from tests.solidarity import making
from tests.solidarity.requests import filling, things
from tests.solidarity.requests.filling import url
from tests.stories.conftest import in_narrow_windows_too
from tests.stories.test_every_page import check


def lively():
    """Fill one's own file; return its pages, those of a draft first."""
    with making.inside():
        draft = filling.draft(papers=True, payee="syndic")
        request = filling.sent("clara", consents=("processing", "accuracy", "surety"))
        things.asked(request)
        Opening.objects.create(request=request, user=making.person("cleo"), what="file")
        paper = draft.papers.first()
    return {
        "omar": [
            url("requests"),
            *(url("request-step", draft, section) for section in filling.ALL),
            url("request-summary", draft),
            url("request-papers", draft),
            url("request-discard", draft),
            url("request-paper-remove", draft, paper.uuid),
        ],
        "clara": [
            url("requests"),
            url("request", request),
            url("request-step", request, "finances"),
            url("request-papers", request),
            url("request-withdraw", request),
            url("request-consent", request, "surety"),
        ],
        "bea": [url("requests")],
    }


@in_narrow_windows_too
def test_pages_of_who_asks_for_help(person, size, dark):
    wrong = {}
    for name, paths in lively().items():
        wrong |= check(person(size, dark=dark).sign_in(name), paths)
    assert wrong == {}


def test_the_ratio_is_refreshed_while_one_types(person):
    with making.inside():
        draft = filling.draft()
    omar = person().sign_in("omar")
    omar.page.goto(omar.site + url("request-step", draft, "finances"))
    omar.page.get_by_label("Net income a month").fill("2000")
    omar.page.get_by_text("÷ 2,000 = 33").wait_for()
