"""`python -m article_chat` is the command line, where no `article-chat` is on the path."""

import sys

from article_chat.cli import main

if __name__ == "__main__":
    sys.exit(main())
