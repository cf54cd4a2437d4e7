// A teacher's and a deputy's day in a real browser with the real program: typing, saving, reading why, undoing,
// correcting, a program that stops answering, and the page of terms of keeping.
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const dir = school();
let server = await serve(dir);
const browser = await open();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
const page = await context.newPage();
const problems = [];
let quiet = false; // the part where the program is meant not to answer
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (line) => {
  if (line.type() === 'error' && !quiet && !/status of 4(09|22|23)/.test(line.text())) problems.push(line.text());
});

const address = (path) => new URL(path, page.url()).href;
const keys = async (...names) => { for (const name of names) await page.keyboard.press(name); };
const status = () => page.textContent('#status');
const told = (pattern) => page.waitForFunction((source) => new RegExp(source).test(document.querySelector('#status').textContent),
  pattern.source, { timeout: 9000 }).then(() => true, () => false);
const here = () => page.evaluate(() => {
  const td = document.activeElement;
  return { cell: td.tagName === 'TD', row: td.parentNode.rowIndex - 2, column: td.cellIndex, text: td.textContent };
});
const cell = (row, column) => page.evaluate(([r, c]) => {
  const td = document.querySelector('#grid').tBodies[0].rows[r].cells[c];
  return { text: td.textContent, class: td.className };
}, [row, column]);
const column = async (c, rows) => { const list = []; for (let r = 0; r < rows; r += 1) list.push((await cell(r, c)).text); return list; };
const press = (row, c) => page.click(`#grid tbody tr:nth-child(${row + 1}) td:nth-child(${c + 1})`);

// The door, the place of journals, the first journal in which the class has at least four pupils.
await enter(page, server.url, 'учитель');
ok(await page.isVisible('nav.rail a[aria-current]'), 'the teacher is let in');
await page.goto(address('/journals'));
const journals = await page.$$eval('.group li > a:first-child', (links) => links.map((a) => a.getAttribute('href')));
ok(journals.length > 0, 'the teacher sees journals');
let journal = '';
for (const href of journals) {
  await page.goto(address(href));
  journal = href;
  if (await page.locator('#grid tbody tr').count() >= 4) break;
}
ok(await page.locator('#grid tbody tr').count() >= 4, 'a journal opens');
ok((await here()).cell, 'the cursor is in a cell at once', await here());

// A lesson of today, made in the panel.
await page.click('#add-lesson');
await page.waitForSelector('#panel form');
await page.fill('#lesson-topic', 'Проверка клавиш');
await Promise.all([page.waitForEvent('load'), page.click('#panel button.primary')]);
await page.waitForSelector('#grid.ready');
const c = await page.evaluate(() => {
  const heads = Array.from(document.querySelectorAll('#grid col')).slice(1);
  const days = Array.from(document.querySelectorAll('#grid .days th'));
  const mine = days.filter((th) => th.title.includes('Проверка клавиш')).pop();
  let n = -1;
  return mine ? heads.findIndex((col) => col.classList.contains('day') && (n += 1) === days.indexOf(mine)) + 1 : 0;
});
ok(c > 0, 'the new lesson has its column');
await press(0, c);

// 5 ↓ 4 ↓ н ↓, the third by the Latin layout.
await keys('5', 'ArrowDown', '4', 'ArrowDown', 'y', 'ArrowDown');
ok((await column(c, 3)).join() === '5,4,н', 'the keys are on the screen at once', await column(c, 3));
ok(await told(/Сохранено \d\d:\d\d/), 'it says that all is saved', await status());
await page.reload();
await page.waitForSelector('#grid.ready');
ok((await column(c, 3)).join() === '5,4,н', 'after a reload the marks are there', await column(c, 3));
const back = await here();
ok(back.column === c && back.row === 3, 'the cursor is where it was', back);

// What may not stand there is refused in words and stays visible until Esc.
await press(3, c);
await keys('9', 'Enter');
await page.waitForSelector('#grid td.refused');
const reason = await page.textContent('.gridtip');
ok(/может|стоять|нельзя|нет/i.test(reason), 'a wrong mark is refused with the reason', reason);
await keys('F8', 'Escape');
ok((await cell(3, c)).text === '' && /охранено/.test(await status()), 'Esc puts back what was', [await cell(3, c), await status()]);

