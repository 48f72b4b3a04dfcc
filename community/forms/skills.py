"""What somebody says that he can do, and how the directory is searched."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.posts import WordsForm, limit, photos_field
from community.models import Skill
from community.said import Ability


class SkillForm(WordsForm):
    """An entry of the directory; ``with_hours``: hours are exchanged in this building."""

    categories = forms.MultipleChoiceField(
        label=_("Categories"),
        choices=Skill.Category.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    terms = forms.ChoiceField(label=_("In return"), choices=Skill.Terms.choices)
    languages = forms.CharField(
        label=_("Languages that you speak"),
        max_length=limit(Skill, "languages"),
        required=False,
    )
    photos = photos_field()
    field_order = (
        *("uuid", "title", "text", "categories", "terms", "languages", "photos"),
    )

    def __init__(self, request=None, *, with_hours: bool, is_new: bool, **kwargs):
        super().__init__(request, **kwargs)
        self.fields["title"].label = _("What you can do")
        self.fields["text"].label = _("More about it")
        if not with_hours:
            self.fields["terms"].choices = [
                pair for pair in Skill.Terms.choices if pair[0] == Skill.Terms.FREE
            ]
        if not is_new:
            for name in ("uuid", "photos"):
                del self.fields[name]

    def ability(self) -> Ability:
        names = ("categories", "terms", "languages")
        return Ability(**{name: self.cleaned_data[name] for name in names})


class SkillsFilter(forms.Form):
    """By which words and category the directory is searched."""

    q = forms.CharField(label=_("Words"), required=False)
    category = forms.ChoiceField(
        label=_("Category"),
        choices=[("", _("All categories")), *Skill.Category.choices],
        required=False,
    )
    free = forms.BooleanField(label=_("Only what is free of charge"), required=False)
