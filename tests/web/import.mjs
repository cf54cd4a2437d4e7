// Lists into the program in the browser: a file in Windows-1251, a pasted table, what is refused and why, a long file with
// its bar and its stop, the whole load undone. By keyboard; the file field is filled by the driver.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const checker = readFileSync(createRequire(process.env.NODE_MODULES + '/').resolve('axe-core'), 'utf8');
const server = await serve(school());
const browser = await open();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
const page = await context.newPage();
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (message) => { if (message.type() === 'error' && !/422|503/.test(message.text())) problems.push(message.text()); });
const at = (path) => page.goto(new URL(path, page.url()).href);
const path = () => new URL(page.url()).pathname;
const main = () => page.textContent('main');
const cp1251 = (text) => Buffer.from(Array.from(text, (c) => {
  const code = c.codePointAt(0);
  return code < 128 ? code : code === 0x401 ? 0xa8 : code === 0x451 ? 0xb8 : code - 0x410 + 0xc0;
}));

async function clean(name) {
  await page.evaluate(checker);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  ok(serious.length === 0, `${name}: nothing serious for a screen reader`, serious.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 140)}`));
}

async function give(kind, name, buffer) {
  await at(`/import?kind=${kind}`);
  await page.setInputFiles('#import-file', { name, mimeType: 'text/csv', buffer });
  await page.focus('#import-year');
  await page.keyboard.press('Enter');
}

async function paste(kind, text) {
  await at(`/import?kind=${kind}`);
  await page.focus('#import-text');
  await page.keyboard.insertText(text);
  await page.focus('#import-year');
  await page.keyboard.press('Enter');
}

const arrived = (place) => page.waitForURL((url) => url.pathname === place, { timeout: 15000 }).catch(async (error) => {
  console.log('#', page.url(), (await main()).replace(/\s+/g, ' '), await page.inputValue('#import-text').catch(() => ''));
  throw error;
});

const ready = () => page.waitForFunction(() => document.activeElement.textContent === 'Загрузить');

await enter(page, server.url, 'завуч');
await at('/school');
ok(await page.isVisible('.actions a[href="/import"]'), 'the page of the school leads there');
await at('/import');
ok((await page.$$('.kind')).length === 6, 'six kinds of lists to choose from');
await clean('the choice');
const sample = await page.request.get(new URL('/import/sample/roster', page.url()).href);
ok(/^\ufeffкласс;фамилия;имя/.test(await sample.text()) && /attachment/.test(sample.headers()['content-disposition']), 'a sample with the headings');

// The sample itself is a good file; so is the same in Windows-1251.
await give('roster', 'ученики.csv', cp1251('Класс;Фамилия;Имя;Дата рождения\r\n6Я;Ёжикова;Яна;03.05.2014\r\nКружок лепки;Зуев;Олег;\r\n'));
await arrived('/import/preview');
ok(/Ёжикова/.test(await main()) && /6Я, Кружок лепки/.test(await main()), 'Windows-1251 is read, what will be made is told', await main());
await ready();
ok(true, 'the button is under the finger');
await clean('the check');
await page.keyboard.press('Enter');
await arrived('/import');
ok(/Загружено\. Новых: 2/.test(await main()), 'loaded', await main());
await at('/pupils?q=лепки');
ok(/Зуев Олег/.test(await main()), 'a circle without a grade stands among the pupils');

// Mistakes: the line, the reason, what to do; the text comes back to be mended.
await paste('roster', `Класс\tФамилия\tИмя\tДата рождения\n6Я\tЛишний\tЯн\t32.01.2014\n${'6Я\t\tЯн\t\n'.repeat(40)}`);
await arrived('/import/preview');
ok(/Отказано: 41 строка из 41/.test(await main()) && /нет такой даты/.test(await main()), 'every bad row is refused with its reason', await main());
ok(/и ещё 16/.test(await main()), 'a long list is cut');
ok(!await page.$('#load'), 'nothing to load');
await clean('the refusals');
await page.click('main .buttons a.primary');
ok((await page.inputValue('#import-text')).startsWith('Класс\tФамилия'), 'the pasted table is there to be mended');
await page.fill('#import-text', '');
await page.focus('#import-year');
await page.keyboard.press('Enter');
await page.waitForSelector('#import-error:not([hidden])');
ok(/Выберите файл или вставьте/.test(await page.textContent('#import-error')), 'an empty form says what is missing');
await give('roster', 'книга.xlsx', Buffer.from('PK\x03\x04\x14\x00\x00\x00'));
await page.waitForSelector('#import-error:not([hidden])');
ok(/CSV/.test(await page.textContent('#import-error')), 'a workbook is told how to be saved');

// A pasted table; the whole load taken back.
await paste('roster', 'Класс\tФИО\tТелефон\n6Я\tЁжикова Яна\t12-34\n6Я\tНовиков Глеб\t\n');
await arrived('/import/preview');
await ready();
await page.keyboard.press('Enter');
await arrived('/import');
ok(/Новых: 1, дополнено: 1/.test(await main()), 'a pasted table goes the same way', await main());
await page.focus('form[action="/import/undo"] button');
await page.keyboard.press('Enter');
await page.waitForSelector('.note.ok');
ok(/Загрузка отменена/.test(await main()) && /отменена/.test(await page.textContent('table')), 'and is taken back whole');
await at('/pupils?q=6я');
ok(!/Новиков/.test(await main()) && /Ёжикова/.test(await main()), 'the pupils are those from before');

// A long file: the bar moves, other pages wait, the stop leaves nothing.
const long = Buffer.from('Класс;Фамилия;Имя;Дата рождения\n' + Array.from({ length: 90000 }, (_, i) => `${1 + i % 9}Щ;Длинный;${
  'абвгдежзик'[i % 10]}${'абвгдежзик'[Math.floor(i / 10) % 10]}${'абвгдежзик'[Math.floor(i / 100) % 10]}я;${
  String(1 + i % 28).padStart(2, '0')}.${String(1 + Math.floor(i / 28) % 12).padStart(2, '0')}.${2000 + Math.floor(i / 1000) % 18}\n`).join(''));
await give('roster', 'длинный.csv', long);
await page.waitForFunction(() => /^Проверяем: \d+/.test(document.querySelector('#import-said').textContent));
const other = await page.request.get(new URL('/today', page.url()).href);
ok(other.status() === 503 && /Идёт загрузка списков/.test(await other.text()), 'another page is told to wait', other.status());
await page.focus('#import-stop');
await page.keyboard.press('Enter');
await page.waitForSelector('.note.ok');
ok(/ничего не записано/.test(await main()), 'stopped', await main());
await at('/pupils?q=Длинный');
ok(/Никого не нашлось/.test(await main()), 'and nothing is left');
await give('roster', 'длинный.csv', long);
await page.waitForFunction(() => /^Проверяем: \d+/.test(document.querySelector('#import-said').textContent));
await at('/import');
ok(path() === '/import' && (await page.request.get(new URL('/today', page.url()).href)).status() === 200, 'a page left in the middle holds nobody up');

// Without scripts a pasted table still goes through.
const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'ru-RU', storageState: await context.storageState() });
const bare = await plain.newPage();
await bare.goto(new URL('/import?kind=staff', page.url()).href);
await bare.fill('#import-text', 'Фамилия;Имя\nПростая;Инна\n');
await bare.click('#import button.primary');
ok(new URL(bare.url()).pathname === '/import/preview', 'the check comes as a page');
await bare.click('#load button.primary');
ok(/Новых: 1/.test(await bare.textContent('main')), 'and the load too');

// The pupil's own sheet that the regulation names: an achievement written down and taken off again.
await at('/pupils?q=7а');
await page.focus('main .group li a');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
await page.focus('.actions a[href*="/card"]');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
ok(/Лист индивидуальных достижений/.test(await main()) && /п\. 4\.6/.test(await main()), 'the sheet of achievements of this regulation', await main());
ok(/Сколько хранят/.test(await main()), 'with how it is kept');
await page.focus('input[name="title"]');
await page.keyboard.type('Олимпиада по чтению');
await page.focus('input[name="date"]');
await page.keyboard.type('32.13');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
ok(await page.inputValue('input[name="title"]') === 'Олимпиада по чтению' && await page.getAttribute('input[name="date"]', 'aria-invalid') === 'true', 'a wrong date is shown, the rest is kept');
await page.fill('input[name="date"]', '20.11.2026');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
ok(/Олимпиада по чтению/.test(await page.textContent('article')), 'the achievement stands on the sheet');
await clean('the sheet');
await page.emulateMedia({ media: 'print' });
ok(await page.isVisible('.sign') && await page.isHidden('main .rules') && await page.isHidden('main form'), 'on paper there is the sheet with its line to sign');
await page.emulateMedia({ media: 'screen' });
await page.focus('form.inline button[aria-label="Снять с листа: Олимпиада по чтению"]');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
ok(!/Олимпиада по чтению/.test(await page.textContent('article')), 'and is taken off');

// A teacher loads marks only.
const teacher = await (await browser.newContext({ locale: 'ru-RU' })).newPage();
await enter(teacher, server.url, 'учитель');
await teacher.goto(new URL('/import', teacher.url()).href);
ok((await teacher.$$('.kind')).length === 3 && !/Сотрудники/.test(await teacher.textContent('.kind')), 'a teacher sees what he may load', (await teacher.$$('.kind')).length);
ok(problems.length === 0, 'no page had a mistake', problems);
await browser.close();
await server.stop();
done();
