// The end of a programme in the grid, by keyboard only: an examination entered, the mark of the certificate proposed
// from it and accepted, every step taken back and done again, over a reload too; an exemption drawn by itself.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { done, ok, open } from './_browser.mjs';
import { enter, serve } from './_server.mjs';

const dir = join(process.env.TEST_TMP, 'closing');
execFileSync(process.env.ZHURNAL, ['-C', dir, 'demo', '--pupils', '200', '--years', '2', '--seed', '3'], { stdio: 'ignore' });
const server = await serve(dir);
const browser = await open();
const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' })).newPage();
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (line) => { if (line.type() === 'error' && !/status of 4(00|01|03|09|22|23)|ERR_(CONNECTION|EMPTY|SOCKET)/.test(line.text())) problems.push(line.text()); });

const address = (path) => new URL(path, page.url()).href;
const keys = async (...names) => { for (const name of names) await page.keyboard.press(name); };
const settled = () => page.waitForFunction(() => !document.querySelector('#grid td.ed, #grid td.unsaved, #grid td.refused')
  && !/Записываю/.test(document.querySelector('#status').textContent), null, { timeout: 9000 }).then(() => page.waitForTimeout(700));
const cur = () => page.evaluate(() => { const td = document.querySelector('#grid td.cur'); return { text: td.textContent, cls: td.className, title: td.title }; });
const told = () => page.textContent('#status');
const ready = () => page.waitForSelector('#grid.ready');
const shot = async (name) => { if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `closing-${name}.png`) }); };

// The Russian of last year's ninth grade.
await enter(page, server.url, 'завуч');
await page.goto(address('/journals'));
const last = await page.$$eval('select[name=year] option', (list) => list[1].value);
await page.goto(address(`/journals?year=${last}&whose=all`));
const find = (grade, subject) => page.evaluate(([g, s]) => {
  for (const group of document.querySelectorAll('.group')) {
    if (!group.querySelector('h2').textContent.startsWith(g)) continue;
    for (const link of group.querySelectorAll('li > a:first-child')) if (link.textContent.trim() === s) return link.getAttribute('href');
  }
  return '';
}, [grade, subject]);
const ninth = await find('9', 'Русский язык');
const eighth = await find('8', 'Русский язык');
const eleventh = await find('11', 'Алгебра');
const heads = () => page.$$eval('#grid th.res', (list) => list.slice(-3).map((th) => th.textContent.trim()).join(' '));
await page.goto(address(eighth));
await ready();
ok(!/Экз|Итог/.test(await heads()), 'grade 8 has no such columns', await heads());
await page.goto(address(eleventh));
await ready();
ok(/Год Итог$/.test(await heads()), 'grade 11 has a final and no exam', await heads());
await page.goto(address(ninth));
await ready();
ok(/Год Экз\. Итог$/.test(await heads()), 'grade 9 has both after the year', await heads());

// Closed since the exams: typing is refused in words; the deputy opens the two periods with a reason.
await keys('Control+Home', 'End', 'ArrowLeft', '5');
ok(/закрыт/i.test(await page.textContent('.gridtip')), 'a closed examination says so', await page.textContent('.gridtip'));
for (const word of ['Экзамен', 'Итог']) {
  const tab = page.locator(`nav.tabs a:has([title^="${word}"])`);
  await tab.focus();
  await keys('Enter');
  await page.waitForSelector('#panel #lock-reason');
  await page.focus('#lock-reason');
  await page.keyboard.type('апелляция');
  await Promise.all([page.waitForEvent('load'), keys('Enter')]);
  await ready();
}

// The exam of the first pupil: the other mark; his final is taken back and proposed anew.
await keys('Control+Home', 'End', 'ArrowLeft');
const exam = (await cur()).text;
ok(/^[2-5]$/.test(exam), 'the exam stands there', exam);
await keys('ArrowLeft');
const year = Number((await cur()).text);
await keys('ArrowRight', 'ArrowRight', 'Delete');
await settled();
const other = year === 5 ? 4 : 5;
await keys('ArrowLeft', String(other), 'Enter');
await settled();
await keys('ArrowUp');
ok((await cur()).text === String(other), 'the exam is entered like any mark', await cur());
await keys('ArrowRight');
const wanted = String(Math.floor((year + other + 1) / 2));
let now = await cur();
ok(now.text === wanted && / p/.test(` ${now.cls}`), 'the final follows, half up', [year, other, now]);
await keys('Enter');
await page.waitForSelector('#panel .rule');
ok((await page.textContent('#panel')).includes(`(${year} + ${other}) / 2`) && /546/.test(await page.textContent('#panel')),
  'Enter tells why: the rule and the sum');
