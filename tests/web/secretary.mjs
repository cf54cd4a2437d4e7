// The office by keyboard: a newcomer comes into the journals of a class, moves on and leaves; a new circle gets its
// journal and a mark; each act is taken back at once.
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const server = await serve(school(60));
const browser = await open();
const problems = [];

async function desk(word) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' })).newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('response', (answer) => { if (answer.status() >= 500) problems.push(`${answer.status()} ${answer.url()}`); });
  await enter(page, server.url, word);
  // A busy machine puts the cursor into its field some time after the page was loaded.
  page.to = async (path) => {
    await page.goto(new URL(path, page.url()).href);
    await page.waitForFunction(() => document.activeElement.matches('[autofocus]') || !document.querySelector('[autofocus]'));
  };
  page.main = () => page.textContent('main');
  page.press1 = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  page.send = (key = 'Enter') => Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
  page.field = () => page.evaluate(() => document.activeElement.name || document.activeElement.tagName);
  page.until = async (name) => {
    for (let i = 0; i < 40 && await page.field() !== name; i += 1) await page.keyboard.press('Enter');
    return await page.field() === name;
  };
  // Arrows choose in a list: letters beyond the Latin ones reach it only from a real keyboard.
  page.choose = async (word) => {
    for (let i = 0; i < 60; i += 1) {
      const text = await page.evaluate(() => { const s = document.activeElement; return s.options ? s.options[s.selectedIndex].text : 'no list'; });
      if (text.startsWith(word)) return true;
      await page.keyboard.press('ArrowDown');
    }
    return false;
  };
  return page;
}

const secretary = await desk('секретарь');
const deputy = await desk('завуч');
const first = async (page, selector) => page.getAttribute(selector, 'href');

// A newcomer.
await secretary.to('/movement');
await Promise.all([secretary.waitForNavigation(), secretary.click('text=Принять')]);
ok(await secretary.field() === 'group', 'the form begins with the class', await secretary.field());
await secretary.choose('7А');
await secretary.press1('Enter');
ok(await secretary.field() === 'date', 'Enter goes to the next field', await secretary.field());
await secretary.press1('Enter');
for (const word of ['Ёжикова', 'Нина', 'Павловна', '05.05.2013']) {
  await secretary.keyboard.type(word);
  await secretary.press1('Enter');
}
await secretary.choose('женский');
await secretary.press1('Enter');
await secretary.keyboard.type('112-233-445 96');
ok(await secretary.until('order_number'), 'and on to the order');
await secretary.keyboard.type('101-у');
await secretary.send('Control+Enter');
ok(/контрольное число/.test(await secretary.textContent('.field.bad .error')), 'a wrong СНИЛС is told beside its field');
ok(await secretary.field() === 'snils', 'and the cursor stands in it', await secretary.field());
ok(await secretary.inputValue('[name="last"]') === 'Ёжикова', 'what was typed stays');
await secretary.press1('Control+A');
await secretary.keyboard.type('112-233-445 95');
await secretary.send('Control+Enter');
ok(/Ученик принят: Ёжикова Нина Павловна, 7А/.test(await secretary.main()), 'the newcomer is enrolled', (await secretary.main()).slice(0, 300));
const card = new URL(secretary.url()).pathname;
const person = card.split('/').pop();

// She stands in the journals of the class.
await deputy.to('/journals?whose=all&q=7А');
const journals = await deputy.$$eval('main a[href^="/journals/"]', (list) => list.map((a) => [a.textContent, a.getAttribute('href')]));
const [, maths] = journals.find(([name]) => /русский|Русский/.test(name)) || journals[0];
await deputy.to(maths);
await deputy.waitForSelector('#grid.ready');
ok(await deputy.locator(`#grid tr[data-p="${person}"]`).count() === 1, 'she stands in the journal of the class');
await secretary.to('/movement');
ok(/Ёжикова Нина Павловна[\s\S]*приказ № 101-у/.test(await secretary.main()), 'and in the movement, with the order');

// Taken back and done again from the history.
await secretary.to('/office/leave?person=' + person);
ok(await secretary.until('reason'), 'leaving asks for a reason');
await secretary.choose('перевод');
await secretary.until('order_number');
await secretary.keyboard.type('102-у');
await secretary.send('Control+Enter');
ok(/Выбытие записано/.test(await secretary.main()), 'leaving is written');
await secretary.focus('text=Отменить');
await secretary.send();
ok(/^Учится: 7А/m.test(await secretary.textContent('main .lead')), '«Отменить» in the message takes it back', await secretary.main());

// To another class.
await secretary.to('/office/move?person=' + person);
ok(await secretary.field() === 'group', 'moving begins with the class');
await secretary.choose('6А');
await secretary.press1('Enter');
await secretary.until('order_number');
await secretary.keyboard.type('103-у');
await secretary.send('Control+Enter');
ok(/День перевода должен быть позже/.test(await secretary.main()), 'not on the day she came');
ok(await secretary.field() === 'date', 'the cursor stands in the day');
const later = new Date(Date.now() + 86400000);
const day = [later.getDate(), later.getMonth() + 1].map((n) => String(n).padStart(2, '0')).join('.') + `.${later.getFullYear()}`;
await secretary.press1('Control+A');
await secretary.keyboard.type(day);
await secretary.send('Control+Enter');
ok(/Переведён: Ёжикова Нина Павловна, теперь 6А/.test(await secretary.main()), 'she moves to another class', (await secretary.main()).slice(0, 300));
await deputy.to('/journals?whose=all&q=6А');
await deputy.to(await first(deputy, 'main a[href^="/journals/"]'));
await deputy.waitForSelector('#grid.ready');
ok(await deputy.locator(`#grid tr[data-p="${person}"]`).count() === 1, 'and stands in its journals');

