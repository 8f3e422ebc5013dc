from django.urls import URLPattern, URLResolver, path

from haengan.office.tokens import pages
from haengan.office.tokens.register import TOKENS

office: list[URLPattern | URLResolver] = [path("issue/", pages.issue, name="issue"), *TOKENS.urls()]