await shot('why');
await keys('Escape');
await keys('Space');
await settled();
await keys('ArrowUp');
now = await cur();
ok(now.text === wanted && / d/.test(` ${now.cls}`), 'Space accepts it', now);
await shot('grid');

// Taken back, done again, and over a reload.
await keys('Control+z');
await settled();
now = await cur();
ok(/ p/.test(` ${now.cls}`), 'Ctrl+Z takes the acceptance back', [now, await told()]);
await keys('Control+y');
await settled();
ok(/ d/.test(` ${(await cur()).cls}`), 'Ctrl+Y gives it again', [await cur(), await told()]);
await page.reload();
await ready();
await page.waitForFunction(() => document.activeElement.tagName === 'TD');
await keys('Control+z');
await settled();
await keys('Control+Home', 'End');
ok(/ p/.test(` ${(await cur()).cls}`), 'a reload forgets nothing of it', [await cur(), await told()]);
await keys('Control+z');
await settled();
await keys('Control+Home', 'End', 'ArrowLeft');
ok((await cur()).text === exam, 'the exam is taken back too', [await cur(), await told()]);

// One off without a reason is refused in the cell; Esc leaves it.
await keys('9', 'Enter', 'ArrowUp');
await page.waitForSelector('#grid td.refused');
ok(/5, 4, 3, 2/.test(await page.textContent('.gridtip')), 'a wrong exam is told what may stand', await page.textContent('.gridtip'));
await keys('Escape');
await settled();
ok((await cur()).text === exam, 'Esc leaves what was', await cur());

// All of a period at once, and back.
await page.locator('nav.tabs a:has([title^="Итог"])').focus();
await keys('Enter');
await page.waitForSelector('#panel form[action$="/accept"]');
await page.focus('#panel form[action$="/accept"] button');
await Promise.all([page.waitForEvent('load'), keys('Enter')]);
await ready();
await page.waitForFunction(() => document.activeElement.tagName === 'TD');
await keys('Control+Home', 'End');
ok(/ d/.test(` ${(await cur()).cls}`), 'all finals are accepted at once', await cur());
await keys('Control+z');
await settled();
ok(/ p/.test(` ${(await cur()).cls}`) && /Отменено/.test(await told()), 'and taken back at once', [await cur(), await told()]);

// A column: added, taken back over the reload of the page, and again.
await page.click('#add-lesson');
await page.waitForSelector('#panel #lesson-topic');
await page.fill('#lesson-date', '26.05.' + new Date().getFullYear());
await page.fill('#lesson-topic', 'Лишний урок');
const reasons = await page.locator('#panel #lesson-reason').count();
if (reasons) await page.fill('#lesson-reason', 'проба');
await page.click('#panel button.primary');
await page.waitForTimeout(900);
const columns = () => page.locator('#grid .days th[title*="Лишний урок"]').count();
if (await columns()) {
  await keys('Control+z');
  await page.waitForFunction(() => !document.querySelector('#grid .days th[title*="Лишний урок"]'), null, { timeout: 9000 });
  ok(await columns() === 0, 'a column is taken back');
} else {
  ok(/закрыт/i.test(await page.textContent('#panel')), 'a column in a closed period is refused in words', await page.textContent('#panel .error'));
}

// A remark, a correction of a closed period with its reason, closing itself: each is one step back.
const inPanel = async (...path) => { await keys(...path); await page.waitForSelector('#panel form'); };
await page.goto(address(ninth));
await ready();
await keys('Control+Home', 'ArrowRight');
const before = (await cur()).text;
await inPanel('F2');
await page.fill('#cell-text', before === '4' ? '5' : '4');
await page.fill('#cell-reason', 'ошибка пера');
await page.press('#cell-reason', 'Enter');
await page.waitForSelector('#panel', { state: 'hidden' });
ok((await cur()).text !== before, 'a correction of a closed period with its reason', await cur());
await keys('Control+z');
await page.waitForFunction((text) => document.querySelector('#grid td.cur').textContent === text, before);
ok(/Отменено/.test(await told()), 'is taken back', await told());
await keys('Control+y');
await page.waitForFunction((text) => document.querySelector('#grid td.cur').textContent !== text, before);
await keys('Control+z');
await page.waitForFunction((text) => document.querySelector('#grid td.cur').textContent === text, before);
ok((await cur()).text === before, 'done again and taken back again');
await page.locator('nav.tabs a:has([title^="Экзамен"])').focus();
await inPanel('Enter');
await page.focus('#panel form[action$="/lock"] button');
await Promise.all([page.waitForEvent('load'), keys('Enter')]);
await ready();
ok(await page.locator('#grid th.res.k').count() === 6, 'the examination is closed');
await page.waitForFunction(() => document.activeElement.tagName === 'TD');
await Promise.all([page.waitForEvent('load'), keys('Control+z')]);
await ready();
ok(await page.locator('#grid th.res.k').count() === 5 && /Отменено/.test(await told()), 'and opened by one step back', await told());

