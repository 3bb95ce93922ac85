"""The rows of quizzes."""

from quizzes.models.attempt import Attempt, Response
from quizzes.models.extra_time import ExtraTime
from quizzes.models.label import Forecast, Judgement
from quizzes.models.question import Choice, Question, Version
from quizzes.models.quiz import LEAST_SECONDS, MOST_SECONDS, Quiz, QuizQuestion
from quizzes.models.report import Report
from quizzes.models.tally import AnswerTally, QuizTally

__all__ = [
    "LEAST_SECONDS",
    "MOST_SECONDS",
    "AnswerTally",
    "Attempt",
    "Choice",
    "ExtraTime",
    "Forecast",
    "Judgement",
    "Question",
    "Quiz",
    "QuizQuestion",
    "QuizTally",
    "Report",
    "Response",
    "Version",
]
