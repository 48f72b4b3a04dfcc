"""What suppliers send: electronic invoices, PDF, pictures and saved e-mails."""

from datetime import date
from decimal import Decimal
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from finance.errors import FilesGone
from finance.invoices.document import Attachment
from finance.invoices.mail import MailError, attached
from finance.invoices.received import Received, UnusableFile, receive
from finance.models import Invoice
from finance.services.invoice_files import UNUSED_AFTER, keep_files, kept_files
from finance.services.invoices import draft_invoice
from koprogo.documents.intake import take_in
from koprogo.documents.models import File
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import inside, said
from tests.finance.invoices.making import a_draft, supplier
from tests.finance.invoices.pages import row, sent, upload
from tests.finance.invoices_ubl.invoices import PDF, xml
from tests.finance.pages import errors, url

D = Decimal


def mail(*files, **headers):
    """A saved message with files (name, type, content)."""
    message = EmailMessage()
    for name, value in ({"From": "a@b.be", "Subject": "Facture"} | headers).items():
        message[name] = value
    message.set_content("Bonjour,\n")
    for name, kind, content in files:
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def a_pdf(name="Facture n° 17.pdf"):
    return name, "application/pdf", PDF.data


def an_xml(name="invoice.xml", **changes):
    return name, "application/xml", xml(**changes)


# A saved message


def test_what_is_attached_is_found_in_its_order():
    found = attached(mail(a_pdf(), an_xml()))
    assert [name for name, _content in found] == ["Facture n° 17.pdf", "invoice.xml"]
    assert found[0][1] == PDF.data


def test_a_message_in_a_message_is_looked_into():
    inner = EmailMessage()
    inner["From"] = "c@d.be"
    inner.set_content("…")
    inner.add_attachment(
        b"%PDF", maintype="application", subtype="pdf", filename="a.pdf"
    )
    outer = EmailMessage()
    outer["From"] = "a@b.be"
    outer.set_content("Fwd")
    outer.add_attachment(inner)
    assert [name for name, _content in attached(outer.as_bytes())] == ["a.pdf"]


def test_names_are_read_as_old_programs_write_them():
    text = (
        b"From: a@b.be\nContent-Type: application/pdf\n"
        b'Content-Disposition: attachment; filename="=?utf-8?q?pi=C3=A8ce=2Epdf?="\n\n%PDF'
    )
    assert attached(text) == [("pièce.pdf", b"%PDF")]
    strange = text.replace(b"utf-8", b"utf-99")
    assert attached(strange)[0][0] == "=?utf-99?q?pi=C3=A8ce=2Epdf?="


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        mail(a_pdf()).replace(b"From: ", b"To: "),
        mail() + b" " * 10_000_001,
        b"From: a@b.be\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 51,
    ],
)
def test_what_is_no_message_is_refused(data):
    with pytest.raises(MailError):
        attached(data)


def test_a_deep_message_is_read_up_to_a_limit():
    text = (
        b"From: a@b.be\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 50
    )
    assert attached(text) == []


# One file


def test_an_electronic_invoice_with_its_pdf():
    found = receive("invoice.xml", xml())
    assert (found.document.number, found.voucher.name) == (
        "2025/17",
        "Facture 2025-17.pdf",
    )
    assert (found.xml.content_type, found.left_out) == ("text/plain", ())


def test_files_in_an_invoice_that_cannot_be_kept_are_named():
    script = Attachment("a.pdf", "application/pdf", b"MZ program")
    sheet = Attachment("hours.xlsx", "application/vnd.ms-excel", b"PK")
    found = receive("i.xml", xml(attachments=(script, sheet, PDF, PDF)))
    assert (found.voucher.name, found.left_out) == (
        "Facture 2025-17.pdf",
        ("a.pdf", "Facture 2025-17.pdf"),
    )


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"PK", "no-voucher"),
        ("a.msg", b"\xd0\xcf", "no-voucher"),
        ("noname", b"", "no-voucher"),
        ("a.eml", b"no mail", "not-a-mail"),
        ("a.eml", mail(), "no-voucher"),
        ("a.EML", mail(("a.zip", "application/zip", b"PK")), "no-voucher"),
        ("a.eml", mail(("a.pdf", "application/pdf", b"MZ")), "no-voucher"),
        ("a.eml", mail(an_xml("a.xml"), an_xml("b.xml")), "several-invoices"),
    ],
)
def test_what_is_no_voucher_is_refused(name, data, reason):
    with pytest.raises(UnusableFile) as refused:
        receive(name, data)
    assert refused.value.reason == reason


