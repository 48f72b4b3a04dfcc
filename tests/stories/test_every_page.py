"""Every page as its richest role: axe clean, nothing wider than the window.

1280 light and 390 dark, as platform.md §5 asks; reflow at 320.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from buildings import services
from buildings.models import Building, Owner
from finance.models import Call
from finance.services import send_letters
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.documents import shelf_of_documents
from tests.buildings.mailbox import CODE_ON_PAPER, invited
from tests.finance import letters
from tests.finance.auditor import making as auditing
from tests.finance.banking import making as banking
from tests.finance.books import making as books
from tests.finance.budgets import books as budgets
from tests.finance.charge_statements import shown as charges
from tests.finance.contests import making as contests
from tests.finance.factories import draft, issued, item, payment
from tests.finance.invoices import shown as bills
from tests.finance.orders import making as orders
from tests.finance.reminders import making as reminders
from tests.finance.sales import making as sales
from tests.governance.assemblies import making as assemblies
from tests.governance.contracts import making as contracts
from tests.governance.convocations import making as convocations
from tests.governance.council import making as council
from tests.governance.holding import making as holding
from tests.governance.minutes import shown as minutes
from tests.governance.tenders import making as tendering
from tests.governance.voting import making as voting
from tests.governance.written import asked as written
from tests.stories.conftest import DESKTOP, NARROW, in_each_window
from tests.webhooks.factories import webhook_with_everything

HOME = f"/b/{cast.ACACIAS}/"
PUBLIC = ["/", "/roles", "/account/login/", "/account/password/reset/", "/nowhere"]
PUBLIC += ["/account/signup/", "/account/signup/passkey/", "/api/", "/join/"]
PUBLIC += [f"/s/{cast.ACACIAS}/"]
PUBLIC += ["/privacy/", "/offline/"]


def lively():
    """Fill Les Acacias so that no page is empty; return the pages of a syndic."""
    with enter(cast.tenant().pk, by=None):
        late_pages = reminders.lively()
        prepared = draft(item("4500.00", purpose="works"), title="Roof")
        call = issued(item("1234.57"), item("200.00", key="lift", purpose="reserve"))
        paid = payment("H1", "617.29", communication="+++…+++")
        lot, holding = cast.lot("A"), cast.holding("H3")
        owner = holding.members.first().owner
        document = call.documents.first()
        lettered, unlettered = issued(title="Made"), issued(title="Not made")
        for one in (call, lettered):
            letters.rows(one)
        letter = document.letter
        send_letters(call, by=cast.user("sophie"))
        roof = shelf_of_documents()
        supplier = services.create_supplier(
            name="Ascenseurs SA", kbo="0403170701", iban="BE68539007547034", by=None
        )
        bill = bills.in_every_state(supplier)
        key = Call.objects.get(pk=call.pk).items.last().key
        some = invited()
        hook = webhook_with_everything()
        of_books = books.lively()
        at_the_bank = banking.pages()
        of_budgets = budgets.lively()
        of_charges = charges.lively()
        of_contests = contests.lively()
        of_assemblies = assemblies.lively()
        of_the_council = council.lively()
        of_tenders = tendering.lively()
        of_contracts = contracts.lively()
        of_written = written.lively()
        auditing.lively()
        auditing_pages = auditing.pages_of_the_syndic()
        sale_pages = sales.lively()
        order_pages = orders.pages()
        jean = f"owners/{Owner.objects.get(code='jean').uuid}"
    return [
        "/portfolio/",
        "/portfolio/bank/import/",
        f"/firm/{some['firm_id']}/",
        "/firm/staff/",
        f"/firm/{some['firm_id']}/staff/new/",
        f"/firm/{some['firm_id']}/staff/{some['user_id']}/end/",
        f"/firm/{some['firm_id']}/staff/invitations/{some['invited_id']}/revoke/",
        "/profile/",
        "/account/security/",
        "/account/sessions/",
        "/profile/tokens/",
        "/profile/data/",
        "/profile/data/close/",
        "/account/email/",
        "/account/password/change/",
        "/buildings/",
        "/buildings/new/",
        HOME,
        *(
            HOME + path
            for path in (
                "data-request/",
                "settings/",
                "settings/archive/",
                "settings/webhooks/",
                "settings/webhooks/new/",
                f"settings/webhooks/{hook.uuid}/",
                f"settings/webhooks/{hook.uuid}/edit/",
                f"settings/webhooks/{hook.uuid}/secret/",
                f"settings/webhooks/{hook.uuid}/delete/",
                "lots/",
                "lots/new/",
                f"lots/{lot.uuid}/",
                f"lots/{lot.uuid}/edit/",
                f"lots/{lot.uuid}/hand-over/",
                "owners/",
                "owners/new/",
                f"owners/{owner.uuid}/",
                f"owners/{owner.uuid}/edit/",
                "owners/holdings/new/",
                f"owners/holdings/{holding.uuid}/",
                f"owners/holdings/{holding.uuid}/representative/",
                f"{jean}/invite/",
                f"{jean}/see-as/",
                f"{jean}/consents/",
                f"{jean}/consents/{some['consent_id']}/withdraw/",
                "invitations/",
                "invitations/owners/",
                "invitations/new/",
                f"invitations/{some['invitation_id']}/revoke/",
                "keys/",
                "keys/new/",
                f"keys/{key.uuid}/",
                f"keys/{key.uuid}/new/",
                "import/",
                "history/",
                f"history/lot/{lot.uuid}/",
                "library/",
                "library/?q=toit",
                "library/?category=works",
                "library/?withdrawn",
                "library/new/",
                f"library/{roof.uuid}/",
                f"library/{roof.uuid}/new/",
                f"library/{roof.uuid}/edit/",
                f"library/{roof.uuid}/withdraw/",
                f"library/{roof.uuid}/restore/",
                "month/",
                "calls/",
                "calls/new/",
                f"calls/{prepared.uuid}/",
                f"calls/{prepared.uuid}/edit/",
                f"calls/{prepared.uuid}/discard/",
                f"calls/{prepared.uuid}/parts/{holding.uuid}/",
                f"calls/{call.uuid}/",
                f"calls/{call.uuid}/cancel/",
                f"calls/{call.uuid}/letters/",
                f"calls/{call.uuid}/letters/posted/",
                f"calls/letters/{letter.uuid}/",
                f"calls/{lettered.uuid}/letters/",
                f"calls/{lettered.uuid}/letters/send/",
                f"calls/{unlettered.uuid}/letters/",
                f"documents/{document.uuid}/",
                "invoices/",
                f"invoices/?supplier={supplier.uuid}",
                "invoices/new/",
                "invoices/upload/",
                f"invoices/new/?files={bill['files']}",
                f"invoices/{bill['booked']}/",
                f"invoices/{bill['booked']}/cancel/",
                f"invoices/{bill['asked']}/",
                f"invoices/{bill['asked']}/approve/",
                f"invoices/{bill['asked']}/reject/",
                f"invoices/{bill['approved']}/post/",
                f"invoices/{bill['draft']}/",
                f"invoices/{bill['draft']}/edit/",
                f"invoices/{bill['draft']}/lines/1/divide/?percent=30&key={key.uuid}",
                f"invoices/{bill['draft']}/file/",
                f"invoices/{bill['draft']}/discard/",
                *at_the_bank,
                "payments/",
                "payments/new/",
                f"payments/{paid.uuid}/reverse/",
                "accounts/",
                "accounts/?arrears=only",
                f"accounts/{holding.uuid}/",
                f"accounts/{holding.uuid}/statement/",
                "accounts/opening/",
                "accounts/opening/new/",
                "accounts/opening/file/",
                *of_books,
                *of_budgets,
                *of_charges,
                *of_contests,
                *of_assemblies,
                *of_the_council,
                *of_tenders,
                *of_contracts,
                *of_written,
                *auditing_pages,
                "suppliers/",
                "suppliers/new/",
                f"suppliers/{supplier.uuid}/edit/",
                *late_pages,
                *sale_pages,
                *order_pages,
            )
        ),
    ]


def show_the_syndic():
    """Switch on the page for everybody, with all that it may say."""
    with enter(cast.tenant().pk, by=None):
        letters.furnish()
        Building.objects.update(public_page=True, documents_place="Cellar 3")


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found]


def sticks_out(page):
    return page.evaluate(
        "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    )


def check(somebody, paths, *, status=200):
    wrong = {}
    for path in paths:
        answer = somebody.page.goto(somebody.site + path)
        assert (path, answer.status) == (path, 404 if path == "/nowhere" else status)
        found = faults(somebody.page) + ["too wide"] * sticks_out(somebody.page)
        if found:
            wrong[path] = found
    return wrong


@in_each_window
def test_pages_of_a_syndic(person, size, dark):
    assert check(person(size, dark=dark).sign_in("sophie"), lively()) == {}


@in_each_window
def test_pages_of_a_co_owner(person, size, dark):
    lively()
    paths = ["/profile/", HOME, *(HOME + p for p in ("account/", "calls/", "lots/"))]
    paths += [HOME + "account/statement/"]
    paths += [HOME + "account/reminders/"]
    paths += [HOME + "my-letters/", f"/join/{CODE_ON_PAPER}/"]
    assert check(person(size, dark=dark).sign_in("clara"), paths) == {}


@in_each_window
def test_pages_of_the_auditor(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        paths = auditing.lively()
    axel = person(size, dark=dark).sign_in("axel")
    assert check(axel, [HOME + path for path in paths]) == {}


@in_each_window
def test_pages_of_a_co_owner_who_contests(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        paths = contests.pages_of_a_co_owner()
    omar = person(size, dark=dark).sign_in("omar")
    assert check(omar, [HOME + path for path in paths]) == {}


@in_each_window
def test_pages_of_a_syndic_who_convenes(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        paths = convocations.lively()
    sophie = person(size, dark=dark).sign_in("sophie")
    assert check(sophie, [HOME + path for path in paths]) == {}


@in_each_window
def test_pages_of_a_co_owner_before_an_assembly(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        paths = [*assemblies.pages_of_a_co_owner(), *council.PAGES_OF_A_CO_OWNER]
        paths += tendering.pages_of_a_co_owner()
        paths += contracts.pages_of_a_co_owner()
    omar = person(size, dark=dark).sign_in("omar")
    assert check(omar, [HOME + path for path in paths]) == {}


@in_each_window
def test_pages_of_a_co_owner_between_assemblies(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        paths = written.pages_of_a_co_owner()
    omar = person(size, dark=dark).sign_in("omar")
    assert check(omar, [HOME + path for path in paths]) == {}


@in_each_window
def test_pages_of_a_meeting_and_its_papers(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        mine, papers = voting.pages_of_a_co_owner(), voting.pages_of_the_office()
    clara = person(size, dark=dark).sign_in("clara")
    assert check(clara, [HOME + path for path in mine]) == {}
    sophie = person(size, dark=dark).sign_in("sophie")
    assert check(sophie, [HOME + path for path in papers]) == {}


@in_each_window
def test_pages_of_somebody_with_a_code(person, size, dark):
    lively()
    somebody = person(size, dark=dark)
    assert check(somebody, ["/join/", f"/join/{CODE_ON_PAPER}/"]) == {}
    assert check(somebody, ["/guest/notary/"]) == {}
    wrong = ["/join/2222-2222-2222-2222/", "/guest/wrong/"]
    assert check(somebody, wrong, status=404) == {}


@in_each_window
def test_pages_of_a_syndic_who_looks_as_an_owner(person, size, dark):
    lively()
    sophie = person(size, dark=dark).sign_in("sophie").open(HOME + "owners/")
    sophie.page.get_by_role("link", name="Jean Moreau").click()
    sophie.page.get_by_role("link", name="See the pages as this owner").click()
    sophie.page.get_by_label("Reason").fill("You asked on the phone.")
    sophie.page.get_by_role("button", name="See the pages").click()
    paths = [HOME, HOME + "account/", HOME + "my-letters/"]
    assert check(sophie, paths) == {}
    assert check(sophie, [HOME + "settings/"], status=403) == {}


@in_each_window
def test_public_pages(person, size, dark):
    show_the_syndic()
    assert check(person(size, dark=dark), PUBLIC) == {}


@pytest.mark.matrix
def test_everything_fits_a_narrow_window(person):
    paths = lively()
    sophie = person(NARROW).sign_in("sophie")
    wide = [path for path in paths if sticks_out(sophie.open(path).page)]
    assert wide == []


@pytest.mark.matrix
def test_an_assembly_fits_a_narrow_window(person):
    with enter(cast.tenant().pk, by=None):
        office = [*convocations.lively(), *holding.pages(), *minutes.lively()]
        office += voting.pages_of_the_office()
        mine = [*voting.pages_of_a_co_owner(), *minutes.pages_of_a_chair()]
    wide = []
    for name, paths in (("sophie", office), ("clara", mine)):
        window = person(NARROW).sign_in(name)
        wide += [path for path in paths if sticks_out(window.open(HOME + path).page)]
    assert wide == []


def test_the_keyboard_reaches_the_content(person):
    page = person(DESKTOP).sign_in("omar").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@in_each_window
def test_pages_of_a_meeting(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        paths = holding.pages()
    sophie = person(size, dark=dark).sign_in("sophie")
    assert check(sophie, [HOME + path for path in paths]) == {}


@in_each_window
def test_pages_of_minutes_and_decisions(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        paths = minutes.lively()
    sophie = person(size, dark=dark).sign_in("sophie")
    assert check(sophie, [HOME + path for path in paths]) == {}


@in_each_window
def test_pages_of_a_chair_who_signs(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        sign, *paths = minutes.pages_of_a_chair()
    clara = person(size, dark=dark).sign_in("clara")
    assert check(clara, [HOME + path for path in (sign, *paths)]) == {}
    minutes.give_a_second_factor("clara")
    assert check(clara, [HOME + sign]) == {}
