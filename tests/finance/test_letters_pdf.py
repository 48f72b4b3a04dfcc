"""What stands on the pages of a letter, read back from the PDF."""

import io
from decimal import Decimal

import pypdf
import pytest
from django.utils import timezone
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from buildings.errors import NoSyndic
from buildings.mailings import letterhead
from buildings.models import Building, Firm, FirmLogo, Holding, Mandate, Owner
from finance import exports
from finance.models import Call
from finance.queries.letters import compose
from koprogo.pdf import render_pdf
from koprogo.tenancy.models import Tenant
from koprogo.ui import formatting
from tests import cast
from tests.finance import qr_reader
from tests.finance.factories import issued, item, payment
from tests.finance.letters import furnish

MM = 25.4 / 72


def call_of_three(**kwargs):
    call = issued(
        item("1234.57"),
        item("200.00", key="lift", purpose="works", label="Lift engine"),
        item("300.00", purpose="reserve", label="Reserve 2026"),
        title="Provision Q1",
        **kwargs,
    )
    return Call.objects.select_related("entry__mirror").get(pk=call.pk)


def letters(call):
    """Return the letters by the code of their holding."""
    found = compose(list(call.documents.order_by("pk")), cast.building())
    return {letter.shown.holding.code: letter for letter in found}


def pdf(call, code):
    today = timezone.localdate()
    head = letterhead(on=today)
    data = exports.letter_pdf(letters(call)[code], call=call, head=head, on=today)
    return pypdf.PdfReader(io.BytesIO(data))


def words(page):
    """The text of a page on one line; kinds of spaces do not matter."""
    return " ".join(page.extract_text().split())


def plain(text):
    return " ".join(text.split())


def scanned(page):
    """What the app of a bank reads on a page."""
    [code] = [one.image for one in page.images if one.image.width == one.image.height]
    return qr_reader.read(
        qr_reader.modules(code, pixels=exports.PIXELS_PER_MODULE)
    ).split("\n")


# Amounts, the code and the words agree


def test_the_first_page_says_what_to_pay_and_how(acacias):
    furnish()
    call = call_of_three()
    Owner.objects.update(language="en")
    page = pdf(call, "H2").pages[0]
    text = words(page)
    reference = letters(call)["H2"].reference
    for told in (
        "Call for funds: Provision Q1",
        "Provision · Provision for ordinary charges €370.37",
        "Lift engine · Extraordinary works €66.67",
        "Reserve 2026 · Contribution to the reserve fund €90.00",
        "For the working fund and current costs €437.04",
        "For the reserve fund €90.00",
        "Total of this call €527.04",
        f"To pay by {formatting.day(call.due_on, 'en')}: €527.04",
        "To the account BE68 5390 0754 7034",
        "In the name of Les Acacias",
        f"Structured communication {reference}",
        "Is this amount difficult for you?",
    ):
        assert told in text
    assert scanned(page) == [
        *("BCD", "002", "1", "SCT", ""),
        *("Les Acacias", "BE68539007547034", "EUR527.04", "", "", reference),
    ]


def test_the_second_page_has_the_arithmetic(acacias):
    furnish()
    Owner.objects.update(language="en")
    first, second = pdf(call_of_three(), "H2").pages
    text = words(second)
    assert "€1,234.57 × 300 ÷ 1,000 = 370.3710 €370.37" in text
    assert "€200.00 × 1 ÷ 3 = 66.6666 + 1 cent €66.67" in text
    assert "€300.00 × 300 ÷ 1,000 €90.00" in text
    assert "Each part is cut to whole cents." in text
    assert "Total of this call €527.04" in text
    assert "÷" not in words(first)


def test_a_credit_lowers_what_is_left_to_pay_and_the_code(acacias):
    furnish()
    Owner.objects.update(language="en")
    payment("H2", "100.00")
    call = call_of_three()
    page = pdf(call, "H2").pages[0]
    text = words(page)
    today = formatting.day(timezone.localdate(), "en")
    assert "Total of this call €527.04" in text
    assert f"Settled by earlier payments, as of {today} −€100.00" in text
    assert "Left to pay €427.04" in text
    assert f"To pay by {formatting.day(call.due_on, 'en')}: €427.04" in text
    assert scanned(page)[7] == "EUR427.04"


