"""Chat models: one setting opens one; what it writes is held to the passages; when it fails, the reader answers."""

from article_chat.models.answerer import Answerer, ChatModelAnswerer
from article_chat.models.connection import ChatModel, ModelSettings, open_model
from article_chat.models.rewriting import Rewritten, rewrite_question

__all__ = ["Answerer", "ChatModel", "ChatModelAnswerer", "ModelSettings", "Rewritten", "open_model", "rewrite_question"]
