// Copying of lessons, the plan in place, a substitute's own lesson and the lost program: by keyboard in a real browser.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const dir = school(300);
let server = await serve(dir);
const browser = await open();
const problems = [];
process.on('exit', () => { server.stop(); });

async function person(word) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('dialog', (dialog) => dialog.accept());
  await enter(page, server.url, word);
  page.to = (path) => page.goto(new URL(path, page.url()).href);
  page.keys = async (...names) => { for (const name of names) await page.keyboard.press(name); };
  return page;
}

const written = (page) => page.waitForFunction(() => !document.querySelector('.sheet td.wait') && /Сохранено \d\d:\d\d/.test(document.querySelector('#status').textContent))
  .then(() => true, () => false);
const renewed = (page, act) => Promise.all([page.waitForEvent('load'), act]).then(() => page.waitForSelector('main'));

// The teacher whose subject has a parallel class.
const teacher = await person('учитель');
await teacher.to('/journals');
const journals = await teacher.$$eval('main a[href^="/journals/"]', (links) => links.map((one) => one.getAttribute('href').split('?')[0]));
let journal = null;
for (const one of journals) {
  await teacher.to(`${one}/copies`);
  if (await teacher.locator('select[name="into"]').count()) { journal = one; break; }
}
ok(journal, 'a journal with a parallel one', journals.length);
await teacher.to(journal);
await teacher.waitForSelector('#grid td.cur');
await teacher.keys('Shift+ArrowLeft', 'Shift+ArrowLeft');
await teacher.focus('#copy-lessons');
await renewed(teacher, teacher.keys('Enter'));
ok(await teacher.locator('table.copies tbody tr').count() === 3, 'the columns chosen in the grid are offered for copying', await teacher.locator('table.copies tbody tr').count());
await teacher.focus('select[name="start"]');
await teacher.keys('End');
await teacher.waitForFunction(() => /появится/.test((document.querySelector('table.copies') || {}).textContent || ''));
ok(/уроков больше нет/.test(await teacher.textContent('table.copies')), 'the preview tells that the year ends before the lessons do');
const starts = await teacher.$$eval('select[name="start"] option', (list) => list.map((one) => [one.value, one.textContent]));
const free = starts.find(([, words]) => /урока ещё нет/.test(words));
await teacher.selectOption('select[name="start"]', free[0]);
await teacher.waitForFunction(() => !/уроков больше нет/.test(document.querySelector('table.copies').textContent));
ok(await teacher.locator('table.copies .chip:text("урок появится")').count() === 3, 'three lessons would be made by the other timetable');
await teacher.focus('main button.primary');
await renewed(teacher, teacher.keys('Enter'));
ok(/Скопировано: 3 урока/.test(await teacher.textContent('main')), 'they are copied and told');
const rows = await teacher.locator('#lessons tr[data-l]').count();
await renewed(teacher, teacher.keys('Control+z'));
ok(await teacher.locator('#lessons tr[data-l]').count() === rows - 3 && /Отменено/.test(await teacher.textContent('main')), 'Ctrl+Z takes the whole copying back');
await renewed(teacher, teacher.keys('Control+y'));
ok(await teacher.locator('#lessons tr[data-l]').count() === rows, 'and Ctrl+Y does it again');

// Homework taken from the row above, many rows pasted.
const cursor = () => teacher.evaluate(() => ({ row: document.activeElement.closest('tr').dataset.l, field: document.activeElement.dataset.f }));
let at = await cursor();
await teacher.click(`tr[data-l="${at.row}"] td[data-f="homework"]`);
await teacher.keys('Enter', 'Control+a');
await teacher.keyboard.type('§ 10');
await teacher.keys('Enter');
at = await cursor();
await teacher.keys('Control+d');
ok(await written(teacher) && await teacher.textContent(`tr[data-l="${at.row}"] td[data-f="homework"]`) === '§ 10', 'Ctrl+D takes the homework of the row above');