def test_of_a_mail_the_invoice_and_a_pdf_are_taken():
    found = receive("m.eml", mail(a_pdf("terms.pdf"), an_xml(attachments=())))
    assert (found.document.number, found.voucher.name) == ("2025/17", "terms.pdf")
    found = receive("m.eml", mail(a_pdf("terms.pdf"), an_xml()))
    assert found.voucher.name == "Facture 2025-17.pdf"
    found = receive("m.eml", mail(a_pdf("1.pdf"), a_pdf("2.pdf")))
    assert (found.document, found.voucher.name, found.left_out) == (
        None,
        "1.pdf",
        ("2.pdf",),
    )


def test_other_xml_comes_along():
    other = ("x.xml", "application/xml", b"<Order/>")
    page = ("y.xml", "application/xml", b"<html/>")
    found = receive("m.eml", mail(other, page, a_pdf()))
    assert (found.document, found.voucher.name) == (None, "Facture n° 17.pdf")


def test_a_wrong_invoice_in_a_mail_is_not_passed_over(sign_in):
    broken = xml(
        ("<cbc:PayableAmount", "<cbc:Payable"), ("</cbc:PayableAmount", "</cbc:Payable")
    )
    page = sign_in("sophie").post(
        url("invoice-upload"),
        {"file": SimpleUploadedFile("m.eml", mail(("a.xml", "text/xml", broken)))},
    )
    assert [
        text.startswith("“PayableAmount” is missing.") for text in errors(page)["file"]
    ] == [True]


# Kept until the invoice is entered


@pytest.fixture
def received():
    return Received(voucher=take_in("a.pdf", PDF.data))


def test_a_key_gives_back_its_files(acacias, received):
    key = keep_files(received, by=None)
    found = kept_files(key)
    assert (read(found.voucher), found.xml, found.document()) == (PDF.data, None, None)
    for wrong in ("", key[:-1], "x" + key):
        with pytest.raises(FilesGone):
            kept_files(wrong)


def test_a_key_of_another_building_opens_nothing(acacias, received):
    key = keep_files(received, by=None)
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None), pytest.raises(FilesGone):
        kept_files(key)


def test_what_nobody_enters_is_erased_two_days_later(acacias, received):
    keep_files(received, by=None)
    used = kept_files(keep_files(receive("i.xml", xml()), by=None))
    draft_invoice(a_draft(voucher=used.voucher, xml=used.xml), by=None)
    run_all()
    assert File.objects.count() == 3
    jobs = Job.objects.filter(name="finance.forget_invoice_files")
    assert {job.is_open for job in jobs} == {True}
    jobs.update(created_at=timezone.now() - UNUSED_AFTER)
    run_all()
    assert set(File.objects.all()) == {used.voucher, used.xml}
    assert {job.is_open for job in jobs.all()} == {False}


# On the pages


def test_an_electronic_invoice_fills_the_form(sign_in):
    client = sign_in("sophie")
    page = upload(client, "i.xml", xml(), follow=True)
    form, [first, second, *_empty] = page.context["form"], page.context["rows"].forms
    assert {name: form[name].value() for name in ("number", "total", "iban")} == {
        "number": "2025/17",
        "total": "468,95",
        "iban": "BE68539007547034",
    }
    assert (form["supplier"].value(), form["new_name"].value()) == (
        None,
        "Ascenseurs Élévation SA",
    )
    assert form["new_kbo"].value() == "0505890632"
    assert (first["amount"].value(), second["vat"].value()) == ("363,00", "6,00")
    data = sent(
        row("363,00", since="2025-01-01", last_day="2025-03-31"),
        row("105,95", vat="6"),
        files=form["files"].value(),
        new_name="Ascenseurs Élévation SA",
        total="468,95",
        date="2025-04-02",
        number="2025/17",
    )
    assert said(client.post(url("invoice-new"), data, follow=True)) == [
        "The draft is saved."
    ]
    with inside():
        invoice = Invoice.objects.select_related("voucher", "xml").get()
    for page, kept in (("invoice-voucher", PDF.data), ("invoice-xml", xml())):
        answer = client.get(url(page, invoice.uuid))
        assert b"".join(answer) == kept
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]
    again = client.post(
        url("invoice-new"),
        data | {"new_name": "", "supplier": "ascenseurs élévation sa"},
    )
    assert "This document may have been entered already." in str(errors(again))


