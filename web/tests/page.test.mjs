// The page in a real browser: what a reader does, what must hold on every page, and what happens when things fail.
// Run by `cargo xtask page-tests`; needs Chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { browser, folder, program, serve } from './bench.mjs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let cwd, bench, shown, page, run, comparison;
const errors = [];

async function open(path) {
  await page.goto(`${bench.origin}${path}`);
  await page.waitForLoadState('networkidle');
}
async function api(path) {
  const answer = await page.request.get(`${bench.origin}/api/${path}`);
  assert.equal(answer.status(), 200, path);
  return (await answer.json()).data;
}

before(async () => {
  cwd = folder('pages');
  await program(cwd, 'run', 'suining-2010', '-n', '10000', '-q');
  await program(cwd, 'compare', 'suining-2010', 'suining-2010@suining-appeal', '-n', '6000', '-r', '5', '-q');
  bench = await serve(cwd);
  shown = await browser();
  page = shown.context.pages()[0] ?? (await shown.context.newPage());
  await shown.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: bench.origin });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(bench.address);
  run = (await api('runs'))[0].name;
  comparison = (await api('comparisons'))[0].name;
});
after(async () => {
  await shown?.close();
  await bench?.stop();
  rmSync(cwd, { recursive: true, force: true });
});

describe('what a reader does', () => {
  test('two clicks from the gallery to a running society, four to a wrongly penalised person', async () => {
    await open('/');
    await page.locator('li.card', { hasText: 'Suining County' }).getByRole('button', { name: /^Run/ }).click();
    await page.locator('dialog.drawer').getByRole('button', { name: 'Run', exact: true }).click();
    await page.waitForURL(/\/society\//);
    await page.getByRole('heading', { name: 'In four sentences' }).waitFor();
    // Third and fourth: the list of criteria, and a choice in it.
    await page.getByLabel('Find a person').selectOption('wrongly-penalised');
    await page.waitForURL(/\/person\//);
    await page.getByRole('heading', { name: 'Why: the statement' }).waitFor();
    assert.ok(await page.locator('.wrong').first().isVisible());
  });

  test('one engine: the command of the page gives the digest of the page', async () => {
    await open(`/society/${run}`);
    await page.getByRole('button', { name: 'Copy command' }).click();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(command, /^glasshouse run suining-2010 /);
    const terminal = JSON.parse(await program(cwd, ...command.split(' ').slice(1), '-o', 'again', '--json'));
    assert.equal(terminal.digest, (await api(`runs/${run}`)).run.digest);
  });

  test('the statement sums, each line leads to rule, source and reporter, and truth stands beside the record', async () => {
    await open(`/person/${run}?pick=wrongly-penalised`);
    await page.getByText('The ledger sums exactly').waitFor();
    assert.equal(await page.locator('[data-sums="true"]').count(), 1);
    const line = page.locator('.ledger details', { has: page.locator('.wrong') }).first();
    await line.locator('summary').click();
    for (const term of ['Rule', 'Rests on', 'Reported by', 'In truth']) assert.ok(await line.getByText(term, { exact: true }).isVisible(), term);
    assert.match(await page.locator('.beside').innerText(), /WRONG[\s\S]*(nobody did it|somebody else did it)/);
    assert.ok((await page.locator('.elements .wrong').count()) > 0);
    const letter = await page.locator('.letter').innerText();
    await page.getByRole('button', { name: 'As other laws would require' }).click();
    assert.notEqual(await page.locator('.letter').innerText(), letter);
    // A hundred people, every month.
    for (let nth = 1; nth <= 100; nth += 9) assert.equal((await api(`runs/${run}/people?pick=penalised&nth=${nth}`)).sums, true);
  });

  test('five kinds of what-if, each with a command that gives the same outcome in the terminal', async () => {
    await open(`/person/${run}?pick=wrongly-penalised`);
    await page.locator('tr[data-kind="regime"]').first().waitFor();
    for (const kind of ['act', 'record', 'rule', 'appeal', 'regime']) assert.ok((await page.locator(`tr[data-kind="${kind}"]`).count()) > 0, kind);
    const person = (await page.locator('h1').innerText()).split(' ').at(-1);
    for (const row of (await api(`runs/${run}/people/${person}/what-if`)).rows.filter((r) => r.outcome)) {
      const terminal = JSON.parse(await program(cwd, ...row.command.split(' ').slice(1), '--json'));
      assert.deepEqual(terminal.data.rows[0].outcome, row.outcome, row.command);
    }
    await page.locator('tr[data-kind="record"]').getByRole('button', { name: /Side by side/ }).first().click();
    await page.getByText(/Identical until|Identical from/).waitFor();
    assert.match(page.url(), /world=record/);
  });

  test('the default person is the median one, luck is shown, and other regimes', async () => {
    await open(`/person/${run}`);
    await page.getByRole('heading', { name: 'Luck' }).waitFor();
    await page.getByRole('heading', { name: 'Same person, other regimes' }).waitFor();
    assert.match(await page.locator('main').innerText(), /The person in the middle/);
    // Nothing that is offered as an own act asks for anything but leaving something.
    const doc = await api(`runs/${run}/people/${(await page.locator('h1').innerText()).split(' ').at(-1)}/what-if`);
    assert.ok(doc.rows.filter((r) => r.kind === 'act').every((r) => /^(Not done|None of|Nothing)/.test(r.label.en)));
  });

  test('a comparison opens with differences only; a cell of who swaps opens its people; a sixth regime is refused', async () => {
    await open(`/compare/${comparison}`);
    const rows = await page.locator('section[aria-labelledby="h-outcomes"] tbody tr').count();
    await page.getByLabel('Only differences').click();
    assert.ok((await page.locator('section[aria-labelledby="h-outcomes"] tbody tr').count()) >= rows);
    assert.match(page.url(), /all=1/);
    assert.match(await page.locator('section[aria-labelledby="h-outcomes"]').innerText(), /\[[^\]]+\]/);
    await page.getByText('✓ The four cells add up to everyone').waitFor();
    await page.locator('.swap button').first().click();
    await page.locator('.people button').first().click();
    await page.getByRole('heading', { name: /Same day/ }).waitFor();
    assert.equal(await page.locator('section[aria-labelledby="h-same"] svg').count(), 2);
    const refused = await page.request.post(`${bench.origin}/api/comparisons`, { data: { regimes: Array(6).fill('suining-2010'), people: 10, months: 1, seed: 1, replicates: 1 } });
    assert.equal(refused.status(), 400);
  });

  test('each card has three voices, sources and a badge per rule', async () => {
    await open('/regime/suining-2010');
    for (const voice of ['What its designers said', 'What is documented', 'What critics said']) assert.ok(await page.getByRole('heading', { name: voice }).isVisible());
    const rules = await page.locator('tbody tr').count();
    assert.equal(await page.locator('tbody .badge').count(), rules);
    assert.ok((await page.locator('dt code').count()) > 3);
  });

  test('the address is the view: reloaded, it is the same month, person and language', async () => {
    await open(`/person/${run}?pick=penalised&month=31&lang=zh`);
    const person = await page.locator('h1').innerText();
    await page.reload();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator('h1').innerText(), person);
    assert.equal(await page.locator('.typed').inputValue(), '31');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-Hans');
    // What is shared is a file; no address of this machine is in it.
    const href = await page.getByRole('link', { name: '以文件分享' }).getAttribute('href');
    const report = await (await page.request.get(`${bench.origin}${href}`)).text();
    assert.ok(!/localhost|127\.0\.0\.1/.test(report) && report.includes('ILLUSTRATION'));
  });
});

