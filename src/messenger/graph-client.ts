import { createHmac } from 'node:crypto';
import axios, { AxiosError, type AxiosInstance, type AxiosRequestConfig } from 'axios';
import { z } from 'zod';
import {
  GraphRejectedError,
  GraphUnknownOutcomeError,
  GraphUnreachableError,
} from '../domain/graph-errors.ts';
import type { Instant } from '../domain/ids.ts';

const graphError = z.object({
  error: z.looseObject({
    message: z.string().default(''),
    code: z.number(),
    error_subcode: z.number().optional(),
  }),
});
const object = z.record(z.string(), z.unknown());

/** Whole time that an upload may take. */
const UPLOAD_MS = 60_000;

/** Errors of a connection that was never made, or ended before a request could be written to it. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Calls the Graph API with deadline, bearer token and proof of the app's secret. */
export class GraphClient {
  readonly #http: AxiosInstance;
  readonly #token: string;
  readonly #secret: string;
  readonly #hidden: readonly string[];
  readonly #now: () => Instant;
  readonly #timeoutMs: number;
  #lastProof: Readonly<Record<string, string>> = {};

  constructor(options: {
    readonly url: string;
    readonly version: string;
    readonly token: string;
    readonly secret: string;
    readonly now: () => Instant;
    /** Whole time that a call may take; 15 s unless told. */
    readonly timeoutMs?: number;
    /** What no error may show, besides token and secret. */
    readonly hidden?: readonly string[];
  }) {
    const { token, secret, hidden = [] } = options;
    this.#token = token;
    this.#secret = secret;
    this.#hidden = [token, secret, ...hidden].filter((text) => text !== '');
    this.#now = options.now;
    this.#timeoutMs = options.timeoutMs ?? 15_000;
    this.#http = axios.create({
      baseURL: `${options.url.replace(/\/$/, '')}/${options.version}`,
      maxRedirects: 0,
      validateStatus: () => true,
      headers: {
        Authorization: `Bearer ${options.token}`,
        'Content-Type': 'application/json; charset=utf-8',
      },
      // Bodies are plain JSON both ways: axios' own transformations cost a fifth of the call.
      responseType: 'text',
      transformRequest: [(body: unknown) => (body === undefined ? body : JSON.stringify(body))],
      transformResponse: [parseJson],
    });
  }

  /**
   * @param query parameters of the address; never a secret, unless Graph takes it nowhere else
   * @throws GraphRejectedError when Graph answered no, GraphUnreachableError when nothing was
   * sent, GraphUnknownOutcomeError when it may have been carried out
   */
  async call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: Readonly<Record<string, unknown>>,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Record<string, unknown>> {
    return this.#exchange({
      method,
      url: path,
      params: { ...query, ...this.#proof() },
      // A deadline for the whole call: axios' own timeout starts again with every byte.
      signal: AbortSignal.timeout(this.#timeoutMs),
      ...(body && { data: body }),
    });
  }

  /**
   * Uploads a form with a file. Nothing reaches a person by it, so that an answer which does not come
   * counts as not sent: it may be uploaded again.
   * @throws GraphRejectedError or GraphUnreachableError
   */
  async upload(path: string, form: FormData): Promise<Record<string, unknown>> {
    const packed = new Response(form);
    try {
      return await this.#exchange({
        method: 'POST',
        url: path,
        params: this.#proof(),
        signal: AbortSignal.timeout(UPLOAD_MS),
        headers: { 'Content-Type': packed.headers.get('content-type') },
        data: Buffer.from(await packed.arrayBuffer()),
        transformRequest: [(bytes: unknown) => bytes],
      });
    } catch (error) {
      if (!(error instanceof GraphUnknownOutcomeError)) throw error;
      throw new GraphUnreachableError('The upload brought no answer.', { cause: error });
    }
  }

  async #exchange(request: AxiosRequestConfig): Promise<Record<string, unknown>> {
    const response = await this.#http.request<unknown>(request).catch((error: unknown) => {
      throw connectionError(error);
    });
    const { status, data } = response;
    const retryAfterMs = this.#retryAfter(response.headers['retry-after']);
    const failed = graphError.safeParse(data);
    if (failed.success) {
      const { code, error_subcode: subcode = null, message } = failed.data.error;
      throw new GraphRejectedError({
        httpStatus: status,
        code,
        subcode,
        message: this.#redact(message),
        retryAfterMs,
      });
    }
    if (status >= 400 && status < 500) {
      throw new GraphRejectedError({
        httpStatus: status,
        code: null,
        subcode: null,
        message: `HTTP ${status} without a Graph error`,
        retryAfterMs,
      });
    }
    const answer = object.safeParse(data);
    if (status >= 300 || !answer.success) {
      throw new GraphUnknownOutcomeError(`Graph answered ${status} without a usable body.`);
    }
    return answer.data;
  }

  /** `appsecret_proof` in the form with a time, valid for five minutes (Meta, "Secure requests"). */
  #proof(): Readonly<Record<string, string>> {
    const time = String(Math.floor(this.#now() / 1000));
    if (this.#lastProof['appsecret_time'] !== time) {
      const hmac = createHmac('sha256', this.#secret).update(`${this.#token}|${time}`);
      this.#lastProof = { appsecret_proof: hmac.digest('hex'), appsecret_time: time };
    }
    return this.#lastProof;
  }

  /** Seconds or a date (RFC 9110, 10.2.3); null when absent or unreadable. */
  #retryAfter(header: unknown): number | null {
    if (typeof header !== 'string' || header.trim() === '') return null;
    const seconds = Number(header);
    const ms = Number.isNaN(seconds) ? Date.parse(header) - this.#now() : seconds * 1000;
    return Number.isFinite(ms) ? Math.max(0, ms) : null;
  }

  /** Graph repeats a token that it cannot read in its message. */
  #redact(message: string): string {
    return this.#hidden.reduce((text, hidden) => text.replaceAll(hidden, '…'), message);
  }
}

/** What is no JSON stays text: it is then no answer of Graph's. */
function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

/** Keeps neither the request nor its headers: they hold the token and people's words. */
function connectionError(error: unknown): Error {
  const code = error instanceof AxiosError ? (error.code ?? '') : '';
  return NOT_CONNECTED.has(code)
    ? new GraphUnreachableError(`Graph cannot be reached (${code}).`)
    : new GraphUnknownOutcomeError(`Graph gave no answer (${code || 'unknown'}).`);
}
