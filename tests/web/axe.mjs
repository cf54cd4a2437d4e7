// Every main page in both themes: nothing serious or critical for a screen reader, a keyboard or weak eyes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const checker = readFileSync(createRequire(process.env.NODE_MODULES + '/').resolve('axe-core'), 'utf8');
const fixed = ['/today', '/journals', '/pupils', '/school', '/retention', '/regulation', '/regulation?tab=rows', '/regulation?tab=terms',
  '/me', '/help/journal', '/timetable', '/attendance', '/deputy', '/deputy/warnings', '/deputy/remarks', '/deputy/locks',
  '/deputy/council', '/deputy/closing', '/deputy/promotion', '/alphabet', '/movement'];

// The page's own policy forbids foreign scripts: the checker is brought in by the driver.
async function check(page, name) {
  await page.evaluate(checker);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  ok(serious.length === 0, name,
    serious.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(' | ')}`));
}

const browser = await open();
const server = await serve(school(60));
for (const theme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: theme, locale: 'ru-RU' });
  const page = await context.newPage();
  const to = (path) => page.goto(new URL(path, page.url()).href);
  await page.goto(server.url);
  await check(page, `${theme}: the door`);
  await enter(page, server.url, 'завуч');
  for (const path of fixed) {
    const answer = await to(path);
    ok(answer.status() === 200, `${theme}: ${path} opens`, answer.status());
    await check(page, `${theme}: ${path}`);
  }
  // One of a kind: the first class and journal that the lists lead to, and the first pupil in it.
  for (const [list, link] of [['/school', '/classes/'], ['/journals', '/journals/'], [null, '/pupils/']]) {
    if (list) await to(list);
    await to(await page.getAttribute(`main a[href^="${link}"]`, 'href'));
    await check(page, `${theme}: ${link}…`);
  }
  await context.close();
}
await browser.close();
await server.stop();
done();
