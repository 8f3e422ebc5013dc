"""The addresses of sign-in: only what officials need. No sign-up, no mail addresses, no reset by mail."""

from __future__ import annotations

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path

from haengan.site.signin import pages, single_sign_on

routes: list[URLPattern | URLResolver] = [
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", pages.password, name="account_change_password"),
    path("account/second-factor/", pages.enrol, name="signin_enrol"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/failed/", login_not_required(social.login_error), name="socialaccount_login_error"),
    path("account/oidc/<str:provider_id>/login/", single_sign_on.begin, name="openid_connect_login"),
    path("account/oidc/<str:provider_id>/login/callback/", single_sign_on.callback, name="openid_connect_callback"),
]
