export interface OwnMongo {
  uri(database: string): string;
  pause(): void;
  resume(): void;
  stepDown(seconds: number): Promise<unknown>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}
export function startOwnMongo(): Promise<OwnMongo>;
