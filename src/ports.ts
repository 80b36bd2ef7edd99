/** What the use cases need from outside. Two engines stand behind the stores: store/sqlite and store/mongo. */
export * from './ports/intake.ts';
export * from './ports/change.ts';
export * from './ports/outbox.ts';
export * from './ports/timers.ts';
export * from './ports/tries.ts';
export * from './ports/viewers.ts';
export * from './ports/reading.ts';
export * from './ports/staff.ts';
export * from './ports/duty.ts';
export * from './ports/figures.ts';
export * from './ports/audit.ts';
export * from './ports/files.ts';
export * from './ports/receipts.ts';
export * from './ports/store.ts';
export * from './ports/messenger.ts';
export * from './ports/mail.ts';
export * from './ports/surroundings.ts';
