// lesson.js -- the page of lessons as a sheet that is written by keyboard, the week by arrows, forms in the panel.
// A change shows at once; its write waits in a queue that keeps its order, and is tried again while the program is silent.

import { $, el, renew, send, status, panel } from './app.js';

const HOLD_MS = 2000;

/* ---- forms in the panel: the answer is told where the form is ---- */

async function sendForm(form) {
  const body = Object.fromEntries(new FormData(form));
  delete body.csrf;
  let answer;
  try { answer = await send(form.action, body); } catch (e) { answer = { data: { message: 'Программа не отвечает. Повторите.' } }; }
  form.removeAttribute('aria-busy');
  const data = answer.data || { message: 'Журнал заблокирован. Войдите снова.' };
  if (data.ok && form.matches('[data-again]')) {
    status('saved', data.message || 'Сохранено');
    form.dispatchEvent(new CustomEvent('stale', { bubbles: true }));
    panel.load(panel.place, panel.from);
    panel.dirty = true;
    return;
  }
  if (data.ok) { sessionStorage.setItem('told', data.message || ''); location.reload(); return; }
  let line = $('.error', form);
  if (!line) { line = el('p', { class: 'error', role: 'alert' }); form.append(line); }
  line.textContent = data.message;
  const field = $('input:not([type="hidden"]), select, textarea', form);
  if (field) field.focus();
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.closest('#panel') || form.method !== 'post') return;
  event.preventDefault();
  sendForm(form);
}, true);

// The panel remembers where it came from, so that a form in it may show it anew; the page is renewed when it closes.
document.addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a[data-panel]');
  if (link) { panel.place = link.href; panel.from = link; }
}, true);
addEventListener('panel', () => { if (!panel.open && panel.dirty) location.reload(); });

try {
  const told = sessionStorage.getItem('told');
  if (told) { sessionStorage.removeItem('told'); status('saved', told); }
} catch (e) { /* no storage: nothing to tell */ }

/* ---- the week and its arrows ---- */

function roving(table, pick) {
  const cells = () => Array.from(table.tBodies[0].rows).map((row) => Array.from(row.cells).filter((c) => c.tagName === 'TD' && !c.classList.contains('does')));
  for (const button of table.querySelectorAll('.does button')) button.tabIndex = -1;
  const first = pick || cells().flat()[0];
  for (const td of cells().flat()) td.tabIndex = -1;
  if (first) first.tabIndex = 0;
  table.addEventListener('focusin', ({ target }) => {
    const td = target.closest('td');
    if (!td) return;
    for (const one of table.querySelectorAll('td[tabindex="0"]')) one.tabIndex = -1;
    td.tabIndex = 0;
  });
  return cells;
}

function move(cells, td, down, right) {
  const grid = cells().filter((row) => row.length);
  const r = grid.findIndex((row) => row.includes(td));
  if (r < 0) return null;
  const next = grid[Math.max(0, Math.min(grid.length - 1, r + down))];
  const c = grid[r].indexOf(td) + right;
  return next[Math.max(0, Math.min(next.length - 1, c))];
}

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const week = $('table.week[data-week]');
if (week) {
  const cells = roving(week, $('td.today', week));
  week.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (target.tagName !== 'TD' || event.ctrlKey || event.altKey) return;
    if (ARROWS[key]) {
      event.preventDefault();
      const next = move(cells, target, ...ARROWS[key]);
      if (next) next.focus();
    } else if (key === 'Enter') {
      const link = $('.add', target) || $('a', target);
      if (link) { event.preventDefault(); link.click(); }
    }
  });
}

/* ---- the sheet of lessons ---- */

const sheet = $('#lessons') || $('#plan');
const isPlan = !!sheet && sheet.id === 'plan';
const ID = isPlan ? 'row' : 'lesson';
const url = sheet && sheet.dataset.url;
const writes = !!sheet && sheet.dataset.write === '1';
const queue = [];
const past = [];
const ahead = [];
let busy = false;
let editing = null;

