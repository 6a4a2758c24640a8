// Where the page is: all of it in the address, so that Back works and an address copied opens the same view.
import type { SessionDoc } from './wire';
import { word, type Lang, type Word } from './words';

function current() {
  const url = new URL(location.href);
  return { path: url.pathname.split('/').filter(Boolean).map(decodeURIComponent), query: Object.fromEntries(url.searchParams) as Record<string, string> };
}

export const route = $state(current());
export const app = $state({
  session: null as SessionDoc | null,
  stopped: false,
  theme: (localStorage.getItem('theme') ?? 'system') as 'light' | 'dark' | 'system',
  said: '',
  drawer: null as null | { regime: string; rulebook?: string; replicates?: number; people?: number; months?: number; seed?: number },
});

function read() {
  const now = current();
  route.path = now.path;
  route.query = now.query;
}
addEventListener('popstate', read);

export function address(path: string[], query: Record<string, string | undefined> = {}): string {
  const all: Record<string, string> = {};
  if (route.query.lang) all.lang = route.query.lang;
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') all[key] = value;
  const search = new URLSearchParams(all).toString();
  return '/' + path.map(encodeURIComponent).join('/').replaceAll('%40', '@').replaceAll('%7E', '~') + (search ? `?${search}` : '');
}

export function go(path: string[], query: Record<string, string | undefined> = {}) {
  history.pushState(null, '', address(path, query));
  read();
  scrollTo(0, 0);
  // Readers of the screen hear where they are.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus());
}

/** Changes words of the query in place: no new entry in the history. */
export function refine(query: Record<string, string | undefined>) {
  const all = { ...route.query, ...query };
  const kept = Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined && v !== '')) as Record<string, string>;
  const search = new URLSearchParams(kept).toString();
  history.replaceState(null, '', location.pathname + (search ? `?${search}` : ''));
  route.query = kept;
}

export function lang(): Lang {
  const asked = route.query.lang ?? app.session?.lang ?? navigator.language;
  return asked.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function w(key: Word): string {
  return word(lang(), key);
}

export function t(text: { en: string; zh: string } | null | undefined): string {
  return text ? text[lang()] : '';
}

/** Tells readers of the screen; at most once a second. */
let last = 0;
export function say(text: string) {
  const now = Date.now();
  if (now - last > 1000) {
    last = now;
    app.said = text;
  }
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString(lang() === 'zh' ? 'zh-CN' : 'en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A number with its noun. */
export function counted(n: number, one: Word, many: Word): string {
  return `${number(n)}${lang() === 'zh' ? '' : ' '}${w(n === 1 ? one : many)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export function day(iso: string): string {
  const [year, month, date] = iso.split('-').map(Number);
  if (!year || !month || !date) return iso;
  return lang() === 'zh' ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`;
}

export function setTheme(theme: typeof app.theme) {
  app.theme = theme;
  localStorage.setItem('theme', theme);
  applyTheme();
}
export function applyTheme() {
  if (app.theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = app.theme;
}
