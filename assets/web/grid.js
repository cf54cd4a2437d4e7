// grid.js -- the grid of the journal. The server makes a plain table; this file gives it a cursor, typing, a queue of
// writes that keeps its order and loses nothing, undo, and the explanations in the panel.
//
// Why no library (npm, November 2026; minified): Tabulator 6.5.3 is 449 kB, RevoGrid 4.28.1 383 kB, AG Grid community
// 36.2.0 2059 kB; this file with its imports is 33 kB, and all of the first load has 400. They draw rows of <div> as one
// scrolls: what is out of sight is not in the page, so print needs a second table (AG Grid and Tabulator make one, RevoGrid
// does not) and roles must be made up (Tabulator's cells have no row and column numbers). 30 x 170 cells need none of that:
// a served <table role="grid"> prints, has its semantics, and stands before any script runs. AG Grid puts <style> into
// the page, which our policy of content forbids without a nonce. What costs work here, a letter that writes at once,
// marks with absences, order, refusals, lost programs, would be ours over any of them.
//
// A cell shows at once what was typed. Its write waits in `queue`; `bases` remembers what the server is known to have.
// An answer is "taken", "refused" (the text stays, marked, with the reason) or none: then the queue holds and tries again.

import { $, el, plural, send, renew, status, panel } from './app.js';
import { makeCross } from './cross.js';
import { beside } from './fill.js';
import { sign } from './keys.js';
import { makeMany } from './many.js';
import { onPaper } from './sheets.js';
import { makeHistory } from './undo.js';

const table = $('#grid');
const HOLD_MS = 2000; // between tries while the program does not answer
const IDLE_MS = 900; // typed and left alone this long: written without waiting for the next key
const RESULTS_MS = 250;
const LONGEST = 16;
const MANY = 300; // cells of one request
const SERVER_CLASSES = ['a', 'c', 'n', 'h', 'x', 'p', 'm', 'd'];

const url = table && (table.dataset.url || `/journals/${encodeURIComponent(table.dataset.journal)}`);
const rows = table ? Array.from(table.tBodies[0].rows) : [];
const columns = table ? readColumns() : [];
const wrap = table && table.parentElement;
const closed = !!table && table.dataset.locked === '1';

/* ---- the table ---- */

function readColumns() {
  const days = Array.from(table.tHead.rows[1] ? table.tHead.rows[1].cells : []);
  const list = [];
  for (const th of Array.from(table.tHead.rows[0].cells).slice(1)) {
    if (th.dataset.period) { list.push({ th, result: true, id: th.dataset.period }); continue; }
    const band = th.textContent.trim();
    th.replaceChildren(el('span', {}, band));
    for (const day of days.splice(0, th.colSpan)) list.push({ th: day, result: false, band, id: day.dataset.l, date: day.dataset.d });
  }
  return list;
}

const cell = (r, c) => rows[r].cells[c + 1];
const rowOf = (td) => rows.indexOf(td.parentNode);
const columnOf = (td) => columns[td.cellIndex - 1];
const isCell = (node) => !!node && node.tagName === 'TD' && table.contains(node);
const refusal = (td) => columnOf(td).th.dataset.no;
const forbidden = (td) => refusal(td) || (closed ? 'Этот журнал открыт вам только для чтения.' : 'Период закрыт. Исправить можно с причиной: F2.');
const writable = (td) => !closed && !refusal(td) && !columnOf(td).th.classList.contains('k');

function nameOf(r) {
  const link = $('a', rows[r].cells[0]);
  return (link || rows[r].cells[0]).textContent.trim();
}

function titleOf(column) {
  return column.th.title || column.th.textContent.trim();
}

// Monday of the week, as a day number: a line stands where it changes.
function weekOf(date) {
  const day = Math.floor(Date.parse(date) / 864e5);
  return Math.floor((day + 3) / 7);
}

