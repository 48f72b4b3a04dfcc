from django import forms


class TenantModelForm(forms.ModelForm):
    """A model form that also checks constraints which name the tenant.

    Django skips a constraint when one of its fields is not in the form; the tenant
    never is, so without this a duplicate code would reach the database.
    """

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"tenant"}
