// paper.js -- the journal on paper: the button that prints; «#print» in the address prints at once.
import { $ } from './app.js';

const button = $('[data-print]');
if (button) button.addEventListener('click', () => print());
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const back = $('.paperbar a');
  if (back) location.assign(back.href);
});
if (location.hash === '#print') {
  history.replaceState(history.state, '', location.pathname + location.search);
  document.fonts.ready.then(() => print());
}
