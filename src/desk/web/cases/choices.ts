/** Where the words of a chosen answer may stand, the most fitting place first. */
export function choiceKeys(slot: string, value: string): string[] {
  return [`choice.${slot}.${value}`, `type.${value}`, `answer.${value}`];
}