def test_arrears_of_other_calls_are_not_in_the_letter(acacias):
    furnish()
    Owner.objects.update(language="en")
    issued(item("5000.00"), title="Older", due_in=1)
    letter = letters(call_of_three())["H2"]
    assert (letter.covered, letter.to_pay) == (Decimal("0.00"), Decimal("527.04"))


def test_nothing_left_to_pay_has_no_code(acacias):
    furnish()
    Owner.objects.update(language="en")
    payment("H2", "1000.00")
    page = pdf(call_of_three(), "H2").pages[0]
    text = words(page)
    assert "You have nothing to pay for this call." in text
    assert "To pay by" not in text
    assert "difficult" not in text
    assert list(page.images) == []


def test_a_building_with_a_long_name_still_gets_its_code(acacias):
    Tenant.objects.filter(pk=acacias.pk).update(name="Résidence " + "x" * 100)
    letter = letters(call_of_three())["H2"]
    assert letter.payment.split("\n")[5] == "Résidence " + "x" * 60


# Who writes to whom


def test_every_page_names_the_sender_and_its_number(acacias):
    furnish()
    Owner.objects.update(language="en")
    pages = pdf(call_of_three(), "H2").pages
    sender = (
        "Association of co-owners Les Acacias, enterprise number 0833.576.428, "
        "represented by its syndic Lambert Syndic"
    )
    assert [sender in words(page) for page in pages] == [True, True]
    assert [words(page)[-5:] for page in pages] == ["1 / 2", "2 / 2"]


def test_the_letterhead_is_the_firms(acacias):
    furnish()
    Owner.objects.update(language="en")
    text = words(pdf(call_of_three(), "H2").pages[0])
    for told in (
        "Lambert Syndic Chaussée d’Alsemberg 210, 1190 Bruxelles",
        "Phone +32 2 000 00 10 bureau@lambert.example https://lambert.example",
        "Enterprise number 0999.023.487 BIV-IPI number 500000",
        "Office hours: Monday to Friday, 9 to 12.",
    ):
        assert told in text


def test_a_firm_with_nothing_but_a_name_can_write(acacias):
    text = words(pdf(call_of_three(), "H2").pages[0])
    assert "Lambert Syndic" in text
    assert "BIV-IPI" not in text


def test_the_logo_stands_on_the_first_page(acacias):
    drawn = io.BytesIO()
    Image.new("RGB", (48, 24), "green").save(drawn, "PNG")
    firm = Firm.objects.get(name="Lambert Syndic")
    FirmLogo.objects.create(firm=firm, png=drawn.getvalue())
    page = pdf(call_of_three(), "H2").pages[0]
    assert (48, 24) in [one.image.size for one in page.images]


def test_without_a_mandate_nobody_signs(acacias):
    Mandate.objects.filter(tenant=acacias.pk).update(until=timezone.localdate())
    with pytest.raises(NoSyndic):
        letterhead(on=timezone.localdate())


def test_a_representative_receives_the_letter_of_all_holders(acacias):
    furnish()
    letter = letters(call_of_three())["H3"]
    assert (letter.name, letter.addressee.code) == ("Jean Moreau", "jean")
    assert str(letter.shown.holding) == "Jean Moreau & Fatima El Idrissi"


def test_a_representative_may_be_somebody_else(acacias):
    furnish()
    Holding.objects.filter(code="H3").update(
        representative=Owner.objects.get(code="clara")
    )
    letter = letters(call_of_three())["H3"]
    assert (letter.name, letter.language) == ("Clara Élise", "nl")


def test_holders_without_representative_are_addressed_together(acacias):
    furnish()
    Holding.objects.filter(code="H3").update(representative=None)
    Owner.objects.filter(code="jean").update(street="Rue Basse 1")
    letter = letters(call_of_three())["H3"]
    assert letter.addressee is None
    assert letter.name == "Jean Moreau & Fatima El Idrissi"
    assert letter.address == ("Rue Basse 1", "1000 Bruxelles")


def test_an_owner_alone_needs_no_representative(acacias):
    Holding.objects.filter(code="H2").update(representative=None)
    assert letters(call_of_three())["H2"].addressee.code == "clara"


