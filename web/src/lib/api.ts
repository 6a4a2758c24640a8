// Asks the program; failures come back as what the program said.
import { app, lang } from './state.svelte';
import type { Diagnostic, JobDoc } from './wire';

export class Refused extends Error {
  constructor(public status: number, public diagnostics: Diagnostic[]) {
    super(diagnostics[0]?.message ?? `${status}`);
  }
}

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const url = new URL(`/api/${path}`, location.origin);
  url.searchParams.set('lang', lang());
  let answer: Response;
  try {
    answer = await fetch(url, { method, body: body === undefined ? undefined : JSON.stringify(body), headers: body === undefined ? {} : { 'content-type': 'application/json' } });
  } catch (error) {
    app.stopped = true;
    throw error;
  }
  app.stopped = false;
  if (!answer.ok) {
    const envelope = await answer.json().catch(() => ({ diagnostics: [] }));
    throw new Refused(answer.status, envelope.diagnostics ?? []);
  }
  return answer;
}

const kept = new Map<string, unknown>();

/** A document. What cannot change while the page is open (a stored run) is asked for once. */
export async function get<T>(path: string, keep = false): Promise<T> {
  const key = `${lang()} ${path}`;
  if (keep && kept.has(key)) return kept.get(key) as T;
  const data = (await (await ask('GET', path)).json()).data as T;
  if (keep) {
    kept.set(key, data);
    if (kept.size > 60) kept.delete(kept.keys().next().value as string);
  }
  return data;
}

export function forget() {
  kept.clear();
}

export async function text(path: string): Promise<string> {
  return (await ask('GET', path)).text();
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return (await (await ask('POST', path, body)).json()).data as T;
}

export async function remove<T>(path: string): Promise<T> {
  return (await (await ask('DELETE', path)).json()).data as T;
}

/** Follows a job until it ends. */
export function follow(id: number, seen: (job: JobDoc) => void): Promise<JobDoc> {
  return new Promise((done, failed) => {
    const events = new EventSource(`/api/jobs/${id}/events`);
    events.addEventListener('job', (event) => {
      const job = JSON.parse((event as MessageEvent<string>).data) as JobDoc;
      seen(job);
      if (!['waiting', 'running'].includes(job.state)) {
        events.close();
        forget();
        done(job);
      }
    });
    events.onerror = () => {
      events.close();
      app.stopped = true;
      failed(new Error('stopped'));
    };
  });
}

export function run(name: string): string {
  return `runs/${encodeURIComponent(name).replaceAll('%7E', '~')}`;
}

export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
