"""The fund of a real platform is founded by a command, after a look at it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.models import FundAccount, FundTerms

pytestmark = pytest.mark.django_db
GIVEN = {
    "decision": "Assembly of 12 June",
    "iban": "BE62510007547061",
    "holder": "KoproGo",
    "kbo": "0451899343",
}


def told(**given) -> str:
    out = StringIO()
    call_command("found_fund", **GIVEN | given, stdout=out)
    return out.getvalue()


@pytest.fixture
def without_a_fund(db):
    """A platform on which the fund is still to be founded."""
    Tenant.objects.filter(kind=Tenant.Kind.FUND).update(
        kind=Tenant.Kind.CO_OWNERSHIP, slug="other"
    )


def test_it_says_what_it_would_do(without_a_fund):
    said = told()
    assert "BE62510007547061 of KoproGo" in said
    assert "Nothing was written" in said
    assert not Tenant.objects.filter(kind=Tenant.Kind.FUND).exists()


def test_it_founds_once(without_a_fund):
    assert "is founded" in told(write=True)
    with enter(Tenant.objects.get(kind=Tenant.Kind.FUND).pk, by=None):
        assert FundTerms.objects.get().decision_text == "Assembly of 12 June"
        assert FundAccount.objects.get().iban == "BE62510007547061"
    with pytest.raises(CommandError, match="already"):
        told(write=True)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"iban": "BE00"}, "BE00"),
        ({"kbo": "12"}, "12"),
        ({"holder": "Solidarity fund", "write": True}, "names the fund"),
    ],
)
def test_it_refuses(without_a_fund, given, why):
    with pytest.raises(CommandError, match=why):
        told(**given)
    assert not Tenant.objects.filter(kind=Tenant.Kind.FUND).exists()


def test_only_on_the_platform_of_the_asbl(without_a_fund, settings):
    settings.ASBL_PLATFORM = False
    with pytest.raises(CommandError, match="platform"):
        told()
