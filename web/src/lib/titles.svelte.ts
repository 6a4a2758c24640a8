// What regimes are called: rows of runs know only their names.
import { get } from './api';
import { t } from './state.svelte';
import type { CardDoc } from './wire';

let titles = $state.raw(new Map<string, CardDoc['title']>());
let asked = false;

/** The title of a regime of the gallery; the name of any other. */
export function titleOf(name: string): string {
  if (!asked) {
    asked = true;
    get<CardDoc[]>('regimes', true).then((cards) => (titles = new Map(cards.map((c) => [c.name, c.title]))), () => (asked = false));
  }
  const title = titles.get(name);
  return title ? t(title) : name;
}
