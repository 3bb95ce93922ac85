from django.urls import path

from quizzes import views

app_name = "quizzes"
urlpatterns = [
    path("quizzes/<int:quiz>/", views.quiz, name="quiz"),
    path("quizzes/<int:quiz>/start/", views.start, name="start"),
    path("attempts/<int:attempt>/", views.attempt, name="attempt"),
    path("attempts/<int:attempt>/confirm/", views.confirm, name="confirm"),
    path("attempts/<int:attempt>/results/", views.results, name="results"),
]
