// class.js -- the class's sheet by keyboard: arrows go from cell to cell, Enter or a click tells why; printing.
import { $, panel } from './app.js';

const within = (node) => node.closest('table.sheet:not(.paper) tbody td');

/** The address of the explanation of a cell, or '' where there is none. */
function why(cell) {
  const sheet = cell.closest('table');
  const head = sheet.tHead.querySelectorAll('th[data-s]')[cell.cellIndex - 1];
  if (!head || !head.dataset.q || !cell.textContent) return '';
  const about = new URLSearchParams({ subject: head.dataset.s, period: head.dataset.q, person: cell.parentNode.dataset.p });
  return `/classes/${sheet.dataset.class}/cell?${about}`;
}

// One cell of the sheet is in the order of Tab; the arrows move it.
let current = null;
function put(cell, focus) {
  if (!cell || cell.tagName !== 'TD') return;
  if (current) current.tabIndex = -1;
  current = cell;
  cell.tabIndex = 0;
  if (focus) cell.focus();
}

const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function target(cell, key) {
  const { rows } = cell.closest('tbody');
  const row = cell.parentNode;
  if (key === 'Home') return row.cells[1];
  if (key === 'End') return row.cells[row.cells.length - 1];
  const [down, right] = steps[key];
  const next = rows[row.sectionRowIndex + down];
  return next && next.cells[cell.cellIndex + right];
}

document.addEventListener('keydown', (event) => {
  const cell = within(event.target);
  if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
  if (steps[event.key] || event.key === 'Home' || event.key === 'End') put(target(cell, event.key), true);
  else if (event.key === 'Enter' && why(cell)) panel.load(why(cell), cell);
  else return;
  event.preventDefault();
}, true);

document.addEventListener('click', (event) => {
  const cell = within(event.target);
  if (cell) {
    put(cell, true);
    if (why(cell)) panel.load(why(cell), cell);
  } else if (event.target.closest('[data-print]')) print();
});

// The sheet may come anew, when another period is chosen.
const first = () => { if (!current || !current.isConnected) put($('table.sheet:not(.paper) tbody td')); };
new MutationObserver(first).observe($('main'), { childList: true });
first();