// The program is gone in the middle of typing: it is told, what was typed stays and is sent when it is back.
await keys('Control+Home', 'End', 'ArrowLeft');
const kept = (await cur()).text;
const mark = kept === '3' ? '4' : '3';
process.kill(server.pid, 'SIGSTOP');
await keys(mark, 'Enter');
await page.waitForTimeout(600);
process.kill(server.pid, 'SIGKILL');
await page.waitForFunction(() => /Не сохранено/.test(document.querySelector('#status').textContent), null, { timeout: 15000 });
await keys('ArrowUp');
ok((await cur()).text === mark && /не отвечает/.test(await told()), 'a killed program is told at once, the mark stays', [await cur(), await told()]);
const second = await serve(dir, server.port);
const tab = await page.context().newPage();
await enter(tab, second.url, 'завуч');
await tab.close();
await page.waitForFunction(() => /Сохранено/.test(document.querySelector('#status').textContent), null, { timeout: 15000 });
await page.reload();
await ready();
await keys('Control+Home', 'End', 'ArrowLeft');
ok((await cur()).text === mark, 'what was typed is sent when the program is back', await cur());
await page.waitForTimeout(300);
await keys('Control+z');
await settled();
await keys('Control+Home', 'End', 'ArrowLeft');
ok((await cur()).text === kept, 'and can be taken back', [await cur(), await told()]);

// An exemption draws itself.
await page.goto(address('/journals?whose=all'));
const sport = await page.$$eval('.group li > a:first-child', (links) => links.filter((a) => /Физическая культура/.test(a.textContent)).map((a) => a.getAttribute('href')));
let freed = '';
for (const href of sport) {
  await page.goto(address(href));
  await ready();
  if (await page.locator('tr[data-e]').count()) { freed = href; break; }
}
ok(freed, 'a pupil of the school is freed from sports');
if (freed) {
  const row = page.locator('tr[data-e]').first();
  ok(await row.locator('td.e').count() > 3, 'his cells are shaded');
  ok(await page.evaluate(() => getComputedStyle(document.querySelector('td.e:empty'), '::before').content) === '"осв"', 'with the word of the regulation');
  const at = await row.evaluate((tr) => tr.sectionRowIndex);
  await keys('Control+Home', ...Array(at).fill('ArrowDown'));
  ok(/освобожд/i.test(await page.textContent('.where')), 'the line over the grid says why', await page.textContent('.where'));
  await keys('5');
  ok(/вместо «осв»/.test(await page.textContent('.gridtip')), 'typing over it is explained', await page.textContent('.gridtip'));
  await shot('exempt');
  await keys('Escape');
  // A mark on a day the pupil was away by a paper is worth a second look.
  const found = await page.evaluate(() => {
    const table = document.querySelector('#grid');
    const days = Array.from(table.querySelectorAll('.days th:not(.k)'), (th) => th.dataset.d);
    for (const row of table.querySelectorAll('tr[data-a]')) {
      const [from, to] = row.dataset.a.split('\n').pop().split('=');
      const day = days.find((one) => from <= one && one <= to);
      if (day) return [row.sectionRowIndex, day];
    }
    return null;
  });
  if (found) {
    const td = page.locator('#grid tbody tr').nth(found[0]).locator('td').nth(await page.evaluate((day) => {
      const all = Array.from(document.querySelectorAll('#grid col')).slice(1);
      const days = Array.from(document.querySelectorAll('#grid .days th'), (th) => th.dataset.d);
      let n = -1;
      return all.findIndex((col) => { if (col.classList.contains('day')) n += 1; return col.classList.contains('day') && days[n] === day; });
    }, found[1]));
    await td.click();
    await keys('Delete', '+', 'Enter');
    await settled().catch(() => {});
    await keys('ArrowUp');
    ok(await td.evaluate((one) => one.classList.contains('w')), 'a mark on a day away is marked', await cur());
    ok(/не было/.test(await page.textContent('.where')), 'and the line says why', await page.textContent('.where'));
    await keys('Control+z');
  }
}
ok(problems.length === 0, 'no mistake in the console', problems);
await browser.close();
await second.stop();
done();