// What she brought from the school before.
await deputy.to(`/office/brought/${person}`);
await deputy.focus('#from');
await deputy.keyboard.type('школа № 3, справка');
await deputy.focus('input[name^="r_"]');
await deputy.keyboard.type('семь');
await deputy.send('Control+Enter');
ok(/не может быть итогом/.test(await deputy.textContent('td.bad .error')), 'a wrong result is told in its cell');
await deputy.press1('Control+A');
await deputy.keyboard.type('4');
await deputy.send('Control+Enter');
ok(/Перенесено записей: 1/.test(await deputy.main()), 'results of the school before are written', (await deputy.main()).slice(0, 300));

// A circle with a journal.
await secretary.to('/office/groups/new');
await secretary.choose('кружок');
await secretary.until('name');
await secretary.keyboard.type('Юный садовод');
await secretary.send('Control+Enter');
ok(/Заведено: Юный садовод/.test(await secretary.main()), 'a circle is made');
const circle = new URL(secretary.url()).pathname;
await secretary.focus('#join-date');
await secretary.press1('Enter');
await secretary.press1('ArrowDown', 'Space', 'ArrowDown', 'Space');
await secretary.press1('Enter');
await secretary.send();
ok(/Записано: 2/.test(await secretary.main()), 'two pupils are ticked by keys', (await secretary.main()).slice(0, 200));
await secretary.focus('text=Новый журнал');
await secretary.send();
await secretary.until('new_subject');
await secretary.keyboard.type('Садоводство');
await secretary.press1('Enter');
await secretary.choose('Селив');
await secretary.until('grading');
await secretary.choose('отметки');
await secretary.send('Control+Enter');
ok(/Журнал заведён: Юный садовод, Садоводство/.test(await secretary.main()), 'the circle gets its journal', (await secretary.main()).slice(0, 300));

// Its teacher enters a mark.
const teacher = await desk('учитель');
await teacher.to('/journals');
const garden = await teacher.$$eval('main a[href^="/journals/"]', (list) => list.filter((a) => a.closest('tr,li').textContent.includes('Садовод')).map((a) => a.getAttribute('href'))[0]);
ok(!!garden, 'the teacher sees it among his own');
await teacher.to(garden);
await teacher.waitForSelector('#add-lesson');
await teacher.focus('#add-lesson');
await teacher.press1('Enter');
await teacher.waitForSelector('#lesson-topic');
await teacher.fill('#lesson-topic', 'Первое занятие');
await teacher.focus('#panel form button.primary');
await Promise.all([teacher.waitForEvent('load'), teacher.keyboard.press('Enter')]);
await teacher.waitForSelector('#grid.ready');
await teacher.keyboard.press('5');
await teacher.keyboard.press('Enter');
const saved = await teacher.waitForFunction(() => /Сохранено/.test(document.querySelector('#status').textContent), null, { timeout: 9000 }).then(() => true, () => false);
ok(saved, 'and enters a mark', await teacher.textContent('#status'));

// What holds marks is not taken back; a foreign page is not opened.
await secretary.to(circle);
await secretary.to(await first(secretary, 'main a[href^="/office/journals/"]'));
ok(/уже есть записи/.test(await secretary.main()), 'a journal with marks stays');
await secretary.to('/office');
ok((await secretary.main()).includes('новый журнал') && (await secretary.main()).includes('приём ученика'), 'the history shows every act');
const answer = await teacher.request.get(new URL('/office/admit', teacher.url()).href);
ok(answer.status() === 403, 'a teacher does not admit', answer.status());

// Roles and the way in, by whoever keeps the list.
const head = await desk('директор');
await head.to('/office/users/uchitel');
await head.focus('#role-role');
await head.choose('завуч');
await head.send('Control+Enter');
ok(/Роль дана: uchitel/.test(await head.main()), 'a role is given');
await head.focus('button[aria-label^="Снять роль: завуч"]');
await head.send();
ok(/Роль снята: uchitel/.test(await head.main()), 'and taken away');
await head.focus('text=Закрыть вход');
await head.send();
ok(/Вход закрыт: uchitel/.test(await head.main()), 'a login is closed');
await head.focus('#enable-password');
for (const word of ['novye tri slova', 'novye tri slova', 'direktor-demo']) {
  await head.keyboard.type(word);
  await head.press1('Enter');
}
await head.send();
ok(/Вход открыт: uchitel/.test(await head.main()), 'and opened with a new password', (await head.main()).slice(0, 300));
await head.to('/office/staff/new');
await head.keyboard.type('Лебедева');
await head.press1('Enter');
await head.keyboard.type('Зоя');
await head.send('Control+Enter');
ok(/Сотрудник записан: Лебедева Зоя/.test(await head.main()), 'somebody new works here');
await head.to('/office/school');
await head.until('head_name');
await head.keyboard.type('Орлова А. П.');
await head.send('Control+Enter');
ok(/Данные школы сохранены/.test(await head.main()), 'the data of the school are changed');

ok(problems.length === 0, 'no error in the browser', problems);
await browser.close();
await server.stop();
done();
