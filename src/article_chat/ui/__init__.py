"""The page: an article beside a chat about it. `page.py` is the only module that imports gradio, `serving.py` serves it."""
