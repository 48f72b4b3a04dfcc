from finance.forms.calls import (
    CallForm,
    ItemForm,
    ItemFormSet,
    PaymentForm,
    PeriodForm,
    is_too_large,
)

__all__ = [
    "CallForm",
    "ItemForm",
    "ItemFormSet",
    "PaymentForm",
    "PeriodForm",
    "is_too_large",
]
