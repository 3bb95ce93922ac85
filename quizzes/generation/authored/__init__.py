"""Questions that a language model words: what it is asked, and how its replies are judged.

Pure like everything here: nothing is sent from this package. ``quizzes.authors`` sends.
"""

from .form import NAME, WRITTEN_BY, ModelForm
from .reply import Reply, Unusable, read_reply
from .request import Request, request_for

__all__ = [
    "NAME",
    "WRITTEN_BY",
    "ModelForm",
    "Reply",
    "Request",
    "Unusable",
    "read_reply",
    "request_for",
]
