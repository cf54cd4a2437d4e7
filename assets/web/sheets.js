// sheets.js -- the journal on paper. A year is wider than any sheet: before printing the table is laid out as several,
// each with the names, and put away afterwards.

import { el } from './app.js';

const WIDE = 790; // px of A4 across, without margins and names

// Columns for each sheet; results stay with the lessons before them where they can.
function portions(columns) {
  const list = [[]];
  let left = WIDE;
  for (const column of columns) {
    const width = column.result ? 50 : 34;
    if (width > left) { list.push([]); left = WIDE; }
    list[list.length - 1].push(column);
    left -= width;
  }
  return list;
}

function heads(corner, portion) {
  const months = el('tr', { class: 'months' }, corner.cloneNode(true));
  const days = el('tr', { class: 'days' });
  let band = null;
  for (const column of portion) {
    if (column.result) { months.append(column.th.cloneNode(true)); band = null; continue; }
    if (band && band.textContent === column.band) band.colSpan += 1;
    else { band = el('th', { scope: 'col' }, column.band); months.append(band); }
    days.append(column.th.cloneNode(true));
  }
  return el('thead', {}, months, days);
}

function sheet(table, columns, portion) {
  const body = el('tbody', {});
  for (const row of table.tBodies[0].rows) {
    const cells = portion.map((column) => row.cells[columns.indexOf(column) + 1].cloneNode(true));
    body.append(el('tr', { class: row.className }, row.cells[0].cloneNode(true), ...cells));
  }
  return el('table', { class: 'grid' }, heads(table.tHead.rows[0].cells[0], portion), body);
}

/** Lays the table out for every printing of the page. columns: {th, result, band} in their order. */
export function onPaper(table, wrap, columns) {
  let laid = null;
  addEventListener('beforeprint', () => {
    if (laid) return;
    laid = el('div', { class: 'sheets' }, ...portions(columns).map((portion) => sheet(table, columns, portion)));
    wrap.after(laid);
    wrap.classList.add('split');
  });
  addEventListener('afterprint', () => {
    if (laid) laid.remove();
    laid = null;
    wrap.classList.remove('split');
  });
}
