// The page in a real browser: what a reader does, what must hold on every page, and what happens when things fail.
// Run by `cargo xtask page-tests`; needs Chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import http from 'node:http';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PROGRAM, browser, folder, program, serve } from './bench.mjs';

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
  // Changed worlds are simulated while a page loads; on a busy machine that takes its time.
  page.setDefaultTimeout(180_000);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(bench.address);
  run = (await api('runs')).rows[0].name;
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
    for (const term of ['Rule', 'Rests on', 'In the words of the rulebook', 'Reported by', 'Evidence it takes', 'In truth']) assert.ok(await line.getByText(term, { exact: true }).isVisible(), term);
    assert.match(await page.locator('.beside').innerText(), /WRONG[\s\S]*(nobody did it|somebody else did it)/);
    const shown_file = await api(`runs/${run}/people/${(await page.locator('h1').innerText()).split(' ').at(-1)}`);
    const wrongs = shown_file.file.events.filter((e) => e.phase === 'award' && e.side === 'record' && e.wrong);
    assert.equal(await page.locator('.ledger summary .wrong').count(), wrongs.filter((e) => e.score !== null && e.score !== undefined).length);
    assert.equal(await page.locator('.beside th .wrong', { hasText: 'WRONG' }).count(), wrongs.length);
    assert.equal(await page.locator('.elements .wrong').count(), shown_file.letter.elements.filter((e) => !e.present).length);
    assert.ok((await page.locator('.elements .wrong').count()) > 0);
    const letter = await page.locator('.letter').innerText();
    await page.getByRole('button', { name: 'As other laws would require' }).click();
    assert.notEqual(await page.locator('.letter').innerText(), letter);
    // A hundred people, line by line: start and points so far are the score that stands on the line.
    for (let i = 0; i < 100; i++) {
      const found = i < 20 ? await api(`runs/${run}/people?pick=penalised&nth=${i + 1}`) : await api(`runs/${run}/people/${(i * 7919) % 10_000}`);
      let total = found.file.start;
      for (const line of found.file.events.filter((e) => e.side === 'record' && e.phase !== 'grade' && e.score !== null && e.score !== undefined)) {
        total += line.points;
        assert.equal(line.score, total, `${found.file.person} ${line.day}`);
      }
      assert.equal(found.file.score, total, found.file.person);
      assert.ok(found.sums);
    }
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

  test('a list without points: the record, the rule, an appeal and the letter are told as well', async () => {
    await program(cwd, 'run', 'judgment-defaulter-list', '-n', '4000', '--name', 'listed', '-q');
    await open('/person/listed?pick=wrongly-penalised');
    await page.locator('tr[data-kind="regime"]').first().waitFor();
    const person = (await page.locator('h1').innerText()).split(' ').at(-1);
    const doc = await api(`runs/listed/people/${person}/what-if`);
    assert.ok(doc.was.wrongly_days > 0);
    for (const kind of ['record', 'rule', 'appeal']) {
      const row = doc.rows.find((r) => r.kind === kind);
      assert.equal(row.outcome?.wrongly_days, 0, kind);
      const terminal = JSON.parse(await program(cwd, ...row.command.split(' ').slice(1), '--json'));
      assert.deepEqual(terminal.data.rows[0].outcome, row.outcome, row.command);
    }
    assert.ok((await page.locator('.elements .wrong').count()) > 0);
    assert.match(await page.locator('.ledger').innerText(), /entered in the list/);
    assert.equal(await page.locator('.ledger').getByText('Start').count(), 0);
  });

  test('six regimes stand beside one another, and one of them opens aligned', async () => {
    await open(`/person/${run}?pick=penalised`);
    const strip = page.locator('section[aria-labelledby="h-other"]');
    await strip.locator('th', { hasText: 'Robodebt' }).waitFor();
    assert.equal(await strip.locator('tr').count(), 7);
    await page.waitForFunction(() => !document.querySelector('section[aria-labelledby="h-other"]').innerText.includes('Simulating'), null, { timeout: 120_000 });
    await strip.getByRole('button', { name: /No regime/ }).click();
    await page.getByText(/Identical until|Identical from/).waitFor();
    assert.equal(await page.locator('section[aria-labelledby^="h-beside"] .scroll svg').count(), 2);
  });

  test('months appear while a run goes on, and stopping keeps what is finished', async () => {
    await open('/');
    await page.locator('li.card', { hasText: 'Suining County mass' }).getByRole('button', { name: /^Run/ }).click();
    const drawer = page.locator('dialog.drawer');
    await drawer.getByRole('spinbutton', { name: 'People', exact: true }).fill('4000');
    await drawer.getByRole('spinbutton', { name: 'Months', exact: true }).fill('36');
    await drawer.getByLabel(/30: a finding/).check();
    const frame = drawer.locator('figure.live > svg');
    await drawer.getByRole('button', { name: 'Run', exact: true }).click();
    await frame.waitFor();
    const height = (await frame.boundingBox()).height;
    await page.waitForFunction(() => Number(document.querySelector('figure.live')?.dataset.months) > 5);
    assert.match(await drawer.locator('figure.live figcaption').innerText(), /month \d+[\s\S]*under a sanction/);
    assert.equal((await frame.boundingBox()).height, height);
    // Two finished seeds are enough for a bundle of their own.
    const job = (await api('jobs')).find((j) => j.state === 'running');
    while ((await api(`jobs/${job.id}`)).replicate < 2) await page.waitForTimeout(100);
    await drawer.getByRole('button', { name: 'Stop and keep' }).click();
    await page.waitForURL(/\/society\//, { timeout: 120_000 });
    const kept = (await api(`runs/${page.url().split('/society/')[1]}`)).run.replicates.length;
    assert.ok(kept >= 2 && kept < 30, `${kept}`);
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

  test('an own act that is lawful is marked as one', async () => {
    const counted = (file) => file.events.filter((e) => e.phase === 'award' && e.side === 'record' && e.detail === 'own' && e.points < 0);
    for (let nth = 1; nth <= 300; nth++) {
      const { file } = await api(`runs/${run}/people?pick=penalised&nth=${nth}`);
      // Two single acts are offered: with as few records the petition is one of them.
      if (counted(file).length > 2 || !counted(file).some((e) => /petition/i.test(e.label.en))) continue;
      await open(`/person/${run}/${file.person}`);
      await page.locator('tr[data-kind="act"]', { hasText: 'this is a lawful act' }).first().waitFor();
      return;
    }
    assert.fail('nobody was penalised for a petition');
  });

  test('where nobody is wrongly penalised the page says so, with the bound; where nothing was run it offers to', async () => {
    await program(cwd, 'run', 'suining-2010', '-n', '200', '--months', '2', '--name', 'tiny', '-q');
    await open('/person/tiny?pick=wrongly-penalised');
    assert.match(await page.locator('main').innerText(), /Nobody fits this in this run[\s\S]* 0 of 200[\s\S]*95 %[\s\S]*15\.00/);
    const empty = folder('empty');
    const other = await serve(empty);
    await page.goto(other.address);
    for (const path of ['/society', '/runs']) {
      await page.goto(`${other.origin}${path}`);
      await page.getByText('Nothing here yet').waitFor();
      await page.getByRole('button', { name: 'Run the example' }).waitFor();
    }
    await other.stop();
    rmSync(empty, { recursive: true, force: true });
    await page.goto(bench.address);
  });

  test('without any network everything works', async (t) => {
    const apart = folder('alone');
    const alone = (...args) => execFileSync('unshare', ['-rn', PROGRAM, ...args], { cwd: apart, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    try { execFileSync('unshare', ['-rn', 'true'], { stdio: 'ignore' }); } catch { t.skip('no right to leave the network'); return; }
    alone('run', 'suining-2010', '-n', '1000', '--months', '12', '--name', 'alone', '-q');
    alone('compare', 'none', 'suining-2010', '-n', '500', '--months', '12', '-r', '2', '-q', '-o', 'runs/alone-compare');
    alone('explain', 'runs/alone', '--pick', 'penalised', '-q');
    alone('report', 'runs/alone', '-o', 'alone.html', '-q');
    alone('verify', 'runs/alone', '-q');
    assert.ok(!/(src|href)="https?:[^"]*\.(js|css|png|svg|woff2?)"/.test(readFileSync(join(apart, 'alone.html'), 'utf8')));
    rmSync(apart, { recursive: true, force: true });
  });

  test('a comparison opens with differences only; a cell of who swaps opens its people; a sixth regime is refused', async () => {
    await open(`/compare/${comparison}`);
    const rows = await page.locator('section[aria-labelledby="h-outcomes"] tbody tr').count();
    await page.getByLabel('Only differences').click();
    assert.ok((await page.locator('section[aria-labelledby="h-outcomes"] tbody tr').count()) >= rows);
    assert.match(page.url(), /all=1/);
    for (const row of await page.locator('section[aria-labelledby="h-outcomes"] tbody tr:not(.group)').all()) {
      assert.ok((await row.locator('td').first().innerText()).length > 0, 'a unit');
      assert.match(await row.innerText(), /\[[^\]]+\]|the same|too few|\b0\b|–/);
    }
    assert.match(await page.locator('section[aria-labelledby="h-outcomes"]').innerText(), /\[[^\]]+\]/);
    await page.getByText('✓ The four cells add up to everyone').waitFor();
    await page.locator('.swap button').first().click();
    await page.locator('.people button').first().click();
    await page.getByRole('heading', { name: /Same day/ }).waitFor();
    assert.equal(await page.locator('section[aria-labelledby="h-same"] .scroll svg').count(), 2);
    await page.locator('section[aria-labelledby="h-same"] a').first().click();
    await page.waitForURL(/\/person\/.*world=regime/);
    await page.getByText(/Identical until|Identical from/).waitFor();
    const refused = await page.request.post(`${bench.origin}/api/comparisons`, { data: { regimes: Array(6).fill('suining-2010'), people: 10, months: 1, seed: 1, replicates: 1 } });
    assert.equal(refused.status(), 400);
  });

  test('every regime has a card with three voices, sources and a badge per rule', async () => {
    const cards = await api('regimes');
    assert.ok(cards.filter((c) => !c.base).length >= 37, `${cards.length}`);
    for (const card of cards) assert.match(card.status, /^(documented|reconstructed|stylised|reform)$/, card.name);
    const silent = cards.filter((c) => !c.base && c.name !== 'none' && !(c.designers && c.documented && c.critics));
    assert.deepEqual(silent.map((c) => c.name), []);
    await open('/');
    assert.equal(await page.locator('li.card').count(), cards.length);
    await page.getByLabel('Find a regime').fill('robodebt');
    assert.equal(await page.locator('li.card').count(), 1);
    assert.match(page.url(), /q=robodebt/);
    await open('/?status=documented');
    assert.equal(await page.locator('li.card').count(), cards.filter((c) => c.status === 'documented').length);
    for (const name of ['suining-2010', 'judgment-defaulter-list']) {
      await open(`/regime/${name}`);
      for (const voice of ['What its designers said', 'What is documented', 'What critics said', 'Known gaps']) assert.ok(await page.getByRole('heading', { name: voice }).isVisible());
      const rules = await page.locator('tbody tr').count();
      assert.ok(rules > 5);
      assert.equal(await page.locator('tbody .badge').count(), rules);
      assert.ok((await page.locator('.sources li').count()) > 3);
    }
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
    await open(`/compare/${comparison}`);
    const compared = await api(`comparisons/${comparison}`);
    assert.equal(await cards.count(), compared.charts.length);
    for (let i = 0; i < compared.charts.length; i++) for (const control of ['Table', 'Download', 'About', 'Command']) assert.equal(await cards.nth(i).getByRole('button', { name: control, exact: true }).count(), 1, `${compared.charts[i].id} ${control}`);
    await open(`/society/${run}?month=30`);
    assert.match((await cards.first().locator('path.now').first().getAttribute('d')) ?? '', /^M/);
    await cards.first().locator('.plot').focus();
    await page.keyboard.press('ArrowRight');
    assert.match(await page.locator('[aria-live="polite"]').first().innerText(), /\d/);
    await page.keyboard.press('t');
    assert.equal(await cards.first().locator('tbody').count(), 1);
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
        const now = await page.evaluate(() => { const e = document.activeElement; const b = e.getBoundingClientRect(); const s = getComputedStyle(e); return { text: e.innerText ?? '', outline: s.outlineStyle !== 'none', row: e.closest('tr')?.dataset.kind ?? '', inSwap: !!e.closest('.swap'), kind: e.type ?? '', top: b.top }; });
        if (matches(now)) { assert.ok(now.outline, 'the focus is seen'); return; }
      }
      assert.fail('not reached');
    }
    await tab_to((now) => now.row === 'record' && now.text.startsWith('Side by side'));
    await page.keyboard.press('Enter');
    await page.getByText(/Identical until/).waitFor();
    await open(`/compare/${comparison}`);
    await tab_to((now) => now.kind === 'checkbox');
    await page.keyboard.press('Space');
    assert.match(page.url(), /all=1/);
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
    for (const path of ['/', '/runs', '/compare', `/compare/${comparison}`, `/society/${run}`, `/person/${run}?pick=wrongly-penalised`]) {
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
  test('of ten thousand runs only those in sight are in the page, and filtering finds them', async () => {
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
    assert.ok((await page.locator('tbody tr').count()) < 60);
    await page.getByLabel('Search').fill('run-0999');
    await page.getByText('10 shown').waitFor();
    await page.getByLabel('Search').fill('');
    await page.getByText('10,000 shown').waitFor();
    // The end of the list comes when it is scrolled to.
    await page.locator('.list').evaluate((box) => { box.scrollTop = box.scrollHeight; });
    await page.locator('tr[aria-rowindex="10001"] a').waitFor();
    await page.getByLabel('Search').fill('run-0999');
    await page.getByText('10 shown').waitFor();
    await page.locator('tbody tr').first().getByRole('button', { name: /^Delete/ }).click();
    await page.locator('tbody tr').first().getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('9 shown').waitFor();
    await other.stop();
    rmSync(many, { recursive: true, force: true });
    await page.goto(bench.address);
  });
});

describe('when things fail', () => {
  test('strangers are refused and noted, only this machine can reach it, and it lives on', async () => {
    const { port } = new URL(bench.origin);
    const own = { host: `127.0.0.1:${port}`, authorization: `Bearer ${bench.token}` };
    const asked = (method, path, headers) => new Promise((done) => {
      const request = http.request({ host: '127.0.0.1', port, method, path, headers }, (answer) => { answer.resume(); done(answer.statusCode); });
      request.on('error', () => done(0));
      request.flushHeaders();
      if (!headers['content-length']) request.end();
    });
    const before = bench.log.length;
    assert.equal(await asked('GET', '/api/session', { ...own, host: 'evil.example' }), 403);
    assert.equal(await asked('POST', '/api/runs', { ...own, origin: 'http://evil.example' }), 403);
    assert.equal(await asked('GET', '/api/session', { host: own.host }), 401);
    assert.equal(await asked('GET', '/api/runs/../../etc/passwd', own), 400);
    assert.equal(await asked('POST', '/api/runs', { ...own, 'content-length': 1_000_000_000 }), 413);
    assert.equal(await asked('GET', '/api/session', own), 200);
    const notes = bench.log.slice(before).join('');
    assert.ok(notes.trim().split('\n').length >= 5, notes);
    // Where the system says who listens: this address and no other.
    let listening = '';
    try { listening = execFileSync('ss', ['-Hltn', `sport = :${port}`], { encoding: 'utf8' }); } catch { listening = `127.0.0.1:${port}`; }
    for (const line of listening.trim().split('\n')) assert.match(line, new RegExp(`127\\.0\\.0\\.1:${port}`));
  });
  test('a rulebook with errors says where, and nothing is lost', async () => {
    await open('/');
    const text = await program(cwd, 'new', 'rulebook', 'broken.toml').then(() => readFileSync(join(cwd, 'broken.toml'), 'utf8'));
    const wrong = join(cwd, 'wrong.toml');
    writeFileSync(wrong, text.replace(/start = 1000/, 'start = many'));
    await page.setInputFiles('input[type=file]', wrong);
    await page.locator('dialog.drawer [role=alert]').waitFor();
    assert.match(await page.locator('dialog.drawer [role=alert]').innerText(), /GH\d{4}[\s\S]*rulebook\.toml:\d+:\d+/);
    await page.keyboard.press('Escape');
    assert.ok((await api('runs')).total >= 1);
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
    assert.ok((await api('runs')).total >= 1);
  });
  test('no script of the page failed in all this', () => assert.deepEqual(errors, []));
});
