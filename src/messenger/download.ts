import { createHash } from 'node:crypto';
import axios from 'axios';
import { fileTypeFromBuffer } from 'file-type';
import type { DownloadResult, EvidenceDownloader, EvidenceFiles } from '../ports.ts';

const TIMEOUT_MS = 20_000;

/**
 * Fetches attachments at once: the links die, and they are input of the sender. Only listed hosts
 * and their subdomains, no redirect, no more bytes than allowed, type by content.
 * @param hosts suffixes such as `fbcdn.net`; one with a port is taken to the letter and may be http
 */
export function evidenceDownloader(options: {
  readonly hosts: readonly string[];
  readonly maxBytes: number;
  readonly files: EvidenceFiles;
}): EvidenceDownloader {
  const { hosts, maxBytes, files } = options;
  return async (link: string): Promise<DownloadResult> => {
    const url = URL.canParse(link) ? new URL(link) : null;
    if (url === null || !isAllowed(url, hosts))
      return { status: 'failed', reason: 'forbidden_host' };
    const fetched = await fetchBytes(url, maxBytes);
    if (!Buffer.isBuffer(fetched)) return { status: 'failed', reason: fetched };
    if (fetched.length === 0) return { status: 'failed', reason: 'not_a_file' };
    const sha256 = createHash('sha256').update(fetched).digest('hex');
    const type = await fileTypeFromBuffer(fetched);
    await files.put(sha256, fetched);
    return {
      status: 'stored',
      sha256,
      mediaType: type?.mime ?? 'application/octet-stream',
      bytes: fetched.length,
      origin: url.hostname,
    };
  };
}

function isAllowed(url: URL, hosts: readonly string[]): boolean {
  return hosts.some((host) =>
    host.includes(':')
      ? url.host === host
      : url.protocol === 'https:' &&
        url.port === '' &&
        (url.hostname === host || url.hostname.endsWith(`.${host}`)),
  );
}

type Failure = Extract<DownloadResult, { status: 'failed' }>['reason'];

async function fetchBytes(url: URL, maxBytes: number): Promise<Buffer | Failure> {
  try {
    const response = await axios.get<ArrayBuffer>(url.href, {
      responseType: 'arraybuffer',
      timeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      maxRedirects: 0,
      maxContentLength: maxBytes,
      validateStatus: () => true,
    });
    if (response.status === 200) return Buffer.from(response.data);
    // Facebook answers a dead link with 403 ("URL signature expired"), 404 or 410.
    return [403, 404, 410].includes(response.status) ? 'expired' : 'unreachable';
  } catch (error) {
    const tooLarge = error instanceof Error && error.message.includes('maxContentLength');
    return tooLarge ? 'too_large' : 'unreachable';
  }
}
