"""A question as the article would put it: names and slips of typing spelled its way, initials written its way."""
