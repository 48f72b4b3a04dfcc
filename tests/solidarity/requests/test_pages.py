"""The pages of whoever asks for help: six steps, documents, sending, his own file."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from koprogo.documents.models import File
from solidarity.models import Opening, Question, Request, RequestKey
from solidarity.queries.requests import place
from solidarity.vault import open_vault
from tests.solidarity import making
from tests.solidarity.requests import filling
from tests.solidarity.requests.filling import ALL, body, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def omar(fund, sign_in):
    return sign_in("omar")


def test_nothing_yet(omar):
    page = omar.get(url("requests"))
    assert "You have asked for nothing yet." in body(page)
    assert page["Cache-Control"] == "private, no-store"


def test_signing_in_is_asked(client, fund):
    assert client.get(url("requests")).status_code == 302


def test_the_whole_path(omar, django_capture_on_commit_callbacks):
    response = omar.post(url("request-new"))
    [draft] = Request.objects.all()
    assert response.url == url("request-step", draft, "identity")
    assert omar.post(url("request-new")).url == response.url
    for section, said in ALL.items():
        page = omar.get(url("request-step", draft, section))
        assert page.status_code == 200, section
        response = omar.post(url("request-step", draft, section), said)
        assert response.status_code == 302, (section, response.context["form"].errors)
    assert response.url == url("request-summary", draft)
    page = body(omar.get(response.url))
    assert "Send my request" in page
    assert "Still missing" in page
    with django_capture_on_commit_callbacks(execute=True):
        omar.post(url("request-summary", draft))
    draft.refresh_from_db()
    assert draft.state == "incomplete"
    assert "Papers are missing" in body(omar.get(url("requests")))
    page = body(omar.get(url("request", draft)))
    assert "Nobody but you has opened it yet." in page
    assert "You take part in the ASBL" in page
    again = omar.post(url("request-summary", draft), follow=True)
    assert "was sent already" in body(again)


def test_documents_come_go_and_are_fetched(omar):
    draft = filling.draft()
    papers = url("request-papers", draft)
    said = {"kind": "income", "files": [filling.upload("Loonfiche Zwalm.pdf")]}
    assert omar.post(papers, said).url == papers
    page = body(omar.get(papers))
    assert "Loonfiche Zwalm.pdf" in page
    [paper] = draft.papers.all()
    fetched = omar.get(url("request-paper", draft, paper.uuid))
    assert fetched.content == filling.PDF
    assert "attachment" in fetched["Content-Disposition"]
    assert fetched["Cache-Control"] == "private, no-store"
    assert not Opening.objects.exists()
    remove = url("request-paper-remove", draft, paper.uuid)
    assert "This cannot be taken back" in body(omar.get(remove))
    omar.post(remove)
    assert not draft.papers.exists()


@pytest.mark.parametrize("name", ["slip.docx", "slip.txt", "slip"])
def test_other_files_are_refused(omar, name):
    draft = filling.draft()
    said = {"kind": "income", "files": [filling.upload(name)]}
    page = omar.post(url("request-papers", draft), said)
    assert "no PDF, JPEG or PNG" in str(page.context["papers_form"].errors["files"])


def test_what_its_name_hides_is_refused(omar):
    said = {"kind": "income", "files": [filling.upload("slip.pdf", b"GIF89a")]}
    page = omar.post(url("request-papers", filling.draft()), said)
    assert "not what its name says" in str(page.context["papers_form"].errors)


def test_the_file_says_who_opened_it(omar, seats):
    found = filling.sent()
    Opening.objects.create(request=found, user=making.person("lea"), what="file")
    page = body(omar.get(url("request", found)))
    assert "Committee: Lawyer" in page
    assert "Lea" not in page


def test_the_analysis_is_told_line_by_line(omar):
    page = body(omar.get(url("request", filling.sent())))
    assert "The score orders and informs; people decide." in page
    assert "Net income of the household a month: below" in page
    assert "€1,480.00" in page
    assert "€2,500.00" in page
    assert "≈\N{NO-BREAK SPACE}78.46" in page
    assert "0 at €1,000.00 above the ceiling of your household" in page
    sums = "0.3 × 78.46 + 0.4 × 74.32 + 0.3 × 50 ≈ 68.27"
    assert sums in page


def test_a_question_is_answered_once(omar):
    found = filling.sent()
    question = Question(request=found)
    question.text = open_vault(found).seal(
        "Which boiler?", place=place("question", "text", question.uuid)
    )
    question.save()
    assert "Which boiler?" in body(omar.get(url("request", found)))
    answer = url("request-answer", found, question.uuid)
    assert "Write an answer first." in body(omar.post(answer, follow=True))
    page = body(omar.post(answer, {"text": "The old one."}, follow=True))
    assert "The old one." in page
    again = body(omar.post(answer, {"text": "Another."}, follow=True))
    assert "answered already" in again


def test_correcting_begins_the_deadline_anew(omar):
    found = filling.sent()
    long_ago = timezone.now() - timedelta(days=5)
    Request.objects.filter(pk=found.pk).update(
        complete_at=long_ago, decide_by=long_ago.date()
    )
    step = url("request-step", found, "help")
    assert "You correct what you sent." in body(omar.get(step))
    response = omar.post(step, filling.HELP | {"amount": ""})
    assert "amount" in response.context["form"].errors
    page = body(omar.post(step, filling.HELP | {"amount": "3000"}, follow=True))
    assert "€3,000.00" in page
    found.refresh_from_db()
    assert found.state == "complete"
    assert found.decide_by == filling.today() + timedelta(days=15)


def test_withdrawing_asks_first(omar):
    found = filling.sent()
    page = url("request-withdraw", found)
    assert "cannot be taken back" in body(omar.get(page))
    assert "Your request is withdrawn." in body(omar.post(page, follow=True))
    assert "has ended" in body(omar.post(page, follow=True))


def test_a_consent_is_taken_back(omar):
    found = filling.sent(consents=("processing", "accuracy", "social_check"))
    page = url("request-consent", found, "social_check")
    assert "social service" in body(omar.get(page))
    assert "The consent is withdrawn." in body(omar.post(page, follow=True))
    assert "cannot be withdrawn" in body(omar.post(page, follow=True))
    for purpose in ("accuracy", "processing", "nonsense"):
        assert omar.get(url("request-consent", found, purpose)).status_code == 404


def test_a_draft_is_thrown_away(omar):
    draft = filling.draft(papers=True)
    page = url("request-discard", draft)
    assert "erased" in body(omar.get(page))
    assert "The draft is gone" in body(omar.post(page, follow=True))
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("request", ()),
        ("request-step", ("finances",)),
        ("request-summary", ()),
        ("request-papers", ()),
        ("request-discard", ()),
        ("request-withdraw", ()),
        ("request-consent", ("social_check",)),
    ],
)
@pytest.mark.parametrize("who", ["clara", "stijn", "bo", "cleo"])
def test_nobody_else_finds_it(fund, sign_in, name, more, who):
    found = filling.sent()
    client = making.confirmed(sign_in(who), who)
    assert client.get(url(name, found, *more)).status_code == 404
    [paper] = found.papers.all()[:1]
    assert client.get(url("request-paper", found, paper.uuid)).status_code == 404


def test_no_mail_and_no_page_of_others_says_what_is_in_it(
    omar, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        filling.sent()
    written = " ".join(f"{one.subject} {one.body}" for one in mail.outbox)
    for secret in ("Achterberg", "3200", "3,200", "hospital", "loan"):
        assert secret not in written


@pytest.mark.parametrize("many", [1, 3])
def test_pages_take_the_same_statements(
    omar, seats, many, django_assert_max_num_queries
):
    for _number in range(many):
        found = filling.sent()
        Opening.objects.create(request=found, user=making.person("lea"), what="file")
    draft = filling.draft()
    for page in (
        url("requests"),
        url("request", found),
        url("request-papers", found),
        url("request-summary", draft),
        *(url("request-step", draft, section) for section in ALL),
    ):
        with django_assert_max_num_queries(15):
            omar.get(page)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("accepted", "The agreement comes next"),
        ("offered", "The committee offers you other terms."),
        ("refused", "You can appeal to the board"),
    ],
)
def test_what_comes_next_is_told(omar, outcome, words):
    found = filling.sent()
    making.decided(found, outcome)
    assert words in body(omar.get(url("request", found)))
    step = omar.get(url("request-step", found, "help"))
    assert step.url == url("request", found)


def test_an_urgent_request_is_told_its_hour(omar):
    day = filling.today() + timedelta(days=3)
    found = filling.sent(urgency="eviction", eviction_on=day)
    hour = timezone.localtime(found.decide_at).strftime("%H:%M")
    assert hour in body(omar.get(url("request", found)))


def test_a_sealed_page_is_kept_by_no_browser(omar):
    found = filling.sent()
    for name in ("request", "request-papers", "request-withdraw"):
        page = omar.get(url(name, found))
        assert page["Cache-Control"] == "private, no-store"


def test_what_is_forgotten_says_so(omar):
    found = filling.sent()
    [paper] = found.papers.all()[:1]
    RequestKey.objects.filter(request=found).delete()
    for page in (
        url("request", found),
        url("request-papers", found),
        url("request-paper", found, paper.uuid),
    ):
        answer = omar.get(page)
        assert answer.status_code == 410
        assert "was erased" in answer.content.decode()
    assert found.code in body(omar.get(url("requests")))


def test_what_the_storage_lost_is_no_error_page(omar):
    found = filling.sent()
    [paper] = found.papers.all()[:1]
    File.objects.filter(pk=paper.file_id).update(sha256="0" * 64)
    answer = omar.get(url("request-paper", found, paper.uuid))
    assert answer.status_code == 500
    assert "%PDF" not in answer.content.decode()