describe('every chart', () => {
  test('has question, sentence, table, downloads, definitions and command; the CSV is the table', async () => {
    await open(`/society/${run}`);
    const docs = (await api(`runs/${run}`)).charts;
    const cards = page.locator('.chart-card');
    assert.equal(await cards.count(), docs.length);
    for (const [i, doc] of docs.entries()) {
      const card = cards.nth(i);
      assert.ok((await card.locator('h3').innerText()).length > 5 && (await card.locator('.sentence').innerText()).length > 10, doc.id);
      for (const control of ['Table', 'Download', 'About', 'Command']) assert.equal(await card.getByRole('button', { name: control, exact: true }).count(), 1, `${doc.id} ${control}`);
      await card.getByRole('button', { name: 'Table' }).click();
      assert.equal(await card.locator('tbody tr').count(), doc.rows.length);
      const csv = await (await page.request.get(`${bench.origin}/api/runs/${run}/charts/${doc.id}.csv`)).text();
      assert.equal(csv.trim().split('\r\n').length - 1, doc.rows.length, doc.id);
      assert.match(csv, /ILLUSTRATION/);
      const svg = await (await page.request.get(`${bench.origin}/api/runs/${run}/charts/${doc.id}.svg`)).text();
      assert.match(svg, /<title[^>]*>[^<]+<\/title><desc[^>]*>[^<]+<\/desc>/);
    }
    await cards.first().locator('.plot').focus();
    await page.keyboard.press('ArrowRight');
    assert.match(await page.locator('[aria-live="polite"]').first().innerText(), /\d/);
    await page.keyboard.press('t');
    assert.equal(await cards.first().locator('tbody').count(), 0);
  });
});

