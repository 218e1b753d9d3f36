"""The trained reader: the words that answer a question, and how sure it is that there are any."""
