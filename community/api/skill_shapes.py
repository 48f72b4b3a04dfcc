"""The skills directory in JSON."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.models import Module
from community.api.bodies import WordsBody
from community.api.post_shapes import CardShape, PostDetail
from community.forms.skills import SkillForm
from community.models import Skill


class SkillFields(serializers.Serializer):
    """``terms``: what it costs; null where it costs hours and none are exchanged."""

    categories = serializers.ListField(
        child=serializers.ChoiceField(Skill.Category.choices),
        source="post.skill.categories",
    )
    languages = serializers.CharField(source="post.skill.languages")
    terms = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(Skill.Terms.choices, allow_null=True))
    def get_terms(self, card):
        post = card["post"] if isinstance(card, dict) else card.post
        modules = self.context["request"].access.building.modules
        is_free = post.skill.terms == Skill.Terms.FREE
        return post.skill.terms if is_free or Module.HOURS in modules else None


class SkillCardShape(SkillFields, CardShape):
    pass


class SkillDetail(SkillFields, PostDetail):
    pass


class SkillBody(WordsBody):
    """Photos follow at ``neighbours/posts/{uuid}/photos/``."""

    form_class = SkillForm
    needs = ("with_hours", "is_new")

    def validate(self, attrs):
        said = super().validate(attrs)
        words = {name: said[name] for name in ("title", "text")}
        return words | {"ability": self.made.ability()}