// The plan in place.
await teacher.to(`${journal}/plan`);
const topics = () => teacher.$$eval('#plan td[data-f="topic"]', (list) => list.slice(0, 4).map((one) => one.textContent));
const first = await topics();
await teacher.focus('#plan td[data-f="topic"]');
await teacher.keys('Enter', 'Control+a');
await teacher.keyboard.type('Первая тема плана');
await teacher.keys('Tab');
await teacher.keyboard.type('2');
await teacher.keys('Enter');
ok(await written(teacher), 'a topic and its hours are written in place');
ok(/часов|часа|час/.test(await teacher.textContent('[data-sum="total"]')), 'the sums follow', await teacher.textContent('[data-sum="total"]'));
await teacher.focus('#plan td[data-f="topic"]');
await renewed(teacher, teacher.keys('Alt+ArrowDown'));
ok((await topics())[1] === 'Первая тема плана', 'Alt+Down moves it', await topics());
await renewed(teacher, teacher.keys('Insert'));
await teacher.waitForSelector('#plan td.editing');
await teacher.keys('Control+a');
await teacher.keyboard.type('Вставленная');
await teacher.keys('Enter');
ok(await written(teacher) && (await topics())[2] === 'Вставленная', 'Insert puts a topic below', await topics());
await teacher.click('#plan tbody tr:nth-child(3) td[data-f="topic"]');
await renewed(teacher, teacher.keys('Control+Delete'));
ok((await topics())[2] !== 'Вставленная', 'Ctrl+Delete takes it out', await topics());
await renewed(teacher, teacher.keys('Control+z'));
ok((await topics())[2] === 'Вставленная', 'Ctrl+Z brings it back', await topics());
for (let i = 0; i < 5; i += 1) {
  await teacher.focus('#plan td[data-f="topic"]');
  await renewed(teacher, teacher.keys('Control+z'));
}
ok(JSON.stringify(await topics()) === JSON.stringify(first), 'and so on to the plan that stood', [await topics(), first]);

// The substitute: one lesson of a foreign journal.
const deputy = await person('завуч');
await deputy.to(`${journal}/lessons`);
const lesson = await deputy.$eval('#lessons tr.past:last-of-type', (tr) => tr.dataset.l).catch(() => null)
  || await deputy.$$eval('#lessons tr.past', (list) => list[list.length - 1].dataset.l);
await deputy.to(`/lessons/change?lesson=${lesson}`);
const head = await person('классный');
const name = (await head.textContent('header')).match(/([А-ЯЁ][а-яё]+) [А-ЯЁ]\. [А-ЯЁ]\./)[1];
const option = await deputy.$$eval('#sub-who option', (list, who) => (list.find((one) => one.textContent.startsWith(who)) || {}).value, name);
await deputy.selectOption('#sub-who', option);
await deputy.fill('#sub-why', 'болезнь');
await deputy.focus('#sub-why');
await renewed(deputy, deputy.keys('Enter'));
await head.to(`${journal}?lesson=${lesson}`);
await head.waitForSelector('#grid td.cur');
const before = await head.textContent('#grid td.cur');
await head.keys('5');
await head.keys('Enter');
ok(await head.waitForFunction(() => /Сохранено/.test(document.querySelector('#status').textContent)).then(() => true, () => false), 'the substitute writes a mark in his lesson', before);
await head.keys('ArrowLeft', '4');
ok(/не ваш/.test(await head.textContent('main')), 'another column is closed to him and says why');
await head.to(`${journal}/lessons`);
ok(await head.locator('#lessons tr.no').count() > 5, 'so are the other lessons');
await head.to('/today');
const today = await head.textContent('main');
const dated = await deputy.$eval(`tr[data-l="${lesson}"] td[data-f="date"]`, (td) => td.textContent).catch(() => '');
if (dated) await head.to(`/today?date=${dated.split('.').reverse().join('-')}`);
ok(/замена за/.test(await head.textContent('main')), '«Сегодня» shows whom he stands in for', today.slice(0, 200));
await deputy.to(`${journal}/paper`);
ok(/замена: /.test(await deputy.textContent('main')), 'the paper form tells of it');

