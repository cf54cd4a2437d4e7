// Lessons, plan, timetable and attendance in a real browser, by keyboard: what a teacher, a deputy and a class teacher do.
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const dir = school(60);
const server = await serve(dir);
const browser = await open();
const problems = [];
process.on('exit', () => { server.stop(); });

async function person(word) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => { if (line.type() === 'error' && !/status of 4(09|22|23)/.test(line.text())) problems.push(line.text()); });
  page.on('dialog', (dialog) => dialog.accept());
  await enter(page, server.url, word);
  page.to = (path) => page.goto(new URL(path, page.url()).href);
  page.keys = async (...names) => { for (const name of names) await page.keyboard.press(name); };
  page.told = (pattern) => page.waitForFunction((source) => new RegExp(source).test(document.querySelector('#status').textContent),
    pattern.source, { timeout: 9000 }).then(() => true, () => false);
  return page;
}

const written = (page) => page.waitForFunction(() => !document.querySelector('#lessons td.wait')).then(() => page.told(/Сохранено \d\d:\d\d/));
const focus = (page) => page.evaluate(() => ({ tag: document.activeElement.tagName, field: document.activeElement.dataset.f,
  lesson: document.activeElement.closest('tr') && document.activeElement.closest('tr').dataset.l, text: document.activeElement.textContent }));
const text = (page, lesson, field) => page.textContent(`tr[data-l="${lesson}"] td[data-f="${field}"]`);

// The teacher: lessons written by keyboard.
const teacher = await person('учитель');
await teacher.to('/journals');
const journal = await teacher.$eval('main a[href^="/journals/"]', (link) => link.getAttribute('href'));
await teacher.to(`${journal}/lessons`);
let at = await focus(teacher);
ok(at.tag === 'TD' && at.field === 'topic', 'the cursor stands in the topic of the current lesson', at);
const lesson = at.lesson;
const before = await text(teacher, lesson, 'topic');
await teacher.keys('Enter', 'Control+a');
await teacher.keyboard.type('Тема с клавиатуры');
await teacher.keys('Tab');
at = await focus(teacher);
ok(at.field === 'homework' && at.lesson === lesson, 'Tab writes and goes to the homework', at);
await teacher.keyboard.type('7, упр. 2');
await teacher.keys('Enter');
ok(await written(teacher), 'it says that all is saved');
await teacher.reload();
ok(await text(teacher, lesson, 'topic') === 'Тема с клавиатуры' && await text(teacher, lesson, 'homework') === '7, упр. 2',
  'after a reload topic and homework are there', [await text(teacher, lesson, 'topic'), await text(teacher, lesson, 'homework')]);
await teacher.click(`tr[data-l="${lesson}"] td[data-f="topic"]`);
await teacher.keys('Delete');
ok(await written(teacher) && await text(teacher, lesson, 'topic') === '', 'Delete empties a cell');
await teacher.keys('Control+z');
ok(await text(teacher, lesson, 'topic') === 'Тема с клавиатуры', 'Ctrl+Z brings it back');
await teacher.keys('ArrowRight', 'ArrowRight', 'ArrowRight', '9', '9', 'Enter');
await teacher.waitForSelector('#lessons td.refused');
ok(/вес/i.test(await teacher.textContent('#status')), 'a wrong weight is refused in words', await teacher.textContent('#status'));
ok(before.length >= 0 && await text(teacher, lesson, 'weight') !== '99', 'and what was stands again');

// The plan: pasted, then taken by one key.
await teacher.to(`${journal}/plan`);
ok(await teacher.locator('.hours tbody tr').count() >= 2, 'hours by period are there');
await teacher.focus('#plan-text');
await teacher.fill('#plan-text', 'Тема с клавиатуры\tмного');
await teacher.keys('Control+Enter');
await teacher.waitForSelector('.note.bad');
ok(/Строка 1/.test(await teacher.textContent('.note.bad')) && await teacher.inputValue('#plan-text') !== '',
  'a bad plan is refused with its line, and what was pasted stays');
await teacher.fill('#plan-text', '№\tТема\tЧасов\tЗадание\n1\tТема с клавиатуры\t1\t\n2\tВторая тема\t2\t§ 2\n3\tТретья тема\t1\t§ 3');
await teacher.keys('Control+Enter');
await teacher.waitForSelector('.note.ok');
ok(await teacher.locator('table.plan tbody tr').count() === 3, 'a pasted plan stands on the page');
await teacher.to(`${journal}/lessons`);
await teacher.click('#add-lesson');
await teacher.waitForSelector('#panel form');
await Promise.all([teacher.waitForEvent('load'), teacher.click('#panel button.primary')]);
await teacher.waitForSelector('#lessons');
const fresh = await teacher.$eval('#lessons tr td[data-plan]', (td) => td.closest('tr').dataset.l);
const next = await teacher.$eval(`tr[data-l="${fresh}"] td[data-f="topic"]`, (td) => td.dataset.plan);
ok(/тема/i.test(next), 'an empty lesson shows the topic that comes next', next);
await teacher.click(`tr[data-l="${fresh}"] td[data-f="topic"]`);
await teacher.keys('F4');
ok(await written(teacher) && await text(teacher, fresh, 'topic') === next, 'F4 takes it from the plan', await text(teacher, fresh, 'topic'));

