// The morning page of those who look after the school, and the list of journals, by keyboard.
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const server = await serve(school(60));
const browser = await open();
const problems = [];

async function person(word) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => { if (line.type() === 'error') problems.push(line.text()); });
  await enter(page, server.url, word);
  return page;
}
const go = (page, path) => page.goto(new URL(path, page.url()).href);

// What waits: every line is a link, and what had to be counted comes by itself.
const page = await person('завуч');
await go(page, '/today');
await page.waitForFunction(() => !document.querySelector('[data-later]'));
ok(await page.locator('.waits a[href^="/deputy/warnings?kind="]').count() > 0, 'warnings by kind, each a link');
ok(await page.isVisible('#day'), 'the lessons of the school');
ok(await page.isVisible('#away'), 'who is away');
await page.focus('.waits a[href^="/deputy/warnings?kind="]');
await page.keyboard.press('Enter');
await page.waitForSelector('table.warn');
ok(await page.locator('table.warn tbody tr').count() > 0, 'a count leads to the very warnings');

// Journals: the index, the search as one types, the way by arrows.
await go(page, '/journals');
const all = await page.locator('.cards li').count();
ok(all > 50 && await page.locator('.index a').count() > 10, 'all journals, with an index of classes');
const columns = await page.evaluate(() => new Set(Array.from(document.querySelectorAll('.cards .group'),
  (card) => Math.round(card.getBoundingClientRect().left))).size);
ok(columns === 3, 'three columns at 1280', columns);
await page.keyboard.press('/');
ok(await page.evaluate(() => document.activeElement.name) === 'q', '«/» goes to the search');
await page.keyboard.type('5а мат');
const left = await page.locator('.cards li:not([hidden])').count();
ok(left > 0 && left < 8, 'what does not fit is hidden at once', left);
ok((await page.textContent('form.filters .muted')).startsWith(`${left} журнал`), 'and counted');
await page.keyboard.press('ArrowDown');
ok(await page.evaluate(() => document.activeElement.closest('.cards li') !== null), 'the arrow goes to the first of them');
await page.keyboard.press('ArrowUp');
ok(await page.evaluate(() => document.activeElement.name) === 'q', 'and back');
await page.keyboard.press('Escape');
ok(await page.locator('.cards li:not([hidden])').count() === all, 'Escape shows all again');
await page.keyboard.type('щщщ');
ok(await page.isVisible('#none'), 'nothing found says so');
await page.keyboard.press('Escape');
await page.keyboard.type('5а мат');
await page.keyboard.press('ArrowDown');
await Promise.all([page.waitForURL(/journals\/[\w-]+$/), page.keyboard.press('Enter')]);
ok(true, 'Enter opens the journal');
await page.goBack();
ok(await page.inputValue('input[name="q"]') === '5а мат', 'the way back keeps the search');

// The council: one choice for the whole class, the arrows with Ctrl go down the column.
await go(page, '/deputy/council');
await page.focus('select[name="all"]');
await page.keyboard.press('ArrowDown');
const chosen = await page.evaluate(() => Array.from(document.querySelectorAll('.council select'), (one) => one.value));
ok(chosen.length > 0 && chosen.every((one) => one === 'promoted'), 'one choice fills the class', chosen);
await page.focus('.council tbody tr:first-child select');
await page.keyboard.press('Control+ArrowDown');
ok(await page.evaluate(() => document.activeElement.closest('tr').rowIndex) === 2, 'Ctrl with an arrow goes down');

// The class teacher: his class, and what goes down in it.
const his = await person('классный');
await go(his, '/today');
await his.waitForFunction(() => !document.querySelector('[data-later]'));
ok(await his.isVisible('.mine h2'), 'the class teacher sees his class');
ok(await his.locator('#owed').count() === 0, 'not the gaps of others');

ok(problems.length === 0, 'no error on the way', problems);
await browser.close();
await server.stop();
done();
