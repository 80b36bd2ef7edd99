import type { Intent } from '../domain/problem-types.ts';

export type EntityType =
  | 'amount_thb'
  | 'date'
  | 'phone'
  | 'bank_account'
  | 'bank'
  | 'url'
  | 'tracking_no'
  | 'national_id'
  | 'email'
  | 'order_no'
  | 'reference_code';

/** Something readable in an utterance; `start` and `end` are offsets into the text as typed. */
export interface Entity {
  readonly type: EntityType;
  readonly value: string | number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A dialog act: a word that steers the talk instead of answering. */
export type DialogAct =
  | 'yes'
  | 'no'
  | 'cancel'
  | 'back'
  | 'skip'
  | 'help'
  | 'menu'
  | 'human'
  | 'restart'
  | 'later'
  | 'why'
  | 'english'
  | 'thai';

/** What was understood of one utterance. */
export interface Reading {
  readonly text: string;
  /** The text as it was meant, where the keyboard stood on English for Thai words. */
  readonly said: string;
  readonly intent: Intent;
  /** 0 to 1. */
  readonly confidence: number;
  readonly alternatives: readonly { readonly intent: Intent; readonly confidence: number }[];
  readonly entities: readonly Entity[];
  readonly act: DialogAct | null;
  readonly language: 'th' | 'en' | 'mixed' | 'other';
  /** Money has left the person within so many hours; null: not so, or not told. */
  readonly moneyMovedWithinHours: number | null;
}
