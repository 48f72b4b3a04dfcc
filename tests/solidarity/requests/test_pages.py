"""The pages of whoever asks for help: six steps, documents, sending, his own file."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from solidarity.models import Opening, Question, Request
from solidarity.queries.requests import open_request, place
from solidarity.vault import open_vault
from tests.solidarity import making
from tests.solidarity.requests import filling
from tests.solidarity.requests.filling import ALL, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def omar(fund, sign_in):
    return sign_in("omar")


def body(response) -> str:
    assert response.status_code == 200, response
    return response.content.decode()


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


def test_a_draft_may_lack_anything_and_nothing_wrong(omar):
    draft = filling.services.begin_request(by=making.person("omar"))
    step = url("request-step", draft, "finances")
    assert omar.post(step, {"stay": "1"}).url == step
    page = body(omar.post(step, {"net_income": "a lot", "housing": "-1"}))
    assert "Write an amount such as 1234,50." in page
    assert "The amount cannot be below zero." in page


@pytest.mark.parametrize(
    ("kind", "amount", "limit"),
    [
        ("dispute", "499.99", "from €500.00 to €2,000.00"),
        ("dispute", "2000.01", "from €500.00 to €2,000.00"),
        ("loan", "5000.01", "up to €5,000.00"),
        ("works", "4999.99", "from €5,000.00 to €50,000.00"),
        ("works", "50000.01", "from €5,000.00 to €50,000.00"),
        ("emergency", "3000.01", "up to €3,000.00"),
    ],
)
def test_an_amount_outside_the_bounds_says_them(omar, kind, amount, limit):
    draft = filling.draft()
    said = filling.HELP | {"kind": kind, "amount": amount}
    page = omar.post(url("request-step", draft, "help"), said)
    assert limit in str(page.context["form"].errors["amount"])


@pytest.mark.parametrize("amount", ["500", "2000"])
def test_an_amount_at_the_bound_is_taken(omar, amount):
    draft = filling.draft()
    said = filling.HELP | {"kind": "dispute", "amount": amount}
    assert omar.post(url("request-step", draft, "help"), said).status_code == 302


@pytest.mark.parametrize(("words", "status"), [(300, 302), (301, 200)])
def test_three_hundred_words(omar, words, status):
    draft = filling.draft()
    said = {"reason": "word " * words}
    assert omar.post(url("request-step", draft, "reason"), said).status_code == status


@pytest.mark.parametrize(
    ("months", "status"), [("11", 200), ("12", 302), ("36", 302), ("37", 200)]
)
def test_months_within_the_bounds(omar, months, status):
    draft = filling.draft()
    said = filling.PLAN | {"months": months}
    response = omar.post(url("request-step", draft, "plan"), said)
    assert response.status_code == status
    if status == 200:
        assert "From 12 to 36 months." in str(response.context["form"].errors)


def test_the_instalment_is_shown(omar):
    assert "€133.33 a month" in body(
        omar.get(url("request-step", filling.draft(), "plan"))
    )


def test_a_grant_asks_for_no_months(omar):
    draft = filling.draft(kind="dispute")
    assert 'name="months"' not in body(omar.get(url("request-step", draft, "plan")))


def test_a_wrong_account_is_refused(omar):
    said = filling.PLAN | {"iban": "BE68 5390 0754 7035"}
    page = omar.post(url("request-step", filling.draft(), "plan"), said)
    assert "no account number" in str(page.context["form"].errors["iban"])


def test_the_ratio_is_computed_and_not_kept(omar):
    said = filling.FINANCES | {"net_income": "1500", "housing": "460"}
    page = body(omar.post(url("request-ratio"), said))
    assert "(460 + 140 + 0) ÷ 1,500 = 40" in page
    assert "debts then count in full" in body(
        omar.post(url("request-ratio"), said | {"net_income": "0"})
    )
    assert not Request.objects.exists()
    page = body(omar.get(url("request-step", filling.draft(), "finances")))
    assert "(520 + 140 + 0) ÷ 1,480" in page


def test_a_syndic_is_paid_with_consent_only(omar):
    draft = filling.draft(payee="syndic")
    page = omar.get(url("request-summary", draft))
    assert "Send my request" not in body(page)
    step = url("request-step", draft, "consents")
    assert 'name="pay_syndic"' in body(omar.get(step))
    omar.post(step, filling.CONSENTS | {"pay_syndic": "on"})
    assert "Send my request" in body(omar.get(url("request-summary", draft)))


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


def test_other_participations_are_named_by_number(omar):
    row = filling.member(building=False, way="self_hosted", kbo="0403170701")
    draft = filling.services.begin_request(by=making.person("omar"))
    step = url("request-step", draft, "identity")
    said = filling.IDENTITY | {"participation": "elsewhere"}
    for kbo, words in (
        ("", "Write the number"),
        ("0403170702", "Check the ten digits"),
        ("0451899343", "No co-ownership with this number"),
    ):
        page = omar.post(step, said | {"kbo": kbo})
        assert words in str(page.context["form"].errors), kbo
    omar.post(step, said | {"kbo": "0403.170.701"})
    draft.refresh_from_db()
    _vault, answers = open_request(draft)
    assert answers.participation == str(row.uuid)
    assert answers.co_ownership == row.name
    page = body(omar.get(step))
    assert row.name in page


@pytest.mark.parametrize("many", [1, 3])
def test_lists_take_the_same_statements(omar, many, django_assert_max_num_queries):
    for _number in range(many):
        found = filling.sent()
    with django_assert_max_num_queries(15):
        omar.get(url("requests"))
    with django_assert_max_num_queries(20):
        omar.get(url("request", found))
