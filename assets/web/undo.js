// undo.js -- what was done in the grid, to be taken back and done again. What is typed is put back as text through the
// queue of the grid; everything else (a result with its reason, all results of a period, a remark, a lesson, a closed
// period) is taken back by its commit, and the program refuses in words when somebody has changed it since.
// Over a reload only the numbers of commits are kept, nothing of the journal.

import { send, status } from './app.js';

const MOST = 60;

function stored(key) {
  try { return JSON.parse(sessionStorage.getItem(key)) || []; } catch (e) { return []; }
}

/**
 * The history of a grid of one user. at: byText(cells) may they be put back as text; apply(group, 'from' | 'now') does it;
 * drained() resolves when nothing waits to be sent; unsent(cells) they never reached the program; draw(answer).
 * A group is {cells: [{td, from, now}…] or null, commits: [numbers]}.
 */
export function makeHistory(url, me, at) {
  const key = `undo ${me} ${url}`;
  const group = (cells, commits) => ({ cells, commits });
  const [done, undone] = [0, 1].map((i) => (stored(key)[i] || []).map((commits) => group(null, commits)));
  let busy = false;
  const after = [];

  function save() {
    const list = (groups) => groups.filter((one) => one.commits.length).map((one) => one.commits);
    try { sessionStorage.setItem(key, JSON.stringify([list(done), list(undone)])); } catch (e) { /* then only till a reload */ }
  }

  function push(one) {
    done.push(one);
    if (done.length > MOST) done.shift();
    undone.length = 0;
    return one;
  }

  // Taken back by its commits. A refusal drops the group: it will not become possible later.
  async function byCommits(one, from, to, again) {
    await at.drained();
    if (!one.commits.length) { if (one.cells) at.unsent(one.cells); return; }
    let data = null;
    try { ({ data } = await send(`${url}/undo`, { commits: one.commits, again })); } catch (e) { /* told below */ }
    if (!data) { from.push(one); status('bad', 'Программа не отвечает: ничего не отменено. Повторите.'); return; }
    if (!data.ok) { save(); status('bad', data.message); return; }
    one.commits = [data.commit];
    one.cells = null;
    to.push(one);
    save();
    if (data.reload) { sessionStorage.setItem(`${key} said`, data.message); location.reload(); return; }
    at.draw(data);
    status('', data.message);
  }

  async function run(again) {
    const [from, to] = again ? [undone, done] : [done, undone];
    const one = from.pop();
    if (!one) { status('', again ? 'Возвращать больше нечего' : 'Отменять больше нечего'); return; }
    if (!one.cells || !at.byText(one.cells)) { await byCommits(one, from, to, again); return; }
    to.push(one);
    one.commits = [];
    at.apply(one, again ? 'now' : 'from');
  }

  const said = sessionStorage.getItem(`${key} said`);
  sessionStorage.removeItem(`${key} said`);
  return {
    said,
    /** Something typed: its commits are told later by made(). */
    note: (cells) => push(group(cells, [])),
    /** Something done by a form. */
    record(commit) { if (commit) { push(group(null, [commit])); save(); } },
    made(one, commit) {
      if (!one || !commit || one.commits.includes(commit)) return;
      one.commits.push(commit);
      save();
    },
    unsay(one) { if (done[done.length - 1] === one) done.pop(); save(); },
    newest: () => done[done.length - 1],
    async turn(again) {
      if (busy) { after.push(again); return; }
      busy = true;
      try { await run(again); } finally { busy = false; }
      if (after.length) this.turn(after.shift());
    },
  };
}