describe('access', () => {
  const pages = () => ['/', '/regime/suining-2010', `/society/${run}`, `/person/${run}?pick=wrongly-penalised`, '/compare', `/compare/${comparison}`, '/runs', `/methods/${run}`];
  for (const theme of ['light', 'dark']) for (const lang of ['en', 'zh']) {
    test(`axe finds nothing on any page, ${theme}, ${lang}`, async () => {
      await page.emulateMedia({ colorScheme: theme });
      const all = [];
      for (const path of pages()) {
        await open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        if (path.startsWith('/person')) await page.locator('tr[data-kind="regime"]').first().waitFor();
        await page.evaluate(axe);
        const found = await page.evaluate(async () => (await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`));
        all.push(...found.map((one) => `${path} ${one}`));
      }
      assert.deepEqual(all, []);
      await page.emulateMedia({ colorScheme: null });
    });
  }
  test('axe finds nothing in the drawer', async () => {
    await open('/');
    await page.getByRole('button', { name: /^Run/ }).first().click();
    await page.locator('dialog.drawer code').first().waitFor();
    await page.evaluate(axe);
    assert.deepEqual(await page.evaluate(async () => (await globalThis.axe.run('dialog.drawer')).violations.map((v) => v.id)), []);
    await page.keyboard.press('Escape');
  });
  test('no page scrolls sideways at 320 pixels, and what can be pressed is at least 24 pixels', async () => {
    await page.setViewportSize({ width: 320, height: 700 });
    const all = [];
    for (const path of pages()) {
      await open(path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) all.push(`${path} is ${width} wide: ${await page.evaluate(() => [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > 321 && !e.closest('.scroll') && !e.closest('svg')).slice(0, 3).map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 30)}`).join('; '))}`);
      const small = await page.evaluate(() => [...document.querySelectorAll('button, select, input, summary, nav a')].filter((e) => { const b = e.getBoundingClientRect(); return b.width > 0 && getComputedStyle(e).opacity !== '0' && !e.closest('.sr') && (b.height < 19 || (b.height < 24 && e.type !== 'checkbox' && e.type !== 'radio')); }).map((e) => e.outerHTML.slice(0, 80)));
      all.push(...small.map((one) => `${path} small: ${one}`));
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.deepEqual(all, []);
  });
  test('a person in a changed world, and who swaps, by keyboard alone', async () => {
    await open(`/person/${run}?pick=wrongly-penalised`);
    await page.locator('tr[data-kind="record"] button').first().waitFor();
    async function tab_to(matches) {
      for (let i = 0; i < 120; i++) {
        await page.keyboard.press('Tab');
        const now = await page.evaluate(() => { const e = document.activeElement; const b = e.getBoundingClientRect(); const s = getComputedStyle(e); return { text: e.innerText ?? '', outline: s.outlineStyle !== 'none', row: e.closest('tr')?.dataset.kind ?? '', inSwap: !!e.closest('.swap'), top: b.top }; });
        if (matches(now)) { assert.ok(now.outline, 'the focus is seen'); return; }
      }
      assert.fail('not reached');
    }
    await tab_to((now) => now.row === 'record' && now.text.startsWith('Side by side'));
    await page.keyboard.press('Enter');
    await page.getByText(/Identical until/).waitFor();
    await open(`/compare/${comparison}`);
    await tab_to((now) => now.inSwap);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /People in this cell/ }).waitFor();
  });
  test('nothing moves by itself where motion is unwanted', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(`/society/${run}?month=10`);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForTimeout(500);
    assert.equal(await page.locator('.typed').inputValue(), '11');
    await page.emulateMedia({ reducedMotion: null });
  });
  test('in Chinese only names, codes and units of code are left in Latin letters', async () => {
    const all = [];
    for (const path of ['/', '/runs', '/compare', `/society/${run}`, `/person/${run}?pick=wrongly-penalised`]) {
      await open(`${path}${path.includes('?') ? '&' : '?'}lang=zh`);
      const words = await page.evaluate(() => {
        const walk = document.createTreeWalker(document.querySelector('body'), NodeFilter.SHOW_TEXT);
        const found = new Set();
        for (let n = walk.nextNode(); n; n = walk.nextNode()) {
          const on = n.parentElement;
          if (on.closest('code, script, style, noscript, .sr, [lang="en"], option, a[href*="/society/"], td, dd, .letter, .elements, h1, dialog:not([open])')) continue;
          for (const word of n.textContent.match(/[A-Za-z]{4,}/g) ?? []) found.add(word);
        }
        return [...found];
      });
      const known = new Set(['glasshouse', 'English', 'ILLUSTRATION', 'FINDING', 'suining', 'appeal', 'toml', 'none', 'compare', 'Choose', 'File', 'file', 'chosen', 'SyRI', 'MiDAS']);
      all.push(...words.filter((word) => !known.has(word)).map((word) => `${path} ${word}`));
    }
    assert.deepEqual(all, []);
  });
});