def test_an_address_abroad_names_its_country(acacias):
    furnish()
    Owner.objects.filter(code="clara").update(country="FR")
    found = letters(call_of_three())
    assert found["H2"].address == ("Rue Haute 10", "1000 Bruxelles", "FR")
    assert found["H1"].address == ("Rue Haute 10", "1000 Bruxelles")


def test_the_address_stands_in_the_window(acacias):
    """112 to 190 mm from the left, 50 to 78 mm from the top (letter.css)."""
    furnish()
    page = pdf(call_of_three(), "H2").pages[0]
    found = {}

    def visit(text, of_page, of_text, _font, _size):
        x = of_text[4] * of_page[0] + of_text[5] * of_page[2] + of_page[4]
        y = of_text[4] * of_page[1] + of_text[5] * of_page[3] + of_page[5]
        found[text.strip()] = x * MM, (float(page.mediabox.height) - y) * MM

    page.extract_text(visitor_text=visit)
    lines = [found[line] for line in ("Clara Élise", "Rue Haute 10", "1000 Bruxelles")]
    assert [round(x) for x, _y in lines] == [112, 112, 112]
    assert [round(y) for _x, y in lines] == [55, 60, 64]


# Language, tags, the outside


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_each_owner_reads_his_own_language(acacias, language):
    furnish()
    Owner.objects.filter(code="clara").update(language=language)
    call = call_of_three()
    found = pdf(call, "H2")
    text = words(found.pages[0])
    assert found.trailer["/Root"]["/Lang"] == language
    assert plain(formatting.money(Decimal("527.04"), language)) in text
    assert plain(formatting.money(Decimal("1234.57"), language)) in words(
        found.pages[1]
    )
    assert formatting.day(call.due_on, language) in text


def test_a_bilingual_building_writes_to_each_in_his_language(acacias):
    assert Building.objects.get().languages == ["fr", "nl"]
    found = letters(call_of_three())
    assert {code: one.language for code, one in found.items()} == {
        "H1": "fr",
        "H2": "nl",
        "H3": "fr",
    }


def test_letters_are_tagged_for_people_who_do_not_see_them(acacias):
    furnish()
    Owner.objects.update(language="en")
    call = call_of_three()
    found = pdf(call, "H2")
    root = found.trailer["/Root"]
    tags = [tag for tag, _alt in tree(root["/StructTreeRoot"]["/K"])]
    [alt] = [alt for tag, alt in tree(root["/StructTreeRoot"]["/K"]) if alt]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert found.metadata.title == "Call for funds “Provision Q1” – Les Acacias"
    assert found.metadata.author == "Lambert Syndic"
    assert [tag for tag in tags if tag in {"/H1", "/H2"}] == ["/H1", "/H2", "/H2"]
    assert (tags.count("/Table"), tags.count("/THead")) == (4, 2)
    assert alt == (
        "QR code for banking apps: pay €527.04 to BE68 5390 0754 7034 with the "
        f"communication {letters(call)['H2'].reference}"
    )


def tree(node):
    """Yield (tag, alternative text) of a structure tree, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tree(child)
    elif isinstance(node, dict) and "/S" in node:
        yield node["/S"], node.get("/Alt", "")
        yield from tree(node.get("/K", []))


def test_all_characters_have_their_font(acacias):
    """Names of Brussels, euro, minus, division, thin spaces: nothing is a box."""
    furnish()
    Owner.objects.filter(code="clara").update(
        last_name="Łukasiewicz-Özdemir", first_name="Ștefan Žofie", language="fr"
    )
    payment("H2", "10.00")
    found = pdf(call_of_three(), "H2")
    assert "Ștefan Žofie Łukasiewicz-Özdemir" in words(found.pages[0])
    assert "−10,00 €" in words(found.pages[0])
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in found.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"Liberation-Sans", "Liberation-Sans-Bold"}


def test_a_document_fetches_nothing(settings, tmp_path):
    (tmp_path / "leak.html").write_text(
        '{% extends "pdf/base.html" %}{% block content %}'
        '<img src="http://127.0.0.1:9/pixel" alt="x">{% endblock %}'
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    ]
    with pytest.raises(FatalURLFetchingError):
        render_pdf("leak.html", {"title": "", "author": ""}, language="en")
