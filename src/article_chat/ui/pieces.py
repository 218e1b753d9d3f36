"""The page's fixed HTML, and the scripts of its parts: each hands clicks inside its part to the server."""

HEADER = """
<header class="ac-top">
  <p class="ac-brand"><span class="ac-logo" aria-hidden="true">¶</span><span>Article Chat</span></p>
  <div class="ac-tabs" role="group" aria-label="Show">
    <button type="button" data-view="article" aria-pressed="false">Article</button>
    <button type="button" data-view="chat" aria-pressed="true">Chat</button>
  </div>
</header>
<button type="button" class="ac-back" data-back hidden><span aria-hidden="true">←</span> Back to the answer</button>
<p class="ac-hidden" id="ac-live" aria-live="polite"></p>
"""

_FORM_HEAD = """
<h2 class="ac-add-title">Bring an article</h2><p>It opens beside the others, for this visit only, and nobody else sees it.</p>
<p class="ac-add-large" role="alert" data-most="{max_bytes}"></p>
<p class="ac-add-label">A file: PDF, Word, EPUB, HTML, Markdown or plain text, of {size} MB at most</p>
"""


def form_head(max_bytes: int) -> str:
    """The top of the form. It names the limit on a file, by which the page's script turns larger ones away before they are sent."""
    return _FORM_HEAD.format(size=f"{max_bytes / 1_000_000:,.10g}", max_bytes=max_bytes)


CHAT_JS = """
const version = (html) => Number(/data-version="([0-9]+)"/.exec(html)?.[1] ?? -1);
let newest = props.value;
watch('value', () => {
  if (version(props.value) < version(newest)) props.value = newest;
  else newest = props.value;
});
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-restore]')) trigger('select', {});
  const button = event.target.closest('[data-ask], [data-claim]');
  if (!button) return;
  const { ask, claim, asWritten } = button.dataset;
  trigger('submit', { question: ask ?? claim, claim: claim !== undefined, as_written: asWritten === '1' });
});
"""

WRITER_JS = """
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-save]')) trigger('submit', {});
  const button = event.target.closest('[data-writer]');
  if (button) trigger('select', { own_words: button.dataset.writer === 'own' });
});
"""

SHELF_JS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-open], [data-close]');
  if (button) trigger('select', { key: button.dataset.open ?? button.dataset.close, close: button.dataset.close !== undefined });
});
"""

RETURN_JS = "(visit) => [visit, window.articleChatVisit]"
"""The name of the visit that the page's script found in its tab."""

SAVE_JS = """
watch('value', () => {
  const saved = new DOMParser().parseFromString(props.value ?? '', 'text/html').querySelector('[data-markdown]');
  if (!saved) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([saved.dataset.markdown], { type: 'text/markdown' }));
  link.download = saved.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
});
"""
