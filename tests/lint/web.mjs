// What the program serves must work in the oldest browsers of a school. The build lowers syntax (BROWSERS in build.sh);
// this looks for properties, selectors, tags and functions that came later, by the published table of what browsers can.
//
// Names are compared, not types: `.union` is refused if nothing old has such a member and no object of ours is given one of
// that name. Something new that an old browser may safely pass over stands in `fine` with the reason.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = process.env.ROOT;
const data = createRequire(process.env.NODE_MODULES + '/')('@mdn/browser-compat-data');
const oldest = Object.fromEntries(readFileSync(join(root, 'build.sh'), 'utf8').match(/^BROWSERS=(.*)/m)[1].split(',')
  .map((word) => [word.match(/[a-z]+/)[0], Number(word.match(/\d+/)[0])]));

const fine = {
  'text-wrap: balance': 'a heading then breaks as any other line',
  'page-break-after: avoid': 'a heading may then end a page',
  'text-size-adjust': 'Firefox on a desk computer has nothing to adjust',
  '@page @bottom-right': 'the number of the page, which the browser prints by itself too',
};

/* ---- the table ---- */

const number = (version) => (version === true ? 0 : parseFloat(String(version).replace('≤', '')));
const can = (compat) => Object.entries(oldest).every(([browser, version]) => [compat.support[browser]].flat().some((one) => one
  && !one.flags && !one.prefix && number(one.version_added) <= version && !(number(one.version_removed) <= version)));
const known = (feature) => !!feature && !!feature.__compat;
const late = (feature) => known(feature) && !can(feature.__compat);

// Members by their bare names: those that no class had in time.
const members = new Map();
for (const family of [data.javascript.builtins, data.api]) {
  for (const group of Object.values(family)) {
    for (const [name, feature] of Object.entries(group)) {
      if (known(feature) && !/_(event|static)$/.test(name)) members.set(name, (members.get(name) ?? true) && late(feature));
    }
  }
}
const globalOf = (name) => data.javascript.builtins[name] || data.api[name];

/* ---- what stands in the files ---- */

const found = new Map();
const see = (file, what) => { if (!(what in fine)) found.set(`${file}: ${what}`, true); else used.add(what); };
const used = new Set();

function styles(file, text) {
  const bare = text.replace(/\/\*[^]*?\*\//g, '').replace(/"[^"]*"|'[^']*'/g, '""');
  const functions = new Map();
  const gather = (group) => { for (const [name, one] of Object.entries(group)) if (name !== '__compat') { functions.set(name, one); gather(one); } };
  gather(data.css.types);
  for (const [, name] of bare.matchAll(/@([a-z-]+)/g)) {
    const box = data.css['at-rules'].page[`at_${name}`];
    if (late(data.css['at-rules'][name]) || late(box)) see(file, box ? `@page @${name}` : `@${name}`);
  }
  for (const [, name] of bare.matchAll(/:{1,2}([a-z][a-z-]*)(?=[^{};]*\{)/g)) if (late(data.css.selectors[name])) see(file, `:${name}`);
  for (const [, name, value] of bare.matchAll(/[{;]\s*([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)) {
    const property = data.css['at-rules'].page[name] || data.css.properties[name];
    if (bare.includes(`-webkit-${name}:`)) continue; // the build has written the old name too
    if (late(property)) see(file, property[value] ? `${name}: ${value}` : name);
    for (const word of property ? value.match(/[a-z][a-z-]*/g) || [] : []) if (late(property[word])) see(file, `${name}: ${word}`);
    for (const [, word] of value.matchAll(/([a-z-]+)\(/g)) if (late(functions.get(word))) see(file, `${word}()`);
  }
  if (/[{;}]\s*&|\{[^{}]*[;{]\s*[.#:>][^{};]*\{/.test(bare.replace(/@[^{]*\{/g, ''))) see(file, 'nested rules');
}

// Members that our own objects have, whatever file they are used in.
const own = new Set();
function learn(text) {
  for (const [, name] of text.matchAll(/[{,;}]\s*(?:async |get )?([A-Za-z]\w*)(?=:|\([^()]*\)\s*\{)/g)) own.add(name);
}

function scripts(file, text) {
  const bare = text.replace(/\/\*[^]*?\*\//g, '').replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
  for (const [, name] of bare.matchAll(/\.([A-Za-z]\w*)/g)) if (members.get(name) && !own.has(name)) see(file, `.${name}`);
  for (const [, owner, name] of bare.matchAll(/\b([A-Z]\w*)\.([a-z]\w*)/g)) {
    const group = globalOf(owner);
    if (group && (late(group[name]) || late(group[`${name}_static`]))) see(file, `${owner}.${name}`);
  }
  for (const [, name] of bare.matchAll(/(?<![.\w])([A-Z][A-Za-z]+)\b/g)) if (late(globalOf(name))) see(file, name);
}

function pages(file, text) {
  for (const [, tag, attributes] of text.replace(/<%[^]*?%>/g, '').matchAll(/<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g)) {
    const element = data.html.elements[tag];
    if (late(element)) see(file, `<${tag}>`);
    for (const [, name] of attributes.replace(/"[^"]*"/g, '""').matchAll(/([a-z-]+)(?==|\s|$)/g)) {
      if (late(element && element[name]) || late(data.html.global_attributes[name])) see(file, `${tag} ${name}`);
    }
  }
}

/* ---- the checker finds what it is for, then the files ---- */

let failed = 0;
function report(name, lines) {
  failed += lines.length > 0;
  console.log(`${lines.length ? 'not ok' : 'ok'} - ${name}`);
  for (const line of lines) console.log(`  ${line}`);
}

styles('a', '.a:has(b){text-wrap:pretty;color:color-mix(in srgb,red,blue);anchor-name:--x}@scope{a{color:red}}.b{c:d;&:hover{e:f}}');
scripts('a', 'Object.groupBy(a);b.union(c);Array.fromAsync(d);Promise.withResolvers();document.startViewTransition();new URLPattern()');
pages('a', '<search></search><p popover="auto" id="x">');
const must = [':has', 'text-wrap: pretty', 'color-mix()', 'anchor-name', '@scope', 'nested rules', 'Object.groupBy', '.union',
  'Array.fromAsync', 'Promise.withResolvers', '.startViewTransition', 'URLPattern', '<search>', 'p popover'];
report('the check knows what is too new', must.filter((what) => !found.has(`a: ${what}`)));
found.clear();
for (const name of readdirSync(join(root, 'build/web'))) if (name.endsWith('.js')) learn(readFileSync(join(root, 'build/web', name), 'utf8'));
for (const [folder, look] of [['build/web', null], ['assets/pages', pages]]) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const kind = look || { css: styles, js: scripts }[name.split('.').pop()];
    kind(name, readFileSync(join(root, folder, name), 'utf8'));
  }
}
report(`nothing newer than ${Object.entries(oldest).map((pair) => pair.join(' ')).join(', ')}`, [...found.keys()]);
report('every exception is still needed', Object.keys(fine).filter((what) => !used.has(what)));
process.exitCode = failed ? 1 : 0;
