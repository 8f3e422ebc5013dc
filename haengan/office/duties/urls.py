from django.urls import URLPattern, path

from haengan.office.duties import holders_pages, pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("posts/", holders_pages.posts, name="posts"),
    path("posts/<str:key>", pages.give, name="give"),
    path("people/", holders_pages.officials, name="people"),
    path("why/", holders_pages.why, name="why"),
    path("<str:name>/", pages.duty, name="duty"),
]
