"""What people write in several languages: one column each (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from governance.models import (
    AgendaItem,
    Consultation,
    ConsultationOption,
    Decision,
    WrittenDecision,
)


@register(AgendaItem)
class AgendaItemTexts(TranslationOptions):
    fields = ["title", "text", "motion"]


@register(Decision)
class DecisionTexts(TranslationOptions):
    fields = ["title", "text"]


@register(WrittenDecision)
class WrittenDecisionTexts(TranslationOptions):
    fields = ["title", "text", "motion"]


@register(Consultation)
class ConsultationTexts(TranslationOptions):
    fields = ["title", "text"]


@register(ConsultationOption)
class ConsultationOptionTexts(TranslationOptions):
    fields = ["title"]
