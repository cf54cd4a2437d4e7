// No link that a user is shown may be refused to him: everybody of the demonstration follows every link and every form that asks
// something, a few of each kind of page, as plain requests with his cookie. Pages a help names count as shown.
import { done, ok, open } from './_browser.mjs';
import { enter, school, serve } from './_server.mjs';

const people = ['директор', 'завуч', 'классный руководитель', 'учитель', 'секретарь'];
const EACH = 2; // so many pages of one kind are opened from pages of one kind
const MOST = 600; // and so many pages for one user

// What an address shows, without its records and days: links of one kind from one kind of page are opened EACH times.
function kind(href) {
  const [path, query] = href.split('#')[0].split('?');
  const shape = path.split('/').map((part) => (/\d/.test(part) && !/^[a-z_]+$/.test(part) ? ':id' : part)).join('/');
  return `${shape}?${Array.from(new URLSearchParams(query).keys()).sort()}`;
}

// Runs in the page: opens address after address and answers with what went wrong.
async function crawl({ start, each, most, kinds }) {
  const shape = new Function('href', `${kinds}; return kind(href);`);
  const seen = new Map();
  const known = new Set();
  const places = [];
  const bad = [];
  const add = (href, from) => {
    const url = new URL(href, location.origin + from);
    if (url.origin !== location.origin || !/^https?:$/.test(url.protocol) || /^\/a\//.test(url.pathname)) return;
    const address = url.pathname + url.search;
    if (known.has(address)) return;
    const key = `${shape(address)} < ${shape(from)}`;
    const n = seen.get(key) || 0;
    if (n >= each || places.length >= most) return;
    seen.set(key, n + 1);
    known.add(address);
    places.push([address, from]);
  };
  const forms = (doc, from) => {
    for (const form of doc.querySelectorAll('form')) {
      if ((form.getAttribute('method') || 'get').toLowerCase() !== 'get') continue;
      const url = new URL(form.getAttribute('action') || from, location.origin + from);
      for (const field of form.elements) {
        if (!field.name || field.disabled || (field.type === 'checkbox' || field.type === 'radio') && !field.checked) continue;
        url.searchParams.set(field.name, field.value);
      }
      add(url.pathname + url.search, from);
    }
  };
  add(start, start);
  for (let i = 0; i < places.length; i += 1) {
    const [address, from] = places[i];
    const answer = await fetch(address);
    if (answer.status !== 200) bad.push(`${answer.status} ${address} < ${from}`);
    if (!/text\/html/.test(answer.headers.get('content-type') || '')) continue;
    const text = await answer.text();
    if (answer.status !== 200) continue;
    const doc = new DOMParser().parseFromString(text, 'text/html');
    const here = new URL(answer.url);
    for (const link of doc.querySelectorAll('a[href], [data-href], [data-url]')) {
      const href = link.getAttribute('href') || link.dataset.href || link.dataset.url;
      if (!href.startsWith('#')) add(href, here.pathname + here.search);
    }
    forms(doc, here.pathname + here.search);
  }
  return { bad, n: places.length, kinds: Array.from(new Set(places.map(([address]) => shape(address)))) };
}

const browser = await open();
const server = await serve(school(40));
for (const who of people) {
  const context = await browser.newContext({ locale: 'ru-RU' });
  const page = await context.newPage();
  await page.goto(server.url);
  await enter(page, page.url(), who);
  const found = await page.evaluate(crawl, { start: '/', each: EACH, most: MOST, kinds: kind.toString() });
  ok(found.bad.length === 0, `${who}: ${found.n} pages of ${found.kinds.length} kinds open`, found.bad.slice(0, 20));
  if (process.env.LINKS) console.log(found.bad.concat(found.kinds).join('\n'));
  await context.close();
}
await browser.close();
await server.stop();
done();
