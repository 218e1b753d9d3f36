"""What people put around what they ask, and what asks for nothing by itself: "hi", "can you tell me", "according to the article", "please".

Alternatives of patterns, for text in lower case or for patterns that ignore case; with punctuation or without it.
"""

from __future__ import annotations

_ARTICLE = r"(?:the|this|that|your) (?:(?:whole|full|above|news) )?(?:article|text|piece|passage|story)"
_ME = r"(?: (?:me|us))?(?: (?:please|exactly))?"
FRAMES = "|".join(
    (
        rf"(?:(?:can|could|would|will) (?:you|u) )?(?:(?:please|kindly|just|maybe|possibly) )*"
        rf"(?:tell|show|inform|remind|explain(?: to)?|clarify(?: for)?|say|let (?:me|us) know|find out(?: for)?|look up){_ME}",
        r"(?:do|would|did) (?:you|u|we)(?: (?:happen to|even|already))? know",
        r"(?:i(?: would|['’]d)? (?:(?:really|just) )?(?:want|like|love|need)|i wanna|i was hoping) (?:to )?"
        r"(?:know|find out|hear|learn|understand|ask(?: you)?)",
        r"(?:(?:i am|i['’]m|we are|we['’]re|just) )*(?:wondering|curious(?: to know)?|trying to (?:find out|understand))",
        r"i (?:was )?wonder(?:ing)?",
        r"(?:is there )?any (?:idea|clue|word|information|info|mention)(?: (?:on|of|as to))?",
        rf"(?:does|do|did) {_ARTICLE} (?:(?:actually|ever|even|also) )?(?:say|mention|tell|explain|state|specify|describe|reveal|indicate|report){_ME}",
        rf"is it (?:said|mentioned|stated|explained|specified|told|known|clear)(?: (?:in|by) {_ARTICLE}| anywhere)?",
    )
)
"""What may stand before a word that asks."""
OPENINGS = "|".join(
    (
        r"h(?:i|ello|ey)(?: there)?|ok(?:ay)?|so|well|please|pls|thanks|thank you|um+|hm+|(?:(?:my|one|a|quick) )?question(?: is)?",
        rf"(?:according to|in|from|going by|based on) {_ARTICLE}",
    )
)
"""What may stand before any question."""
CLOSINGS = rf"please|pls|thanks|thank you|exactly|precisely|actually|by the way|according to {_ARTICLE}"
"""What may stand behind anything."""
ASKS = r"(?:(?:in|on|at|to|for|from|by|with|of|about|under|since|until) )?(?:who|whom|whose|what|when|where|why|how|which)\b(?! about\b)"
"""How what is asked for begins."""
