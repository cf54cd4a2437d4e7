// many.js -- many cells at once: one mark for a column or a choice, a block pasted from a spreadsheet. What the
// regulation refuses is shown before anything is written; the rest is one change of the grid and one Ctrl+Z.

import { send } from './app.js';
import { fillWindow, refusedWindow } from './fill.js';

/** grid: the functions of the grid these need; see the end of grid.js. codes: sign -> {away, prints}. */
export function makeMany(grid, codes) {
  const { url, rows, wrap, asked, columnOf, writable, changes, forbidden, write, nameOf, rowOf, tidy, longest } = grid;
  const codeOf = (td) => codes.get(td.textContent.split(' ')[0]);
  const back = () => grid.stay();

  // What the regulation refuses of these, nothing written: [{td, text, message}…]; without an answer, nothing.
  async function misfits(pairs) {
    const results = pairs.filter(([td]) => columnOf(td).result);
    if (results.length && results.length < pairs.length) {
      return [...await misfits(results), ...await misfits(pairs.filter((pair) => !results.includes(pair)))];
    }
    let data = null;
    try { ({ data } = await send(`${url}/${results.length ? 'results' : 'cells'}`, { try: true, cells: pairs.map(([td, text]) => asked(td, text)) })); } catch (e) { /* the queue will tell */ }
    const list = data && data.ok && data.cells || [];
    return pairs.map(([td, text], i) => list[i] && !list[i].ok && { td, text, message: list[i].message }).filter(Boolean);
  }

  // Writes what fits; what does not is shown first.
  async function offer(pairs) {
    const list = pairs.filter(([td, text]) => td && changes(td, text));
    const bad = list.filter(([td]) => !writable(td)).map(([td, text]) => ({ td, text, message: forbidden(td) }));
    const open = list.filter(([td]) => writable(td));
    if (open.length) bad.push(...await misfits(open));
    const good = open.filter(([td]) => !bad.some((one) => one.td === td));
    if (!bad.length) { write(good); return; }
    for (const one of bad) one.name = nameOf(rowOf(one.td));
    refusedWindow(wrap, grid.current() || bad[0].td, { bad, good: good.length, take: () => write(good), after: back });
  }

  function fill() {
    const td = grid.current();
    if (!td) return;
    if (columnOf(td).result) { grid.tell(td, 'Пробел принимает предложенный итог, список отметок вставляется: Ctrl V.'); return; }
    if (!writable(td)) { grid.tell(td, forbidden(td)); return; }
    grid.tell(td, '');
    const all = rows.filter((row) => !row.classList.contains('out')).map((row) => row.cells[td.cellIndex]);
    const picked = grid.chosen().filter((one) => writable(one) && !columnOf(one).result);
    const here = (one) => !(codeOf(one) || {}).away && !one.classList.contains('e');
    // A late pupil is there: the mark joins the code.
    const late = (one) => { const code = codeOf(one); return code && !code.away && /^[а-яё]+$/i.test(one.textContent); };
    const free = (one) => !one.textContent || one.textContent === '.' || late(one);
    const sets = [
      { name: 'Присутствующим', cells: (over) => all.filter((one) => here(one) && (over || free(one))) },
      { name: 'Всем', cells: (over) => all.filter((one) => over || free(one)) },
    ];
    if (picked.length > 1) sets.unshift({ name: 'Выделенным', cells: (over) => picked.filter((one) => over || free(one)) });
    for (const set of sets) set.count = (over) => set.cells(over).length;
    fillWindow(wrap, td, {
      value: td.textContent, sets, sign: grid.sign, after: back,
      async pick(i, typed, over) {
        const text = tidy(typed).slice(0, longest);
        const list = sets[i].cells(over).map((one) => [one, text && late(one) && !over ? `${one.textContent} ${text}` : text]);
        if (!list.length) return 'Таких клеток нет.';
        const [bad] = await misfits(list);
        if (bad) return bad.message;
        write(list);
        return '';
      },
    });
  }

  return { offer, fill };
}
