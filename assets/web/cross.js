// cross.js -- the cross-hair of the grid: two bars that only move, and the lit heads of the row and the column.
// A class on a row or on a column would paint all of the grid at each key: 3 ms of the 10 a key costs with 170 lessons.

import { el } from './app.js';

/** columns: {th, left, width}. Returns (row, column) => the cross-hair is there with the next frame. */
export function makeCross(wrap, rows, columns) {
  const bars = ['row', 'column'].map((name) => el('div', { class: `heat ${name}` }));
  let lit = [];
  let aim = null;
  wrap.append(...bars);

  function move() {
    const { row, column } = aim;
    aim = null;
    if (!bars[0].style.width) {
      bars[0].style.width = `${wrap.firstElementChild.offsetWidth}px`;
      bars[1].style.height = `${wrap.firstElementChild.offsetHeight}px`;
    }
    bars[0].style.transform = row ? `translateY(${row.offsetTop}px)` : 'translateY(-99px)';
    bars[1].style.transform = column ? `translateX(${column.left}px)` : 'translateX(-99px)';
    if (column) bars[1].style.width = `${column.width}px`;
  }

  return (r, c) => {
    const next = [rows[r] && rows[r].cells[0], columns[c] && columns[c].th].filter(Boolean);
    for (const node of lit) if (!next.includes(node)) node.classList.remove('hot');
    for (const node of next) node.classList.add('hot');
    lit = next;
    if (!aim) requestAnimationFrame(move);
    aim = { row: rows[r], column: columns[c] };
  };
}