function today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, '0');
  return table.dataset.today || `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// The newest lesson held; the next result column is the one of the current period.
function newest() {
  let found = -1;
  columns.forEach((column, c) => { if (!column.result && (found < 0 || column.date <= today())) found = c; });
  return Math.max(found, 0);
}

// Words instead of marks need more room (grid.css says the same).
const [DAY, RESULT] = table && table.classList.contains('words') ? [74, 80] : [34, 50];
let heat = null; // (row, column): where the cross-hair stands

function makeColumns() {
  const group = el('colgroup', {}, el('col', { class: 'name' }));
  let width = 206;
  columns.forEach((column, c) => {
    const before = columns[c - 1];
    const kind = column.result ? 'res' : 'day';
    const week = before && !before.result && !column.result && weekOf(before.date) !== weekOf(column.date);
    column.col = el('col', { class: week ? `${kind} wk` : kind });
    column.left = width;
    column.width = column.result ? RESULT : DAY;
    width += column.width;
    if (column.date && column.date === today()) { column.col.classList.add('today'); column.th.classList.add('today'); }
    if (column.th.dataset.no && !column.result) column.col.classList.add('shut');
    group.append(column.col);
  });
  for (const old of Array.from(table.querySelectorAll('colgroup'))) old.remove();
  table.prepend(group);
  table.style.width = `${width}px`;
  heat = makeCross(wrap, rows, columns);
  table.classList.add('ready');
}

function prepareCells() {
  const now = columns.findIndex((column, c) => column.result && c > newest());
  rows.forEach((row) => {
    const link = $('a', row.cells[0]);
    if (link) { link.tabIndex = -1; if (!link.title) link.title = link.textContent.trim(); }
    if (now >= 0 && row.cells[now + 1]) row.cells[now + 1].classList.add('now');
    for (const td of Array.from(row.cells).slice(1)) {
      const text = td.textContent.trim();
      if (text !== td.textContent || text.length > 3) draw(td, text);
    }
  });
  if (now >= 0) columns[now].th.classList.add('now');
  for (const row of away.keys()) for (const td of Array.from(row.cells).slice(1)) if (td.textContent) warn(td);
  document.documentElement.style.setProperty('--exempt', JSON.stringify(table.dataset.exempt || ''));
  table.setAttribute('aria-multiselectable', 'true');
  if (closed) table.setAttribute('aria-readonly', 'true');
  const copies = $('#copy-lessons');
  if (copies) copies.addEventListener('click', () => {
    const ids = columns.slice(Math.max(0, Math.min(at.c, anchor ? anchor.c : at.c)), Math.max(at.c, anchor ? anchor.c : at.c) + 1).filter((one) => !one.result).map((one) => one.id);
    if (ids.length) copies.search = `?from=${ids[0]}&to=${ids[ids.length - 1]}`;
  });
}

/* ---- the cursor ---- */

const at = { r: 0, c: 0 };
let anchor = null; // the other corner of a chosen block
let chosen = [];

// Row -1 is the heads of the columns, column -1 the names.
function nodeAt(r, c) {
  if (r < 0) return columns[c].th;
  if (c < 0) return $('a', rows[r].cells[0]) || rows[r].cells[0];
  return cell(r, c);
}

function choose() {
  for (const td of chosen) { td.classList.remove('sel'); td.removeAttribute('aria-selected'); }
  chosen = [];
  if (!anchor) return;
  for (let r = Math.min(anchor.r, at.r); r <= Math.max(anchor.r, at.r); r += 1) {
    for (let c = Math.min(anchor.c, at.c); c <= Math.max(anchor.c, at.c); c += 1) chosen.push(cell(r, c));
  }
  for (const td of chosen) { td.classList.add('sel'); td.setAttribute('aria-selected', 'true'); }
}

let later = 0;
const follow = () => nodeAt(at.r, at.c).scrollIntoView({ block: 'nearest', inline: 'nearest' });

function go(r, c, extend, quiet) {
  finish();
  if (extend && !anchor) anchor = { r: Math.max(at.r, 0), c: Math.max(at.c, 0) };
  if (!extend) anchor = null;
  const low = extend ? 0 : -1;
  const old = nodeAt(at.r, at.c);
  old.classList.remove('cur');
  at.r = Math.min(Math.max(r, low), rows.length - 1);
  at.c = Math.min(Math.max(c, at.r < 0 ? 0 : low), columns.length - 1);
  const node = nodeAt(at.r, at.c);
  if (old !== node) old.tabIndex = -1;
  node.tabIndex = 0;
  if (isCell(node)) node.classList.add('cur');
  if (anchor || chosen.length) choose();
  heat(at.r, at.c);
  if (!quiet) node.focus({ preventScroll: true });
  requestAnimationFrame(follow);
  describe();
  clearTimeout(later);
  later = setTimeout(remember, 300);
}

// A reload opens at the same cell, or at the lesson that was added.
let landing = '';

function remember() {
  history.replaceState({ p: at.r < 0 ? '' : rows[at.r].dataset.p, c: landing || (at.c < 0 ? '' : columns[at.c].id) }, '');
}

const step = (dr, dc, extend) => go(at.r + dr, at.c + dc, extend);
const current = () => (at.r >= 0 && at.c >= 0 ? cell(at.r, at.c) : null);

// The next border of a period or of a month.
function border(direction) {
  const place = (c) => (columns[c].result ? columns[c].id : columns[c].date.slice(0, 7));
  let c = Math.max(at.c, 0) + direction;
  while (c > 0 && c < columns.length - 1 && place(c) === place(c + direction)) c += direction;
  return c;
}

/* ---- typing ---- */

let edit = null; // {td, text, from, group, timer}

function draw(td, text) {
  if (td.textContent !== text) td.textContent = text;
  td.classList.toggle('lg', text.length > 3);
}

// Days a pupil is away by a certificate or an order: row -> [{from, to, words}…].
const away = new Map(rows.filter((row) => row.dataset.a).map((row) => [row, row.dataset.a.split('\n').map((line) => {
  const [from, to, ...words] = line.split('=');
  return { from, to, words: words.join('=') };
})]));
const awayAt = (td) => (away.get(td.parentNode) || []).find(({ from, to }) => from <= columnOf(td).date && columnOf(td).date <= to);

// A mark of a day the pupil was away is worth a second look.
function warn(td) {
  const word = td.textContent.split(' ')[0];
  const strange = td.textContent && !columnOf(td).result && !(codes.get(word) && codes.get(word).away) && !!awayAt(td);
  td.classList.toggle('w', !!strange);
}

// What is worth knowing of the cell: an exemption, an absence by a paper.
function hint(td) {
  if (!td || columnOf(td).result) return '';
  if (td.classList.contains('w')) return `Отметка, а ученика не было: ${awayAt(td).words}.`;
  if (!td.classList.contains('e')) return '';
  return `${td.parentNode.dataset.e}. Написанное встанет вместо «${table.dataset.exempt}».`;
}

function show(td, text, cls) {
  draw(td, text);
  if (away.has(td.parentNode)) warn(td);
  if (cls === undefined) { td.classList.toggle('a', /^[нбпоу]п?$/.test(text)); return; }
  const has = cls.split(' ');
  for (const name of SERVER_CLASSES) td.classList.toggle(name, has.includes(name));
}

function type(text) {
  const td = current();
  if (!td) return;
  if (!writable(td)) { tell(td, forbidden(td)); return; }
  if (!edit) {
    edit = { td, text: '', from: td.textContent, group: null, timer: 0 };
    td.classList.add('ed');
    tell(td, hint(td), true);
  }
  edit.text = text.slice(0, LONGEST);
  draw(td, edit.text);
  clearTimeout(edit.timer);
  if (chosen.length < 2) edit.timer = setTimeout(keepTyped, IDLE_MS);
}

const tidy = (text) => text.replace(/\s+/g, ' ').replace(/^ | $|\/$/g, '');

// Typed and left alone: written, while the cell stays open for the rest of the text.
function keepTyped() {
  if (!edit || /[/ ]$/.test(edit.text) || edit.text === edit.from && !edit.group) return;
  put(edit.text);
}

function put(text) {
  const { td, from } = edit;
  if (edit.group) edit.group.cells[0].now = text;
  else edit.group = past.note([{ td, from, now: text }]);
  enqueue(td, text, from, edit.group, accepts(td, text, from));
}

function finish() {
  if (!edit) return;
  const { td, from, group, timer } = edit;
  const text = tidy(edit.text);
  clearTimeout(timer);
  td.classList.remove('ed');
  if (chosen.length > 1) {
    edit = null;
    draw(td, from);
    write(chosen.map((one) => [one, text]));
    return;
  }
  show(td, text);
  if (text !== (group ? group.cells[0].now : from) || !group && accepts(td, text, from)) put(text);
  else if (!group) show(td, from, marksOf(td));
  edit = null;
}

function cancel() {
  const { td, from, group, timer } = edit;
  clearTimeout(timer);
  td.classList.remove('ed');
  edit = null;
  show(td, from, group ? undefined : marksOf(td));
  if (!group) return;
  past.unsay(group);
  enqueue(td, from, group.cells[0].now);
}

const marksOf = (td) => SERVER_CLASSES.filter((name) => td.classList.contains(name)).join(' ');

// A proposed result written as it is proposed becomes a decided one.
const proposed = (td) => td.classList.contains('p');
const changes = (td, text) => (proposed(td) ? text !== '' : td.textContent !== text);
const accepts = (td, text, from) => proposed(td) && text !== '' && text === from;

/** Many cells as one change: [[td, text]…]. */
function write(pairs) {
  const cells = pairs.filter(([td, text]) => td && writable(td) && changes(td, text))
    .map(([td, text]) => ({ td, from: td.textContent, now: text }));
  const shut = pairs.map(([td]) => td).find((td) => td && !writable(td));
  if (shut && !cells.length) tell(shut, forbidden(shut));
  if (!cells.length) return;
  const group = past.note(cells);
  together(() => { for (const one of cells) apply(one.td, one.now, group); });
}

// What is changed together goes in one request and is one commit.
function together(change) {
  gathering = true;
  change();
  gathering = false;
  pump();
}

function apply(td, text, group) {
  const before = td.textContent;
  show(td, text);
  enqueue(td, text, before, group, accepts(td, text, before));
}

/* ---- undo ---- */

const past = table && makeHistory(url, table.dataset.me, {
  byText: (cells) => cells.every(({ td }) => !columnOf(td).result && writable(td)),
  apply(group, end) {
    const { td } = group.cells[0];
    go(rowOf(td), td.cellIndex - 1);
    together(() => { for (const one of group.cells) apply(one.td, one[end], group); });
  },
  unsent(cells) {
    for (const { td, from } of cells) { clear(td); bases.delete(td); show(td, from, marksOf(td)); stale.add(td.parentNode.dataset.p); }
    freshResults();
  },
  drained: () => drained(),
  draw({ cells, persons, saved }) {
    for (const { lesson, person, text, cls } of cells) {
      const row = rows.find((one) => one.dataset.p === person);
      const c = columns.findIndex((column) => column.id === lesson);
      if (!row || c < 0) continue;
      clear(row.cells[c + 1]);
      show(row.cells[c + 1], text, cls);
      go(rows.indexOf(row), c);
    }
    for (const person of persons) stale.add(person);
    if (saved) savedAt = saved.slice(0, 5);
    freshResults();
  },
});

function turn(again) {
  if (edit && !again && !edit.group) { cancel(); return; }
  finish();
  past.turn(again);
}

/* ---- the queue ---- */

const queue = []; // {td, text, group, tried: [texts that may have reached the server], sent}
const bases = new Map();
const refused = new Map(); // td -> the reason
let working = false;
let gathering = false;
let trouble = ''; // why the queue holds
let savedAt = '';
const waiters = [];
const stale = new Set(); // persons whose results are out of date
let soon = 0;

function enqueue(td, text, before, group, accept) {
  if (!bases.has(td)) bases.set(td, before);
  clear(td);
  const waiting = queue.find((job) => job.td === td && !job.sent);
  const now = queue.find((job) => job.td === td && job.sent);
  if (waiting) {
    waiting.text = text;
    waiting.group = group;
    if (text === bases.get(td) && !waiting.tried.length && !now && !accept) forget(waiting);
  } else if (text !== bases.get(td) || now || accept) {
    queue.push({ td, text, group, tried: [], sent: false });
    if (trouble) td.classList.add('unsaved');
  } else { bases.delete(td); }
  if (!gathering) pump();
  report();
}

function clear(td) {
  refused.delete(td);
  td.classList.remove('refused');
  td.removeAttribute('aria-invalid');
}

function forget(job) {
  queue.splice(queue.indexOf(job), 1);
  job.td.classList.remove('unsaved');
  if (!queue.some((other) => other.td === job.td) && !refused.has(job.td)) bases.delete(job.td);
}

const isResult = (td) => !!columnOf(td).result;
const asked = (td, text, was) => ({ person: td.parentNode.dataset.p, [isResult(td) ? 'period' : 'lesson']: columnOf(td).id, text, was });

// The jobs of the next request: all the marks, or all the results, that wait in a row.
function portion() {
  const end = queue.findIndex((job) => isResult(job.td) !== isResult(queue[0].td));
  return queue.slice(0, Math.min(MANY, end < 0 ? queue.length : end));
}

function post(jobs) {
  for (const job of jobs) { job.sent = true; job.tried.push(job.text); }
  const path = `${url}/${isResult(jobs[0].td) ? 'result' : 'cell'}`;
  const all = jobs.map((job) => asked(job.td, job.text, bases.get(job.td)));
  return all.length > 1 ? send(`${path}s`, { cells: all }, true) : send(path, all[0], true);
}

// One answer for all, or one for each.
function settleAll(jobs, { status: code, data }) {
  const each = jobs.length > 1 && data.ok && data.cells;
  jobs.forEach((job, i) => {
    if (each) settle(job, { status: each[i].status || 200, data: { ...each[i], commit: data.commit, saved: each[i].ok ? data.saved : '' } });
    else settle(job, { status: code, data });
  });
}

async function pump() {
  if (working) return;
  working = true;
  while (queue.length) {
    const jobs = portion();
    let answer = null;
    try { answer = await post(jobs); } catch (e) { /* no answer: told below */ }
    for (const job of jobs) job.sent = false;
    const sorrow = answer ? blocked(answer) : 'Программа не отвечает';
    if (sorrow) await hold(sorrow, !!answer);
    else {
      if (trouble) resume();
      settleAll(jobs, answer);
    }
    report();
  }
  working = false;
  for (const go_on of waiters.splice(0)) go_on();
}

// Answers that say nothing about the mark itself: the journal is locked, the stick is full, the program is unwell.
function blocked({ status: code, data }) {
  if (!data || code === 401) return code >= 500 ? 'Ошибка программы' : 'Журнал заблокирован: откройте его в соседней вкладке';
  return code >= 500 ? data.message || 'Ошибка программы' : '';
}

// A journal opened anew in another tab takes the marks at once; else they are tried again every two seconds.
async function hold(why, answered) {
  const renewed = () => answered && renew().catch(() => false);
  const first = !trouble;
  trouble = why;
  if (first && await renewed()) return;
  for (const { td } of queue) td.classList.add('unsaved');
  report();
  await new Promise((resolve) => { setTimeout(resolve, HOLD_MS); });
  await renewed();
}

function resume() {
  trouble = '';
  for (const { td } of queue) td.classList.remove('unsaved');
}

function settle(job, { status: code, data }) {
  const { td } = job;
  // The first try reached the program, its answer did not: what stands there is ours.
  if (code === 409 && data.text !== job.text && job.tried.includes(data.text)) { bases.set(td, data.text); return; }
  const taken = data.ok || code === 409 && data.text === job.text;
  const text = data.text === undefined ? job.text : data.text;
  if (taken || data.text !== undefined) bases.set(td, text);
  if (taken) take(job, text, data);
  else refuse(job, data);
}

function take(job, text, data) {
  const { td } = job;
  queue.splice(queue.indexOf(job), 1);
  td.classList.remove('unsaved');
  past.made(job.group, data.commit);
  if (edit && edit.td === td) { if (edit.from === job.text) edit.from = text; }
  else if (!queue.some((other) => other.td === td)) { show(td, text, data.cls); bases.delete(td); }
  if (data.saved) savedAt = data.saved.slice(0, 5);
  stale.add(td.parentNode.dataset.p);
  clearTimeout(soon);
  soon = setTimeout(freshResults, RESULTS_MS);
}

// Averages and proposals of the pupils whose marks have changed.
async function freshResults() {
  if (queue.length || !stale.size) return;
  const persons = Array.from(stale);
  stale.clear();
  let answer;
  try { answer = await (await fetch(`${url}/results?persons=${persons.join(',')}`, { credentials: 'same-origin' })).json(); } catch (e) { return; }
  const { results: fresh = {} } = answer;
  for (const person of persons) {
    const row = rows.find((one) => one.dataset.p === person);
    for (const [period, shown] of Object.entries(fresh[person] || {})) showResult(row, period, shown);
  }
}

function showResult(row, period, { text, cls, title }) {
  const c = columns.findIndex((column) => column.result && column.id === period);
  const td = c >= 0 && row.cells[c + 1];
  if (!td || bases.has(td) || edit && edit.td === td) return;
  show(td, text, cls || '');
  td.title = title || '';
}

function refuse(job, data) {
  const { td } = job;
  queue.splice(queue.indexOf(job), 1);
  td.classList.remove('unsaved');
  if (queue.some((other) => other.td === td)) return;
  let reason = (data.message || 'Отметка не записана').replace(/\.?$/, '.');
  if (data.text !== undefined && data.text !== job.text) {
    reason += ` Сейчас там: ${data.text || 'пусто'}. Enter — записать своё, Esc — оставить.`;
  }
  if (isResult(td)) reason += ' Enter — объяснить, Esc — вернуть.';
  refused.set(td, reason);
  td.classList.add('refused');
  td.setAttribute('aria-invalid', 'true');
  tell(td, reason);
}

/* ---- what is told ---- */

const where = el('span', { class: 'where' });
const tip = el('div', { class: 'gridtip', role: 'alert', hidden: '' });
let slow = 0;

function report() {
  clearTimeout(slow);
  const marks = plural(queue.length, 'отметка', 'отметки', 'отметок');
  if (trouble && queue.length) status('bad', `Не сохранено: ${marks}. ${trouble}`);
  else if (refused.size) status('bad', `Не принято: ${plural(refused.size, 'отметка', 'отметки', 'отметок')} (F8)`);
  else if (queue.length) slow = setTimeout(() => status('wait', `Записываю: ${marks}`), 500);
  else status('saved', savedAt ? `Сохранено ${savedAt}` : 'Всё сохранено');
}

let told = null;

function tell(td, text, calm) {
  told = text ? td : null;
  tip.hidden = !text;
  tip.classList.toggle('calm', !!calm);
  tip.textContent = text;
  if (text) beside(tip, td);
}

function describe() {
  const column = columns[at.c];
  const td = current();
  where.textContent = [at.r >= 0 && nameOf(at.r), hint(td), column && titleOf(column)].filter(Boolean).join(' · ');
  tell(td, td && refused.get(td) || '');
}

// To the next mark that is not on the stick.
function nextTrouble() {
  const list = [...refused.keys(), ...(trouble ? queue.map((job) => job.td) : [])];
  const td = list[(list.indexOf(current()) + 1) % list.length];
  if (td) go(rowOf(td), td.cellIndex - 1);
}

/* ---- details ---- */

function details() {
  finish();
  const td = current();
  const query = (pairs) => new URLSearchParams(pairs).toString();
  const column = columns[at.c];
  if (td) tell(td, '');
  if (td && column.result) panel.load(`${url}/why?${query({ person: rows[at.r].dataset.p, period: column.id })}`, td).then(() => explain(td));
  else if (td) panel.load(`${url}/cell?${query({ lesson: column.id, person: rows[at.r].dataset.p })}`, td);
  else if (at.r < 0 && !column.result) panel.load(`${url}/lesson?${query({ lesson: column.id })}`, column.th);
}

// A result refused without a reason: what was typed stands in the form already, only the reason is wanted.
function explain(td) {
  const field = $('#panel #result-reason');
  if (!field || !refused.has(td)) return;
  $('#panel #result-text').value = td.textContent;
  field.focus();
}

// Forms in the panel: a correction with its reason, a decided result, the lesson.
async function sendForm(form) {
  const body = Object.fromEntries(new FormData(form));
  delete body.csrf;
  form.setAttribute('aria-busy', 'true');
  let answer;
  try { answer = await send(form.action, body); } catch (e) { answer = { data: { message: 'Программа не отвечает. Повторите.' } }; }
  form.removeAttribute('aria-busy');
  const data = answer.data || { message: 'Журнал заблокирован. Войдите снова.' };
  if (!data.ok) { formError(form, data.message); return; }
  past.record(data.commit);
  if (form.matches('[data-copy]')) { panel.close(); status('saved', data.message); return; }
  if (!form.matches('[data-cell], [data-result], [action$="/comment"]')) { landing = data.lesson || ''; location.reload(); return; }
  const row = rows.find((one) => one.dataset.p === body.person);
  const c = columns.findIndex((column) => column.id === (body.period || body.lesson));
  if (row && c >= 0 && data.text !== undefined) {
    const td = row.cells[c + 1];
    clear(td);
    if (!queue.some((job) => job.td === td)) bases.delete(td);
    show(td, data.text, data.cls || '');
    stale.add(body.person);
    freshResults();
  }
  if (data.saved) savedAt = data.saved.slice(0, 5);
  report();
  panel.close();
}

function formError(form, message) {
  let line = $('.error', form);
  if (!line) { line = el('p', { class: 'error', role: 'alert' }); form.prepend(line); }
  line.textContent = message || 'Не записано.';
}

/* ---- events ---- */

function acceptResult() {
  const list = (chosen.length ? chosen : [current()]).filter((td) => td && proposed(td) && td.textContent);
  write(list.map((td) => [td, td.textContent]));
  if (chosen.length < 2) step(1, 0);
}

// Once more, over what somebody else wrote there.
function insist(td) {
  const last = past.newest();
  const own = last && last.cells && last.cells.some((one) => one.td === td);
  apply(td, td.textContent, own ? last : past.note([{ td, from: bases.get(td), now: td.textContent }]));
}

function enter(event) {
  const td = current();
  if (edit) { go(at.r + (event.shiftKey ? -1 : 1), at.c); return; }
  if (!td && at.c < 0) return;
  event.preventDefault();
  if (td && refused.has(td) && !columns[at.c].result) insist(td);
  else if (!td || columns[at.c].result) details();
  else step(event.shiftKey ? -1 : 1, 0);
}

function escape(event) {
  const td = current();
  if (edit) cancel();
  else if (td && refused.has(td)) {
    const base = bases.get(td);
    const last = past.newest();
    if (last && last.cells && last.cells.length === 1 && last.cells[0].td === td) past.unsay(last);
    show(td, base);
    enqueue(td, base, base);
    describe();
  } else if (anchor) { anchor = null; choose(); } else return;
  event.preventDefault();
}

const MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
};

function controlKey(event) {
  const { code, key } = event;
  if (code === 'KeyZ') turn(event.shiftKey);
  else if (code === 'KeyY') turn(true);
  else if (code === 'KeyP' && !event.shiftKey) toPaper();
  else if (!table.contains(event.target)) return;
  else if (code === 'KeyD') { finish(); many.fill(); }
  else if (code === 'Space' && at.c >= 0) { go(rows.length - 1, at.c); go(0, at.c, true); }
  else if (key === 'ArrowLeft' || key === 'ArrowRight') go(at.r, border(key === 'ArrowLeft' ? -1 : 1), event.shiftKey);
  else if (key === 'ArrowUp' || key === 'Home') go(0, key === 'Home' ? 0 : at.c, event.shiftKey);
  else if (key === 'ArrowDown' || key === 'End') go(rows.length - 1, key === 'End' ? columns.length - 1 : at.c, event.shiftKey);
  else return;
  event.preventDefault();
}

function plainKey(event) {
  const { key } = event;
  const move = MOVES[key];
  const last = event.shiftKey ? at.c <= 0 : at.c >= columns.length - 1;
  if (move) {
    const far = key.startsWith('Page') && Math.min(Math.max(at.r + move[0], 0), rows.length - 1);
    go(far === false ? at.r + move[0] : far, at.c + move[1], event.shiftKey);
  } else if (key === 'Home' || key === 'End') go(at.r, key === 'Home' ? 0 : columns.length - 1, event.shiftKey);
  else if (key === 'Enter') { enter(event); if (!edit && at.c >= 0) event.preventDefault(); return; }
  else if (key === 'Escape') { escape(event); return; }
  else if (key === 'Tab') { if (last) { finish(); return; } step(0, event.shiftKey ? -1 : 1); }
  else if (key === 'F2') details();
  else if (key === 'Backspace' && edit) type(edit.text.slice(0, -1));
  else if ((key === 'Delete' || key === 'Backspace') && current()) {
    if (edit) cancel();
    write((chosen.length ? chosen : [current()]).map((td) => [td, '']));
  } else if (key === ' ' && !edit) { if (current() && columns[at.c].result) acceptResult(); }
  else if (key === '/' && !edit && event.code === 'Slash') return; // in the Russian layout that key is the point of owed work
  else {
    const text = sign(event, edit ? edit.text : '');
    if (!text || !current()) return;
    type((edit ? edit.text : '') + text);
  }
  event.preventDefault();
}

function onKey(event) {
  const field = event.target.matches('input, select, textarea');
  if (event.isComposing || event.defaultPrevented || field) return;
  if (event.key === 'F8') { event.preventDefault(); nextTrouble(); return; }
  if ((event.ctrlKey || event.metaKey) && !event.altKey) { controlKey(event); return; }
  if (event.altKey) return;
  if (table.contains(event.target)) plainKey(event);
  else if (event.target === document.body && MOVES[event.key]) { event.preventDefault(); step(0, 0); }
}

// A press on the sign of a correction opens its history.
function onPress(event) {
  const td = event.target.closest('td, th[data-l]');
  if (!td || event.button || event.target.closest('a')) return;
  event.preventDefault();
  const head = td.tagName === 'TH';
  const c = head ? columns.findIndex((column) => column.th === td) : td.cellIndex - 1;
  go(head ? -1 : rowOf(td), c, event.shiftKey && !head);
  const mark = td.classList.contains('c') && event.offsetX > td.clientWidth - 12 && event.offsetY < 13;
  if (!event.shiftKey && (head || mark || columns[c].result)) details();
}

function onOver(event) {
  const td = event.target.closest('td, th[data-l]');
  if (!td) return;
  const c = td.tagName === 'TD' ? td.cellIndex - 1 : columns.findIndex((column) => column.th === td);
  heat(rowOf(td), c);
  if (event.buttons === 1 && isCell(td) && isCell(document.activeElement) && td !== current()) go(rowOf(td), c, true);
}

function onCopy(event) {
  if (!isCell(document.activeElement)) return;
  const list = chosen.length ? chosen : [current()];
  let text = '';
  list.forEach((td, i) => { text += (i ? (td.parentNode === list[i - 1].parentNode ? '\t' : '\n') : '') + td.textContent; });
  event.clipboardData.setData('text/plain', text);
  event.preventDefault();
  if (event.type === 'cut') write(list.map((td) => [td, '']));
}

// One copied mark fills all that is chosen; a block goes down and right from the current cell, its empty cells erase nothing.
function onPaste(event) {
  if (!isCell(document.activeElement)) return;
  event.preventDefault();
  finish();
  const text = event.clipboardData.getData('text/plain').replace(/\r/g, '').replace(/\n$/, '');
  const lines = text.split('\n').map((line) => line.split('\t'));
  const top = anchor ? Math.min(anchor.r, at.r) : at.r;
  const left = anchor ? Math.min(anchor.c, at.c) : at.c;
  if (lines.length === 1 && lines[0].length === 1) {
    many.offer((chosen.length ? chosen : [current()]).map((td) => [td, tidy(lines[0][0]).slice(0, LONGEST)]));
  } else {
    many.offer(lines.flatMap((line, i) => line.map((one, j) => {
      const td = rows[top + i] && columns[left + j] && cell(top + i, left + j);
      return [td, tidy(one).slice(0, LONGEST)];
    })).filter(([, text]) => text));
  }
}

/* ---- leaving ---- */

// The journal on paper: the period of the column the cursor is in.
function toPaper() {
  finish();
  const next = columns.find((column, c) => column.result && c >= at.c);
  drained().then(() => location.assign(`${url}/paper${next ? `?period=${encodeURIComponent(next.id)}` : ''}#print`));
}

