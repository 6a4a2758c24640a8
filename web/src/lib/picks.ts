// Criteria to pick a person by, as the program names them, with their words.
import type { Word } from './words';

export const picks: [string, Word][] = [
  ['median', 'pick_median'], ['wrongly-penalised', 'pick_wrongly'], ['mistimed', 'pick_mistimed'], ['penalised', 'pick_penalised'],
  ['never-corrected', 'pick_never'], ['missed', 'pick_missed'], ['chilled', 'pick_chilled'], ['deterred', 'pick_deterred'], ['listed', 'pick_listed'],
];

export function wordOf(pick: string): Word {
  return picks.find(([name]) => name === pick)?.[1] ?? 'find_person';
}