// A teacher is away for a day: the free ones are offered, all is written and taken back at once.
await deputy.to('/timetable/substitutes');
const staff = await deputy.$$eval('select[name="person"] option', (list) => list.map((one) => one.value).filter(Boolean));
for (const one of staff) {
  await deputy.to(`/timetable/substitutes?date=2026-11-24&person=${one}`);
  if (await deputy.locator('table.subs tbody tr').count() >= 3) break;
}
const picks = deputy.locator('table.subs select');
const lines = await picks.count();
for (let i = 0; i < lines; i += 1) {
  await picks.nth(i).focus();
  await deputy.keys('ArrowDown');
}
ok(!/занят/.test(await picks.first().evaluate((one) => one.selectedOptions[0].textContent)), 'the first offered is free');
await deputy.focus('#subs-why');
await deputy.keyboard.type('болезнь');
await renewed(deputy, deputy.keys('Enter'));
ok(await deputy.locator('main section table tbody tr').count() === lines, 'the sheet of the day has all the lessons', lines);
await deputy.focus('.undobar button');
await renewed(deputy, deputy.keys('Enter'));
ok(/Пока их нет/.test(await deputy.textContent('main')), 'and one key takes them back');

// The lost program: what was written waits and goes when it is back.
await teacher.to(`${journal}/lessons`);
at = await cursor();
await teacher.route('**/lessons/set', (route) => route.abort());
await teacher.click(`tr[data-l="${at.row}"] td[data-f="homework"]`);
await teacher.keys('Enter', 'Control+a');
await teacher.keyboard.type('сохранится потом');
await teacher.keys('Enter');
ok(await teacher.waitForFunction(() => /Не сохранено/.test(document.querySelector('#status').textContent)).then(() => true, () => false), 'a silent program is told of');
ok(await teacher.textContent(`tr[data-l="${at.row}"] td[data-f="homework"]`) === 'сохранится потом', 'and what was typed stays');
await teacher.unroute('**/lessons/set');
ok(await written(teacher), 'it goes when the program is back');
await teacher.reload();
ok(await teacher.textContent(`tr[data-l="${at.row}"] td[data-f="homework"]`) === 'сохранится потом', 'and stands there');

// The journal locked in another tab: what was written waits until it is opened again.
const tab = await teacher.context().newPage();
await tab.goto(new URL('/today', teacher.url()).href);
await tab.click('text=Заблокировать');
await tab.waitForSelector('#password');
await teacher.click(`tr[data-l="${at.row}"] td[data-f="homework"]`);
await teacher.keys('Enter', 'Control+a');
await teacher.keyboard.type('за замком');
await teacher.keys('Enter');
ok(await teacher.waitForFunction(() => /заблокирован/.test(document.querySelector('#status').textContent)).then(() => true, () => false), 'a locked journal is told of');
await enter(tab, new URL('/unlock', tab.url()).href, 'учитель');
ok(await written(teacher), 'opened in the other tab it takes what was written');
await teacher.reload();
ok(await teacher.textContent(`tr[data-l="${at.row}"] td[data-f="homework"]`) === 'за замком', 'and that stands there');
await tab.close();

// The whole school's attendance and the way to a class.
await deputy.to('/attendance?tab=school');
ok(await deputy.locator('table.away tbody tr').count() > 5, 'the summary of all classes');
await deputy.focus('table.away tbody a');
await renewed(deputy, deputy.keys('Enter'));
ok(/tab=sum/.test(deputy.url()) && await deputy.locator('table.away tbody tr').count() > 5, 'leads to the pupils of a class');

// Nothing serious against accessibility on the pages of this file.
const checker = readFileSync(createRequire(process.env.NODE_MODULES + '/').resolve('axe-core'), 'utf8');
for (const [page, path, scheme] of [[teacher, `${journal}/copies`, 'light'], [teacher, `${journal}/copies`, 'dark'], [teacher, `${journal}/plan`, 'dark'],
  [deputy, `/timetable/substitutes?date=2026-11-24&person=${staff[0]}`, 'light'], [head, `${journal}/lessons`, 'light'], [deputy, '/attendance?tab=sum', 'dark']]) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.to(path);
  await page.evaluate(checker);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  ok(serious.length === 0, `${scheme}: ${path.replace(journal, 'journal').replace(/person=.*/, '')} is clean`,
    serious.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(' | ')}`));
}

ok(problems.length === 0, 'no error on any page', problems);
await browser.close();
await server.stop();
done();
