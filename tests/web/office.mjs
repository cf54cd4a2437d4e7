// Beside the journey of a teacher: who may open what, users made in the browser, the journal on paper, a clock that is
// behind, and marks missing from a period.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dir = school();
let server = await serve(dir);
const browser = await open();
const problems = [];

async function desk(word) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' })).newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  if (word) await enter(page, server.url, word);
  return page;
}
const at = (page, path) => new URL(path, page.url()).href;
const links = (page, selector) => page.$$eval(selector, (list) => list.map((a) => a.getAttribute('href')));
const token = (page) => page.$eval('meta[name="csrf"]', (meta) => meta.content);

// What a teacher does not see in his lists he does not get by its address either.
const head = await desk('директор');
await head.goto(at(head, '/journals?whose=all'));
const journals = await links(head, 'main .group li > a:first-child');
await head.goto(at(head, '/pupils'));
const pupils = await links(head, 'main li a');
const teacher = await desk('учитель');
await teacher.goto(at(teacher, '/journals'));
const own = await links(teacher, 'main .group li > a:first-child');
await teacher.goto(at(teacher, '/pupils'));
const taught = await links(teacher, 'main li a');
const foreign = journals.filter((href) => !own.includes(href));
const get = async (list) => [...new Set(await Promise.all(list.map(async (href) => (await teacher.request.get(at(teacher, href))).status())))].join();
ok(own.length > 0 && await get(own) === '200', 'a teacher opens own journals');
ok(foreign.length > 0 && await get(foreign) === '404', 'and no other by address', await get(foreign));
const others = pupils.filter((href) => !taught.includes(href));
ok(await get(taught) === '200' && await get(others) === (others.length ? '404' : ''), 'nor pupils of other classes');
const headers = { 'X-Zhurnal-Csrf': await token(teacher), Origin: new URL(teacher.url()).origin, Accept: 'application/json' };
for (const [place, data] of [['cell', { lesson: 'x', person: 'y', text: '5' }], ['lessons', { date: '02.09.2026' }], ['lock', { period: 'x', locked: 1 }]]) {
  const answer = await teacher.request.post(at(teacher, `${foreign[0]}/${place}`), { data, headers });
  ok(answer.status() === 404, `nor writes there: ${place}`, answer.status());
}
ok(await get(['/retention', '/school', '/school/users']) === '403', 'nor the places of others');

// A deputy of a level, made in the browser.
await head.goto(at(head, '/school/users'));
const fill = async (scope) => {
  await head.fill('#user-login', 'zam');
  await head.check('input[name="role_deputy"]');
  await head.fill('#user-scope', scope);
  for (const id of ['#user-new', '#user-again']) await head.fill(id, 'parol na dosuge');
  await head.fill('#user-own', 'direktor-demo');
  await Promise.all([head.waitForNavigation(), head.click('form[action="/school/users"] button')]);
};
await fill('начальная');
ok(/Уровня «начальная» нет/.test(await head.textContent('main')), 'a wrong level is refused in words');
ok(await head.inputValue('#user-login') === 'zam', 'and what was typed stays');
await fill('1-4');
ok(/Пользователь zam заведён/.test(await head.textContent('main')), 'a right one is taken');
const deputy = await desk();
await deputy.goto(server.url);
await deputy.fill('#login', 'zam');
await deputy.fill('#password', 'parol na dosuge');
await deputy.press('#password', 'Enter');
await deputy.waitForSelector('nav.rail');
await deputy.goto(at(deputy, '/pupils'));
const classes = await deputy.$$eval('main .group h2', (list) => list.map((h) => parseInt(h.textContent, 10)));
ok(classes.length > 0 && Math.max(...classes) <= 4, 'he sees his level and no more', classes);

// The journal: a missing result keeps its column; on paper nothing is cut off.
await teacher.goto(at(teacher, own[0]));
await teacher.waitForSelector('#grid.ready');
const display = await teacher.$eval('#grid td.res', (td) => { td.className = 'res p m'; td.textContent = ''; return getComputedStyle(td).display; });
ok(display === 'table-cell', 'a result that is missing keeps its place', display);
const paper = await teacher.evaluate(() => {
  dispatchEvent(new Event('beforeprint'));
  const width = document.querySelector('#grid').tBodies[0].rows[0].cells.length - 1;
  const sheets = Array.from(document.querySelectorAll('.sheets table'));
  const laid = sheets.map((table) => table.tBodies[0].rows[0].cells.length - 1);
  dispatchEvent(new Event('afterprint'));
  return { width, laid, left: document.querySelectorAll('.sheets').length };
});
ok(paper.laid.reduce((a, b) => a + b, 0) === paper.width && Math.max(...paper.laid) <= 23, 'every column is on some sheet', paper);
ok(paper.left === 0, 'and the sheets are put away');

// The clock of the computer is behind the newest entry.
await server.stop();
execFileSync(process.env.ZHURNAL, ['--test', join(here, '_future.lua')], { env: { ...process.env, DIR: dir }, stdio: 'ignore' });
server = await serve(dir);
const late = await desk('учитель');
await late.goto(at(late, own[0]));
await late.waitForSelector('#grid.ready');
ok(/Часы отстают.*01\.02\.2090/.test(await late.textContent('#clock')), 'a clock that is behind is told');
const before = await late.evaluate(() => document.activeElement.textContent);
const mark = before === '4' ? '5' : '4';
await late.keyboard.press(mark);
await late.keyboard.press('Enter');
const told = (words) => late.waitForFunction((text) => document.querySelector('#status').textContent.includes(text), words, { timeout: 9000 }).then(() => true, () => false);
ok(await told('Не сохранено: 1 отметка. Часы'), 'a mark waits and is not lost');
await late.click('#clock button');
ok(await told('Сохранено '), 'with the date confirmed it is written');
ok(await late.locator('#clock').count() === 0, 'and nothing more is asked');

ok(problems.length === 0, 'no error in the browser', problems);
await browser.close();
await server.stop();
done();
