/** Whether the bot asks who the person is: nearly every test's person skips that. */
export const asksContact = (text: string): boolean =>
  /ขอชื่อและเบอร์โทรของคุณ|your name and phone number/.test(text);
