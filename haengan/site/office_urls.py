from haengan.site import api, mounting
from haengan.site.signin import urls as signin_urls

handler400 = "haengan.site.errors.bad_request"
handler403 = "haengan.site.errors.forbidden"
handler404 = "haengan.site.errors.not_found"
handler500 = "haengan.site.errors.failed"

urlpatterns: mounting.Routes = [
    *api.routes("office"),
    *mounting.shared(),
    *mounting.screens(),
    *mounting.attachments(),
    *signin_urls.routes,
    *mounting.report("office"),
    *mounting.rooms("office"),
]
