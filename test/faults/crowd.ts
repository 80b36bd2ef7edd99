import type { Chance } from './chance.ts';
import { PAGE } from './wild-graph.ts';

/** Something that an invented person did. */
export interface Deed {
  readonly mid: string;
  readonly psid: string;
  /** When, by Facebook's clock; no two of one person's are alike. */
  readonly at: number;
  readonly item: object;
}

interface Shown {
  readonly title: string;
  readonly payload: string;
}

const WORDS = [
  'สวัสดีค่ะ',
  'สั่งของไปสองอาทิตย์แล้วไม่ได้ของ โอนไป 1,500 ทางกสิกร',
  'โดนโกงคะ โอนเงินไปแล้วร้านบล็อค',
  'เสื้อยืด 3 ตัว',
  'ร้านเสื้อน้องมะลิ',
  'ข้าม',
  'ย้อนกลับค่ะ',
  'ทำไมต้องถาม',
  '๑,๒๕๐ บาท',
  'ยกเลิก',
  'เมนู',
  'ศูนย์ 1212 ติดต่อเบอร์อะไร',
  'ขอบคุนค่ะ',
  'no goods came, I paid 900 baht',
  'เมื่อวานค่ะ',
];
const BUTTONS = [
  'start:welcome',
  'start:complaint',
  'start:track',
  'start:question',
  'faq:f31-check-seller',
];
/** A person with an agent's request gets no more answers from the bot: few ask. */
const ASKS_FOR_AGENT = 0.01;

/** Invented consumers and what comes of them at the webhook: in batches, late, twice, reordered. */
export class Crowd {
  readonly deeds: Deed[] = [];
  readonly #chance: Chance;
  readonly #people: readonly string[];
  readonly #lastAt = new Map<string, number>();
  readonly #late: Deed[] = [];

  constructor(options: { readonly people: number; readonly chance: Chance }) {
    this.#chance = options.chance;
    this.#people = Array.from({ length: options.people }, (_, n) => String(5_000_000 + n));
  }

  get people(): readonly string[] {
    return this.#people;
  }

  /**
   * The items of the next webhook body.
   * @param most new deeds at the most
   * @param shownTo the quick replies that a person has before them
   */
  nextBody(most: number, shownTo: (psid: string) => readonly Shown[]): readonly Deed[] {
    const chance = this.#chance;
    const size = Math.min(most, chance.happens(0.05) ? 5 + chance.below(20) : 1 + chance.below(3));
    // Somebody who writes quickly makes several of them.
    const writer = chance.happens(0.4) ? chance.pick(this.#people) : null;
    const items: Deed[] = [];
    for (let n = 0; n < size; n += 1) {
      const psid = writer ?? chance.pick(this.#people);
      const deed = this.#newDeed(psid, shownTo(psid));
      (chance.happens(0.08) ? this.#late : items).push(deed);
    }
    if (chance.happens(0.3)) items.push(...this.#late.splice(0, 2));
    if (chance.happens(0.15)) items.push(chance.pick(this.deeds));
    return chance.happens(0.3) ? chance.shuffled(items) : items;
  }

  /** So many new deeds of anybody. */
  newDeeds(count: number): readonly Deed[] {
    return Array.from({ length: count }, () => this.#newDeed(this.#chance.pick(this.#people), []));
  }

  /** What has been held back until now. */
  takeLate(): readonly Deed[] {
    return this.#late.splice(0);
  }

  #newDeed(psid: string, shown: readonly Shown[]): Deed {
    const at = Math.max(Date.now(), (this.#lastAt.get(psid) ?? 0) + 1);
    this.#lastAt.set(psid, at);
    const mid = `m_in_${this.deeds.length + 1}`;
    const item = {
      sender: { id: psid },
      recipient: { id: PAGE },
      timestamp: at,
      ...this.#content(mid, shown),
    };
    const deed = { mid, psid, at, item };
    this.deeds.push(deed);
    return deed;
  }

  #content(mid: string, shown: readonly Shown[]): object {
    const chance = this.#chance;
    if (chance.happens(ASKS_FOR_AGENT)) return { message: { mid, text: 'ขอคุยกับเจ้าหน้าที่ค่ะ' } };
    if (shown.length > 0 && chance.happens(0.4)) {
      const { title, payload } = chance.pick(shown);
      return { message: { mid, text: title, quick_reply: { payload } } };
    }
    if (chance.happens(0.1)) {
      return { postback: { mid, title: 'ปุ่ม', payload: chance.pick(BUTTONS) } };
    }
    return { message: { mid, text: chance.pick(WORDS) } };
  }
}
