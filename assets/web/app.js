// app.js -- what every page does: the panel, the status line, help, search, forms, theme, the lock after idle time.
// Everything here is an addition: without it the pages still work as links and forms.

export const $ = (selector, root = document) => root.querySelector(selector);
const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));

/** An element: el('p', {class: 'note'}, 'text', child…). */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** plural(3, 'отметка', 'отметки', 'отметок') -> '3 отметки'. */
export function plural(n, one, few, many) {
  const tens = n % 100, units = n % 10;
  if (tens > 10 && tens < 15 || units === 0 || units > 4) return `${n} ${many}`;
  return `${n} ${units === 1 ? one : few}`;
}

/* ---- the server ---- */

let token = ($('meta[name="csrf"]') || {}).content || '';

/** Sends JSON. Resolves to {status, data}; data is null when the answer is not JSON. Rejects when there is no answer. */
export async function send(url, body, keepalive) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 10000);
  try {
    const response = await fetch(url, {
      method: 'POST', credentials: 'same-origin', keepalive: !!keepalive, signal: stop.signal,
      headers: { 'Content-Type': 'application/json', 'X-Zhurnal-Csrf': token }, body: JSON.stringify(body),
    });
    const json = (response.headers.get('Content-Type') || '').includes('json');
    return { status: response.status, data: json ? await response.json() : null };
  } finally { clearTimeout(timer); }
}

const door = () => `/unlock?to=${encodeURIComponent(location.pathname + location.search)}`;

/** A fragment of a page as text. Rejects with a sentence for the reader. */
export async function fragment(url) {
  let response;
  try {
    response = await fetch(url, { credentials: 'same-origin', headers: { 'X-Zhurnal-Fragment': '1' } });
  } catch (e) { throw new Error('Программа не отвечает. Проверьте, на месте ли флешка.'); }
  const text = await response.text();
  if (response.status === 401 || response.url.includes('/unlock?')) location.assign(door());
  if (!response.ok && !text.includes('<')) throw new Error(text || 'Не удалось открыть.');
  return text;
}

/** Takes the token again: after the journal was locked and opened in another tab. True when there is one. */
export async function renew() {
  const page = parse(await (await fetch(location.href, { credentials: 'same-origin' })).text());
  const fresh = $('meta[name="csrf"]', page);
  if (!fresh || !$('#grid, .sheet', page)) return false;
  token = fresh.content;
  for (const field of $$('input[name="csrf"]')) field.value = token;
  return true;
}

/* ---- the status line ---- */

/** kind: 'saved', 'wait', 'bad' or '' for an ordinary remark. */
export function status(kind, text) {
  const line = $('#status');
  if (!line || line.textContent === text && line.dataset.kind === kind) return;
  line.dataset.kind = kind;
  line.textContent = text;
  line.title = text;
}

/* ---- the panel ---- */

const aside = $('#panel');
let opener = null;
let asked = 0;

// A whole page may come instead of a fragment: its main part is what is wanted.
function bodyOf(html) {
  const page = parse(html);
  const body = el('div', { class: 'body' });
  body.append(...($('main', page) || page.body).childNodes);
  return body;
}

export const panel = {
  get open() { return !!aside && !aside.hidden; },

  /** Fetches and shows a fragment; focus goes to its first field or heading, and back to `from` on closing. */
  async load(url, from) {
    const mine = ++asked;
    let body;
    try {
      body = bodyOf(await fragment(url));
    } catch (problem) {
      body = el('div', { class: 'body' }, el('h2', {}, 'Не открылось'), el('p', { class: 'note bad' }, problem.message));
    }
    if (mine !== asked || !aside) return;
    if (!panel.open || !aside.contains(document.activeElement)) opener = from || document.activeElement;
    const close = el('button', { type: 'button', class: 'quiet close', title: 'Закрыть (Esc)' }, 'Закрыть');
    close.addEventListener('click', panel.close);
    aside.replaceChildren(close, body);
    aside.hidden = false;
    const heading = $('h1, h2, h3', body);
    if (heading) heading.tabIndex = -1;
    const field = $('input:not([type="hidden"]), select, textarea', body) || heading || close;
    field.focus({ preventScroll: true });
    if (field.select) field.select();
    aside.scrollTop = 0;
    dispatchEvent(new CustomEvent('panel'));
  },

  close() {
    asked += 1;
    if (!panel.open) return;
    aside.hidden = true;
    aside.replaceChildren();
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
    dispatchEvent(new CustomEvent('panel'));
  },
};

/* ---- keys of every page ---- */

const typing = (node) => node.matches && node.matches('input, select, textarea, [contenteditable]');

// Arrows go from link to link of a list, and from the search field into it.
function moveInList(event) {
  const { target } = event;
  const down = event.key === 'ArrowDown';
  const links = $$('main .list tbody tr, main .group li').map((row) => $('a', row)).filter(Boolean);
  const i = links.indexOf(target);
  const next = target.type === 'search' ? down && links[0] : i >= 0 && links[i + (down ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (event.key === 'F1' && $('link[rel="help"]')) {
    event.preventDefault();
    panel.load($('link[rel="help"]').href);
  } else if (event.key === 'Escape' && panel.open) {
    event.preventDefault();
    panel.close();
  } else if (plain && event.code === 'Slash' && !event.shiftKey && !typing(event.target)) {
    const search = $('input[type="search"]');
    const list = event.key === '/' && !$('td.ed') && $('nav.rail a[href="/journals"]');
    if (search) { event.preventDefault(); search.focus(); search.select(); } else if (list) {
      event.preventDefault();
      sessionStorage.setItem('find', '1');
      list.click();
    }
  } else if (plain && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    moveInList(event);
  } else if (event.key === 'Enter' && event.target.form) {
    nextField(event);
  }
});

document.addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a.why[href], a[data-panel]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  panel.load(link.href, link);
});

