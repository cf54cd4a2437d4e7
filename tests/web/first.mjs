// The first day: an empty folder, the form of a new school, the recovery key, the first unlock. By keyboard only.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, ok, open } from './_browser.mjs';
import { serve } from './_server.mjs';

const PASSWORD = 'пароль первого дня';
const dir = join(process.env.TEST_TMP, 'Флешка школы');
mkdirSync(join(dir, 'policies'), { recursive: true });
writeFileSync(join(dir, 'policies', 'nasha.lua'),
  'local p = policy{ api = 1, id = "nasha", extends = "school20_nn", title = "Наша школа" }\nreturn p\n');
writeFileSync(join(dir, 'policies', 'oshibka.lua'),
  'local p = policy{ api = 1, id = "oshibka", extends = "school20_nn", title = "Регламент с ошибкой" }\np.retention{ нет }\nreturn p\n');
const before = readdirSync(dir).join();
const server = await serve(dir);
const browser = await open();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
const page = await context.newPage();
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (message) => { if (message.type() === 'error' && !/422/.test(message.text())) problems.push(message.text()); });
const shot = async (name) => { if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `first-${name}.png`), fullPage: true }); };
let focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.textContent);
const type = (text) => page.keyboard.type(text);
const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
const sent = (key) => Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
const path = () => new URL(page.url()).pathname;
const text = () => page.textContent('main');

// Tab until the field or the words are reached.
async function reach(what) {
  for (let i = 0; i < 40; i += 1) {
    if ((await focused()).trim() === what) return true;
    await press('Tab');
  }
  return false;
}

await page.goto(server.url);
ok(path() === '/first', 'an empty folder opens the form of a new school', page.url());
ok(await focused() === 'school', 'with the first field under the cursor', await focused());
ok(readdirSync(dir).join() === before, 'nothing is written before the answers', readdirSync(dir));
const titles = await page.$$eval('.choice', (list) => list.map((one) => one.textContent));
ok(titles.length === 7 && titles.some((one) => /Наша школа.*свой/.test(one)), 'stock regulations and the own ones to choose from', titles);
await shot('form');
const answer = await page.request.get(new URL('/today', page.url()).href);
ok(new URL(answer.url()).pathname === '/first', 'every other address leads there');
ok(/no-store/.test(answer.headers()['cache-control']), 'and is not kept by the browser');
const sheet = await context.newPage();
await sheet.goto(new URL('/first/regulation/school20_nn', page.url()).href);
ok(/Регламент/.test(await sheet.textContent('h1')) && (await sheet.$$('main li')).length > 50, 'a regulation can be read before it is chosen');
if (process.env.SHOTS) await sheet.screenshot({ path: join(process.env.SHOTS, 'first-sheet.png') });
await sheet.goto(new URL('/help/first', page.url()).href);
ok(/ключ/i.test(await sheet.textContent('main')), 'help is there before the school');
await sheet.close();

// Mistakes stand beside their fields; a broken regulation says where it is broken.
await type('МБОУ «Школа для проверки»');
await reach('policy');
for (let i = 0; i < 7 && !(await page.evaluate(() => document.activeElement.value === 'oshibka' && document.activeElement.checked)); i += 1) await press('ArrowDown');
ok(await page.isChecked('input[value="oshibka"]'), 'arrows choose the regulation');
await reach('login');
await type('директор');
await press('Tab');
await type('коротко');
await press('Tab');
await type('не то же');
await press('Tab');
await type('Орлова');
await sent('Enter');
const error = (name) => page.textContent(`#${name}-error`).catch(() => '');
ok(/латинскими/.test(await error('login')), 'a login in Russian letters is refused beside the field');
ok(/короче 8/.test(await error('password')), 'so is a short password');
ok(/фамилию и имя/.test(await error('name')), 'and half a name');
ok(await focused() === 'login', 'the cursor is in the first wrong field', await focused());
ok(await page.inputValue('#school') === 'МБОУ «Школа для проверки»' && await page.isChecked('input[value="oshibka"]'), 'what was right is kept');
ok(await page.inputValue('#password') === '', 'passwords are not sent back');
await shot('errors');

