from django.urls import URLPattern, URLResolver, path

from haengan.report import framing, handing, issuing, pages, reading
from haengan.report.register import AWARDS, MILESTONES, TASKS

shared: list[URLPattern | URLResolver] = [
    path("<year:year>/<number:number>/", reading.edition, name="edition"),
    path("<year:year>/<number:number>/report.xbri", handing.xbrl, name="xbrl"),
    path("<year:year>/<number:number>/report.<str:form>", reading.file, name="file"),
    path("<year:year>/<number:number>/data.zip", handing.data, name="data"),
    path("<year:year>/<number:number>/kit.zip", handing.auditor, name="kit"),
    path("key.pem", handing.key, name="key"),
]
public: list[URLPattern | URLResolver] = [
    path("", reading.published, name="published"),
    path("<year:year>/", reading.newest, name="newest"),
    *shared,
]
office: list[URLPattern | URLResolver] = [
    path("", framing.index, name="index"),
    path("new/", framing.new, name="new"),
    *AWARDS.urls("awards/"),
    *TASKS.urls("tasks/"),
    *MILESTONES.urls("milestones/"),
    path("<year:year>/", pages.report, name="report"),
    path("<year:year>/frame/", framing.frame, name="frame"),
    path("<year:year>/goals/", framing.goals, name="goals"),
    path("<year:year>/line/", pages.line, name="new_line"),
    path("<year:year>/line/<str:key>/", pages.line, name="line"),
    path("<year:year>/table/<str:kind>/", pages.new_table, name="new_table"),
    path("<year:year>/cells/<str:key>/", pages.cells, name="cells"),
    path("<year:year>/preview/", pages.preview, name="preview"),
    path("<year:year>/move/<str:key>/", pages.move, name="move"),
    path("<year:year>/withdraw/<str:key>/", pages.withdraw, name="withdraw"),
    path("<year:year>/sign/<str:key>/", pages.sign, name="sign"),
    path("<year:year>/freeze/", issuing.freeze, name="freeze"),
    path("<year:year>/<number:number>/publish/", issuing.publish, name="publish"),
    path("<year:year>/<number:number>/returned/", handing.returned, name="returned"),
    *shared,
]
