from django.urls import path
from django.views.generic import TemplateView

app_name = "courses"
urlpatterns = [
    path("", TemplateView.as_view(template_name="courses/catalogue.html"), name="catalogue"),
    path("learning/", TemplateView.as_view(template_name="courses/learning.html"), name="learning"),
    path("sources/", TemplateView.as_view(template_name="pages/sources.html"), name="about"),
    path("keys/", TemplateView.as_view(template_name="pages/keys.html"), name="keys"),
    path(
        "accessibility/",
        TemplateView.as_view(template_name="pages/accessibility.html"),
        name="accessibility",
    ),
    path("privacy/", TemplateView.as_view(template_name="pages/privacy.html"), name="privacy"),
]
