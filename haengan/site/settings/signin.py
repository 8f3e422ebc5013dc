"""How officials sign in: name and password, then a second factor; or the city's single sign-on."""

from __future__ import annotations

import os

from haengan.site.settings.web import PROXIES, flag

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["login"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ACCOUNT_ADAPTER = "haengan.site.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "haengan.site.signin.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "haengan.site.signin.forms.AddKey",
    "authenticate": "haengan.site.signin.forms.EnterCode",
    "reauthenticate": "haengan.site.signin.forms.EnterCodeAgain",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Haengan"
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_COUNT = 10
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # only localhost counts as secure without https; browsers enforce it
USERSESSIONS_TRACK_ACTIVITY = True

SINGLE_SIGN_ON = os.environ.get("HAENGAN_OIDC_URL", "")
SINGLE_SIGN_ON_STRONG = flag("HAENGAN_OIDC_STRONG")
SINGLE_SIGN_ON_CLAIM = os.environ.get("HAENGAN_OIDC_CLAIM", "staff_number")
SOCIALACCOUNT_ADAPTER = "haengan.site.signin.adapter.SingleSignOnAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # a form may not lead to another host under `form-action 'self'`; state and PKCE guard the link
)
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "city",
                    "name": os.environ.get("HAENGAN_OIDC_NAME", "Single sign-on"),
                    "client_id": os.environ.get("HAENGAN_OIDC_ID", ""),
                    "secret": os.environ.get("HAENGAN_OIDC_SECRET", ""),
                    "settings": {"server_url": SINGLE_SIGN_ON, "token_auth_method": "client_secret_basic"},
                }
            ],
        }
    }
    if SINGLE_SIGN_ON
    else {}
)
