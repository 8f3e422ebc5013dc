from django.urls import include, path

from haengan.kernel.registers import assembly
from haengan.kernel.registers.tests.library.api import api
from haengan.kernel.registers.tests.library.register import AUTHORS, BOOKS, LOANS
from haengan.site import office_urls

urlpatterns = [
    path("library/", include([*AUTHORS.urls("authors/"), *LOANS.urls("loans/"), *BOOKS.urls("books/")])),
    path("api/v1/", assembly.urls(api)),
    *office_urls.urlpatterns,
]
