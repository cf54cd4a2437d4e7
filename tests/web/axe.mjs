// Every page in both themes: nothing serious or critical for a screen reader, a keyboard or weak eyes. Besides those named
// here, one of each kind of page that a link leads to, so that a new page is looked at without being named.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const checker = readFileSync(createRequire(process.env.NODE_MODULES + '/').resolve('axe-core'), 'utf8');
const fixed = ['/today', '/journals', '/pupils', '/school', '/retention', '/regulation', '/regulation?tab=rows', '/regulation?tab=terms',
  '/regulation?tab=questions', '/regulation?tab=settings', '/me', '/help/journal', '/warnings', '/remarks', '/office'];

// What an address shows: its records and the values of its questions do not matter.
function kind(href) {
  const [path, query] = href.split('#')[0].split('?');
  const names = Array.from(new URLSearchParams(query).keys()).filter((name) => !/^(year|period|group|class|on|page|q|from|to)$/.test(name));
  return `${path.replace(/[^/]*\d[^/]*/g, ':id').replace(/^\/help\/.*/, '/help/:name').replace(/^\/office\/users\/.*/, '/office/users/:login')}?${names.sort()}`;
}

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
  const places = [...fixed];
  const known = new Set(places.map(kind));
  for (const path of places) {
    const answer = await to(path);
    ok(answer.status() === 200, `${theme}: ${path} opens`, answer.status());
    await check(page, `${theme}: ${path}`);
    const links = await page.$$eval('a[href^="/"]:not([download])', (list) => list.map((a) => a.getAttribute('href')));
    for (const href of links) {
      if (known.has(kind(href)) || /^\/(a|import\/sample)\//.test(href)) continue;
      known.add(kind(href));
      places.push(href);
    }
  }
  ok(places.length > 40, `${theme}: ${places.length} kinds of pages`);
  await context.close();
}
await browser.close();
await server.stop();
done();
