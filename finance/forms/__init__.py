from finance.forms.calls import (
    CallForm,
    ItemForm,
    ItemFormSet,
    PaymentForm,
    PeriodForm,
    PostedForm,
    is_too_large,
)

__all__ = [
    "CallForm",
    "ItemForm",
    "ItemFormSet",
    "PaymentForm",
    "PeriodForm",
    "PostedForm",
    "is_too_large",
]