def test_a_known_supplier_is_found_by_his_number(sign_in):
    with inside():
        supplier("Lift & Co", kbo="0505890632")
    page = upload(sign_in("sophie"), "i.xml", xml(), follow=True)
    form = page.context["form"]
    assert (form["supplier"].value(), form["new_name"].value()) == (
        "Lift & Co (0505890632)",
        None,
    )


def test_warnings_are_shown(sign_in):
    page = upload(
        sign_in("sophie"), "i.xml", xml(due_date=date(2025, 4, 1)), follow=True
    )
    assert page.context["remarks"] == [
        "The due date, 01/04/2025, lies before the date of the document, 02/04/2025."
    ]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        (
            "i.xml",
            xml(currency="USD"),
            "The document is in USD: only documents in euro can be booked.",
        ),
        (
            "i.xml",
            b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            (
                "“i.xml” holds a program (macros, scripts). Print or export it as a "
                "plain PDF, and send that."
            ),
        ),
        (
            "a.pdf",
            b"MZ",
            "“a.pdf” is not what its name says: the content is of another kind.",
        ),
        (
            "a.txt",
            b"a",
            "There is no PDF, no picture and no electronic invoice (XML) in it.",
        ),
        (
            "a.pdf",
            b"%PDF-" + b" " * (10 * 1024 * 1024),
            "a.pdf: larger than 10 MB. Nothing was read.",
        ),
    ],
)
def test_a_bad_file_is_refused_in_words(sign_in, name, data, sentence):
    page = upload(sign_in("sophie"), name, data)
    assert errors(page) == {"file": [sentence]}
    with inside():
        assert File.objects.count() == 0


def test_what_is_left_out_is_said(sign_in):
    data = mail(a_pdf("1.pdf"), a_pdf("2.pdf"))
    page = upload(sign_in("sophie"), "m.eml", data, follow=True)
    assert said(page) == ["“2.pdf” is not kept."]
    assert "“1.pdf” is kept with the invoice" in page.content.decode()


def test_what_was_uploaded_is_read_while_one_types(sign_in):
    client = sign_in("sophie")
    page = upload(client, "i.xml", xml(), follow=True)
    asked = {"files": page.context["form"]["files"].value()}
    answer = client.get(url("invoice-uploaded"), asked)
    assert b"".join(answer) == PDF.data
    assert "sandbox" in answer["Content-Security-Policy"]
    bare = upload(client, "i.xml", xml(attachments=()), follow=True)
    without = {"files": bare.context["form"]["files"].value()}
    for wrong in ({"files": "old"}, {}, without):
        assert client.get(url("invoice-uploaded"), wrong).status_code == 404


def test_an_old_key_asks_for_the_file_again(sign_in):
    page = sign_in("sophie").get(url("invoice-new") + "?files=old", follow=True)
    assert said(page) == ["The uploaded file is not kept any more: send it again."]


def test_a_pdf_is_added_to_what_was_typed(sign_in):
    client = sign_in("sophie")
    with inside():
        invoice = draft_invoice(a_draft(), by=None)
    for name, data, sentence in (
        ("a.xml", xml(), "Send a PDF or a picture (.jpg, .png)."),
        (
            "a.pdf",
            b"MZ",
            "“a.pdf” is not what its name says: the content is of another kind.",
        ),
    ):
        page = client.post(
            url("invoice-attach", invoice.uuid),
            {"file": SimpleUploadedFile(name, data)},
        )
        assert errors(page) == {"file": [sentence]}
    page = client.post(
        url("invoice-attach", invoice.uuid),
        {"file": SimpleUploadedFile("a.pdf", PDF.data)},
        follow=True,
    )
    assert said(page) == ["The file is kept with the invoice."]
