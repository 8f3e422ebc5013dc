from django.urls import URLPattern, URLResolver, path

from haengan.report import issuing, pages, reading
from haengan.report.register import AWARDS, MILESTONES, TASKS

shared: list[URLPattern | URLResolver] = [
    path("<int:year>/<int:number>/", reading.edition, name="edition"),
    path("<int:year>/<int:number>/report.<str:form>", reading.file, name="file"),
]
public: list[URLPattern | URLResolver] = [
    path("", reading.published, name="published"),
    path("<int:year>/", reading.newest, name="newest"),
    *shared,
]
office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    path("new/", pages.new, name="new"),
    *AWARDS.urls("awards/"),
    *TASKS.urls("tasks/"),
    *MILESTONES.urls("milestones/"),
    path("<int:year>/", pages.report, name="report"),
    path("<int:year>/frame/", pages.frame, name="frame"),
    path("<int:year>/goals/", pages.goals, name="goals"),
    path("<int:year>/line/", pages.line, name="new_line"),
    path("<int:year>/line/<str:key>/", pages.line, name="line"),
    path("<int:year>/table/<str:kind>/", pages.new_table, name="new_table"),
    path("<int:year>/cells/<str:key>/", pages.cells, name="cells"),
    path("<int:year>/preview/", pages.preview, name="preview"),
    path("<int:year>/move/<str:key>/", pages.move, name="move"),
    path("<int:year>/withdraw/<str:key>/", pages.withdraw, name="withdraw"),
    path("<int:year>/sign/<str:key>/", pages.sign, name="sign"),
    path("<int:year>/freeze/", issuing.freeze, name="freeze"),
    path("<int:year>/<int:number>/publish/", issuing.publish, name="publish"),
    *shared,
]
