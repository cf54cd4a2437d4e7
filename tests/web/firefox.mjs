// The teacher's morning in Firefox, by keyboard: the door, a journal, marks, saved, one mark for all, undo, the journal on
// paper. Chromium is what the other tests of this folder use; here is seen that nothing leans on it alone.
import { done, ok, openFirefox } from './_browser.mjs';
import { school, serve } from './_server.mjs';

const server = await serve(school(400));
const browser = await openFirefox();
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (line) => { if (line.type() === 'error') problems.push(line.text()); });
// What the page's own policy forbade is told to the page; it must be listening before anything is asked for.
await page.evaluateOnNewDocument(() => {
  window.forbidden = [];
  document.addEventListener('securitypolicyviolation', (event) => window.forbidden.push(event.violatedDirective));
});
const clean = async () => { problems.push(...await page.evaluate(() => window.forbidden)); };
const go = async (path) => { await page.goto(new URL(path, page.url()).href); await clean(); };
// Counted in the page: Firefox now and then forgets an element's handle before it is asked for.
const count = (selector) => page.evaluate((what) => document.querySelectorAll(what).length, selector);
const keys = async (...names) => { for (const name of names) await page.keyboard.press(name); };
const chord = async (key) => { await page.keyboard.down('Control'); await keys(key); await page.keyboard.up('Control'); };
const until = (what, ...args) => page.waitForFunction(what, { timeout: 9000 }, ...args).then(() => true, () => false);
const saved = async () => {
  await page.waitForNetworkIdle({ idleTime: 400, timeout: 9000 }).catch(() => {});
  return until(() => /охранено/.test(document.querySelector('#status').textContent)
    && !document.querySelector('#grid td.ed, #grid td.unsaved'));
};
const column = () => page.evaluate(() => {
  const { cellIndex } = document.querySelector('#grid td.cur');
  return Array.from(document.querySelector('#grid').tBodies[0].rows, (row) => row.cells[cellIndex].textContent);
});

await page.goto(server.url);
const user = await page.evaluate(() => {
  const row = Array.from(document.querySelectorAll('.demo tbody tr')).find((one) => one.cells[0].textContent.includes('учитель'));
  return [row.cells[1].textContent.trim(), row.cells[2].textContent.trim()];
});
await page.focus('#login');
await chord('a');
await page.keyboard.type(user[0]);
await page.focus('#password');
await page.keyboard.type(user[1]);
await Promise.all([page.waitForNavigation(), keys('Enter')]);
ok(await count('nav.rail') > 0, 'the teacher is let in');

// The largest journal with marks, and in it a lesson of today.
await go('/journals');
const journals = await page.$$eval('.group li > a:first-child', (links) => links.map((a) => a.getAttribute('href')));
let best = '', most = 0;
for (const href of journals) {
  await go(href);
  const n = await page.evaluate(() => {
    const table = document.querySelector('#grid');
    return table && table.dataset.symbols.split('|').includes('5') ? table.tBodies[0].querySelectorAll('tr:not(.out)').length : 0;
  });
  if (n > most) { best = href; most = n; }
}
await go(best);
ok(await until(() => document.querySelector('#grid.ready') && document.activeElement.tagName === 'TD'), 'the journal opens with the cursor in a cell');
await page.click('#add-lesson');
await page.waitForSelector('#panel form');
await page.focus('#lesson-topic');
await page.keyboard.type('Проверка Firefox');
await Promise.all([page.waitForNavigation(), page.click('#panel button.primary')]);
await until(() => document.querySelector('#grid.ready') && document.activeElement.tagName === 'TD');
await chord('Home');
for (let i = 0; i < 400 && (await page.evaluate(() => {
  const { cellIndex } = document.activeElement;
  const cols = Array.from(document.querySelectorAll('#grid col')).slice(1, cellIndex + 1).filter((col) => col.classList.contains('day'));
  const head = document.querySelectorAll('#grid .days th')[cols.length - 1];
  return !head || !head.title.includes('Проверка Firefox');
})); i += 1) await keys('ArrowRight');

await keys('5', 'Enter', '4', 'Enter');
await page.keyboard.type('y');
await keys('Enter');
ok(await saved(), 'it says that all is saved', await page.$eval('#status', (one) => one.textContent));
ok((await column()).slice(0, 3).join() === '5,4,н', 'marks go in by Enter, absence by the key of either layout', await column());
await chord('d');
await page.waitForSelector('.gridmenu input');
await page.keyboard.type('3');
await keys('Enter');
await until(() => !document.querySelector('.gridmenu'));
await saved();
const filled = (await column()).filter((text) => text === '3').length;
ok(filled >= most - 5 && filled > 3, 'Ctrl+D fills the column for those present', await column());
await chord('z');
await saved();
ok((await column()).slice(0, 4).join() === '5,4,н,', 'one Ctrl+Z takes it back', await column());
await page.reload();
await until(() => document.querySelector('#grid.ready'));
ok((await column()).slice(0, 4).join() === '5,4,н,', 'after a reload the journal is the same', await column());
await keys('F2');
await page.waitForSelector('#panel h2');
ok(await count('#cell-comment') > 0, 'F2 tells all of a cell');
await keys('Escape');

const paper = await page.$eval('a[href*="/paper"]', (link) => link.getAttribute('href'));
await go(paper);
ok(await count('.leaf') >= 2, 'the journal lies on paper as spreads');
for (const path of ['/today', '/timetable', '/attendance', '/help/journal', '/me']) {
  await go(path);
  ok(await count('h1') > 0, `${path} opens`);
}
ok(problems.length === 0, 'no error, nothing that the policy of the page forbids', problems);
await browser.close();
await server.stop();
done();
