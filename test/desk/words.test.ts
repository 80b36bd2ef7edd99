import { expect } from 'chai';
import { noticeShape } from '../../src/desk/shapes.ts';
import { choiceKeys } from '../../src/desk/web/cases/choices.ts';
import { failureOf } from '../../src/desk/web/failures.ts';
import { words } from '../../src/desk/web/words/words.ts';
import { AUDIT_ACTIONS } from '../../src/domain/audit.ts';
import { CASE_STATUSES } from '../../src/domain/case.ts';
import type { HandoffReason } from '../../src/domain/handoff.ts';
import type {
  AttachmentFailure,
  Author,
  Delivery,
  ThreadNotice,
} from '../../src/domain/message.ts';
import { INTENTS } from '../../src/domain/problem-types.ts';
import { AGENCY_CONTACTS } from '../../src/domain/agency.ts';
import { REFERRAL_STATUSES, type MailProblem } from '../../src/domain/referral.ts';
import { ROLES } from '../../src/domain/staff.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { flatten, inWrongScript, keysAskedFor, pageSource, placeholders } from '../fakes/words.ts';

const flat = { th: flatten(words.th), en: flatten(words.en) };

/** The same in any language: names of keys, agencies and banks. */
const SAME = /^choice\.bank\./;

// The compiler keeps these complete: an id that the domain gains has to be named here.
const REASONS: Record<HandoffReason, true> = {
  asked_for_human: true,
  case_opened: true,
  not_understood: true,
  case_reopened: true,
  care: true,
  answered_elsewhere: true,
  undeliverable: true,
  agent_started: true,
};
const NOTICES: Record<ThreadNotice['kind'], true> = {
  handoff_requested: true,
  handoff_overdue: true,
  claimed: true,
  assigned: true,
  assignment_missed: true,
  put_back: true,
  supervisors_alarmed: true,
  snooze_over: true,
  released: true,
  transferred: true,
  resolved: true,
  answered_elsewhere: true,
  thread_elsewhere: true,
  thread_returned: true,
  thread_wanted: true,
  thread_taken: true,
  thread_requested: true,
  thread_released: true,
  thread_passed: true,
  case_opened: true,
  case_status: true,
};
const DELIVERIES: Record<Delivery['status'], true> = {
  queued: true,
  retrying: true,
  parked: true,
  sent: true,
  failed: true,
};
const FILES: Record<AttachmentFailure, true> = {
  forbidden_host: true,
  too_large: true,
  expired: true,
  unreachable: true,
  not_a_file: true,
};
const MAIL_PROBLEMS: Record<MailProblem, true> = {
  unreachable: true,
  refused_for_now: true,
  refused: true,
  bad_address: true,
  rejected_login: true,
  no_mailer: true,
};
const AUTHORS: Record<Exclude<Author['kind'], 'agent'>, true> = {
  consumer: true,
  bot: true,
  page: true,
  system: true,
};

function lacking(keys: readonly string[]): string[] {
  return (['th', 'en'] as const).flatMap((language) =>
    keys.filter((key) => !flat[language].has(key)).map((key) => `${language}: ${key}`),
  );
}
const under = (prefix: string, ids: readonly string[]) => ids.map((id) => `${prefix}.${id}`);

