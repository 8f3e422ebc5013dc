from django.urls import path

from haengan.site import api, mounting, portal

handler400 = "haengan.site.errors.bad_request"
handler403 = "haengan.site.errors.forbidden"
handler404 = "haengan.site.errors.not_found"
handler500 = "haengan.site.errors.failed"

urlpatterns: mounting.Routes = [
    *api.routes("public"),
    *mounting.shared(),
    path("", portal.home, name="home"),
    path("search/", portal.search, name="search"),
    *mounting.letters("public"),
    *mounting.screens("public"),
    *mounting.report("public"),
    *mounting.rooms("public"),
]
