from django.urls import path

from quizzes.views import attempt, ending, practice, quiz, reports

app_name = "quizzes"
urlpatterns = [
    path("quizzes/<int:quiz>/", quiz.quiz, name="quiz"),
    path("quizzes/<int:quiz>/start/", quiz.start, name="start"),
    path("modules/<int:module>/practice/", practice.practice, name="practice"),
    path("attempts/<int:attempt>/", attempt.attempt, name="attempt"),
    path("attempts/<int:attempt>/confirm/", ending.confirm, name="confirm"),
    path("attempts/<int:attempt>/results/", ending.results, name="results"),
    path("attempts/<int:attempt>/again/", practice.retry, name="retry"),
    path("attempts/<int:attempt>/report/<int:position>/", reports.report, name="report"),
]
