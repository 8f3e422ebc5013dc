from django.urls import URLPattern, path

from haengan.office.journal import pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("<int:number>/", pages.line, name="line"),
    path("<int:number>/proof.json", pages.proof, name="proof"),
]
