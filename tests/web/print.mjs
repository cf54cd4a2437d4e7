// Every screen on paper: the school, the document and the period at the head, charts and tables whole, no places, no buttons.
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const MM = 96 / 25.4;
const PORTRAIT = Math.floor((210 - 20 - 12) * MM), LANDSCAPE = Math.floor((297 - 10 - 10) * MM);
const server = await serve(school(200));
const browser = await open();
const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' })).newPage();
const to = (path) => page.goto(new URL(path, page.url()).href);
await page.goto(server.url);
await enter(page, server.url, 'завуч');
await to('/journals');
const journal = await page.getAttribute('main .group:nth-of-type(6) a[href^="/journals/"]', 'href');
await to(journal);
const pupil = (await page.getAttribute('#grid tbody th a', 'href')).split('?')[0];
await to(pupil);
const group = (await page.getAttribute('main a[href^="/classes/"]', 'href').catch(() => null) || '').split('?')[0];

const places = { [journal]: LANDSCAPE, [`${journal}/paper`]: Math.floor(190 * MM), [`${journal}/lessons`]: 0, [`${journal}/plan`]: 0,
  [pupil]: 0, [`${pupil}/outlook`]: 0, [`${pupil}/diary`]: Math.floor(180 * MM), '/attendance': 0, '/attendance?tab=sum': 0, '/timetable': 0,
  '/deputy': 0, '/deputy/warnings': 0, '/deputy/remarks': 0, '/deputy/closing': 0, '/deputy/council': 0, '/alphabet': 0, '/movement': 0,
  '/retention': 0, '/help/journal': 0 };
if (group) Object.assign(places, { [group]: LANDSCAPE, [`${group}/figures`]: 0, [`${group}/absences`]: 0 });

for (const [path, width] of Object.entries(places)) {
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await to(path);
  await page.evaluate(() => document.fonts.ready);
  const title = await page.evaluate(() => document.querySelector('.top .school').textContent);
  await page.setViewportSize({ width: width || PORTRAIT, height: 900 });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const seen = await page.evaluate(([wide, name]) => {
    const shown = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== 'hidden';
    const main = document.querySelector('main');
    const all = Array.from(main.querySelectorAll('*')).filter(shown);
    const outside = all.filter((node) => !node.closest('svg') && node.getBoundingClientRect().right > wide + 2);
    const head = getComputedStyle(document.querySelector('.head') || main, '::before').content + main.innerText.slice(0, 400);
    return { controls: Array.from(document.querySelectorAll('.top, .rail, .skip, nav, button, .button, #panel')).filter(shown).map((node) => node.outerHTML.slice(0, 80)),
      outside: outside.slice(0, 3).map((node) => `${Math.round(node.getBoundingClientRect().right - wide)} px: ${node.outerHTML.slice(0, 80)}`),
      named: head.includes(name) || head.includes('attr(data-school)') && !!document.querySelector('.head[data-school]') };
  }, [width || PORTRAIT, title]);
  const what = path.replace(/[^/?]*\d[^/?]*/g, ':id');
  ok(seen.named, `${what}: the school is named`, seen);
  ok(seen.controls.length === 0, `${what}: nothing to press`, seen.controls);
  ok(seen.outside.length === 0, `${what}: nothing is cut`, seen.outside);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
}

// Charts are drawn in ink, not left out with the colours.
await page.emulateMedia({ media: 'screen' });
await to(`${pupil}/outlook`);
await page.emulateMedia({ media: 'print' });
const drawn = await page.evaluate(() => Array.from(document.querySelectorAll('svg.chart .l, svg.chart .d')).map((node) => {
  const style = getComputedStyle(node);
  return node.getClientRects().length > 0 && (style.stroke !== 'none' || style.fill !== 'none');
}));
ok(drawn.length > 0 && drawn.every(Boolean), 'charts are on the paper', drawn.length);
await browser.close();
await server.stop();
done();
