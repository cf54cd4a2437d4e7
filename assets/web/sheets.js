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

// Codes of the screen become those of paper: «б» is «н» there, «о 5» is «5».
function onSheet(td, codes) {
  const copy = td.cloneNode(true);
  const words = td.textContent.split(' ').map((word) => word.split('/')
    .map((sign) => (codes.has(sign) ? codes.get(sign).prints : sign)).filter(Boolean).join('/'));
  copy.textContent = words.filter(Boolean).join(' ');
  return copy;
}

function sheet(table, columns, portion, codes) {
  const body = el('tbody', {});
  for (const row of table.tBodies[0].rows) {
    const cells = portion.map((column) => onSheet(row.cells[columns.indexOf(column) + 1], codes));
    body.append(el('tr', { class: row.className }, row.cells[0].cloneNode(true), ...cells));
  }
  return el('table', { class: 'grid' }, heads(table.tHead.rows[0].cells[0], portion), body);
}

/** Lays the table out for every printing of the page. columns: {th, result, band} in their order; codes: sign -> {prints}. */
export function onPaper(table, wrap, columns, codes) {
  let laid = null;
  addEventListener('beforeprint', () => {
    if (laid) return;
    laid = el('div', { class: 'sheets' }, ...portions(columns).map((portion) => sheet(table, columns, portion, codes)));
    wrap.after(laid);
    wrap.classList.add('split');
  });
  addEventListener('afterprint', () => {
    if (laid) laid.remove();
    laid = null;
    wrap.classList.remove('split');
  });
}