// The code of absence: how paper shows it and whether the pupil was away.
const codes = new Map((table && table.dataset.codes || '').split(' ').filter(Boolean).map((one) => {
  const [code, away, prints] = one.split('=');
  return [code, { away: away === '1', prints }];
}));

const many = table && makeMany({
  url, rows, wrap, asked, columnOf, writable, changes, forbidden, write, nameOf, rowOf, tidy, longest: LONGEST, current, tell, sign,
  chosen: () => chosen, stay: () => go(at.r, at.c, !!anchor),
}, codes);

const drained = () => new Promise((resolve) => { if (working) waiters.push(resolve); else resolve(); });

// Whoever leaves by a link waits for the last marks, some milliseconds; only unsaved ones ask before leaving.
function onLeave(event) {
  finish();
  if (!queue.length || trouble) return;
  const link = event.type === 'click' && event.target.closest('a[href]');
  const aside = event.ctrlKey || event.shiftKey || event.metaKey;
  if (event.defaultPrevented || event.type === 'click' && (!link || link.target || aside)) return;
  if (link && link.matches('.why, [data-panel]')) return;
  event.preventDefault();
  const { target, submitter } = event;
  drained().then(() => { if (link) location.assign(link.href); else target.requestSubmit(submitter); });
}

function onUnload(event) {
  finish();
  remember();
  const stays = trouble || refused.size || queue.length && !('keepalive' in Request.prototype);
  if (queue.length && !stays) for (const job of queue) if (!job.sent) post([job]).catch(() => {});
  if (!stays || !queue.length && !refused.size) return;
  event.preventDefault();
  event.returnValue = '';
}

