// Pictures of the main pages for a human eye: node tests/web/_shot.mjs FOLDER [WIDTHxHEIGHT] [dark]
// Takes ZHURNAL, TEST_TMP and NODE_MODULES as the tests do.
import { join } from 'node:path';
import { open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const [folder = '.', size = '1280x800', theme = 'light'] = process.argv.slice(2);
const [width, height] = size.split('x').map(Number);
const dir = school(300);
const places = ['/today', '/journals', '/pupils', '/school', '/retention', '/regulation', '/regulation?tab=questions',
  '/regulation?tab=terms', '/regulation?tab=rows', '/regulation?tab=settings', '/me', '/help/journal'];

const browser = await open();
const server = await serve(dir);
const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: 'ru-RU' });
const page = await context.newPage();
const shot = async (name, fullPage) => {
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(folder, `${name}-${size}-${theme}.png`), fullPage: !!fullPage });
};

await page.goto(server.url);
await shot('unlock');
await enter(page, page.url(), 'завуч');
for (const place of places) {
  await page.goto(new URL(place, page.url()).href);
  await shot(place.slice(1).replace(/[/?=]/g, '-'));
}
await page.goto(new URL('/retention', page.url()).href);
await page.click('.retention a.why');
await page.waitForSelector('#panel h2');
await shot('retention-why');
await page.goto(new URL('/journals', page.url()).href);
await page.click('main .group:nth-of-type(6) li a');
await shot('journal');
await page.keyboard.press('F2');
await page.waitForSelector('#panel h2');
await shot('journal-cell');
await page.keyboard.press('Escape');
await page.click('#grid td.res.p, #grid td.res.d');
await page.waitForSelector('#panel h2');
await shot('journal-why');
await page.click('#grid tbody th a');
await page.waitForSelector('.marks');
await shot('pupil');
await browser.close();
await server.stop();
