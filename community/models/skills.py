"""What neighbours can do for each other."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.posts import Post
from koprogo.tenancy.fields import TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Skill(TenantRow):
    """What is particular about an entry of the skills directory.

    ``terms``: it costs nothing, or hours of the exchange. ``languages``: in which he
    can do it, in his words.
    """

    class Category(models.TextChoices):
        REPAIRS = "repairs", _("Repairs and odd jobs")
        COMPUTERS = "computers", _("Computers and telephones")
        PAPERS = "papers", _("Letters and forms")
        LESSONS = "lessons", _("Lessons and homework")
        LANGUAGES = "languages", _("Languages")
        CHILDREN = "children", _("Looking after children")
        CARE = "care", _("Company and care")
        ANIMALS = "animals", _("Animals")
        PLANTS = "plants", _("Plants and balcony")
        COOKING = "cooking", _("Cooking and sewing")
        MUSIC = "music", _("Music, art and sport")
        ERRANDS = "errands", _("Shopping and errands")
        OTHER = "other", _("Something else that one can do")

    class Terms(models.TextChoices):
        FREE = "free", _("Free of charge")
        HOURS = "hours", _("For hours of the exchange")

    post = TenantOneToOneField(Post, related_name="skill")
    categories = ArrayField(models.CharField(max_length=9, choices=Category))
    terms = models.CharField(_("in return"), max_length=5, choices=Terms)
    languages = models.CharField(_("languages"), max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    categories__contained_by=[
                        *("repairs", "computers", "papers", "lessons", "languages"),
                        *("children", "care", "animals", "plants", "cooking"),
                        *("music", "errands", "other"),
                    ],
                    categories__len__gte=1,
                ),
                name="skill_categories_known",
            ),
            models.CheckConstraint(
                condition=Q(terms__in=["free", "hours"]), name="skill_terms_known"
            ),
        ]

    def __str__(self):
        return str(self.post_id)

    @property
    def labels(self) -> list[str]:
        """Return its categories in words, in the order of the list."""
        return [
            label for code, label in self.Category.choices if code in self.categories
        ]