async function answers(again) {
  await reach('login');
  await press('Control+a');
  await type('direktor');
  await press('Tab');
  await type(PASSWORD);
  await press('Tab');
  await type(again);
  await press('Tab', 'Control+a');
  await type('Орлова Анна Петровна');
  await sent('Enter');
}
await answers('другой пароль здесь');
ok(/не совпали/.test(await error('again')), 'two different passwords are refused');
await reach('school');
await answers(PASSWORD);
ok(/oshibka/.test(await page.textContent('fieldset .error')), 'a mistake in the own regulation is told beside it');
ok(readdirSync(dir).join() === before, 'and nothing was left behind', readdirSync(dir));
await press('Shift+Tab');
await reach('policy');
for (let i = 0; i < 7 && !(await page.isChecked('input[value="nasha"]')); i += 1) await press('ArrowDown');
await answers(PASSWORD);

// The recovery key, once.
const key = (await page.textContent('.key')).replace(/\s+/g, ' ').trim();
ok(/^(\w{5} ){5}\w{5}$/.test(key), 'the recovery key is shown', key.length);
ok(/Распечатать/.test(await text()) && await focused() === 'Распечатать', 'ready to be printed');
await shot('key');
await page.emulateMedia({ media: 'print' });
ok(await page.isHidden('.buttons') && await page.isVisible('.key'), 'on paper there is the key without the buttons');
await shot('key-print');
await page.emulateMedia({ media: 'screen' });
const files = readdirSync(join(dir, 'data'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
const leaks = files.filter((one) => {
  const bytes = readFileSync(join(one.parentPath || one.path, one.name)).toString('latin1');
  return bytes.includes(key.replaceAll(' ', '-')) || bytes.includes(key.replaceAll(' ', ''));
});
ok(files.length > 2 && leaks.length === 0, 'no file holds the key', leaks);
ok(existsSync(join(dir, 'data', 'running')), 'the running program holds the stick');
await press('Tab');
await sent('Enter');
ok(path() === '/unlock' && !(await page.content()).includes(key.slice(0, 5)), 'the sheet in the safe, the door opens');
const base = new URL(page.url()).origin;
await page.goBack().catch(() => {}); // the browser's own page asks whether to send the form again
await page.waitForTimeout(500);
ok(!(await page.content()).includes(key.slice(0, 5)), 'going back does not show it again');
await page.goto(`${base}/first`);
ok(path() === '/unlock', 'the form has nothing more to do');

// The same program goes on with the new school.
ok(await reach('login'), 'the login');
await type('direktor');
await press('Tab');
await type(PASSWORD);
await sent('Enter');
ok(path() === '/today', 'the first day begins with today', page.url());
ok(/Орлова А\. П\./.test(await page.textContent('.who')), 'under the name of the form');
ok(/Первые шаги/.test(await text()) && /списки учеников/.test(await text()) && await page.isVisible('main a[href="/school/users"]'), 'an empty school says what comes next');
ok(!/zhurnal import|командой/.test(await text()), 'and asks for no command');
await shot('today');

// From the empty school to a journal with marks without leaving the browser: the steps lead the way, tables are pasted.
async function load(step, rows) {
  await page.goto(`${base}/today`);
  await reach(step);
  await sent('Enter');
  await reach('import-text');
  await page.keyboard.insertText(rows.map((row) => row.join('\t')).join('\n'));
  await reach('Проверить');
  await press('Enter');
  await page.waitForURL(/preview/);
  const seen = await text();
  await page.waitForFunction(() => document.activeElement.textContent === 'Загрузить');
  await press('Enter');
  await page.waitForURL(/\/import\?/);
  return seen + await text();
}
const now = new Date();
const september = `01.09.${now.getFullYear() - (now.getMonth() < 7 ? 1 : 0)}`;
focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
const staff = await load('Загрузить список сотрудников', [['Педагогические работники', '', ''], ['№ п/п', 'Ф.И.О. педагога', 'Должность'], ['1', 'КРОТОВА ольга Юрьевна', 'учитель']]);
ok(/Новых: 1/.test(staff), 'staff come in as the school has them');
const pupils = await load('Загрузить списки учеников', [['Список учащихся 5 «А» класса'], ['№', 'ФИО', 'Дата рождения', 'Адрес'], ['1', 'белов пётр ильич', '1.9.2015', ''], ['2', 'Зуева Ия', '', ''], ['Всего: 2']]);
ok(/Классы и группы: 1/.test(pupils) && /Новых: 2/.test(pupils), 'pupils, with their class from the line above the table');
ok(/взят из строк над учениками: 5А/.test(pupils) && /Пропущены строки без записей: 5/.test(pupils), 'which is told, as is what was passed over', pupils);
ok(/Журналы: 1/.test(await load('Завести журналы', [['Предмет', 'Класс', 'Учитель', 'Часов в неделю'], ['Математика', '5 "А"', 'Кротова О.Ю.', '1']])), 'journals, by the teaching load');
await page.goto(`${base}/today`);
await reach('Составить расписание, звонки и каникулы');
await sent('Enter');
await page.focus('table.week tbody tr:first-child td:nth-child(2)');
await press('Enter');
await page.waitForSelector('#panel #slot-journal');
await page.focus('#slot-journal');
await press('ArrowDown');
await page.fill('#slot-from', september);
await page.focus('#slot-from');
await sent('Enter');
ok(/Математика/.test(await page.textContent('table.week')), 'the timetable of the class');
await page.goto(`${base}/today`);
await reach('Завести уроки на год');
await sent('Enter');
await page.fill('input[name="from"]', september);
await page.focus('input[name="from"]');
await sent('Enter');
await page.focus('main .primary');
await sent('Enter');
ok(/Записано: \d+/.test(await text()), 'and its lessons of the year');
await page.goto(`${base}/today`);
ok(!/Первые шаги/.test(await text()), 'the first steps are done');
await page.goto(`${base}/journals`);
await page.focus('main a[href^="/journals/"]');
await sent('Enter');
await page.waitForSelector('#grid');
await page.focus('#grid [tabindex="0"]');
await press('5');
await press('Enter');
await press('y');
await press('Enter');
await page.waitForFunction(() => /н/.test(Array.from(document.querySelectorAll('#grid td')).map((td) => td.textContent).join(' ')));
await page.waitForTimeout(300);
await page.waitForFunction(() => /сохранено/i.test(document.querySelector('#status').textContent));
await page.reload();
const row = (name) => page.textContent(`#grid tbody tr:has-text("${name}")`);
ok(/5/.test(await row('Белов')) && /н/.test(await row('Зуева')), 'and the first marks stand in it', await page.textContent('#grid'));
await shot('journal');
const env = { ...process.env, ZHURNAL_LOGIN: 'direktor', ZHURNAL_PASSWORD: PASSWORD };
await server.stop();
const run = (...words) => spawnSync(process.env.ZHURNAL, ['-C', dir, ...words], { env, encoding: 'utf8' });
ok(run('ledger', 'verify').status === 0, 'the record is whole');
const recovered = spawnSync(process.env.ZHURNAL, ['-C', dir, 'user', 'password', 'direktor', '--recovery'],
  { env: { ...env, ZHURNAL_RECOVERY: key, ZHURNAL_NEW_PASSWORD: 'новый пароль с листа' }, encoding: 'utf8' });
ok(recovered.status === 0, 'the key of the sheet opens it', recovered.stderr);
ok(problems.length === 0, 'no page had a mistake', problems);
await browser.close();
done();
