// office.js -- forms of the office: Enter goes to the next field, lists to tick are searched and ticked by keys.
import { $ } from './app.js';

const visible = (field) => field.type !== 'hidden' && !field.disabled && field.getClientRects().length > 0;

// Enter goes on to the next field (out of a list to tick as a whole); from the last one to the button, which sends.
// Ctrl+Enter sends at once.
document.addEventListener('keydown', (event) => {
  const { target: field, key } = event;
  const form = field.form;
  if (key !== 'Enter' || !form || !form.classList.contains('office')) return;
  if (field.tagName !== 'INPUT' && field.tagName !== 'SELECT') return;
  event.preventDefault();
  if (event.ctrlKey) { form.requestSubmit(); return; }
  if (field.type === 'search') return;
  const fields = Array.from(form.elements).filter((one) => visible(one)
    && (one.tagName === 'INPUT' || one.tagName === 'SELECT' || one.type === 'submit'));
  const pick = field.closest('.pick');
  const next = fields.slice(fields.indexOf(field) + 1).find((one) => !pick || !pick.contains(one));
  if (!next) return;
  next.focus();
  if (next.select) next.select();
}, true);

// Arrows walk through the ticks; the search leaves the matching names.
for (const pick of document.querySelectorAll('.pick')) {
  const boxes = Array.from(pick.querySelectorAll('input[type="checkbox"]'));
  const find = $('.find', pick);
  const shown = () => boxes.filter(visible);
  if (find && boxes.length > 12) {
    find.hidden = false;
    const input = $('input', find);
    input.addEventListener('input', () => {
      const wanted = input.value.trim().toLowerCase();
      for (const box of boxes) box.closest('li').hidden = !box.parentNode.textContent.toLowerCase().includes(wanted);
      for (const group of pick.querySelectorAll('.pickgroup')) group.hidden = !$('li:not([hidden])', group);
    });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
      event.preventDefault();
      const [box] = shown();
      if (box) box.focus();
    });
  }
  for (const button of pick.querySelectorAll('button.all')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const own = Array.from(button.closest('.pickgroup').querySelectorAll('input[type="checkbox"]')).filter(visible);
      const on = own.some((box) => !box.checked);
      for (const box of own) box.checked = on;
    });
  }
  pick.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.type !== 'checkbox') return;
    event.preventDefault();
    const list = shown();
    const next = list[list.indexOf(event.target) + step];
    if (next) next.focus();
  });
}

// The form one was sent back to, or the one that is open, takes the cursor.
const wrong = $('[aria-invalid="true"]');
if (wrong) wrong.focus();
