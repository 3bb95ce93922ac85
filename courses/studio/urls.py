"""Addresses of the studio. Those that name no course come first."""

from django.urls import path

from courses.studio import markdown
from courses.studio.views import changes, course, documents, home, lessons, modules, people, times

app_name = "studio"
urlpatterns = [
    path("", home.home, name="home"),
    path("courses/new/", home.course_new, name="course_new"),
    path("markdown/preview/", markdown.markdown_preview, name="markdown_preview"),
    path("markdown/upload/", markdown.markdown_upload, name="markdown_upload"),
    path("<slug:course>/", course.course, name="course"),
    path("<slug:course>/edit/", course.course_edit, name="course_edit"),
    path("<slug:course>/cover/", course.cover, name="cover"),
    path("<slug:course>/publish/", course.publish, name="publish"),
    path("<slug:course>/upload/", documents.upload, name="upload"),
    path("<slug:course>/imports/<int:pk>/", documents.import_, name="import"),
    path("<slug:course>/imports/<int:pk>/progress/", documents.import_progress, name="progress"),
    path("<slug:course>/imports/<int:pk>/report.json", documents.import_json, name="import_json"),
    path("<slug:course>/imports/<int:pk>/report.csv", documents.import_csv, name="import_csv"),
    path("<slug:course>/modules/<int:pk>/", modules.module_edit, name="module_edit"),
    path("<slug:course>/modules/<int:pk>/move/", modules.module_move, name="module_move"),
    path("<slug:course>/modules/<int:pk>/remove/", modules.module_remove, name="module_remove"),
    path("<slug:course>/modules/<int:pk>/times/", times.module_times, name="module_times"),
    path("<slug:course>/lessons/<int:pk>/", lessons.lesson_edit, name="lesson_edit"),
    path("<slug:course>/lessons/<int:pk>/changes/", changes.lesson_changes, name="lesson_changes"),
    path("<slug:course>/people/", people.people, name="people"),
]