// Undo and redo.
await press(0, c);
await keys('2', 'Enter');
ok(await told(/Сохранено/) && (await cell(0, c)).text === '2', 'another mark over the first');
await page.waitForFunction(() => !document.querySelector('#grid td.ed'));
await keys('Control+z');
ok((await cell(0, c)).text === '5', 'Ctrl+Z puts the mark back', await cell(0, c));
await keys('Control+y', 'Control+z');
await page.waitForTimeout(400);
ok((await cell(0, c)).text === '5', 'and again after Ctrl+Y', await cell(0, c));
await page.waitForTimeout(400);
ok(/\bc\b/.test((await cell(0, c)).class), 'a corrected mark carries its sign', await cell(0, c));

// The history of the cell, and back into it.
await press(0, c);
await keys('F2');
await page.waitForSelector('#panel .timeline');
const past = await page.textContent('#panel .timeline');
ok(await page.locator('#panel .timeline li').count() >= 3 && past.includes('2') && past.includes('5'), 'F2 shows who wrote what', past);
await keys('Escape');
ok(await page.isHidden('#panel') && (await here()).cell, 'Esc closes it and gives the cell back');

// «Почему»: the result column that follows the lesson.
const result = await page.evaluate((n) => {
  const cells = Array.from(document.querySelector('#grid').tBodies[0].rows[0].cells);
  return cells.findIndex((td, i) => i > n && td.classList.contains('res'));
}, c);
await page.waitForTimeout(500);
await press(0, result);
await page.waitForSelector('#panel h2');
const why = await page.textContent('#panel');
ok(/Почему|Предложено/.test(why), 'a result tells why', why.slice(0, 200));
ok(await page.isVisible('#panel form[data-result]'), 'and can be decided there');
await keys('Escape');

// The same mark for everybody by one action, and back.
const rows = await page.locator('#grid tbody tr').count();
const before = await column(c, rows);
await press(3, c);
await keys('Control+Space', '4', 'Enter');
ok(await told(/Сохранено/) && (await column(c, rows)).every((text) => text === '4'), 'one key fills the lesson', await column(c, rows));
await keys('Control+z');
ok((await column(c, rows)).join() === before.join(), 'one undo empties it', await column(c, rows));
ok(await told(/Сохранено/), 'and that is saved too');

// The keyboard alone: help, panel, search.
await keys('F1');
await page.waitForSelector('#panel h2');
ok(/журнал/i.test(await page.textContent('#panel h2')), 'F1 helps about this page');
await keys('Escape');

// The program goes away while the teacher types.
quiet = true;
const origin = new URL(page.url()).origin;
await page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
await press(1, c);
await keys('3', 'ArrowDown', '5', 'ArrowDown');
ok(await told(/Не сохранено: 2 отметки\. Программа не отвечает/), 'it says what is not saved', await status());
const kept = [await cell(1, c), await cell(2, c)];
ok(kept[0].text === '3' && kept[1].text === '5' && /unsaved/.test(kept[0].class), 'the marks stay, marked', kept);
await page.unroute('**/*');
ok(await told(/Сохранено \d\d:\d\d/), 'when it answers, all is saved', await status());
await page.reload();
await page.waitForSelector('#grid.ready');
ok((await column(c, 3)).join() === '5,3,5', 'in the right order', await column(c, 3));

// The program itself is stopped: nothing that was typed leaves the screen.
await press(3, c);
await server.stop();
await keys('4', 'ArrowDown');
ok(await told(/Не сохранено: 1 отметка/), 'a stopped program: not saved', await status());
ok((await cell(3, c)).text === '4', 'the text stays');
page.on('dialog', (dialog) => dialog.accept());
server = await serve(dir);
quiet = false;

// The deputy and the terms of keeping.
const second = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
const desk = await second.newPage();
desk.on('pageerror', (error) => problems.push(error.message));
await enter(desk, server.url, 'завуч');
await desk.goto(new URL('/retention', desk.url()).href);
ok(await desk.locator('table.retention tbody tr').count() > 0, 'the deputy sees the files and their terms');
const all = await desk.locator('table.retention tbody tr').count();
await desk.fill('input[type="search"]', 'журнал');
await desk.waitForFunction((n) => document.querySelectorAll('table.retention tbody tr').length < n, all, { timeout: 5000 }).catch(() => {});
const found = await desk.locator('table.retention tbody tr').count();
ok(found > 0 && found < all, 'the list follows the search', [found, all]);
await desk.click('table.retention a.why');
await desk.waitForSelector('#panel h2');
ok(/п\.|Основание|срок/i.test(await desk.textContent('#panel')), 'a term tells its clause');
await desk.keyboard.press('Escape');

ok(problems.length === 0, 'no error in the browser', problems);
ok(origin.startsWith('http://127.0.0.1:'), 'everything came from this computer');
await browser.close();
await server.stop();
done();
