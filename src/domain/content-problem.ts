/** One fault in a file that staff edit: where it stands, what is wrong, and what to do about it. */
export interface ContentProblem {
  readonly file: string;
  /** Line in the file, counted from 1. */
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** A content file as it was read: its path from the project's top folder, and its text. */
export interface ContentFile {
  readonly path: string;
  readonly text: string;
}

/** Formats a problem the way editors and terminals make clickable: `file:line message (fix)`. */
export function describeProblem(problem: ContentProblem): string {
  return `${problem.file}:${problem.line} ${problem.message} — ${problem.fix}`;
}
