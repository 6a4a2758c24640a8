// Pictures of every page for people to look at: node tests/shots.mjs FOLDER [en|zh] [light|dark] [width]
import { mkdirSync } from 'node:fs';
import { browser, serve } from './bench.mjs';
const [out, lang = 'en', theme = 'light', width = '1280'] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const bench = await serve(process.env.RUNS_IN ?? process.cwd());
const { context, close } = await browser();
const page = context.pages()[0] ?? (await context.newPage());
page.on('pageerror', (e) => console.log('PAGE ERROR', e.message));
page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text()));
await page.setViewportSize({ width: Number(width), height: 900 });
await page.emulateMedia({ colorScheme: theme });
await page.goto(bench.address);
const runs = (await (await page.request.get(`${bench.origin}/api/runs`)).json()).data.rows;
const comparisons = (await (await page.request.get(`${bench.origin}/api/comparisons`)).json()).data;
const pages = { gallery: '/', regime: '/regime/suining-2010', runs: '/runs' };
if (runs[0]) Object.assign(pages, { society: `/society/${runs[0].name}`, person: `/person/${runs[0].name}?pick=wrongly-penalised`, methods: `/methods/${runs[0].name}` });
pages.compare = '/compare';
if (comparisons[0]) pages.comparison = `/compare/${comparisons[0].name}`;
const only = process.env.ONLY?.split(',');
for (const [name, path] of Object.entries(pages)) {
  if (only && !only.includes(name)) continue;
  await page.goto(`${bench.origin}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(name === 'person' ? 2500 : 400);
  await page.screenshot({ path: `${out}/${name}-${lang}-${theme}-${width}.png`, fullPage: true });
  console.log(name);
}
await close();
await bench.stop();
