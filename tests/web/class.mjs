// The class and its pupils in a real browser, by keyboard: the sheet of results, why, figures, lists, the diary, the
// forecast, the books, and the printed forms.
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const dir = school(60);
const server = await serve(dir);
const browser = await open();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
const page = await context.newPage();
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (line) => { if (line.type() === 'error') problems.push(line.text()); });

const go = (path) => page.goto(new URL(path, page.url()).href);
const press = async (...names) => { for (const name of names) await page.keyboard.press(name); };
const here = () => page.evaluate(() => {
  const { activeElement: node } = document;
  return { tag: node.tagName, row: node.parentNode.sectionRowIndex, column: node.cellIndex, text: node.textContent };
});
const read = (selector) => page.textContent(selector);

await enter(page, server.url, 'завуч');
await go('/pupils');

// From the list of pupils to a class that has results.
const classes = await page.$$eval('.group h2 a', (links) => links.map((a) => a.getAttribute('href')));
ok(classes.length > 1, 'the list of pupils leads to the classes', classes);
let group = '';
for (const href of classes) {
  await go(href);
  group = href;
  if (await page.evaluate(() => Array.from(document.querySelectorAll('table.sheet td')).some((td) => /^[2-5]$/.test(td.textContent)))) break;
}
ok(await page.locator('table.sheet tbody tr').count() > 0, 'the sheet of results is there', group);
ok((await page.getAttribute('table.sheet', 'aria-label')).includes('Сводная ведомость'), 'and it has its name');

// By keyboard: Tab reaches the sheet, arrows move, Enter tells why, Esc gives the cell back.
const place = await page.evaluate(() => {
  const td = Array.from(document.querySelectorAll('table.sheet tbody tr:first-child td')).find((one) => /^[2-5]$/.test(one.textContent));
  return td ? td.cellIndex : 0;
});
await page.focus('table.sheet td[tabindex="0"]');
for (let i = 1; i < place; i += 1) await press('ArrowRight');
const before = await here();
ok(before.tag === 'TD' && before.row === 0 && before.column === place, 'the arrows go from cell to cell', [before, place]);
await press('ArrowDown', 'ArrowUp', 'Enter');
await page.waitForSelector('#panel h2');
ok(/Основание|Предложено|четверть|полугодие/.test(await read('#panel')), 'Enter tells where a result comes from', (await read('#panel')).slice(0, 200));
await press('Escape');
ok((await here()).column === place, 'Esc gives the cell back', await here());

// One period: pupils' standing and percents that explain themselves.
await page.selectOption('select[name="view"]', { index: 1 });
await page.waitForSelector('table.sheet.one', { timeout: 5000 });
ok(await page.locator('table.sheet.one tfoot tr').count() === 3, 'a period shows three figures below');
ok(await page.locator('table.sheet td[tabindex="0"]').count() === 1, 'the new sheet can be reached by Tab');
await page.focus('table.sheet.one tfoot a.why');
await press('Enter');
await page.waitForSelector('#panel h2');
ok(/\/ \d+ =/.test(await read('#panel')), 'a percent shows its arithmetic', (await read('#panel')).slice(0, 300));
await press('Escape');
await page.selectOption('select[name="view"]', 'paper');
await page.waitForSelector('table.sheet.paper');
ok(await page.locator('table.sheet.paper tbody').count() > 0, 'the paper form has a block a pupil');
await page.emulateMedia({ media: 'print' });
ok(await page.isVisible('.printhead') && await page.isHidden('nav.tabs'), 'on paper: a head, no buttons');
await page.emulateMedia({ media: 'screen' });

// Figures and lists; help.
await go(`${group}/figures`);
ok((await read('main')).includes('Хорошисты') && (await read('main')).includes('Как считаются'), 'lists and formulas are there');
await press('F1');
await page.waitForSelector('#panel h2');
ok((await read('#panel h2')).includes('Класс'), 'F1 helps');
await press('Escape');
await go(`${group}/absences`);
ok(await page.locator('.list tbody tr').count() > 0, 'absences by reason');

// A pupil: tabs, diary, week before, forecast with its explanation.
await go(group);
await page.focus('table.sheet tbody th a');
await press('Enter');
await page.waitForSelector('nav.tabs a[href*="/diary"]');
const pupil = new URL(page.url()).pathname;
await page.focus('nav.tabs a[href*="/diary"]');
await press('Enter');
await page.waitForSelector('.week .day');
ok(await page.locator('.week .day').count() >= 5, 'the diary shows a week');
const week = await read('.weeks b');
await page.focus('.weeks a[rel="prev"]');
await press('Enter');
await page.waitForFunction((text) => document.querySelector('.weeks b').textContent !== text, week);
ok(await page.locator('.lessons tbody tr').count() >= 0 && await read('.weeks b') !== week, 'and the week before');
await go(`${pupil}/outlook`);
ok((await read('main')).includes('Что изменит следующая отметка'), 'the forecast is there');
const ways = await page.locator('.target a.why').count();
if (ways) {
  await page.focus('.target a.why');
  await press('Enter');
  await page.waitForSelector('#panel h2');
  ok(/Если добавить/.test(await read('#panel h2')), 'a way explains itself by the regulation', await read('#panel h2'));
  await press('Escape');
}
ok(await page.locator('svg.chart[role="img"]').count() > 0, 'charts have a name for those who do not see them');
await go(`${pupil}/finals`);
ok(await page.locator('h1').count() === 1, 'the results of the year open');

// The books.
await go('/alphabet');
ok(await page.locator('.book tbody tr').count() > 0, 'the alphabet book has its letters');
await go('/movement');
ok((await read('main')).includes('На начало'), 'the movement of pupils');

// Nothing sticks out of the page at the small size, in the dark too.
await page.setViewportSize({ width: 1024, height: 768 });
await page.emulateMedia({ colorScheme: 'dark' });
for (const path of [group, `${group}/figures`, `${pupil}/outlook`, `${pupil}/diary`, '/movement']) {
  await go(path);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  ok(wide <= 0, `no side scroll: ${path.replace(/[^/]*-[^/]*/, 'ID')}`, wide);
}
ok(problems.length === 0, 'no error in the browser', problems);
await browser.close();
await server.stop();
done();