/* ---- forms ---- */

// Enter goes to the next empty required field; from the last one it sends the form.
function nextField(event) {
  const field = event.target;
  if (field.tagName === 'TEXTAREA') {
    if (event.ctrlKey) { event.preventDefault(); field.form.requestSubmit(); }
    return;
  }
  if (field.tagName !== 'INPUT' && field.tagName !== 'SELECT') return;
  const fields = Array.from(field.form.elements);
  const next = fields.slice(fields.indexOf(field) + 1).find((f) => f.required && !f.value && !f.disabled);
  if (next && field.value) { event.preventDefault(); next.focus(); }
  else if (field.tagName === 'SELECT') { event.preventDefault(); field.form.requestSubmit(); }
}

const changed = new Set();
const unsent = () => Array.from(changed).some((form) => form.isConnected);

document.addEventListener('input', ({ target }) => {
  if (target.form && target.form.method === 'post' && target.type !== 'password') changed.add(target.form);
});

// The second press of a button is not a second order.
document.addEventListener('submit', (event) => {
  const form = event.target;
  changed.delete(form);
  if (event.defaultPrevented) return;
  if (form.getAttribute('aria-busy') === 'true') { event.preventDefault(); return; }
  form.setAttribute('aria-busy', 'true');
  setTimeout(() => form.removeAttribute('aria-busy'), 4000);
});

addEventListener('beforeunload', (event) => {
  if (unsent()) { event.preventDefault(); event.returnValue = ''; }
});

// A clock that stands before the newest entry: the page stays, what waits to be written goes through by itself.
document.addEventListener('click', async (event) => {
  const form = event.target.closest && event.target.closest('#clock');
  if (!form || !event.target.closest('button')) return;
  event.preventDefault();
  try {
    const { data } = await send(form.action, {});
    if (data && data.ok) { form.remove(); status('', data.message); }
  } catch (e) { status('bad', 'Программа не отвечает'); }
});

/* ---- search as one types ---- */

// The answer of the same form replaces what stands under it; the form itself keeps the cursor.
async function refresh(form) {
  const place = `${form.getAttribute('action')}?${new URLSearchParams(new FormData(form))}`;
  form.asked = place;
  let page;
  try {
    page = parse(await (await fetch(place, { credentials: 'same-origin' })).text());
  } catch (e) { status('bad', 'Программа не отвечает'); return; }
  const fresh = $(`main form[action="${form.getAttribute('action')}"][method="get"]`, page);
  if (!fresh || form.asked !== place) return;
  while (form.nextSibling) form.nextSibling.remove();
  while (fresh.nextSibling) form.parentNode.append(fresh.nextSibling);
  const note = $('.muted', form);
  if (note && $('.muted', fresh)) note.textContent = $('.muted', fresh).textContent;
  history.replaceState(history.state, '', place);
}

// «/» on a page without a search of its own leads to that of the journals.
if (sessionStorage.getItem('find')) {
  sessionStorage.removeItem('find');
  const search = $('input[type="search"]');
  if (search) search.focus();
}

const searches = (form) => form && form.method === 'get' && form.classList.contains('filters');
let pause = 0;

document.addEventListener('input', (event) => {
  const { form } = event.target;
  if (!searches(form)) return;
  clearTimeout(pause);
  pause = setTimeout(() => refresh(form), event.target.type === 'search' ? 200 : 600);
});

/* ---- theme ---- */

const root = document.documentElement;
const dark = () => root.dataset.theme === 'dark' || !root.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches;

// Storage may be forbidden; the choice then lasts as long as the page.
try { root.dataset.theme = sessionStorage.getItem('theme') || root.dataset.theme || ''; } catch (e) { /* as above */ }

function themeButton(before) {
  const title = 'Светлая или тёмная страница';
  const button = el('button', { type: 'button', class: 'quiet', 'aria-label': title, title });
  button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${new URL('icons.svg', import.meta.url)}#theme"></use></svg>`;
  button.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    try { sessionStorage.setItem('theme', root.dataset.theme); } catch (e) { /* as above */ }
  });
  before.before(button);
}
if ($('#help')) themeButton($('#help'));

/* ---- the time after which the journal locks itself ---- */

// The program counts from the last request. Whoever works is kept in; whoever left leaves no names on the screen.
const idle = 1000 * (document.body.dataset.idle || 0);
let seen = Date.now();
let told = seen;

function tick() {
  const now = Date.now();
  if (now - seen > idle && !unsent() && dispatchEvent(new CustomEvent('leave', { cancelable: true }))) {
    location.assign(door());
  } else if (seen > told && now - told > 60000) {
    told = now;
    fetch('/help/start', { headers: { 'X-Zhurnal-Fragment': '1' } }).catch(() => {});
  }
}
if (idle) {
  const here = () => { seen = Date.now(); };
  for (const name of ['keydown', 'mousemove', 'wheel', 'touchstart']) addEventListener(name, here, { passive: true });
  setInterval(tick, 5000);
}
