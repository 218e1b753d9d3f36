/* Marks citations in the article and moves between the panes. It only wraps and unwraps text that is already there. */
(() => {
  const PHONE = window.matchMedia('(max-width: 819px)');
  const CALM = window.matchMedia('(prefers-reduced-motion: reduce)');
  const now = { turn: null, key: null, painted: '', spoken: '', from: null, onShelf: false };

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const thread = () => one('#ac-chat .ac-thread');
  const lastTurn = () => all('.ac-turn', thread() ?? document).at(-1) ?? null;

  /* Places of a turn by block: block number -> [{from, to, key, badge, near}], counted in UTF-16 units of the block's text. */
  function placesOf(turn) {
    const blocks = new Map();
    const seen = new Set();
    for (const cite of turn ? all('.ac-cite[data-at]', turn) : []) {
      const { key, at, badge } = cite.dataset;
      if (!at || seen.has(key)) continue;
      seen.add(key);
      const pieces = at.split(';').map((piece) => piece.split(':').map(Number));
      pieces.forEach(([block, from, to], index) => {
        if (!blocks.has(block)) blocks.set(block, []);
        blocks.get(block).push({ from, to, key, near: cite.classList.contains('ac-near'), badge: index === pieces.length - 1 ? badge : '' });
      });
    }
    return blocks;
  }

  function unmark() {
    for (const block of new Set(all('mark.ac-mark').map((mark) => mark.closest('[id^="ac-block-"]')))) {
      for (const mark of all('mark.ac-mark', block)) mark.replaceWith(...mark.childNodes);
      block.normalize();
    }
  }

  /* Overlapping places cut a block into segments; every segment knows all the citations it belongs to. */
  function markBlock(block, places) {
    const edges = [...new Set(places.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
    for (let i = edges.length - 2; i >= 0; i -= 1) {
      const [from, to] = [edges[i], edges[i + 1]];
      const here = places.filter((place) => place.from <= from && place.to >= to);
      if (here.length) markSegment(block, from, to, here);
    }
  }

  function markSegment(block, from, to, here) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let at = 0, node = walker.nextNode(); node && at < to; at += node.length, node = walker.nextNode()) {
      const [low, high] = [Math.max(from - at, 0), Math.min(to - at, node.length)];
      if (low < high) nodes.push([node, low, high]);
    }
    nodes.reverse().forEach(([node, low, high], index) => {
      const range = document.createRange();
      range.setStart(node, low);
      range.setEnd(node, high);
      const mark = document.createElement('mark');
      mark.className = here.every((place) => place.near) ? 'ac-mark ac-near' : 'ac-mark';
      mark.dataset.keys = here.map((place) => place.key).join(' ');
      const badges = here.filter((place) => place.to === to && place.badge).map((place) => place.badge);
      if (index === 0 && badges.length) mark.dataset.badge = badges.join(' ');
      range.surroundContents(mark);
    });
  }

  function paint(turn) {
    unmark();
    for (const [number, places] of placesOf(turn)) {
      const block = document.getElementById(`ac-block-${number}`);
      if (block) markBlock(block, places);
    }
    now.turn = turn?.dataset.turn ?? null;
    light(now.key);
  }

  const marksOf = (key) => all('mark.ac-mark').filter((mark) => mark.dataset.keys.split(' ').includes(key));

  function light(key) {
    now.key = key;
    for (const mark of all('mark.ac-mark')) mark.classList.toggle('ac-on', mark.dataset.keys.split(' ').includes(key));
    for (const cite of all('.ac-cite')) {
      cite.classList.toggle('ac-on', cite.dataset.key === key);
      if (cite.dataset.key === key) cite.setAttribute('aria-current', 'true');
      else cite.removeAttribute('aria-current');
    }
  }

  function scrollToMark(key, arrive, tries = 4) {
    const [first] = marksOf(key);
    if (!first) return;
    const scroller = first.closest('.ac-scroll');
    const [box, frame] = [first.getBoundingClientRect(), scroller.getBoundingClientRect()];
    const bottom = Math.max(...marksOf(key).map((mark) => mark.getBoundingClientRect().bottom));
    const inView = box.top > frame.top + 40 && Math.min(bottom, box.top + frame.height / 2) < frame.bottom - (PHONE.matches ? 100 : 40);
    if (!inView) {
      /* In a long article the heights above are estimates until they are laid out: jump, and look again. */
      const jump = CALM.matches || PHONE.matches || one('.ac-long') !== null;
      scroller.scrollTo({ top: scroller.scrollTop + box.top - frame.top - frame.height * 0.32, behavior: jump ? 'instant' : 'smooth' });
      if (jump && tries > 0) requestAnimationFrame(() => scrollToMark(key, arrive, tries - 1));
    }
    if (!arrive) return;
    for (const mark of marksOf(key)) {
      mark.classList.remove('ac-arrive');
      void mark.offsetWidth;
      mark.classList.add('ac-arrive');
    }
  }

  function show(view) {
    document.body.dataset.acView = view;
    for (const tab of all('.ac-tabs [data-view]')) tab.setAttribute('aria-pressed', String(tab.dataset.view === view));
    if (view === 'chat') back(false);
    else showChosen(); // nothing could be scrolled there while it was hidden
  }

  function back(offer) {
    const button = one('[data-back]');
    if (button) button.hidden = !offer;
  }

  function bring(open) {
    if (open) document.body.dataset.acAdding = '1';
    else closeForm();
    tellForm();
    one(open ? '#ac-add textarea, #ac-add input[type=text]' : '[data-add]')?.focus();
  }

  /* The shelf is drawn anew with every article: whoever was on it goes on at the tab of the one in view. */
  function keepTab() {
    if (now.onShelf && document.activeElement === document.body) one('.ac-shelf-tab.ac-chosen .ac-shelf-open, [data-add]')?.focus({ preventScroll: true });
  }

  function closeForm() {
    if (one('.ac-add-large')) one('.ac-add-large').textContent = '';
    delete document.body.dataset.acAdding;
    tellForm();
  }

  /* For those who don't see it: whether the button's form is open. */
  function tellForm() {
    one('[data-add]')?.setAttribute('aria-expanded', String('acAdding' in document.body.dataset));
  }

  function say(words) {
    const live = one('#ac-live');
    if (live) live.textContent = words;
  }

  function showChosen() {
    one('.ac-shelf-tab.ac-chosen')?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    fade();
  }

  /* The shelf fades out where more tabs are to be scrolled to. */
  function fade() {
    const tabs = one('.ac-shelf-tabs');
    if (!tabs) return;
    tabs.style.setProperty('--ac-before', tabs.scrollLeft > 1 ? 'var(--ac-fade)' : '0px');
    tabs.style.setProperty('--ac-after', tabs.scrollLeft + tabs.clientWidth < tabs.scrollWidth - 1 ? 'var(--ac-fade)' : '0px');
  }

  /* What was pressed is gone from the page: go on where the next question is typed. On a phone that would bring up the keyboard. */
  function toBox() {
    if (!PHONE.matches) one('#ac-box textarea')?.focus({ preventScroll: true });
  }

  function openCitation(cite) {
    const turn = cite.closest('.ac-turn');
    closeForm();
    if (turn.dataset.turn !== now.turn) paint(turn);
    light(cite.dataset.key);
    now.from = cite.dataset.key;
    if (PHONE.matches) {
      show('article');
      back(true);
      if (!history.state?.acArticle) history.pushState({ ...history.state, acArticle: true }, '');
      one('[data-back]')?.focus({ preventScroll: true });
    }
    scrollToMark(cite.dataset.key, true);
    say(cite.getAttribute('aria-label').replace('Show in the article', 'Shown in the article'));
  }

  function toAnswer(key) {
    if (PHONE.matches) show('chat');
    const cite = all('.ac-cite').find((each) => each.dataset.key === key);
    cite?.scrollIntoView({ block: 'nearest', behavior: CALM.matches ? 'instant' : 'smooth' });
    cite?.focus({ preventScroll: true });
  }

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const cite = target?.closest('#ac-chat .ac-cite');
    if (cite) return openCitation(cite);
    const mark = target?.closest('mark.ac-mark');
    if (mark && String(window.getSelection()) === '') {
      const keys = mark.dataset.keys.split(' ');
      const key = keys[(keys.indexOf(now.key) + 1) % keys.length];
      light(key);
      return toAnswer(key);
    }
    if (target?.closest('[data-add]')) return bring(!document.body.dataset.acAdding);
    if (target?.closest('#ac-add-cancel')) return bring(false);
    if (target?.closest('.ac-shelf-open')) return closeForm();
    if (target?.closest('#ac-stop, #ac-clear, #ac-chat :is([data-ask], [data-claim], [data-restore])')) return toBox();
    const tab = target?.closest('[data-view]');
    if (tab) return show(tab.dataset.view);
    if (target?.closest('[data-back]')) {
      if (history.state?.acArticle) history.back();
      else toAnswer(now.from);
    }
  });

  /* A tab that is loaded anew comes back to its visit. The visit's name lies in the tab's storage only while nobody looks at it: a copy of the tab has none. */
  const VISIT = 'article-chat-visit';

  function keepVisit(name) {
    try {
      const kept = sessionStorage.getItem(VISIT);
      if (name) sessionStorage.setItem(VISIT, name);
      else sessionStorage.removeItem(VISIT);
      return kept;
    } catch {
      return null; // a browser that keeps nothing
    }
  }

  const partWithVisit = () => keepVisit(one('[data-visit]')?.dataset.visit);
  window.articleChatVisit = keepVisit();
  window.addEventListener('pagehide', partWithVisit);
  document.addEventListener('visibilitychange', () => (document.hidden ? partWithVisit() : keepVisit()));

  window.addEventListener('beforeunload', (event) => {
    if (one('.ac-turn, .ac-shelf-tab')) event.preventDefault();
  });

  window.addEventListener('resize', showChosen);

  document.addEventListener('focusin', (event) => { now.onShelf = event.target.closest('.ac-shelf') !== null; });

  document.addEventListener('scroll', (event) => {
    if (event.target instanceof Element && event.target.matches('.ac-shelf-tabs')) fade();
  }, true);

  window.addEventListener('popstate', () => {
    if (PHONE.matches && document.body.dataset.acView === 'article') toAnswer(now.from);
  });

  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      if (PHONE.matches) show('chat');
      one('#ac-box textarea')?.focus();
    }
    if (event.key === 'Escape' && document.body.dataset.acAdding) one('#ac-add-cancel')?.click();
    else if (event.key === 'Escape' && thread()?.dataset.busy) one('#ac-stop')?.click();
  });

  /* Gradio redraws when it likes: compare what is on the page with what was painted, and repaint only on a difference. */
  function refresh() {
    const chat = thread();
    const turn = lastTurn();
    const pane = one('.ac-scroll')?.dataset.pane;
    if (!chat || pane === undefined) return;
    const places = turn ? all('.ac-cite', turn).map((cite) => `${cite.dataset.key}@${cite.dataset.at}`).join(',') : '';
    const state = `${pane}|${chat.dataset.desk}|${turn?.dataset.turn}|${turn?.dataset.state}|${places}`;
    const lost = places.includes('@') && !one('mark.ac-mark') && one('[id^="ac-block-"]') !== null;
    if (state === now.painted && !lost) return;
    const before = now.painted.split('|');
    now.painted = state;
    const newTurn = before[2] !== String(turn?.dataset.turn) || before[1] !== chat.dataset.desk;
    if (newTurn) now.key = null;
    if (before[0] !== pane) showChosen();
    if (before[0] && before[0] !== pane) {
      one('.ac-scroll').scrollTop = 0;
      now.onShelf ||= PHONE.matches;
      if (document.body.dataset.acAdding) toBox(); // what was brought can be asked now
      closeForm();
    }
    paint(turn);
    const scroller = one('#ac-chat');
    if (turn && newTurn && before[2] !== undefined) {
      turn.scrollIntoView({ block: 'start', behavior: CALM.matches ? 'instant' : 'smooth' });
      if (PHONE.matches) show('chat');
    } else if (turn && scroller.scrollHeight > scroller.clientHeight) {
      const answer = turn.lastElementChild.getBoundingClientRect();
      const frame = scroller.getBoundingClientRect();
      if (answer.bottom > frame.bottom && answer.top > frame.top + 80) turn.scrollIntoView({ block: 'start', behavior: CALM.matches ? 'instant' : 'smooth' });
    }
    const chosen = turn && all('.ac-cite', turn).some((cite) => cite.dataset.key === now.key); // while the answer was still coming
    if (turn?.dataset.state === 'done' && before[3] !== 'done' && !chosen) {
      say(one('.ac-text', turn)?.textContent ?? '');
      const first = one('.ac-cite', turn);
      if (first && !first.classList.contains('ac-near') && !PHONE.matches) scrollToMark(first.dataset.key, false);
    }
    if (turn?.dataset.state === 'failed') say(one('.ac-error', turn)?.textContent ?? '');
  }

  /* A file that the server would not take is not sent: Gradio names another limit than the form, in units that are not ours. */
  function turnAway(event, files) {
    const said = one('.ac-add-large');
    const most = Number(said?.dataset.most);
    const large = [...(files ?? [])].find((file) => file.size > most);
    if (said) said.textContent = large ? `${large.name} has ${megabytes(large.size)} MB, which exceeds the ${megabytes(most)} MB that a file may have.` : '';
    if (!large) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    said.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  const megabytes = (bytes) => (Math.ceil(bytes / 10_000) / 100).toLocaleString('en');

  window.addEventListener('change', (event) => {
    if (!event.target.matches?.('#ac-add-file input[type=file]')) return;
    turnAway(event, event.target.files);
    if (event.defaultPrevented) event.target.value = '';
  }, true);

  window.addEventListener('drop', (event) => {
    if (!event.target.closest?.('#ac-add-file')) return;
    turnAway(event, event.dataTransfer?.files);
    if (event.defaultPrevented) event.target.dispatchEvent(new DragEvent('dragleave', { bubbles: true })); // the field looks dropped upon until then
  }, true);

  let told = null;
  function showProblem() {
    const problem = one('#ac-add .ac-add-problem');
    if (problem && problem !== told) problem.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    told = problem;
  }

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; refresh(); showProblem(); fade(); keepTab(); });
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['data-state', 'data-desk', 'data-pane', 'data-at', 'data-turn'] });
})();
