// The end of a year by the deputy's tabs, each step leading to the next one: periods closed, the council class by class, a retake,
// the passage, its undoing and doing again, the checklist, the seal; then the new year's journals. Links and keys only.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { done, ok, open } from './_browser.mjs';
import { enter, serve } from './_server.mjs';

const dir = join(process.env.TEST_TMP, 'yearend');
execFileSync(process.env.ZHURNAL, ['-C', dir, 'demo', '--pupils', '60', '--years', '1', '--seed', '1', '--today', '2026-06-10'], { stdio: 'ignore' });
const server = await serve(dir);
const browser = await open();
const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' })).newPage();
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('response', (answer) => { if (answer.status() >= 400) problems.push(`${answer.status()} ${answer.url()}`); });

const go = async (where, key = 'Enter') => {
  await page.locator(where).first().focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
};
const write = async (where, text) => { await page.locator(where).first().focus(); await page.keyboard.press('Control+A'); await page.keyboard.type(text); };
const text = async () => (await page.textContent('main')).replace(/\s+/g, ' ');
const title = async () => (await page.textContent('h1')).trim();
const next = 'p.noprint.muted > a';

await enter(page, server.url, 'завуч');
await go('nav.rail a[href="/school"]');
await go('main a[href="/deputy"]');
await go('nav.tabs a[href="/deputy/locks"]');
ok(await page.locator('main a[href="/deputy/periods"]').count() === 1, 'the borders of the periods are at hand');
await go('button[name=act][value=close]');
ok(/закрыт/.test(await text()) && !/кончился, открыт/.test(await text()), 'all that has ended is closed');

await go(next);
ok(await title() === 'Педсовет', 'then the council', await title());
const waits = () => page.$$eval('select[name=group] option', (list) => list.filter((one) => /без решения/.test(one.textContent)).length);
const before = await waits();
ok(before > 0 && /без решения/.test(await page.$eval('select[name=group]', (one) => one.selectedOptions[0].textContent)),
  'it opens at the class that waits', before);
for (let i = 0; i < before; i += 1) {
  if (i === 0) {
    await write('input[name=protocol_number]', '9');
    await write('input[name=protocol_date]', '05.06.2026');
  } else {
    ok(/№ 9 — 05.06.2026/.test(await page.$eval('#protocol', (one) => one.selectedOptions[0].textContent)), 'the next class waits with the same protocol');
  }
  if (await page.locator('select[name=all]').count()) await page.selectOption('select[name=all]', { index: 1 });
  await go('button:has-text("Записать решения класса")');
}
ok(await waits() === 0, 'every class is decided', await waits());

await go(next);
ok(await title() === 'Задолженности', 'then the debts', await title());
const debts = page.locator('form[action="/deputy/debts"] input[name=outcome]');
const owed = await debts.count();
for (let i = 0; i < owed; i += 1) {
  await write('form[action="/deputy/debts"] input[name=outcome]', '3');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}
ok(await debts.count() === 0, `${owed} retakes are written`);

await go(next);
ok(await title() === 'Перевод', 'then the passage', await title());
const pass = async (number) => {
  await write('#on', number);
  await write('#od', '30.06.2026');
  await go('button:has-text("Перевести")');
};
await pass('44');
ok(/Переведено: \d+ учен/.test(await text()), 'all go on', (await text()).slice(0, 160));
ok((await page.$$eval('main p a', (list) => list.map((one) => one.textContent))).join() === 'границы периодов,классы и учителя,журналы,расписание,Закрытие года',
  'it tells what to do in the new year');
await go('button:has-text("Отменить перевод")');
ok(/Ничего ещё не записано/.test(await text()), 'the passage is taken back');
await pass('45');
ok(/Переведено/.test(await text()), 'and done again');

await go(next);
ok(await title() === 'Закрытие года' && /2025\/2026/.test(await page.textContent('.head')), 'then the closing, of the same year');
for (let i = 0; i < 12 && await page.locator('form[action="/deputy/closing"] input[name=words]').count(); i += 1) {
  await write('form[action="/deputy/closing"] input[name=words]', 'проверено');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}
await write('#word', '2025/2026');
await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
ok(/Год закрыт/.test(await text()), 'the year is sealed', (await text()).slice(0, 200));
await go('main p a[href="/journals"]');
ok(/2026\/2027/.test(await page.$eval('select[name=year]', (one) => one.selectedOptions[0].textContent))
  && await page.locator('.group li > a').count() > 50, 'the new journals are open');
ok(problems.length === 0, 'without a refusal on the way', problems);

await browser.close();
await server.stop();
done();
