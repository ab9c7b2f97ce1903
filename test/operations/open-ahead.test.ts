import { describe, expect, it } from 'vitest';
import { openingAhead } from '../../src/operations/open-ahead.ts';
import type { Transport, TransportSession } from '../../src/ports/transport.ts';

/** A peer that lets in whoever it is told to, and keeps count. */
function peer() {
  const counts = { logins: 0, closed: 0 };
  const verdict = Promise.withResolvers<void>();
  const session: TransportSession = {
    list: async () => [],
    async *read() {},
    async write() {},
    async close() {
      counts.closed += 1;
    },
  };
  const transport: Transport = {
    async open(given) {
      counts.logins += 1;
      given?.();
      await verdict.promise;
      return session;
    },
  };
  return { counts, session, transport, admit: verdict.resolve, refuse: verdict.reject };
}

describe('a login that was begun ahead', () => {
  it('goes on while the work does, and is the first session that is opened', async () => {
    const { counts, session, transport, admit } = peer();
    const opened = await openingAhead(transport, async (ahead) => {
      expect(counts.logins).toBe(1);
      admit();
      return ahead.open();
    });
    expect(opened).toBe(session);
    expect(counts).toEqual({ logins: 1, closed: 0 });
  });

  it('is used once: the second session is a login of its own', async () => {
    const { counts, transport, admit } = peer();
    admit();
    await openingAhead(transport, async (ahead) => [await ahead.open(), await ahead.open()]);
    expect(counts.logins).toBe(2);
  });

  it('is closed when the work fails before it needs it', async () => {
    const { counts, transport, admit } = peer();
    const failing = openingAhead(transport, async () => {
      throw new Error('no passphrase');
    });
    admit();
    await expect(failing).rejects.toThrow('no passphrase');
    expect(counts).toEqual({ logins: 1, closed: 1 });
  });

  it('tells of its refusal whoever opens it, and nobody else', async () => {
    const { transport, refuse } = peer();
    refuse(new Error('refused'));
    await expect(openingAhead(transport, (ahead) => ahead.open())).rejects.toThrow('refused');
    await expect(openingAhead(transport, async () => 'done')).resolves.toBe('done');
  });

  it('does not begin the work where no secret could even be given', async () => {
    const unreachable: Transport = { open: () => Promise.reject(new Error('unreachable')) };
    let begun = false;
    const failing = openingAhead(unreachable, async () => {
      begun = true;
    });
    await expect(failing).rejects.toThrow('unreachable');
    expect(begun).toBe(false);
  });
});
