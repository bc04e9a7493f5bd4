import type { QUESTIONS, QuestionName } from './questions.ts';

type WriteQuestion = {
  [Name in QuestionName]: (typeof QUESTIONS)[Name]['effect'] extends 'write' ? Name : never;
}[QuestionName];

/** Kept beside the schemas, not read from them: this is on the way of every diagnosis, and zod is not. */
const WRITE_QUESTIONS: Readonly<Record<WriteQuestion, true>> = {
  'reserve-port': true,
  'release-port': true,
  'create-protected-folder': true,
  'add-firewall-rule': true,
  'remove-firewall-rule': true,
};

/** Whether answering the question changes the machine. */
export function isWriteQuestion(name: QuestionName): name is WriteQuestion {
  return Object.hasOwn(WRITE_QUESTIONS, name);
}
