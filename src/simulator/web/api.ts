/** The calls of the simulator's page; the shapes are those of ../view-types.ts. */
import type { PersonSummary, ThreadView } from '../view-types.ts';

const BASE = '/api/simulator';

/** An answer other than success; `status` is the HTTP status. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly status: number;
  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

async function call<Body>(path: string, init?: RequestInit): Promise<Body> {
  const response = await fetch(`${BASE}${path}`, init);
  if (!response.ok) throw new ActionError(response.status);
  return (await response.json()) as Body;
}

function post<Body>(path: string, body: object = {}): Promise<Body> {
  const headers = { 'content-type': 'application/json' };
  return call(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export async function listPeople(): Promise<readonly PersonSummary[]> {
  return (await call<{ items: readonly PersonSummary[] }>('/people')).items;
}

export function readThread(psid: string, locale: string): Promise<ThreadView> {
  return call(`/people/${psid}?locale=${locale}`);
}

export function addPerson(): Promise<ThreadView> {
  return post('/people');
}

/** What a person, or a tester in their thread, does: `text`, `tap`, `clock` … */
export async function act(psid: string, action: string, input: object = {}): Promise<void> {
  await post(`/people/${psid}/${action}`, input);
}

export async function attach(psid: string, file: File): Promise<void> {
  await call(`/people/${psid}/attachment`, {
    method: 'POST',
    headers: {
      'content-type': file.type === '' ? 'application/octet-stream' : file.type,
      'x-filename': encodeURIComponent(file.name),
    },
    body: file,
  });
}

export async function expireMedia(): Promise<void> {
  await post('/media/expire');
}

export async function orderFault(fault: object): Promise<void> {
  await post('/faults', fault);
}

export async function clearFaults(): Promise<void> {
  await call('/faults', { method: 'DELETE' });
}

export const EVENTS = `${BASE}/events`;
