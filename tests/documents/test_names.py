import pytest
from hypothesis import given
from hypothesis import strategies as st

from koprogo.documents.names import LONGEST, safe_name, title_of


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("deed.pdf", "deed.pdf"),
        ("  De  basisakte\n.pdf", "De basisakte.pdf"),
        ("C:\\temp\\acte.pdf", "acte.pdf"),
        ("../../etc/passwd", "passwd"),
        ("\u202efdp.exe", "fdp.exe"),
        ("e\u0301tat.pdf", "état.pdf"),
        ("x" * 200 + ".pdf", "x" * 146 + ".pdf"),
        ("x" * 200, "x" * 150),
    ],
)
def test_names_are_kept_on_one_visible_line(sent, kept):
    assert safe_name(sent) == kept


@pytest.mark.parametrize(
    ("sent", "title"),
    [
        ("Basic_deed_2019.pdf", "Basic deed 2019"),
        ("PV 12.06.2026.pdf", "PV 12.06.2026"),
        (".pdf", ".pdf"),
        ("x" * 200 + ".pdf", "x" * 146),
    ],
)
def test_a_title_from_a_name(sent, title):
    assert title_of(sent) == title


@given(st.text(max_size=400))
def test_names_fit_their_column(name):
    kept = safe_name(name + ".pdf")
    assert len(kept) <= LONGEST
    assert kept.endswith(".pdf")
    assert safe_name(kept) == kept
    assert kept.isprintable()
    assert 0 < len(title_of(name + ".pdf")) <= LONGEST
