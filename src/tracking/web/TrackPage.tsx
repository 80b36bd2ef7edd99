import { Alert, Button, Card, Container, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';

interface Tracked {
  reference: string;
  status: string;
  holder: string;
  createdAt: string;
  updatedAt: string;
}

const STATUS: Readonly<Record<string, string>> = {
  received: 'รับเรื่องแล้ว · Received',
  screening: 'กำลังตรวจข้อมูล · Being screened',
  need_more_evidence: 'รอหลักฐานเพิ่มจากคุณ · Waiting for more evidence from you',
  coordinating: 'กำลังประสานงาน · Being coordinated',
  forwarded: 'ส่งต่อหน่วยงานแล้ว · Forwarded to an agency',
  agency_in_progress: 'หน่วยงานกำลังดำเนินการ · In progress at the agency',
  resolved: 'เสร็จสิ้น · Resolved',
  closed_advice: 'ปิดเรื่อง ให้คำแนะนำแล้ว · Closed with advice',
  closed_no_contact: 'ปิดเรื่อง ติดต่อไม่ได้ · Closed, no contact',
  out_of_scope: 'อยู่นอกขอบเขตของศูนย์ · Out of scope',
  withdrawn: 'ผู้แจ้งถอนเรื่อง · Withdrawn',
};

const date = new Intl.DateTimeFormat('th-TH', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Asia/Bangkok',
});

/** Status by reference code and secret, for anybody who holds both. */
export function TrackPage() {
  const [reference, setReference] = useState('');
  const [secret, setSecret] = useState('');
  const [answer, setAnswer] = useState<Tracked | 'none' | 'slow' | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const response = await fetch('/api/track', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reference, secret }),
    });
    if (response.ok) setAnswer((await response.json()) as Tracked);
    else setAnswer(response.status === 429 ? 'slow' : 'none');
  };
  return (
    <Container component="main" size="xs" py="lg">
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Title order={1} size="h2">
            ติดตามสถานะ
          </Title>
          <Text>
            กรอกรหัสอ้างอิงและรหัสลับจากใบรับเรื่อง · Enter the code and the secret of your receipt.
          </Text>
          <TextInput
            size="md"
            required
            label="รหัสอ้างอิง · Reference code"
            placeholder="OCC-6911-7K3FQ-M"
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          <TextInput
            size="md"
            required
            label="รหัสลับ · Secret"
            autoComplete="off"
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
          <Button type="submit" size="md">
            ดูสถานะ · Show status
          </Button>
          <div aria-live="polite">
            {answer === 'none' && (
              <Alert color="orange" title="ไม่พบเรื่อง · Not found">
                ตรวจรหัสทั้งสองอีกครั้ง หรือโทร 1212 ได้ 24 ชม. · Check both, or call 1212 at any time.
              </Alert>
            )}
            {answer === 'slow' && (
              <Alert color="orange" title="ลองหลายครั้งเกินไป · Too many tries">
                รอสักครู่แล้วลองใหม่ หรือโทร 1212 · Wait a little, or call 1212.
              </Alert>
            )}
            {answer !== null && typeof answer === 'object' && (
              <Card withBorder data-testid="track-result">
                <Text fw={600}>{answer.reference}</Text>
                <Text>{STATUS[answer.status] ?? answer.status}</Text>
                <Text>ผู้ดูแลเรื่อง · Held by: {answer.holder}</Text>
                <Text size="sm">
                  แจ้งเมื่อ · Filed {date.format(new Date(answer.createdAt))}
                  <br />
                  เปลี่ยนล่าสุด · Last change {date.format(new Date(answer.updatedAt))}
                </Text>
              </Card>
            )}
          </div>
        </Stack>
      </form>
    </Container>
  );
}
