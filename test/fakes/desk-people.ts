import { staffId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/staff.ts';
import { hashPassword } from '../../src/http/sessions.ts';
import type { DeskServer } from './desk-server.ts';
import { StaffClient } from './staff-client.ts';

export const PASSWORD = 'a-long-password';

/** Adds an invented member of staff; the username is the name in lower case. */
export async function addMember(desk: DeskServer, name: string, role: Role): Promise<string> {
  const id = `staff-${name.toLowerCase()}`;
  await desk.running.store.addStaff({
    id: staffId(id),
    username: name.toLowerCase(),
    name,
    role,
    passwordHash: await hashPassword(PASSWORD),
    disabledAt: null,
    createdAt: Date.now(),
  });
  return id;
}

export async function signedIn(desk: DeskServer, username: string): Promise<StaffClient> {
  const client = new StaffClient(desk);
  const status = await client.signIn(username, PASSWORD);
  if (status !== 200) throw new Error(`${username} cannot sign in: ${status}`);
  return client;
}

/** Adds a member of staff, who signs in. */
export async function joined(desk: DeskServer, name: string, role: Role): Promise<StaffClient> {
  await addMember(desk, name, role);
  return signedIn(desk, name.toLowerCase());
}

/** A person who asks for a human: the conversation waits in the queue. */
export async function waitingPerson(desk: DeskServer, psid: string): Promise<string> {
  await desk.say(psid, { text: 'ขอคุยกับเจ้าหน้าที่ค่ะ' });
  return conversationOf(desk, psid);
}

export async function conversationOf(desk: DeskServer, psid: string): Promise<string> {
  const { items } = await desk.running.store.conversations({ limit: 100 });
  const found = items.find((item) => item.psid === psid);
  if (found === undefined) throw new Error(`${psid} has no conversation.`);
  return found.id;
}

/** A person who files a complaint about goods that never came, with a slip. */
export async function complaint(
  desk: DeskServer,
  psid: string,
): Promise<{ id: string; reference: string; secret: string }> {
  await desk.say(psid, { text: 'สั่งของไปสองอาทิตย์แล้วไม่ได้ของ โอนไป 1,500 ทางกสิกร' });
  await desk.say(psid, { text: 'เสื้อยืด 3 ตัว' });
  await desk.say(psid, { text: 'ร้านเสื้อน้องมะลิ' });
  await desk.press(psid, 'บล็อก');
  await desk.picture(psid);
  await desk.say(psid, { text: 'อันนี้สลิปค่ะ' });
  const receipt = (await desk.press(psid, 'พอแล้ว')).join('\n');
  const reference = /OCC-\d{4}-\w{5}-\w/.exec(receipt)?.[0];
  const secret = /รหัสลับสำหรับดูสถานะ: (\w+)/.exec(receipt)?.[1];
  if (reference === undefined || secret === undefined) throw new Error('No receipt came.');
  return { id: await conversationOf(desk, psid), reference, secret };
}
