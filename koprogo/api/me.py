"""The person himself."""

from rest_framework import serializers

from koprogo.accounts.models import User
from koprogo.api.doors import personal
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class Profile(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["uuid", "email", "name", "language"]
        read_only_fields = ["uuid", "email"]


class ProfileChange(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["name", "language"]


class Me(ApiView):
    tag = "me"

    @personal()
    @operation(answer=Profile)
    def get(self, request):
        """My name, e-mail address and language."""
        return request.user

    @personal()
    @operation(body=ProfileChange, answer=Profile)
    def patch(self, request):
        """Change my name or language."""
        changes = self.read(request.user)
        for name, value in changes.items():
            setattr(request.user, name, value)
        request.user.save(update_fields=list(changes))
        return request.user
