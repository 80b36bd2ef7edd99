/**
 * What a Page shows in Messenger before and beside the chat: greeting, Get Started, ice breakers
 * and the persistent menu. A plain value: `npm run messenger -- setup` sends it to Facebook, the
 * simulator shows it. Payloads are the ones that src/dialog/route.ts reads.
 */
export interface MessengerProfile {
  readonly get_started: { readonly payload: string };
  readonly greeting: readonly { readonly locale: string; readonly text: string }[];
  readonly persistent_menu: readonly LocalMenu[];
  readonly ice_breakers: readonly LocalIceBreakers[];
}

export interface LocalMenu {
  readonly locale: string;
  readonly composer_input_disabled: boolean;
  readonly call_to_actions: readonly {
    readonly type: 'postback';
    readonly title: string;
    readonly payload: string;
  }[];
}

export interface LocalIceBreakers {
  readonly locale: string;
  readonly call_to_actions: readonly { readonly question: string; readonly payload: string }[];
}

/** Meta's limits (Messenger Profile reference); greeting and Get Started are as commonly reported. */
export const PROFILE_LIMITS = {
  greeting: 160,
  menuItems: 20,
  menuTitle: 30,
  iceBreakers: 4,
  /** No published number; longer ones are cut on a phone. */
  iceBreakerQuestion: 80,
  payload: 1000,
} as const;

/** Locales in which English is shown; everybody else sees Thai, Meta's `default`. */
const ENGLISH = ['en_US', 'en_GB'];

const GREETING = {
  th: 'ศูนย์ 1212 OCC รับเรื่องปัญหาออนไลน์ เช่น ซื้อของแล้วไม่ได้ของ หรือถูกหลอกโอนเงิน ศูนย์ไม่ขอ OTP รหัสผ่าน หรือให้โอนเงินค่ะ',
  en: '1212 OCC helps with problems met online, such as goods that never came or money sent to a scammer. We never ask for an OTP, a password or money.',
};

/** Title in Thai and English, and the payload. */
const MENU: readonly (readonly [th: string, en: string, payload: string])[] = [
  ['ถูกโกง/เพิ่งโอนเงิน (ด่วน)', 'I just sent money (urgent)', 'start:scam_transfer'],
  ['แจ้งเรื่องร้องเรียน', 'File a complaint', 'start:complaint'],
  ['ติดตามสถานะ', 'Track my case', 'start:track'],
  ['เช็กก่อนซื้อ', 'Check before you buy', 'faq:f31-check-seller'],
  ['ถามคำถาม', 'Ask a question', 'start:question'],
  ['ติดต่อเจ้าหน้าที่', 'Talk to a person', 'start:human'],
];

const ICE_BREAKERS: readonly (readonly [th: string, en: string, payload: string])[] = [
  [
    'เพิ่งโอนเงินให้มิจฉาชีพ ต้องทำอะไรก่อน',
    'I just sent money to a scammer. What now?',
    'start:scam_transfer',
  ],
  ['ซื้อของออนไลน์แล้วไม่ได้ของ', 'I bought online and nothing came', 'start:not_received'],
  ['ติดตามสถานะเรื่องร้องเรียน', 'Where is my complaint?', 'start:track'],
  ['เช็กร้านก่อนซื้ออย่างไร', 'How do I check a shop before buying?', 'faq:f31-check-seller'],
];

export const PROFILE: MessengerProfile = {
  get_started: { payload: 'start:welcome' },
  greeting: inEach(GREETING.th, GREETING.en, (locale, text) => ({ locale, text })),
  persistent_menu: inEach(
    [...MENU.map(([title, , payload]) => ({ title, payload })), switchTo('English', 'en')],
    [
      ...MENU.map(([, title, payload]) => ({ title, payload: inEnglish(payload) })),
      switchTo('ภาษาไทย', 'th'),
    ],
    (locale, items) => ({
      locale,
      composer_input_disabled: false,
      call_to_actions: items.map((item) => ({ type: 'postback', ...item })),
    }),
  ),
  ice_breakers: inEach(
    ICE_BREAKERS.map(([question, , payload]) => ({ question, payload })),
    ICE_BREAKERS.map(([, question, payload]) => ({ question, payload: inEnglish(payload) })),
    (locale, call_to_actions) => ({ locale, call_to_actions }),
  ),
};

/** The Thai one for `default`, the English one for each English locale. */
function inEach<Value, Entry>(
  th: Value,
  en: Value,
  entry: (locale: string, value: Value) => Entry,
): Entry[] {
  return [entry('default', th), ...ENGLISH.map((locale) => entry(locale, en))];
}

/** Whoever presses an English label is answered in English. */
function inEnglish(payload: string): string {
  return `en:${payload}`;
}

function switchTo(title: string, language: 'th' | 'en') {
  return { title, payload: language === 'en' ? 'act:english' : 'act:thai' };
}
