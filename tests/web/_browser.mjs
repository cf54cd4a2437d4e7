// Opens Debian's Chromium and Firefox for the tests of this folder; the drivers come from NODE_MODULES (tests/run.sh).
import { createRequire } from 'node:module';

const driver = createRequire(process.env.NODE_MODULES + '/');
const { chromium } = driver('playwright-core');

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** A browser; the caller closes it. Each test opens its own contexts in it. */
export function open() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args });
}

/** Firefox, by WebDriver BiDi: playwright drives only a build of its own. The pages of puppeteer have other words. */
export function openFirefox() {
  return driver('puppeteer-core').launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true,
    extraPrefsFirefox: { 'intl.accept_languages': 'ru' } });
}

let count = 0;
let failed = 0;

/** Prints one TAP line; remembers a failure for done(). */
export function ok(condition, name, seen) {
  count += 1;
  if (!condition) failed += 1;
  console.log(`${condition ? 'ok' : 'not ok'} ${count} - ${name}`);
  if (!condition && seen !== undefined) console.log(`#   seen: ${JSON.stringify(seen)}`);
}

/** Ends the test: the process's exit code tells whether a check failed. */
export function done() {
  console.log(`1..${count}`);
  console.log(`${count - failed} passed, ${failed} failed`);
  process.exitCode = failed || !count ? 1 : 0;
}
