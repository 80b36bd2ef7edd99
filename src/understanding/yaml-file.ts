import { LineCounter, parseDocument, type Document } from 'yaml';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';

export type YamlPath = readonly PropertyKey[];

/** A YAML file that staff edit: its value, and the line on which each part of it stands. */
export class YamlFile {
  /** Faults of the YAML itself; with any of them the value means nothing. */
  readonly faults: readonly ContentProblem[];
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #above: number;
  readonly #document: Document.Parsed;

  /** @param above how many lines of the file stand above the YAML */
  constructor(file: ContentFile, above = 0) {
    this.#path = file.path;
    this.#above = above;
    this.#document = parseDocument(file.text, { lineCounter: this.#lines });
    this.faults = this.#document.errors.map((error) => ({
      file: this.#path,
      line: (error.linePos?.[0].line ?? 1) + above,
      message: `is not valid YAML: ${error.message.split('\n')[0] ?? ''}`,
      fix: 'check the indentation, the dashes and the quotes around this line',
    }));
  }

  get value(): unknown {
    const value: unknown = this.#document.toJS();
    return value;
  }

  /** A problem at a part of the value, or at the nearest part around it that exists. */
  problem(at: YamlPath, message: string, fix: string): ContentProblem {
    return { file: this.#path, line: this.#lineOf(at), message, fix };
  }

  #lineOf(at: YamlPath): number {
    for (let length = at.length; length > 0; length -= 1) {
      const node: unknown = this.#document.getIn(at.slice(0, length), true);
      const offset = startOf(node);
      if (offset !== null) return this.#lines.linePos(offset).line + this.#above;
    }
    return 1 + this.#above;
  }
}

function startOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : null;
}
