/** What the desk's pages read and send; the shapes of design.md's contract. */
export interface Conversation {
  id: string;
  control: 'bot' | 'queue' | 'agent';
  assignee: { id: string; name: string } | null;
  psid: string;
  name: string | null;
  problemType: string | null;
  urgency: 'urgent' | 'normal';
  waitingSince: string | null;
  lastMessage: { from: string; text: string; at: string } | null;
  unread: number;
  cases: string[];
}

export interface Message {
  id: string;
  seq: number;
  at: string;
  direction: 'in' | 'out' | 'none';
  author: { kind: string; name?: string };
  content: {
    kind: string;
    text?: string;
    attachments?: { status: string; evidenceId?: string; mediaType?: string; reason?: string }[];
    notice?: { kind: string; by?: string; reference?: string };
  };
  delivery?: { status: string; reason?: string };
}

export interface CaseRecord {
  reference: string;
  type: string;
  status: string;
  facts: Record<string, { value: string | number }>;
  allowedNext: string[];
}

export interface Me {
  id: string;
  name: string;
}

let csrf = sessionStorage.getItem('csrf') ?? '';

export class ApiError extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

async function request<Body>(method: string, path: string, body?: object): Promise<Body> {
  const response = await fetch(`/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (response.status === 204 ? {} : await response.json()) as Body & {
    detail?: string;
  };
  if (!response.ok) throw new ApiError(response.status, answer.detail ?? 'Failed.');
  return answer;
}

export const get = <Body>(path: string) => request<Body>('GET', path);
export const post = <Body = object>(path: string, body?: object) =>
  request<Body>('POST', path, body);
export const patch = (path: string, body: object) => request('PATCH', path, body);

export async function signIn(username: string, password: string): Promise<Me> {
  const answer = await post<{ csrfToken: string; staff: Me }>('/session', { username, password });
  csrf = answer.csrfToken;
  sessionStorage.setItem('csrf', csrf);
  sessionStorage.setItem('me', JSON.stringify(answer.staff));
  return answer.staff;
}

export function rememberedMe(): Me | null {
  const text = sessionStorage.getItem('me');
  return text === null ? null : (JSON.parse(text) as Me);
}