/* ---- the bar over the grid ---- */

function makeBar() {
  const bar = el('div', { class: 'gridbar' }, where);
  const symbols = (table.dataset.symbols || '').split('|').filter(Boolean);
  if (symbols.length && !closed) {
    const pad = el('div', { class: 'pad', role: 'group', 'aria-label': 'Отметки' });
    for (const symbol of symbols) {
      const button = el('button', { type: 'button', tabindex: '-1' }, symbol);
      button.addEventListener('mousedown', (event) => event.preventDefault());
      button.addEventListener('click', () => {
        write((chosen.length ? chosen : [current()]).map((td) => [td, symbol]));
        if (!chosen.length) step(1, 0);
      });
      pad.append(button);
    }
    bar.append(pad);
  }
  if (!closed) {
    const button = el('button', { type: 'button', class: 'quiet', tabindex: '-1', title: 'Одна отметка многим (Ctrl D)' }, 'Заполнить…');
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', () => { finish(); many.fill(); });
    bar.append(button);
  }
  bar.append(el('span', { class: 'keys' }, el('kbd', {}, 'Ctrl D'), ' заполнить  ', el('kbd', {}, 'F2'), ' история  ', el('kbd', {}, 'F1'), ' клавиши'));
  wrap.before(bar);
  wrap.append(tip);
}