describe('budgets', () => {
  test('scripts of the first load, first paint, layout that stays', async () => {
    const assets = new URL('../../crates/server/assets/assets/', import.meta.url);
    const sizes = readdirSync(assets).map((name) => [name, gzipSync(readFileSync(new URL(name, assets))).length]);
    const first = sizes.filter(([name]) => name.startsWith('index') && name.endsWith('.js')).reduce((sum, [, n]) => sum + n, 0);
    const all = sizes.reduce((sum, [, n]) => sum + n, 0);
    assert.ok(first < 200_000 && all < 1_500_000, `${first} ${all}`);
    await open('/');
    const paint = await page.evaluate(async () => {
      const fcp = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
      const shift = await new Promise((done) => { let sum = 0; new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!e.hadRecentInput) sum += e.value; }).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 200); });
      const lcp = await new Promise((done) => { let last = 0; new PerformanceObserver((l) => { for (const e of l.getEntries()) last = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true }); setTimeout(() => done(last), 200); });
      return { fcp, shift, lcp };
    });
    console.log(`first script ${first} B gzip, all ${all} B; FCP ${paint.fcp.toFixed(0)} ms, LCP ${paint.lcp.toFixed(0)} ms, CLS ${paint.shift.toFixed(4)}`);
    assert.ok(paint.shift <= 0.02, `${paint.shift}`);
  });
  test('scrubbing through the months with 50,000 people drops no frames and leaves the digest alone', async () => {
    const before = await api(`runs/${run}`);
    await program(cwd, 'run', 'suining-2010', '-n', '50000', '--name', 'large', '-q');
    await open('/society/large');
    const frames = await page.evaluate(async () => {
      const slider = document.querySelector('input[type=range]');
      const times = [];
      let month = 1, last = performance.now();
      const end = last + 3000;
      await new Promise((done) => { const tick = (now) => { times.push(now - last); last = now; month = (month % 60) + 1; slider.value = String(month); slider.dispatchEvent(new Event('input', { bubbles: true })); if (now < end) requestAnimationFrame(tick); else done(); }; requestAnimationFrame(tick); });
      times.sort((a, b) => a - b);
      return { p50: times[Math.floor(times.length * 0.5)], p95: times[Math.floor(times.length * 0.95)], n: times.length };
    });
    const memory = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
    console.log(`frames: p50 ${frames.p50.toFixed(1)} ms, p95 ${frames.p95.toFixed(1)} ms over ${frames.n}; scripts hold ${(memory / 1e6).toFixed(0)} MB`);
    assert.ok(memory < 300e6);
    assert.equal((await api(`runs/${run}`)).run.digest, before.run.digest);
  });
  test('ten thousand runs are listed and filtered at once', async () => {
    const many = folder('many');
    const source = readFileSync(join(cwd, 'runs', run, 'run.json'), 'utf8');
    for (let i = 0; i < 10_000; i++) {
      const name = join(many, 'runs', `run-${String(i).padStart(5, '0')}`);
      mkdirSync(name, { recursive: true });
      writeFileSync(join(name, 'run.json'), source.replace('"seed": 1,', `"seed": ${i},`));
    }
    const other = await serve(many);
    await page.goto(other.address);
    await page.goto(`${other.origin}/runs`);
    await page.getByText('10,000 shown').waitFor({ timeout: 60_000 });
    const again = Date.now();
    assert.equal((await (await page.request.get(`${other.origin}/api/runs`)).json()).data.length, 10_000);
    const listed = Date.now() - again;
    assert.ok((await page.locator('tbody tr').count()) < 60);
    const filtered = await page.evaluate(async () => { const box = document.querySelector('input[type=search]'); const begun = performance.now(); box.value = 'run-0999'; box.dispatchEvent(new Event('input', { bubbles: true })); await new Promise((done) => setTimeout(done)); const took = performance.now() - begun; return { took, text: document.querySelector('.bar [role=status]').textContent }; });
    console.log(`10,000 runs: listed in ${listed} ms the second time, filtered in ${filtered.took.toFixed(0)} ms`);
    assert.match(filtered.text, /^10 /);
    await other.stop();
    rmSync(many, { recursive: true, force: true });
    await page.goto(bench.address);
  });
});

