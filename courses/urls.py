"""The learner's addresses. Those of a course come last: their slugs would match much."""

from django.urls import URLPattern, path
from django.views.generic import TemplateView

from config.stored import still
from courses.views import catalogue, learning, lessons, media, outlines, terms

LESSON = "courses/<slug:course>/<slug:module>/<slug:lesson>/"


def page(address: str, name: str, template: str) -> URLPattern:
    """A page that is the same for everybody."""
    view = still(TemplateView.as_view(template_name=f"pages/{template}.html"))
    return path(address, view, name=name)


app_name = "courses"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("learning/", learning.learning, name="learning"),
    path("media/<path:path>", media.media, name="media"),
    page("sources/", "about", "sources"),
    page("keys/", "keys", "keys"),
    page("accessibility/", "accessibility", "accessibility"),
    page("privacy/", "privacy", "privacy"),
    path("courses/<slug:course>/", outlines.course, name="course"),
    path("courses/<slug:course>/enrol/", learning.enrol, name="enrol"),
    path("courses/<slug:course>/terms/", terms.terms, name="terms"),
    path("courses/<slug:course>/terms/<slug:slug>/", terms.term, name="term"),
    path("courses/<slug:course>/<slug:module>/", outlines.module, name="module"),
    path(LESSON, lessons.lesson, name="lesson"),
    path(LESSON + "done/", learning.lesson_done, name="lesson_done"),
    path(LESSON + "watched/", learning.watched, name="watched"),
]
