import type { Entity } from '../reading.ts';
import { findAmounts } from './amounts.ts';
import { findBanks } from './banks.ts';
import { findDates } from './dates.ts';
import { Finder } from './finder.ts';
import { findLinks } from './links.ts';
import { findNumbers } from './numbers.ts';

/**
 * Reads facts out of an utterance as typed. Where two readings overlap, the more particular one
 * stays: a phone number is no account, an account no amount, a date no amount.
 * @param now epoch ms that "yesterday" and dates without a year are counted from
 */
export function readEntities(text: string, now: number): Entity[] {
  const finder = new Finder(text);
  findLinks(finder);
  findDates(finder, now);
  findNumbers(finder);
  findBanks(finder);
  findAmounts(finder);
  return finder.entities;
}
