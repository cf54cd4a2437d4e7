// The deputy's and the teacher's part of keeping journals in a real browser, by keyboard: filling, a warning that leads
// to its cell, a remark sent and answered, a period closed and opened for hours, the checklist, the passage to the
// next year and back.
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const dir = school();
const server = await serve(dir);
const browser = await open();
const problems = [];

async function person(word) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !/status of 4(09|22|23)/.test(line.text())) problems.push(line.text());
  });
  await enter(page, server.url, word);
  return page;
}
const go = (page, path) => page.goto(new URL(path, page.url()).href);
const told = (page) => page.textContent('p.note[role="status"]').catch(() => '');
const press = async (page, selector, key = 'Enter') => { await page.focus(selector); await page.keyboard.press(key); };

// Sends a form by Enter on a button and waits for the page that comes.
async function submit(page, selector) {
  await page.focus(selector);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

const page = await person('завуч');
await go(page, '/school');
ok(await page.isVisible('a[href="/deputy"]'), 'the school page leads to the control of journals');
await press(page, 'a[href="/deputy"]');
await page.waitForSelector('table.progress');
ok(await page.locator('table.progress progress').count() > 20, 'bars by teacher and by class');
ok(await page.locator('table.progress tbody').count() === 2, 'teachers and classes');

// A warning leads to its cell, and can be mended in the panel.
await go(page, '/deputy/warnings');
const rows = page.locator('.warn tbody tr:not(.part)');
ok(await rows.count() > 0, 'there are warnings');
const href = await page.getAttribute('table.warn tbody a[href*="#cell="]', 'href');
const lesson = /#cell=([\w-]+),/.exec(href)[1];
await go(page, href);
await page.waitForSelector('#grid.ready');
ok(await page.evaluate(() => document.activeElement.tagName) === 'TD', 'the link opens the journal with the cursor in it');
await page.reload(); // the place of the cursor is remembered when the page is left
await page.waitForSelector('#grid.ready');
const here = await page.evaluate(() => (history.state || {}).c);
ok(here === lesson, 'on the very lesson', { here, lesson });
await go(page, '/deputy/warnings?kind=no_topic');
const mend = page.locator('table.warn a[data-panel]').first();
if (await mend.count()) {
  await mend.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#panel form');
  ok(await page.isVisible('#panel #lesson-topic'), 'the lesson opens beside, its topic may be written');
  await page.keyboard.press('Escape');
} else ok(true, 'no lesson without a topic');

// A remark is drafted, changed, sent with the record of the check.
await go(page, '/deputy/remarks');
ok(await page.locator('.drafts tbody tr').count() > 0, 'remarks are drafted');
await press(page, '.drafts input[name="use_1"]', 'Space');
await page.fill('.drafts textarea[name="text_1"]', 'Проверка: допишите темы.');
await press(page, 'details summary:has-text("Записать проверку")');
await press(page, 'input[name="record"]', 'Space');
await submit(page, 'form[action="/deputy/remarks"] button.primary');
ok(/Отправлено: 1/.test(await told(page)), 'it is sent', await told(page));
ok(await page.locator('.sheet tbody tr', { hasText: 'Проверка: допишите темы.' }).count() === 1, 'it stands on the page of remarks');
ok(await page.locator('section', { hasText: 'Проверки' }).locator('tbody tr').count() > 0, 'and the check is recorded');

// The teacher answers what waits for him.
const journal = await (async () => {
  const teacher = await person('учитель');
  await go(teacher, '/journals');
  const own = await teacher.getAttribute('.group li > a:first-child', 'href');
  await teacher.context().close();
  return own.split('/').pop();
})();
await go(page, '/deputy/remarks');
await page.evaluate((id) => {
  document.querySelector('input[name="journal_1"]').value = id;
  document.querySelector('input[name="kind_1"]').value = 'other';
  document.querySelector('input[name="lesson_1"]').value = '';
  document.querySelector('input[name="person_1"]').value = '';
}, journal);
await press(page, '.drafts input[name="use_1"]', 'Space');
await page.fill('.drafts textarea[name="text_1"]', 'Нет записи об инструктаже.');
await submit(page, 'form[action="/deputy/remarks"] button.primary');
const teacher = await person('учитель');
await go(teacher, '/today');
ok(await teacher.isVisible('a[href="/remarks"]'), 'the teacher is told on the page of today');
await press(teacher, 'a[href="/warnings"]');
await teacher.waitForSelector('form[action="/warnings"]');
ok(await teacher.isVisible('table.warn, .empty'), 'his own gaps are one page away');
await go(teacher, '/remarks');
await teacher.waitForSelector('section.card');
const card = teacher.locator('section.card', { hasText: 'Нет записи об инструктаже.' });
await card.locator('textarea').fill('Записано 20.11');
await card.locator('textarea').focus();
await Promise.all([teacher.waitForEvent('load'), teacher.keyboard.press('Control+Enter')]);
ok(/Ответ записан/.test(await told(teacher)), 'he answers in place by Ctrl+Enter', await told(teacher));
await go(teacher, '/deputy');
ok(await teacher.locator('table.progress').count() === 0, 'the control of journals is not open to him');
problems.splice(0, problems.length, ...problems.filter((text) => !/status of 403/.test(text)));
await teacher.context().close();
await go(page, '/deputy/remarks');
const answered = page.locator('.sheet tbody tr', { hasText: 'Записано 20.11' });
ok(await answered.count() === 1, 'the deputy reads the answer');
await answered.locator('button:has-text("Принять")').focus();
await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
ok(await page.locator('.sheet tbody tr', { hasText: 'Записано 20.11' }).locator('.chip.ok').count() === 1, 'and accepts it');

// A period is opened for hours with a reason and closed again.
await go(page, '/deputy/locks');
await submit(page, 'button[value="close"]');
ok(/Готово/.test(await told(page)), 'a period is closed for all classes', await told(page));
await submit(page, 'button[value="hours"]');
ok(/зачем открывать/.test(await told(page)), 'opening without a reason is refused in words', await told(page));
await page.fill('#lock-reason', 'ошибка в отметке');
await page.fill('#lock-hours', '2');
await submit(page, 'button[value="hours"]');
ok(await page.locator('.locks .chip.wait', { hasText: 'открыт до' }).count() > 0, 'the state says till when it is open');
await submit(page, 'button[value="close"]');
ok(await page.locator('.locks .chip.wait', { hasText: 'открыт до' }).count() === 0, 'it is closed before the time');

// The checklist: a step by hand and back.
await go(page, '/deputy/closing');
ok(await page.locator('.steps tbody tr').count() >= 10, 'the checklist stands');
ok(!(await page.isVisible('#word')), 'the year cannot be sealed while steps are open');
const archive = page.locator('.steps tbody tr', { has: page.locator('input[value="archive"]') });
await archive.locator('input[name="words"]').fill('акт № 1');
await archive.locator('input[name="words"]').focus();
await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
ok(await archive.locator('.chip.ok').count() === 1, 'a step is ticked by hand');
await archive.locator('button:has-text("Снять")').focus();
await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
ok(await archive.locator('.chip.ok').count() === 0, 'and taken back');

// The passage to the next year: a preview, one action, and back.
await go(page, '/deputy/promotion?undecided=1');
ok(await page.locator('.promotion tbody tr').count() >= 5, 'the preview shows the classes to be');
await submit(page, 'form[action="/deputy/promotion"][method="post"] button.primary');
ok(/Переведено/.test(await told(page)), 'all go up at once', await told(page));
await submit(page, 'form[action="/deputy/promotion/undo"] button');
ok(/отменён/.test(await told(page)), 'and are taken back', await told(page));

ok(problems.length === 0, 'no errors in the console', problems);
await browser.close();
await server.stop();
done();
