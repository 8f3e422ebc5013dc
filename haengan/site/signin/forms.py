"""Forms of signing in where ours say more than the library's."""

from __future__ import annotations

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.access import locks
from haengan.site.signin import adapter


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


class Code(BaseAuthenticateForm):
    """Codes of an app and recovery codes are counted and close the account like passwords."""

    def clean_code(self) -> str:
        request, login = context.request, self.user.login
        adapter.refuse_closed(request, login)
        try:
            code: str = super().clean_code()
        except forms.ValidationError:
            locks.wrong(request, login, timezone.now(), door=locks.CODE)
            raise
        locks.right(login, door=locks.CODE)
        return code


class EnterCode(Code, AuthenticateForm):
    """After the password."""


class EnterCodeAgain(Code, ReauthenticateForm):
    """Before something delicate, by someone who is signed in."""