describe('when things fail', () => {
  test('a rulebook with errors says where, and nothing is lost', async () => {
    await open('/');
    const text = await program(cwd, 'new', 'rulebook', 'broken.toml').then(() => readFileSync(join(cwd, 'broken.toml'), 'utf8'));
    const wrong = join(cwd, 'wrong.toml');
    writeFileSync(wrong, text.replace(/start = 1000/, 'start = many'));
    await page.setInputFiles('input[type=file]', wrong);
    await page.locator('dialog.drawer [role=alert]').waitFor();
    assert.match(await page.locator('dialog.drawer [role=alert]').innerText(), /GH\d{4}[\s\S]*rulebook\.toml:\d+:\d+/);
    await page.keyboard.press('Escape');
    assert.ok((await api('runs')).length >= 1);
  });
  test('a bundle of a newer version is named and the others open', async () => {
    mkdirSync(join(cwd, 'runs', 'from-the-future'), { recursive: true });
    writeFileSync(join(cwd, 'runs', 'from-the-future', 'run.json'), JSON.stringify({ schema: 'run/9', glasshouse: '9.9.9' }));
    await open('/runs');
    await page.getByRole('heading', { name: 'Cannot be opened' }).waitFor();
    assert.match(await page.locator('main').innerText(), /newer glasshouse \(9\.9\.9/);
    await open('/society/from-the-future');
    assert.match(await page.locator('[role=alert]').innerText(), /GH0909/);
    rmSync(join(cwd, 'runs', 'from-the-future'), { recursive: true });
  });
  test('a full disk fails the run and says so; what is stored stays', async (t) => {
    const small = folder('small');
    try { execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=192k', 'tmpfs', small], { stdio: 'ignore' }); } catch { t.skip('no right to mount a small disk'); return; }
    const other = await serve(small);
    try {
      await page.goto(other.address);
      await page.locator('li.card', { hasText: 'Suining County' }).getByRole('button', { name: /^Run/ }).click();
      await page.locator('dialog.drawer').getByRole('button', { name: 'Run', exact: true }).click();
      await page.locator('dialog.drawer [role=alert]').waitFor({ timeout: 60_000 });
      assert.match(await page.locator('dialog.drawer [role=alert]').innerText(), /GH0902/);
    } finally {
      await other.stop();
      execFileSync('umount', ['-l', small]);
      await page.goto(bench.address);
    }
  });
  test('two browsers see one another\u2019s runs', async () => {
    const second = await browser();
    const other = second.context.pages()[0] ?? (await second.context.newPage());
    await other.goto(bench.address);
    const job = await (await page.request.post(`${bench.origin}/api/runs`, { data: { regime: 'suining-2010', people: 2000, months: 12, seed: 77, replicates: 1 } })).json();
    await other.goto(`${bench.origin}/runs`);
    await other.getByRole('link', { name: job.data.name }).waitFor({ timeout: 30_000 });
    await second.close();
  });
  test('a stopped server is said; what is loaded stays readable, and it goes on when the server does', async () => {
    const other = await serve(cwd);
    await page.goto(other.address);
    await page.goto(`${other.origin}/society/${run}`);
    await page.getByRole('heading', { name: 'In four sentences' }).waitFor();
    await page.waitForLoadState('networkidle');
    other.child.kill('SIGKILL');
    await page.evaluate(() => history.pushState(null, '', location.pathname));
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByText(/The workbench stopped/).first().waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'In four sentences' }).waitFor();
    await page.goto(bench.address);
    assert.ok((await api('runs')).length >= 1);
  });
  test('no script of the page failed in all this', () => assert.deepEqual(errors, []));
});
