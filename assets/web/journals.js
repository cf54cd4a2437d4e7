// journals.js -- finds among the journals as one types: what does not fit is hidden at once, nothing is asked again.
import { $ } from './app.js';

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const field = $('form.filters input[name="q"]');
const form = field.form;
const [one, few, many] = form.dataset.forms.split(',');

function counted(n) {
  const [tens, last] = [n % 100, n % 10];
  if (tens > 10 && tens < 15 || last === 0 || last > 4) return `${n} ${many}`;
  return `${n} ${last === 1 ? one : few}`;
}

function find() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let n = 0;
  for (const card of all('.cards .group')) {
    let here = 0;
    for (const row of all('li', card)) {
      const fits = words.every((word) => row.dataset.find.includes(word));
      row.hidden = !fits;
      if (fits) here += 1;
    }
    card.hidden = here === 0;
    const link = $(`.index a[href="#${card.id}"]`);
    if (link) link.hidden = here === 0;
    n += here;
  }
  const none = $('#none');
  if (none) none.hidden = n > 0;
  $('.muted', form).textContent = counted(n);
  const query = new URLSearchParams(new FormData(form));
  history.replaceState(history.state, '', `${form.getAttribute('action')}?${query}`);
}

// The list was narrowed by the program for this word: to widen it, it must be asked again.
const narrowed = field.value.trim() !== '';

field.addEventListener('input', (event) => {
  if (narrowed) return;
  event.stopPropagation();
  find();
});

// Enter opens the only journal left, or goes to the first of them.
field.addEventListener('keydown', (event) => {
  if (narrowed || event.isComposing) return;
  const rows = all('.cards li:not([hidden]) > a:first-child');
  if (event.key === 'Enter' && rows.length > 0 && field.value.trim()) {
    event.preventDefault();
    event.stopPropagation();
    if (rows.length === 1) rows[0].click(); else rows[0].focus();
  } else if (event.key === 'Escape' && field.value) {
    event.preventDefault();
    field.value = '';
    find();
  }
});

// Up and down among the journals that are left; the first one leads back to the field.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' || event.ctrlKey || event.altKey || event.metaKey) return;
  const rows = all('.cards li:not([hidden]) > a:first-child');
  const at = rows.indexOf(event.target);
  if (at < 0 && event.target !== field) return;
  const next = event.key === 'ArrowDown' ? rows[at + 1] : at > 0 ? rows[at - 1] : field;
  if (!next) return;
  event.preventDefault();
  next.focus();
}, true);