describe('the words of the desk', () => {
  it('are the same keys in Thai and English, with the same gaps to fill', () => {
    expect([...flat.th.keys()].sort()).to.deep.equal([...flat.en.keys()].sort());
    for (const [key, text] of flat.th) {
      expect(placeholders(flat.en.get(key) ?? ''), key).to.deep.equal(placeholders(text));
    }
  });

  it('are written, each in its language', () => {
    for (const language of ['th', 'en'] as const) {
      for (const [key, text] of flat[language]) {
        expect(text.trim(), key).to.not.equal('');
        if (!SAME.test(key))
          expect(inWrongScript(language, text), `${language} ${key}`).to.equal(false);
      }
    }
  });

  it('name every problem type, status, role, reason, notice, delivery and failed file', () => {
    expect(
      lacking([
        ...under('type', INTENTS),
        ...under('status', CASE_STATUSES),
        ...under('role', ROLES),
        ...under('reason', Object.keys(REASONS)),
        ...under('notice', Object.keys(NOTICES)),
        ...under('delivery', Object.keys(DELIVERIES)),
        ...under('file', Object.keys(FILES)),
        ...under('author', Object.keys(AUTHORS)),
      ]),
    ).to.deep.equal([]);
  });

  it('name every state of a referral, its mail troubles, and what agencies need', () => {
    const needs = shippedContent().agencies.flatMap(({ evidence }) => evidence);
    expect(needs.length).to.be.greaterThan(10);
    expect(
      lacking([
        ...under('referrals.status', REFERRAL_STATUSES),
        ...under('referrals.mail_problem', Object.keys(MAIL_PROBLEMS)),
        ...under('referrals.contact', AGENCY_CONTACTS),
        ...under('fact', needs),
      ]),
    ).to.deep.equal([]);
  });

  it('name everything that may have been done', () => {
    const names = AUDIT_ACTIONS.map((action) => action.replace('.', '_'));
    expect(lacking(under('cases.did', names))).to.deep.equal([]);
  });

  it('fill every notice with what it carries', () => {
    for (const option of noticeShape.options) {
      const carried = Object.keys(option.shape).filter((name) => name !== 'kind');
      for (const kind of option.shape.kind.values) {
        const placed = placeholders(flat.th.get(`notice.${kind}`) ?? '');
        expect(placed, kind).to.deep.equal(carried.sort());
      }
    }
  });

  it('name every slot and every choice of the dialogs', () => {
    const steps = shippedContent().flows.flatMap((flow) => flow.steps);
    const slots = steps.flatMap((step) => {
      if ('ask' in step) return [step.ask];
      if ('collect' in step) return [step.collect];
      return 'choose' in step ? [step.choose] : [];
    });
    expect(slots.length).to.be.greaterThan(10);
    expect(lacking(under('fact', slots))).to.deep.equal([]);
    const nameless = steps.flatMap((step) =>
      'choose' in step
        ? step.options
            .map(({ value }) => choiceKeys(step.choose, value))
            .filter((keys) => lacking(keys).length > 2 * (keys.length - 1))
        : [],
    );
    expect(nameless).to.deep.equal([]);
  });

  it('explain what Facebook answers instead of showing its codes', () => {
    const key = (reason: string) => failureOf(reason).key;
    expect(key('window_closed')).to.equal('failure.window_closed');
    expect(key('graph_10_2018278')).to.equal('failure.window_closed');
    expect(key('graph_551')).to.equal('failure.person_unavailable');
    expect(key('graph_551_1545041')).to.equal('failure.person_unavailable');
    expect(key('graph_100_2018109')).to.equal('failure.file_refused');
    expect(key('graph_100')).to.equal('failure.bad_message');
    expect(failureOf('graph_9999_1')).to.deep.equal({ key: 'failure.other', code: '9999_1' });
    expect(
      lacking([...flat.th.keys()].filter((name) => name.startsWith('failure.'))),
    ).to.deep.equal([]);
  });

  it('has every key that the pages ask for, and none that nothing asks for', () => {
    const source = pageSource('src/desk/web') + pageSource('src/http/web');
    const asked = keysAskedFor(source);
    expect(asked.length).to.be.greaterThan(50);
    expect(lacking(asked)).to.deep.equal([]);
    const unused = [...flat.th.keys()].filter((key) => {
      const parts = key.split('.');
      const quoted = new RegExp(`['"\`]${key.replaceAll('.', '\\.')}['"\`]`);
      const group = parts.slice(0, -1).join('.');
      const built = [group, parts[0]].some(
        (name) => name !== undefined && name !== '' && source.includes(`\`${name}.\${`),
      );
      const stem = key.replace(/_[a-z]+$/, '_');
      return !quoted.test(source) && !built && !source.includes(`\`${stem}\${`);
    });
    expect(unused).to.deep.equal([]);
  });
});
