"""The rows of a course: documents become modules, their sections lessons, their sentences facts.

``courses`` knows nothing of ``quizzes``. A key has no index of its own where a unique constraint
begins with it: an import writes over a hundred rows for a document, and each index costs it.
"""

from courses.models.channel import Channel
from courses.models.course import Course, Enrolment, Instructor
from courses.models.departed import Departed
from courses.models.fact import Citation, Fact
from courses.models.lesson import Lesson, Segment
from courses.models.library import Link, Mention, Term
from courses.models.module import Module
from courses.models.picture import Picture
from courses.models.progress import Progress
from courses.models.timing import LengthReport, ModuleText
from courses.models.upload import Upload, UploadedDocument
from courses.models.video import Video, validate_video_key

__all__ = [
    "Channel",
    "Citation",
    "Course",
    "Departed",
    "Enrolment",
    "Fact",
    "Instructor",
    "LengthReport",
    "Lesson",
    "Link",
    "Mention",
    "Module",
    "ModuleText",
    "Picture",
    "Progress",
    "Segment",
    "Term",
    "Upload",
    "UploadedDocument",
    "Video",
    "validate_video_key",
]
