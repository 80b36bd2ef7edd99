import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { fileTypeFromBuffer } from 'file-type';
import type { DownloadResult, EvidenceDownloader, EvidenceFiles } from '../ports.ts';
import { fetchBytes, type Connecting } from './fetch-bytes.ts';
import { isPublicAddress, publicLookup } from './public-address.ts';

const TIMEOUT_MS = 20_000;
const MOST_REDIRECTS = 2;

/**
 * Fetches attachments at once: the links die, and they are input of the sender. Only listed hosts
 * and their subdomains at public addresses, no redirect to anywhere else, no more bytes than
 * allowed, type by content.
 * @param hosts suffixes such as `fbcdn.net`; one with a port is taken to the letter and may be http
 * and at any address
 * @param timeoutMs whole time for one file; 20 s unless told
 */
export function evidenceDownloader(options: {
  readonly hosts: readonly string[];
  readonly maxBytes: number;
  readonly files: EvidenceFiles;
  readonly timeoutMs?: number;
  /** For a test: how a name is looked up. */
  readonly lookup?: Connecting['lookup'];
}): EvidenceDownloader {
  const { hosts, maxBytes, files, timeoutMs = TIMEOUT_MS } = options;
  const checked = options.lookup ?? publicLookup();
  return async (link, budget): Promise<DownloadResult> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = budget === undefined ? deadline : AbortSignal.any([budget, deadline]);
    let url = URL.canParse(link) ? new URL(link) : null;
    for (let hops = 0; url !== null && hops <= MOST_REDIRECTS; hops += 1) {
      const allowed = allowedBy(url, hosts);
      if (allowed === null) break;
      const lookup = allowed === 'to_the_letter' ? undefined : checked;
      const fetched = await fetchBytes(url, { maxBytes, signal, lookup });
      if (fetched.status === 'failed') return fetched;
      if (fetched.status === 'ok') return keep(files, fetched.bytes, url.hostname);
      url = URL.canParse(fetched.to, url.href) ? new URL(fetched.to, url) : null;
    }
    return { status: 'failed', reason: 'forbidden_host' };
  };
}

async function keep(files: EvidenceFiles, bytes: Buffer, origin: string): Promise<DownloadResult> {
  if (bytes.length === 0) return { status: 'failed', reason: 'not_a_file' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const type = await fileTypeFromBuffer(bytes);
  await files.put(sha256, bytes);
  const mediaType = type?.mime ?? 'application/octet-stream';
  return { status: 'stored', sha256, mediaType, bytes: bytes.length, origin };
}

/** Which kind of entry lets the address through; null: none. A number in a name's place is never a host. */
function allowedBy(url: URL, hosts: readonly string[]): 'to_the_letter' | 'by_name' | null {
  if (hosts.some((host) => host.includes(':') && url.host === host)) return 'to_the_letter';
  const number = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(number) !== 0 && !isPublicAddress(number)) return null;
  const named = hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  return named && url.protocol === 'https:' && url.port === '' ? 'by_name' : null;
}
