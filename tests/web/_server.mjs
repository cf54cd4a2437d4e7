// Starts the program for the tests of this folder: a small invented school in a folder of its own.
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const program = process.env.ZHURNAL;

/** Makes the school once; returns its folder. */
export function school(pupils = 40) {
  const dir = join(process.env.TEST_TMP, 'school');
  execFileSync(program, ['-C', dir, 'demo', '--pupils', String(pupils), '--years', '1', '--seed', '1'], { stdio: 'ignore' });
  return dir;
}

/** Serves it: {url, port, pid, stop()}; stop() waits until the process has ended. */
export async function serve(dir, port = 0) {
  const child = spawn(program, ['-C', dir, 'serve', '--port', String(port), '--no-browser'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => { child.once('exit', resolve); });
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    ended.then((code) => reject(new Error(`serve ended with ${code}`)));
  });
  return { url: line.trim(), port: new URL(line.trim()).port, pid: child.pid, stop: () => { child.kill('SIGTERM'); return ended; } };
}

/** Opens the door as the user of the demonstration table whose title has the word; returns the login. */
export async function enter(page, url, word) {
  await page.goto(url);
  const user = await page.evaluate((title) => {
    const row = Array.from(document.querySelectorAll('.demo tbody tr')).find((one) => one.cells[0].textContent.includes(title));
    return row && { login: row.cells[1].textContent.trim(), password: row.cells[2].textContent.trim() };
  }, word);
  if (!user) throw new Error(`no user like «${word}» at the door`);
  await page.fill('#login', user.login);
  await page.fill('#password', user.password);
  await page.press('#password', 'Enter');
  await page.waitForSelector('nav.rail');
  return user.login;
}