const FIELDS = isPlan ? ['topic', 'hours', 'homework', 'work'] : ['date', 'number', 'topic', 'homework', 'work', 'weight', 'note'];
const rowOf = (td) => td.closest('tr');
const field = (tr, name) => $(`td[data-f="${name}"]`, tr);
const chips = (td) => Array.from(td.querySelectorAll('.chip'));
const textOf = (td) => Array.from(td.childNodes).filter((n) => n.nodeType === 3).map((n) => n.data).join('').trim();

function put(td, text) {
  const kept = chips(td);
  td.replaceChildren(...(text ? [text] : []), ...kept);
}

function tell() {
  if (queue.length) status('wait', busy ? 'Сохраняю…' : 'Не сохранено: программа не отвечает');
}

async function drain() {
  if (busy || !queue.length) return;
  busy = true;
  const one = queue[0];
  let answer = null;
  const slow = setTimeout(tell, 400);
  try { answer = await send(`${url}/${isPlan ? 'plan' : 'lessons'}/set`, { rows: one.rows }); } catch (e) { answer = null; }
  clearTimeout(slow);
  busy = false;
  if (!answer || answer.status >= 500) { tell(); setTimeout(drain, HOLD_MS); return; }
  if (answer.status === 401 || answer.status === 403 && !answer.data) {
    status('bad', 'Журнал заблокирован. Откройте его в другой вкладке: написанное сохранится.');
    setTimeout(async () => { try { await renew(); } catch (e) { /* the next try will tell */ } drain(); }, HOLD_MS);
    return;
  }
  queue.shift();
  const data = answer.data || {};
  for (const { td } of one.changes) td.classList.remove('wait');
  if (data.ok) {
    for (const row of data.rows) show(row);
    for (const [name, words] of Object.entries(data.sums || {})) { const spot = $(`[data-sum="${name}"]`); if (spot) spot.textContent = words; }
    if (isPlan && !$('#plan-does button')) $('#plan-does').append(el('button', { name: 'doing', value: 'undo' }, 'Отменить'));
    status('saved', `Сохранено ${data.saved.slice(0, 5)}`);
  } else {
    for (const change of one.changes) {
      put(change.td, change.from);
      change.td.classList.add('refused');
      change.td.title = data.message || '';
    }
    past.splice(past.indexOf(one.changes), past.includes(one.changes) ? 1 : 0);
    status('bad', data.message || 'Не удалось сохранить');
  }
  drain();
}

// After all that waits has been written.
function whenSaved(then) {
  if (queue.length) setTimeout(() => whenSaved(then), 30); else then();
}

// What the server says stands there, except in cells with something newer on the way.
function show(row) {
  const tr = sheet.querySelector(`tr[data-l="${CSS.escape(row[ID])}"]`);
  const newer = queue.flatMap((one) => one.changes.map((change) => change.td));
  for (const name of tr ? FIELDS : []) {
    const td = field(tr, name);
    if (!newer.includes(td) && (!editing || editing.td !== td) && textOf(td) !== row[name]) put(td, row[name]);
  }
}

// changes: [{td, from, to}]; all of them are one write and one undo.
function write(changes, stack = past) {
  const rows = new Map();
  for (const { td, to } of changes) {
    const id = rowOf(td).dataset.l;
    if (!rows.has(id)) rows.set(id, { [ID]: id });
    rows.get(id)[td.dataset.f] = to;
    put(td, to);
    td.classList.remove('refused');
    td.removeAttribute('title');
    td.classList.add('wait');
  }
  if (stack) stack.push(changes);
  if (stack === past) ahead.length = 0;
  queue.push({ rows: Array.from(rows.values()), changes });
  drain();
}

// What the server can take back whole: a copying of many lessons, any change of the plan.
function serverUndo(again) {
  if (isPlan) { planRow(again ? 'redo' : 'undo', $('td[tabindex="0"]', sheet)); return; }
  const button = $(`.undobar button[value="${again ? 1 : 0}"]`);
  if (button) button.click(); else status('', again ? 'Возвращать нечего' : 'Отменять нечего');
}

