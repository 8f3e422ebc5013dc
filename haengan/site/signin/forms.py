"""Forms of signing in where ours say more than the library's."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddKey(AddWebAuthnForm):
    """A key may stand for name and password too: that is what people call a passkey."""

    name = forms.CharField(label=_("Name of the key"), max_length=60, required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with this key alone"),
        required=False,
        initial=True,
        help_text=_("Then neither sign-in name nor password is asked for. The device itself checks that it is you."),
    )

    field_order = ["name", "passwordless"]
