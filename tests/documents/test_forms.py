"""Fields for files that are kept: every file that is refused is named."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from koprogo.documents.forms import MOST_AT_ONCE, DocumentField, DocumentsField
from tests.documents import files


class One(forms.Form):
    file = DocumentField()


class Many(forms.Form):
    file = DocumentsField()


def form(kind, *sent):
    uploads = [SimpleUploadedFile(name, data) for name, data in sent]
    return kind({}, MultiValueDict({"file": uploads}))


def test_one_file_is_taken_in():
    filled = form(One, ("rules.txt", b"abc"))
    assert filled.is_valid()
    assert filled.cleaned_data["file"].data == b"abc"


def test_several_files_are_taken_in_their_order():
    filled = form(Many, ("b.txt", b"b"), ("a.pdf", files.pdf()))
    assert filled.is_valid()
    assert [file.name for file in filled.cleaned_data["file"]] == ["b.txt", "a.pdf"]


@pytest.mark.parametrize("kind", [One, Many])
def test_no_file_is_refused(kind):
    assert form(kind).errors == {"file": ["This field is required."]}


@pytest.mark.parametrize("kind", [One, Many])
def test_a_file_of_another_kind_is_refused(kind):
    assert form(kind, ("deed.pdf", b"<html>")).errors == {
        "file": [
            "“deed.pdf” is not what its name says: the content is of another kind."
        ]
    }


def test_each_refused_file_is_named():
    errors = form(Many, ("a.pdf", b"x"), ("b.txt", b"b"), ("c.png", b"x")).errors
    assert errors == {
        "file": [
            "“a.pdf” is not what its name says: the content is of another kind.",
            "“c.png” is not what its name says: the content is of another kind.",
        ]
    }


def test_at_most_twenty_at_once():
    sent = [(f"{n}.txt", b"x") for n in range(MOST_AT_ONCE + 1)]
    assert form(Many, *sent[:-1]).is_valid()
    assert form(Many, *sent).errors == {"file": ["Send at most 20 files at once."]}
