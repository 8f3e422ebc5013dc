from django.urls import URLPattern, path

from haengan.office.journal import pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("<number:number>/", pages.line, name="line"),
    path("<number:number>/proof.json", pages.proof, name="proof"),
]
