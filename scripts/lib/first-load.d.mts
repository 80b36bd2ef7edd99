export interface FirstLoad {
  readonly page: string;
  readonly bytes: number;
}
export const BUDGETS: Readonly<Record<string, number>>;
export function firstLoads(folder?: string): FirstLoad[];
export function describe(load: FirstLoad): string;
export function overBudget(loads: readonly FirstLoad[]): FirstLoad[];
