// import.js -- reads the chosen file in the page, sends its text in parts, shows how far the program is.
// Without it a pasted table still goes through as a form.

import { $, plural, send } from './app.js';

const PART = 250000;
const form = $('#import');
const load = $('#load');
const work = $('#import-work');
const bar = $('#import-bar');
const said = $('#import-said');
let stopped = false;

/** The text of a file: UTF-16 and UTF-8 are recognised, anything else is Windows-1251. */
function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (e) { return new TextDecoder('windows-1251').decode(bytes); }
}

function show(words, share) {
  work.hidden = false;
  if (said.textContent !== words) said.textContent = words;
  if (share === undefined) bar.removeAttribute('value');
  else bar.value = Math.min(100, Math.round(100 * share));
}

function fail(words) {
  const line = $('#import-error');
  work.hidden = true;
  line.textContent = words;
  line.hidden = false;
  line.scrollIntoView({ block: 'nearest' });
}

async function post(url, body) {
  const { status, data } = await send(url, body);
  if (status === 401) location.assign('/unlock?to=/import');
  if (!data || !data.ok) throw new Error(data && data.message || 'Программа не ответила. Проверьте, на месте ли флешка.');
  return data;
}

async function upload({ kind, year, pasted }, text) {
  for (let at = 0; at === 0 || at < text.length; at += PART) {
    if (stopped) return false;
    show('Читаем файл', text.length ? at / text.length : 1);
    const last = at + PART >= text.length;
    await post('/import', { kind, year, pasted, text: text.slice(at, at + PART), first: at === 0 || undefined, last: last || undefined });
  }
  return true;
}

// One turn after another until the program says where to go.
async function turns(words) {
  let late = 0;
  for (;;) {
    if (stopped) return;
    let data;
    try {
      data = await post('/import/turn', {});
    } catch (problem) {
      // The last turn brings everything onto the stick; a slow stick may need longer than one answer is waited for.
      late += 1;
      if (problem.name !== 'AbortError' || late > 60) throw problem;
      show('Записываем на флешку');
      continue;
    }
    if (data.place) {
      location.assign(data.place);
      return;
    }
    show(`${words}: ${plural(data.rows, 'строка', 'строки', 'строк')} из ${data.total}`, data.total ? data.rows / data.total : undefined);
  }
}

async function run(job) {
  const button = (form || load).querySelector('button.primary');
  button.disabled = true;
  stopped = false;
  $('#import-error').hidden = true;
  try {
    await job();
  } catch (problem) {
    fail(problem.name === 'TypeError' || problem.name === 'AbortError' ? 'Программа не отвечает. Проверьте, на месте ли флешка.' : problem.message);
  }
  button.disabled = false;
  (form || load).removeAttribute('aria-busy');
}

if (form) {
  const file = $('#import-file');
  for (const node of [file.closest('.field'), $('.or', form)]) node.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(async () => {
      const data = new FormData(form);
      const chosen = file.files[0];
      const text = chosen ? decode(new Uint8Array(await chosen.arrayBuffer())) : data.get('text');
      if (!text.trim()) throw new Error('Выберите файл или вставьте таблицу.');
      if (await upload({ kind: data.get('kind'), year: data.get('year'), pasted: !chosen }, text)) await turns('Проверяем');
    });
  });
  // A pasted table replaces the chosen file, and the other way round.
  $('#import-text').addEventListener('input', () => { file.value = ''; });
  file.addEventListener('change', () => { if (file.files[0]) $('#import-text').value = ''; });
}

if (load) {
  load.addEventListener('submit', (event) => {
    event.preventDefault();
    run(async () => {
      show('Загружаем');
      await post('/import/load', {});
      await turns('Загружаем');
    });
  });
}

if (work) {
  $('#import-stop').addEventListener('click', async () => {
    stopped = true;
    try {
      await post('/import/cancel', {});
      location.assign('/import');
    } catch (problem) { fail(problem.message); }
  });
}
