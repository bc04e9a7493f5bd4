import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Conversation } from '../../../toolkit/cli/requests/conversation.ts';

function start() {
  const input = new PassThrough();
  const sent: string[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      sent.push(String(chunk));
      done();
    },
  });
  const interrupt = new AbortController();
  return {
    input,
    output,
    sent,
    interrupt,
    conversation: new Conversation({ input, output }, interrupt.signal),
  };
}

/** Asks once the question can be answered; @returns what is being decided. */
async function asked({ conversation, input, sent }: ReturnType<typeof start>, answer: string) {
  const approval = conversation.approval();
  expect(sent).toEqual(['{"type":"approval-wanted"}\n']);
  input.write(answer);
  return approval;
}

describe('a conversation', () => {
  test('takes the first line for the request and the next for the answer', async () => {
    const talk = start();
    talk.input.write('{"a":1}\n');
    expect(await talk.conversation.request()).toBe('{"a":1}');
    expect(await asked(talk, ' approve \r\n')).toBe(true);
    expect(talk.conversation.signal.aborted).toBe(false);
  });

  test('is interrupted when the other end goes away after it has agreed', async () => {
    const talk = start();
    talk.input.write('{}\n');
    await asked(talk, 'approve\n');
    talk.input.end();
    await setImmediate();
    expect(talk.conversation.signal.aborted).toBe(true);
  });

  test('is interrupted when the other end was gone before it had to stay', async () => {
    const { conversation, input } = start();
    input.end('{}\n');
    await conversation.request();
    await setImmediate();
    expect(conversation.signal.aborted).toBe(false);
    conversation.stayOrCancel();
    expect(conversation.signal.aborted).toBe(true);
  });

  test('is interrupted when nobody reads any more', async () => {
    const { conversation, output } = start();
    output.destroy(new Error('EPIPE'));
    await setImmediate();
    expect(conversation.signal.aborted).toBe(true);
  });

  test('takes going away for a no, whether it is asked before or after', async () => {
    const talk = start();
    talk.input.write('{}\n');
    const approval = talk.conversation.approval();
    talk.input.end();
    expect(await approval).toBe(false);
    expect(await talk.conversation.approval()).toBe(false);
    expect(talk.conversation.signal.aborted).toBe(false);
    expect(talk.sent).toHaveLength(1);
  });

  test('that Ctrl-C ends is neither a yes nor a no', async () => {
    const talk = start();
    const approval = talk.conversation.approval();
    talk.interrupt.abort();
    await expect(approval).rejects.toMatchObject({ code: 'run.interrupted' });
  });

  test('without a request says so', async () => {
    const { conversation, input } = start();
    input.end();
    await expect(conversation.request()).rejects.toMatchObject({ code: 'wrapper.invalid-request' });
  });

  test('lets go of the input when it is over', () => {
    const { conversation, input } = start();
    conversation.close();
    expect(input.destroyed).toBe(true);
  });
});
