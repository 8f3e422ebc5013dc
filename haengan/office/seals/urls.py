from django.urls import URLPattern, path

from haengan.office.seals import pages

public: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("checkpoints.json", pages.checkpoints, name="checkpoints"),
    path("checkpoints/<number:number>.json", pages.checkpoint, name="checkpoint"),
    path("keys.json", pages.verification_keys, name="keys"),
]
office: list[URLPattern] = public