function open() {
  // «#cell=lesson,pupil» comes from a list of warnings; afterwards the cursor's own place is remembered.
  const [asked, of] = (/^#cell=([\w-]*),([\w-]*)/.exec(location.hash) || []).slice(1);
  const place = history.state || (asked === undefined ? {} : { c: asked, p: of });
  const r = rows.findIndex((row) => row.dataset.p === place.p);
  const c = columns.findIndex((column) => column.id === place.c);
  const start = c >= 0 ? c : newest();
  // The newest lesson stands near the right edge, the ones before it are what is looked back at.
  wrap.scrollLeft = cell(0, start).offsetLeft + 4 * DAY - wrap.clientWidth;
  go(Math.max(r, 0), start, false, document.activeElement !== document.body);
}

if (table && rows.length && columns.length) {
  document.documentElement.classList.add('gridpage');
  makeColumns();
  prepareCells();
  makeBar();
  open();
  if (past.said) status('', past.said);
  onPaper(table, wrap, columns, codes);
  document.addEventListener('keydown', onKey);
  wrap.addEventListener('mousedown', onPress);
  table.addEventListener('mouseover', onOver);
  table.addEventListener('mouseleave', () => heat(at.r, at.c));
  table.addEventListener('dblclick', () => {
    const td = current();
    if (td && !columnOf(td).result && !edit) type(td.textContent);
  });
  table.addEventListener('focusout', (event) => { if (edit && !table.contains(event.relatedTarget)) finish(); });
  wrap.addEventListener('scroll', () => { if (told) beside(tip, told); }, { passive: true });
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', onPaste);
  document.addEventListener('click', onLeave);
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.closest('#panel') || form.method !== 'post') { onLeave(event); return; }
    event.preventDefault();
    sendForm(form);
  }, true);
  addEventListener('beforeunload', onUnload);
  addEventListener('panel', () => {
    document.documentElement.classList.toggle('beside', !$('#panel').hidden);
    if (current()) current().scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  addEventListener('leave', (event) => { if (edit || queue.length || refused.size) event.preventDefault(); });
  document.addEventListener('visibilitychange', () => { if (document.hidden) finish(); });
  const line = $('#status');
  if (line) line.addEventListener('click', nextTrouble);
}
