/** How people say that it was a moment ago, with the tone marks that they mix up; for regular expressions. */
export const MOMENT_AGO = '(?:เมื่อ)?ตะกี[้๊่](?:นี้)?|เมื่อกี[้๊่](?:นี้)?|เมื่อ(?:สัก)?ครู่(?:นี้)?';
