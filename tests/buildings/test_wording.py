"""Sentences of a building, and those that the ASBL says instead."""

from django.template import Context, Template
from django.utils.translation import gettext_lazy, override

from buildings.wording import either, either_lazy, speaking_in, speaks_to_members
from koprogo.tenancy.models import Tenant

ASBL, BUILDING = Tenant.Kind.ASBL, Tenant.Kind.CO_OWNERSHIP


def test_a_building_is_meant_unless_somebody_says_otherwise():
    assert (either("owners", "members"), speaks_to_members()) == ("owners", False)
    with speaking_in(ASBL):
        assert (either("owners", "members"), speaks_to_members()) == ("members", True)
        with speaking_in(BUILDING):
            assert either("owners", "members") == "owners"
        assert either("owners", "members") == "members"
    assert either("owners", "members") == "owners"


def test_one_that_is_read_later_is_chosen_and_translated_then():
    sentence = either_lazy(gettext_lazy("Yes"), gettext_lazy("No"))
    with override("fr"):
        assert str(sentence) == "Oui"
        with speaking_in(ASBL):
            assert str(sentence) == "Non"


def test_templates_say_it_too():
    template = Template(
        '{% load wording %}{% either _("Yes") _("No") %}'
        "{% speaks_to_members as members %}{% if members %}!{% endif %}"
    )
    with override("fr"):
        assert template.render(Context()) == "Oui"
        with speaking_in(ASBL):
            assert template.render(Context()) == "Non!"
