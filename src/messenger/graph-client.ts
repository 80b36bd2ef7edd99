import { createHmac } from 'node:crypto';
import axios, { AxiosError, type AxiosInstance } from 'axios';
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

/** Errors of a connection that was never made. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Calls the Graph API with deadline, bearer token and proof of the app's secret. */
export class GraphClient {
  readonly #http: AxiosInstance;
  readonly #token: string;
  readonly #secret: string;
  readonly #now: () => Instant;

  constructor(options: {
    readonly url: string;
    readonly version: string;
    readonly token: string;
    readonly secret: string;
    readonly now: () => Instant;
    readonly timeoutMs?: number;
  }) {
    this.#token = options.token;
    this.#secret = options.secret;
    this.#now = options.now;
    this.#http = axios.create({
      baseURL: `${options.url.replace(/\/$/, '')}/${options.version}`,
      timeout: options.timeoutMs ?? 15_000,
      maxRedirects: 0,
      validateStatus: () => true,
      headers: { Authorization: `Bearer ${options.token}` },
    });
  }

  /**
   * @throws GraphRejectedError when Graph answered no, GraphUnreachableError when nothing was
   * sent, GraphUnknownOutcomeError when it may have been carried out
   */
  async call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> {
    const response = await this.#http
      .request<unknown>({ method, url: path, params: this.#proof(), ...(body && { data: body }) })
      .catch((error: unknown) => {
        throw connectionError(error);
      });
    const { status, data } = response;
    const failed = graphError.safeParse(data);
    if (failed.success) {
      const { code, error_subcode: subcode, message } = failed.data.error;
      throw new GraphRejectedError({ httpStatus: status, code, subcode: subcode ?? null, message });
    }
    if (status === 429) {
      throw new GraphRejectedError({
        httpStatus: status,
        code: null,
        subcode: null,
        message: '429',
      });
    }
    if (status >= 400 && status < 500) {
      throw new GraphRejectedError({
        httpStatus: status,
        code: null,
        subcode: null,
        message: `HTTP ${status}`,
      });
    }
    if (status >= 500 || typeof data !== 'object' || data === null) {
      throw new GraphUnknownOutcomeError(`Graph answered ${status} without a usable body.`);
    }
    return data as Record<string, unknown>;
  }

  /** `appsecret_proof` in the form with a time, valid for five minutes (Meta, "Secure requests"). */
  #proof(): Record<string, string> {
    const time = String(Math.floor(this.#now() / 1000));
    const proof = createHmac('sha256', this.#secret).update(`${this.#token}|${time}`).digest('hex');
    return { appsecret_proof: proof, appsecret_time: time };
  }
}

/** Keeps neither the request nor its headers: they hold the token and people's words. */
function connectionError(error: unknown): Error {
  const code = error instanceof AxiosError ? (error.code ?? '') : '';
  return NOT_CONNECTED.includes(code)
    ? new GraphUnreachableError(`Graph cannot be reached (${code}).`)
    : new GraphUnknownOutcomeError(`Graph gave no answer (${code || 'unknown'}).`);
}