// What befalls a lesson: the teacher moves an empty one.
await teacher.keys('F2');
await teacher.waitForSelector('#panel dl.facts');
ok(await teacher.locator('#panel #sub-who').count() === 0, 'a teacher is not offered to put a substitute');
await teacher.keys('Escape');
ok((await focus(teacher)).lesson === fresh, 'Esc gives the cell back');

// The deputy: substitution, timetable, lessons of the year.
const deputy = await person('завуч');
await deputy.to(`/lessons/change?lesson=${lesson}`);
await deputy.selectOption('#sub-who', { index: 1 });
await deputy.fill('#sub-why', 'болезнь');
await deputy.keys('Enter');
await deputy.waitForSelector('.note.ok');
await deputy.to(`${journal}/lessons`);
ok(/замена/.test(await text(deputy, lesson, 'note')), 'the substitution is seen among the lessons');
await deputy.to('/timetable?view=class');
ok(await deputy.locator('table.week .slot').count() > 10, 'the week of a class');
await deputy.focus('table.week tbody tr:first-child td:nth-child(2)');
await deputy.keys('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
await deputy.waitForSelector('#panel #slot-journal');
ok(/уббота/.test(await deputy.textContent('#panel h2')), 'arrows and Enter open a place of the week');
await deputy.selectOption('#slot-journal', { index: 1 });
const slots = await deputy.locator('table.week .slot').count();
await Promise.all([deputy.waitForEvent('load'), deputy.click('#panel .form button.primary')]);
ok(await deputy.locator('table.week .slot').count() === slots + 1, 'a lesson is put there', await deputy.locator('table.week .slot').count());
await deputy.to('/timetable/generate');
const promised = await deputy.textContent('main .primary');
await Promise.all([deputy.waitForEvent('load'), deputy.click('main .primary')]);
ok(/Записано: \d+/.test(await deputy.textContent('.note.ok')) && /\d+/.test(promised), 'lessons of the year are made', promised);
ok(/уже в журналах/.test(await deputy.textContent('main')), 'and a second time there is nothing to do');
await deputy.to('/timetable/bells');
await deputy.fill('input[name="name"]', 'День школы');
await deputy.fill('input[name="starts"]', '11.12.2026');
await deputy.keys('Enter');
await deputy.waitForSelector('.note.ok');
ok(/День школы/.test(await deputy.textContent('main')), 'a free day is added');

// The class teacher: who was away and why.
const head = await person('классный');
await head.to('/pupils');
await head.click('text=Посещаемость');
await head.waitForSelector('table.away, .empty');
const names = await head.locator('table.away tbody th a').count();
ok(names > 0, 'the sheet of the day lists the class', names);
await head.click('nav.tabs a >> text=Сводка');
await head.waitForSelector('table.away tfoot');
await head.focus('table.away tbody tr:nth-child(1) th a');
await head.keys('Enter');
await head.waitForSelector('#range-why');
await head.fill('#range-from', '02.09.2026');
await head.selectOption('#range-why', { index: 1 });
await head.fill('#range-doc', 'записка');
await head.keys('Enter');
await head.waitForFunction(() => /записка/.test((document.querySelector('#panel ul.plain') || {}).textContent || ''), null, { timeout: 5000 }).catch(() => 0);
ok(/записка/.test(await head.textContent('#panel')), 'a note of the parents is written in the panel');
await head.fill('#range-from', '02.09.2026');
await head.selectOption('#range-why', { index: 1 });
await head.focus('#range-doc');
await head.keys('Enter');
await head.waitForSelector('#panel .error');
ok(/уже записаны/.test(await head.textContent('#panel .error')), 'the same days twice are refused beside the form');

// Nothing serious against accessibility, where the checker is at hand.
try {
  const { createRequire } = await import('node:module');
  const axe = createRequire(process.env.NODE_MODULES + '/').resolve('axe-core');
  const places = [[teacher, `${journal}/lessons`], [teacher, `${journal}/plan`], [deputy, '/timetable?view=class'], [deputy, '/timetable/bells'],
    [deputy, '/timetable/generate'], [head, '/attendance'], [head, '/attendance?tab=sum']];
  for (const [page, path] of places) {
    await page.to(path);
    // The page's own policy forbids foreign scripts: the checker is brought in by the driver.
    await page.evaluate((await import('node:fs')).readFileSync(axe, 'utf8'));
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    ok(serious.length === 0, `${path.replace(journal, 'journal')}: no serious trouble for a screen reader`,
      serious.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(' | ')}`));
  }
} catch (e) {
  console.log(`# no accessibility checker: ${e.code || e.message}`);
}

ok(problems.length === 0, 'no error on any page', problems);
await browser.close();
await server.stop();
done();