function undo(from, to) {
  const changes = isPlan ? null : from.pop();
  if (!changes) { whenSaved(() => serverUndo(from === ahead)); return; }
  const back = changes.map(({ td, from: was, to: now }) => ({ td, from: now, to: was }));
  to.push(back);
  write(back, null);
  back[0].td.focus();
}

/* Writing in a cell */

function editor(td, typed) {
  const text = typed === undefined ? textOf(td) : typed;
  const name = td.dataset.f;
  const label = sheet.tHead.rows[0].cells[td.cellIndex].textContent;
  if (name === 'work') {
    const select = el('select', { 'aria-label': label });
    select.append($('#works').content.cloneNode(true));
    select.options[0].value = '';
    select.value = textOf(td);
    return select;
  }
  const wide = name === 'topic' || name === 'homework' || name === 'note';
  const input = el(wide ? 'textarea' : 'input', { 'aria-label': label, autocomplete: 'off', ...(wide ? { rows: 1 } : { inputmode: name === 'date' ? 'numeric' : 'decimal' }) });
  input.value = text;
  return input;
}

function grow(input) {
  if (input.tagName !== 'TEXTAREA') return;
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight}px`;
}

function edit(td, typed) {
  if (!writes || editing) return;
  const tr = rowOf(td);
  if (!td.dataset.f) return;
  if (tr.classList.contains('no')) { status('bad', 'Вы заменяете здесь только отдельные уроки. Этот урок не ваш.'); return; }
  if (tr.classList.contains('k')) {
    panel.place = `${url}/lesson?lesson=${encodeURIComponent(tr.dataset.l)}`;
    panel.load(panel.place, td);
    return;
  }
  const from = textOf(td);
  const kept = chips(td);
  const input = editor(td, typed);
  editing = { td, from, kept, input };
  td.classList.add('editing');
  td.replaceChildren(input);
  grow(input);
  input.focus();
  if (input.setSelectionRange) input.setSelectionRange(typed === undefined ? 0 : input.value.length, input.value.length);
}

function finish(keep) {
  if (!editing) return null;
  const { td, from, kept, input } = editing;
  const to = input.value.replace(/\s+/g, ' ').trim();
  editing = null;
  td.classList.remove('editing');
  td.replaceChildren(...(from ? [from] : []), ...kept);
  if (keep && to !== from) write([{ td, from, to }]);
  return td;
}

function planned(tr) {
  const td = field(tr, 'topic');
  if (!td.dataset.plan || textOf(td) || tr.classList.contains('no') || tr.classList.contains('k') || tr.classList.contains('off')) return [];
  const changes = [{ td, from: '', to: td.dataset.plan }];
  for (const [name, value] of [['homework', td.dataset.planHomework], ['work', td.dataset.planWork]]) {
    const other = field(tr, name);
    if (value && !textOf(other)) changes.push({ td: other, from: '', to: value });
  }
  return changes;
}

function fromPlan(td, all) {
  const rows = all ? Array.from(sheet.tBodies[0].rows).filter((tr) => tr.classList.contains('past')) : [rowOf(td)];
  const changes = rows.filter((tr) => tr.dataset.l).flatMap(planned);
  if (!changes.length) { status('', rows.length === 1 && textOf(field(rows[0], 'topic')) ? 'Тема уже есть' : 'Плана для этого урока нет'); return; }
  write(changes);
}

/* Rows of the plan: added, moved and struck out by the server; the page comes back with the cursor on the row. */

async function planRow(doing, td, more) {
  finish(true);
  const field = td.dataset.f || 'topic';
  const row = rowOf(td).dataset.l;
  whenSaved(async () => {
    try {
      const { data } = await send(`${url}/plan/row`, { doing, row, ...more });
      if (!data || !data.ok) { status('bad', (data && data.message) || 'Не удалось записать'); return; }
      sessionStorage.setItem('plan-at', JSON.stringify({ row: data.row || row, field: more ? 'topic' : field, fresh: !!more }));
      sessionStorage.setItem('told', data.message);
      location.reload();
    } catch (e) { status('bad', 'Программа не отвечает. Повторите.'); }
  });
}

function planKeys(event, td) {
  const { key } = event;
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!isPlan || !writes || !rowOf(td).dataset.l) return false;
  if (key === 'Insert' && plain) planRow('add', td, { topic: 'Новая тема' });
  else if (key === 'Delete' && event.ctrlKey) planRow('remove', td);
  else if ((key === 'ArrowUp' || key === 'ArrowDown') && event.altKey) planRow(key === 'ArrowUp' ? 'up' : 'down', td);
  else return false;
  return true;
}

function backToPlanRow() {
  let at = null;
  try { at = JSON.parse(sessionStorage.getItem('plan-at')); sessionStorage.removeItem('plan-at'); } catch (e) { at = null; }
  const tr = at && at.row && document.getElementById(`row-${at.row}`);
  if (!tr) return;
  const td = field(tr, at.field);
  td.focus();
  if (at.fresh) edit(td);
}

/* Copying within the sheet: Ctrl+D takes the cell above, Ctrl+C and Ctrl+V go through the clipboard, many rows at once. */

const mayWrite = (td) => writes && td.dataset.f && !rowOf(td).classList.contains('k') && !rowOf(td).classList.contains('no') && !rowOf(td).classList.contains('off');

function above(td) {
  for (let tr = rowOf(td).previousElementSibling; tr; tr = tr.previousElementSibling) {
    if (tr.dataset.l && !tr.classList.contains('off')) return field(tr, td.dataset.f);
  }
  return null;
}

function fillDown(td) {
  const from = td.dataset.f && above(td);
  if (!from || td.dataset.f === 'date' || !mayWrite(td)) return;
  if (textOf(from) !== textOf(td)) write([{ td, from: textOf(td), to: textOf(from) }]);
}

function paste(td, text) {
  const start = FIELDS.indexOf(td.dataset.f);
  const changes = [];
  let tr = rowOf(td);
  for (const line of text.replace(/\r/g, '').replace(/\n$/, '').split('\n')) {
    while (tr && !tr.dataset.l) tr = tr.nextElementSibling;
    if (!tr) break;
    line.split('\t').forEach((part, i) => {
      const to = FIELDS[start + i] && field(tr, FIELDS[start + i]);
      const words = part.replace(/^"|"$/g, '').replace(/\s+/g, ' ').trim();
      if (to && mayWrite(to) && textOf(to) !== words) changes.push({ td: to, from: textOf(to), to: words });
    });
    tr = tr.nextElementSibling;
  }
  if (changes.length) write(changes); else status('', 'Вставлять нечего');
}

function startSheet() {
  const current = $('tr.now', sheet) || $('tr[data-l]', sheet);
  const cells = roving(sheet, current && field(current, 'topic'));
  if (current) {
    const wrap = sheet.parentElement;
    wrap.scrollTop = Math.max(0, current.offsetTop - wrap.clientHeight / 3);
    if (!isPlan && (!document.activeElement || document.activeElement === document.body)) field(current, 'topic').focus({ preventScroll: true });
  }
  const go = (td, down, right) => { const next = move(cells, td, down, right); if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: 'nearest', inline: 'nearest' }); } return next; };

  sheet.addEventListener('dblclick', ({ target }) => { const td = target.closest('td[data-f]'); if (td && !editing) edit(td); });
  sheet.addEventListener('mousedown', ({ target }) => { if (editing && !editing.td.contains(target)) finish(true); });
  sheet.addEventListener('focusout', () => { setTimeout(() => { if (editing && !editing.td.contains(document.activeElement)) finish(true); }); });
  sheet.addEventListener('input', ({ target }) => grow(target));

  sheet.addEventListener('keydown', (event) => {
    const { key, target } = event;
    const td = target.closest('td');
    if (!td || event.isComposing) return;
    const used = () => { event.preventDefault(); event.stopPropagation(); };
    if (editing) {
      if (key === 'Escape') { used(); finish(false).focus(); }
      else if (key === 'Enter' && !event.shiftKey) { used(); go(finish(true), 1, 0); }
      else if (key === 'Tab') { used(); go(finish(true), 0, event.shiftKey ? -1 : 1); }
      return;
    }
    if (planKeys(event, td)) { used(); return; }
    if (event.ctrlKey && !event.altKey) {
      if (event.code === 'KeyD' && writes) { used(); fillDown(td); }
      else if (event.code === 'KeyZ' && !event.shiftKey) { used(); undo(past, ahead); }
      else if (event.code === 'KeyY' || event.code === 'KeyZ') { used(); undo(ahead, past); }
      else if (key === 'Home' || key === 'End') { used(); const rows = cells().filter((r) => r.length); go(td, key === 'Home' ? -rows.length : rows.length, 0); }
      return;
    }
    if (event.altKey || event.metaKey) return;
    if (ARROWS[key]) { used(); go(td, ...ARROWS[key]); }
    else if (key === 'PageDown' || key === 'PageUp') { used(); go(td, key === 'PageDown' ? 12 : -12, 0); }
    else if (key === 'Home' || key === 'End') { used(); go(td, 0, key === 'Home' ? -9 : 9); }
    else if (key === 'F2' && isPlan) { used(); edit(td); }
    else if (key === 'F2') { used(); const link = $('th a', rowOf(td)); panel.place = link.href; panel.load(link.href, td); }
    else if (key === 'F4' && writes && !isPlan) { used(); fromPlan(td, event.shiftKey); }
    else if (key === 'Enter') { used(); edit(td); }
    else if (key === 'Delete' && writes && mayWrite(td) && td.dataset.f !== 'date') {
      used();
      if (textOf(td)) write([{ td, from: textOf(td), to: '' }]);
    } else if (key.length === 1 && key !== ' ' && mayWrite(td)) { used(); edit(td, td.dataset.f === 'work' ? undefined : key); }
  });
  const cursor = () => !editing && document.activeElement.closest && document.activeElement.closest('#lessons td[data-f], #plan td[data-f]');
  document.addEventListener('copy', (event) => { const td = cursor(); if (td && !String(getSelection())) { event.preventDefault(); event.clipboardData.setData('text/plain', textOf(td)); } });
  document.addEventListener('paste', (event) => { const td = cursor(); if (td && writes) { event.preventDefault(); paste(td, event.clipboardData.getData('text/plain')); } });
  const copies = $('#copy-lessons');
  if (copies) copies.addEventListener('click', () => { const tr = $('td[tabindex="0"]', sheet); if (tr) copies.search = `?from=${rowOf(tr).dataset.l}`; });
  addEventListener('beforeunload', (event) => { if (queue.length) { event.preventDefault(); event.returnValue = ''; } });
}
if (sheet) { startSheet(); if (isPlan) backToPlanRow(); }

/* A plan from a file goes into the box where it may be looked at first. */

const file = $('#plan-file');
if (file) {
  file.parentElement.hidden = false;
  file.addEventListener('change', async () => {
    if (!file.files.length) return;
    const bytes = await file.files[0].arrayBuffer();
    let text;
    try { text = new TextDecoder('utf-8', { fatal: true }).decode(bytes); } catch (e) { text = new TextDecoder('windows-1251').decode(bytes); }
    if (text.includes('\0')) { status('bad', 'Это не CSV. Сохраните таблицу как CSV или вставьте её строки.'); return; }
    $('#plan-text').value = text;
    $('#plan-text').focus();
    status('', 'Файл прочитан: проверьте и сохраните');
  });
}
