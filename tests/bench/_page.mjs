// A journal in Chromium, as a teacher has it.
//
// usage: node _page.mjs SCHOOL JOURNAL-PATH WRITING-JOURNAL PEER-URL ROUNDS; prints "name value" lines:
//   first_bytes     all that was sent from the door to the journal, an empty cache: pages, styles, scripts, fonts
//   ready_ms peer_ms   from the click on the link until keys are taken; the peer: a bare page of as many bytes, loaded
//   saved_ms saved95_ms peer_saved_ms   from Enter to the answer that the mark is on the stick; the peer: 4 KB synced
//   thirty_s dropped   thirty marks typed at seven keys a second, and how many of them do not stand in the journal
import { join } from 'node:path';

const tests = join(process.env.ROOT, 'tests/web');
const { open } = await import(join(tests, '_browser.mjs'));
const { serve } = await import(join(tests, '_server.mjs'));
const [dir, reading, writing, peer, rounds] = process.argv.slice(2);
const median = (list, share = 0.5) => list.sort((a, b) => a - b)[Math.floor((list.length - 1) * share)];
const say = (name, value, digits = 1) => console.log(`${name} ${value.toFixed(digits)}`);

const server = await serve(dir);
process.on('exit', server.stop); // also when something fails on the way
const browser = await open();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
const plain = await context.newPage();
const page = await context.newPage(); // the one in front
const devtools = await context.newCDPSession(page);
let bytes = 0;
devtools.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
await devtools.send('Network.enable');

// When the journal takes keys: the cursor stands in a cell. The peer: when all of it is loaded.
await page.addInitScript(() => {
  const look = new MutationObserver(() => {
    if (!document.querySelector('#grid.ready') || document.activeElement.tagName !== 'TD') return;
    look.disconnect();
    window.ready = performance.now();
  });
  look.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'tabindex'] });
  const real = window.fetch;
  window.saved = [];
  window.fetch = async (...all) => {
    const answer = await real(...all);
    if (/\/cells?$/.test(String(all[0]))) answer.clone().json().then((data) => { if (data.ok) window.saved.push(performance.now()); });
    return answer;
  };
  window.pressed = [];
  addEventListener('keydown', (event) => { if (event.key === 'Enter') window.pressed.push(event.timeStamp); }, true);
});
const to = (path) => page.goto(new URL(path, page.url()).href);
const ready = () => page.waitForFunction(() => window.ready, null, { timeout: 20000 });

await page.goto(server.url);
await page.fill('#login', process.env.ZHURNAL_LOGIN);
await page.fill('#password', process.env.ZHURNAL_PASSWORD);
await page.press('#password', 'Enter');
await page.waitForSelector('nav.rail');
await to(reading);
await ready();
await page.waitForTimeout(300);
say('first_bytes', bytes, 0);

const ours = [], theirs = [];
for (let i = 0; i < Number(rounds); i += 1) {
  await to(reading);
  await ready();
  ours.push(await page.evaluate(() => window.ready));
  await plain.goto(peer);
  theirs.push(await plain.evaluate(() => performance.getEntriesByType('navigation')[0].domComplete));
}
say('ready_ms', median(ours));
say('peer_ms', median(theirs));

// A column of the empty journal, one mark at a time.
await to(`/journals/${writing}`);
await ready();
const rows = await page.evaluate(() => document.querySelector('#grid').tBodies[0].rows.length);
const stored = (n) => page.waitForFunction((count) => window.saved.length >= count, n, { timeout: 9000 });
const times = [], synced = [];
for (let round = 0; round < 3; round += 1) {
  await page.keyboard.press('Control+ArrowUp');
  await page.evaluate(() => { window.saved.length = 0; window.pressed.length = 0; });
  for (let i = 0; i < rows - 1; i += 1) {
    await page.keyboard.press(await page.evaluate(() => (document.activeElement.textContent === '4' ? '5' : '4')));
    await page.waitForTimeout(60); // no hand is faster
    await page.keyboard.press('Enter');
    await stored(i + 1);
  }
  times.push(...await page.evaluate(() => window.saved.map((at, i) => at - window.pressed[i])));
  synced.push(...await plain.evaluate(async (n) => {
    const list = [];
    for (let i = 0; i < n; i += 1) {
      const began = performance.now();
      await (await fetch(location.href, { method: 'POST', body: '{}' })).json();
      list.push(performance.now() - began);
    }
    return list;
  }, rows));
}
say('saved_ms', median(times));
say('saved95_ms', median(times, 0.95));
say('peer_saved_ms', median(synced));

// Thirty marks as a quick hand types them; then what the program has.
await page.keyboard.press('Control+ArrowUp');
const wanted = Array.from({ length: Math.min(30, rows) }, (_, i) => '5432'[i % 4]);
const began = performance.now();
for (const mark of wanted) {
  for (const key of [mark, 'Enter']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(1000 / 7);
  }
}
say('thirty_s', (performance.now() - began) / 1000);
await page.waitForFunction(() => !document.querySelector('#grid td.ed, #grid td.unsaved'), null, { timeout: 9000 });
await page.waitForTimeout(500);
const at = await page.evaluate(() => document.querySelector('#grid td.cur').cellIndex);
await page.reload();
await ready();
const kept = await page.evaluate((c) => Array.from(document.querySelector('#grid').tBodies[0].rows, (row) => row.cells[c].textContent), at);
say('dropped', wanted.filter((mark, i) => kept[i] !== mark).length, 0);
await browser.close();
await server.stop();
