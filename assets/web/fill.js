// fill.js -- the two small windows over the grid: one mark for many, and what of a pasted block does not fit.
// Neither writes anything: the grid gets the choice back and keeps it as one change.

import { el, plural } from './app.js';

let shown = null;

/** Puts a box beside a cell, whole in the window: a grid of two rows is lower than what is told of its cells. */
export function beside(box, td) {
  const cell = td.getBoundingClientRect();
  const own = box.getBoundingClientRect();
  const right = document.querySelector('main').getBoundingClientRect().right - 8;
  const left = cell.right + 4 + own.width <= right ? cell.right + 4 : cell.left - own.width - 4;
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = `${Math.max(8, Math.min(cell.top, window.innerHeight - own.height - 8))}px`;
}

/** Puts a window at the cell; Esc or a press elsewhere closes it and calls `after`. */
function show(wrap, td, box, after) {
  if (shown) shown();
  wrap.append(box);
  beside(box, td);
  const away = (event) => { if (!box.contains(event.target)) shown(); };
  shown = () => {
    shown = null;
    document.removeEventListener('mousedown', away, true);
    box.remove();
    after();
  };
  document.addEventListener('mousedown', away, true);
  box.addEventListener('keydown', (event) => {
    const buttons = Array.from(box.querySelectorAll('input, button'));
    const i = buttons.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') shown();
    else if (step) buttons[(i + step + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

export const closeWindow = () => { if (shown) shown(); };

/**
 * One mark for many. sets: [{name, count(over)}…], the first is what Enter does; sign(event): the letter of a key;
 * pick(name, text, over) resolves to '' when written, else to the reason it was not; after(): the window is closed.
 */
export function fillWindow(wrap, td, { value, sets, sign, pick, after }) {
  const field = el('input', { type: 'text', name: 'text', maxlength: '16', autocomplete: 'off', class: 'short' });
  field.value = value;
  const over = el('input', { type: 'checkbox' });
  const line = el('p', { class: 'error', role: 'alert' });
  const buttons = sets.map(() => el('button', { type: 'button' }));
  const count = () => buttons.forEach((button, i) => {
    button.textContent = `${sets[i].name} · ${plural(sets[i].count(over.checked), 'клетка', 'клетки', 'клеток')}`;
  });
  const press = async (i) => {
    line.textContent = await pick(i, field.value, over.checked);
    if (line.textContent) field.focus();
    else closeWindow();
  };
  buttons.forEach((button, i) => button.addEventListener('click', () => press(i)));
  over.addEventListener('change', count);
  field.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') { event.preventDefault(); press(0); return; }
    const text = sign(event);
    if (!text || text === event.key) return;
    event.preventDefault();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  });
  count();
  const box = el('div', { class: 'gridmenu', role: 'dialog', 'aria-label': 'Заполнить столбец' },
    el('label', {}, 'Отметка ', field), line, ...buttons,
    el('label', { class: 'check' }, over, ' поверх написанного'));
  show(wrap, td, box, after);
  field.focus();
  field.select();
}

/** What does not fit: bad [{name, text, message}…], good: how many do; take(): write those. */
export function refusedWindow(wrap, td, { bad, good, take, after }) {
  const some = bad.slice(0, 6).map(({ name, text, message }) => el('li', {}, el('strong', {}, text || 'пусто'), ` ${name}: ${message}`));
  const rest = bad.length - some.length;
  if (rest > 0) some.push(el('li', {}, `и ещё ${rest}`));
  const no = el('button', { type: 'button' }, 'Ничего не вставлять');
  no.addEventListener('click', closeWindow);
  const yes = el('button', { type: 'button', class: 'primary' }, `Вставить остальные · ${good}`);
  yes.addEventListener('click', () => { closeWindow(); take(); });
  const box = el('div', { class: 'gridmenu', role: 'alertdialog', 'aria-label': 'Не всё подойдёт' },
    el('p', {}, `Не подойдёт: ${plural(bad.length, 'клетка', 'клетки', 'клеток')}`), el('ul', {}, ...some),
    ...(good ? [yes, no] : [no]));
  show(wrap, td, box, after);
  (good ? yes : no).focus();
}
