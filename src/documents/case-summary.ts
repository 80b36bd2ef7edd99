import type { Case, Fact } from '../domain/case.ts';
import { filesOf, type CaseFile, type CaseWords } from './case-file.ts';
import { CENTRE } from './centre.ts';
import { dateIn } from './dates.ts';
import { PaperDocument, type Row } from './document.ts';

/** Facts with what the person wants back stand first. */
const WANTED = ['wanted', 'wish', 'remedy'];
const SAID_BY: Readonly<Record<string, string>> = {
  consumer: 'ผู้ร้องเรียนแจ้ง',
  agent: 'เจ้าหน้าที่บันทึก',
  bot: 'ระบบคำนวณ',
};

/** The summary that an agency reads: what is known, who said it and when, and which files there are. */
export function caseSummary(file: CaseFile, words: CaseWords, timeZone: string): Promise<Buffer> {
  const { record, at, agency } = file;
  const date = dateIn('th', timeZone);
  const paper = new PaperDocument({
    language: 'th',
    title: `สรุปเรื่องร้องเรียน ${record.reference}`,
    issuer: CENTRE,
    mark: record.reference,
    createdAt: at,
  });
  paper.rows([
    { label: 'ประเภทเรื่อง', value: words.type(record.type) },
    { label: 'ความเร่งด่วน', value: record.urgent ? 'เรื่องด่วน' : 'ปกติ' },
    { label: 'รับเรื่องเมื่อ', value: date(record.createdAt) },
    { label: 'สถานะ', value: words.status(record.status) },
    ...(agency === null ? [] : [{ label: 'ส่งถึง', value: words.agency(agency) }]),
    { label: 'จัดทำเมื่อ', value: date(at) },
  ]);
  section(paper, 'ข้อเท็จจริง', factsOf(record, words, date), 'ยังไม่มีข้อมูล');
  section(
    paper,
    'คู่กรณีและบัญชีที่เกี่ยวข้อง',
    record.parties.map(({ role, kind, value }) => ({ label: words.party(role, kind), value })),
    'ไม่ได้แจ้งไว้',
  );
  const steps = record.history.map(({ at: moment, status, holder }) => ({
    label: date(moment),
    value: words.status(status),
    note: `ผู้ดูแลเรื่อง: ${words.agency(holder)}`,
  }));
  section(paper, 'ลำดับเหตุการณ์', steps, '');
  section(paper, 'หลักฐานในไฟล์ ZIP นี้', evidenceOf(file, words, date), 'ไม่มีไฟล์หลักฐาน');
  paper.space();
  paper.paragraph(
    'ข้อความทั้งหมดตามที่แจ้ง พร้อมค่า SHA-256 ของทุกไฟล์ อยู่ใน manifest.json ข้อมูลนี้ใช้เพื่อพิจารณาเรื่องร้องเรียนเท่านั้น',
    'note',
  );
  return paper.finish();
}

function section(paper: PaperDocument, title: string, rows: readonly Row[], empty: string): void {
  paper.heading(title);
  if (rows.length === 0) paper.paragraph(empty, 'note');
  paper.rows(rows);
}

function factsOf(record: Case, words: CaseWords, date: (at: number) => string): readonly Row[] {
  const rank = ([slot]: [string, Fact]) => (WANTED.includes(slot) ? 0 : 1);
  return Object.entries(record.facts)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(([slot, { value, source }]) => ({
      label: words.fact(slot),
      value: words.value(slot, value),
      note: `${SAID_BY[source.by] ?? source.by} ${date(source.at)}`,
    }));
}

function evidenceOf(
  { evidence }: CaseFile,
  words: CaseWords,
  date: (at: number) => string,
): readonly Row[] {
  return filesOf(evidence).map(({ path, item }) => ({
    label: item.kind === null ? 'ไฟล์' : words.fact(item.kind),
    value: path,
    note: `ได้รับ ${date(item.receivedAt)} · ${item.mediaType} · ${item.bytes} ไบต์\nSHA-256 ${item.sha256}`,
  }));
}
