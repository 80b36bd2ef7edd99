const QUESTION =
  /[?？]\s*$|(?:ไหม|มั้ย|มั๊ย|หรือเปล่า|รึเปล่า|หรือยัง|อะไร|ยังไง|อย่างไร|กี่(?:วัน|โมง|บาท)|เท่าไหร่|เท่าไร|ที่ไหน|เมื่อไหร่|เมื่อไร)(?:ครับ|คับ|ค่ะ|คะ|นะ|\s)*$|^(?:what|how|where|when|who|is|are|do|does|can)\b/i;

/** Whether words in the middle of a form ask something instead of answering. */
export function looksLikeQuestion(text: string): boolean {
  return QUESTION.test(text.trim());
}
