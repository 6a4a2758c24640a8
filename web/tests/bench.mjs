// A workbench and a browser for page tests: started here, ended here, in folders of their own.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const PROGRAM = process.env.GLASSHOUSE ?? new URL('../../target/debug/glasshouse', import.meta.url).pathname;
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function folder(name) {
  return mkdtempSync(join(tmpdir(), `glasshouse-${name}-`));
}

/** Starts a workbench in a folder; resolves with its address. */
export async function serve(cwd, extra = []) {
  const child = spawn(PROGRAM, ['serve', '--port', '0', ...extra], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const log = [];
  const address = await new Promise((found, failed) => {
    child.stderr.on('data', (data) => {
      log.push(String(data));
      const match = /http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]+/.exec(log.join(''));
      if (match) found(match[0]);
    });
    child.on('exit', (code) => failed(new Error(`the workbench ended with ${code}: ${log.join('')}`)));
  });
  const url = new URL(address);
  return { address, origin: url.origin, token: url.searchParams.get('token'), log, child, stop: () => new Promise((done) => { child.removeAllListeners('exit'); child.on('exit', done); child.kill('SIGINT'); }) };
}

/** Runs the program in a folder; returns what it printed. */
export function program(cwd, ...args) {
  return new Promise((done, failed) => {
    const child = spawn(PROGRAM, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', err = '';
    child.stdout.on('data', (d) => (out += d));
    child.stderr.on('data', (d) => (err += d));
    child.on('exit', (code) => (code === 0 ? done(out) : failed(new Error(`${args.join(' ')} ended with ${code}: ${err}`))));
  });
}

export async function browser() {
  if (!CHROMIUM) throw new Error('no Chromium here: apt-get install chromium');
  const profile = folder('profile');
  const context = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, args: FLAGS, headless: true, viewport: { width: 1280, height: 900 } });
  return { context, close: async () => { await context.close(); rmSync(profile, { recursive: true, force: true }); } };
}
