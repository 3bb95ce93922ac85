"""Addresses of the studio's questions and quizzes, under ``/studio/``."""

from __future__ import annotations

from django.urls import path

from quizzes.studio.views import desk, extra_time, questions, quizzes, results

app_name = "desk"
QUESTIONS = "<slug:course>/questions/"
QUIZZES = "<slug:course>/quizzes/"
urlpatterns = [
    path(QUESTIONS, desk.questions, name="questions"),
    path(f"{QUESTIONS}new/", questions.question_new, name="question_new"),
    path(f"{QUESTIONS}generate/", desk.generate, name="generate"),
    path(f"{QUESTIONS}<int:question>/", desk.question, name="question"),
    path(f"{QUESTIONS}<int:question>/edit/", questions.question_edit, name="question_edit"),
    path(f"{QUESTIONS}<int:question>/decide/", desk.decide_question, name="decide"),
    path(f"{QUESTIONS}<int:question>/resolve/", desk.resolve, name="resolve"),
    path(QUIZZES, quizzes.quizzes, name="quizzes"),
    path(f"{QUIZZES}extra-time/", extra_time.extra_time, name="extra_time"),
    path(f"{QUIZZES}new/", quizzes.quiz_new, name="quiz_new"),
    path(f"{QUIZZES}<int:quiz>/", quizzes.quiz_edit, name="quiz_edit"),
    path(f"{QUIZZES}<int:quiz>/preview/", quizzes.quiz_preview, name="quiz_preview"),
    path(f"{QUIZZES}<int:quiz>/publish/", quizzes.quiz_publish, name="quiz_publish"),
    path(f"{QUIZZES}<int:quiz>/results/", results.results, name="results"),
    path(f"{QUIZZES}<int:quiz>/results.csv", results.results_csv, name="results_csv"),
    path(f"{QUIZZES}<int:quiz>/options.csv", results.options_csv, name="options_csv"),
]
