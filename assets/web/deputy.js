// deputy.js -- the council's table: one choice for all who have none, and up and down the column by keys; all
// drafts of remarks at once.
const table = document.querySelector('table.council');
const bulk = document.querySelector('select[name="all"]');

if (table && bulk) {
  const selects = Array.from(table.querySelectorAll('select'));
  const empty = new Set(selects.filter((one) => !one.value));
  bulk.addEventListener('change', () => { for (const one of empty) one.value = bulk.value; });
  table.addEventListener('change', (event) => { empty.delete(event.target); });
}

// Ctrl with an arrow: the same column of the row above or below.
if (table) {
  table.addEventListener('keydown', (event) => {
    if (!event.ctrlKey || event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const cell = event.target.closest('td');
    const row = cell && (event.key === 'ArrowDown' ? cell.parentNode.nextElementSibling : cell.parentNode.previousElementSibling);
    const next = row && row.cells[cell.cellIndex].querySelector('select, input');
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

const all = document.querySelector('[data-all]');
if (all) {
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const one of document.querySelectorAll('input[name^="use_"]')) one.checked = all.checked;
  });
}
