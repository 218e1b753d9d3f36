"""`python app.py` opens the page: the same as `article-chat serve`, with the same options."""

import sys

from article_chat.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
