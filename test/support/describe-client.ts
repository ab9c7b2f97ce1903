/** Tests that drive one of the clients of scripts/clients. */

import { describe } from 'vitest';
import type { Client } from '../../scripts/clients/client.ts';
import { missingFor } from '../../scripts/clients/needs.ts';
import { describeUnless } from './programs.ts';

/**
 * A `describe` that runs where the client does. A program that is missing is a failure where everything is
 * required; a device cannot be installed: without it the client is left out, and the report says so.
 */
export function describeClient(client: Client, name: string, body: () => void): void {
  const missing = missingFor(client);
  const devices = missing.filter((need) => need.startsWith('/dev/'));
  if (devices.length > 0) describe.skip(`${name} (left out: no ${devices.join(', ')} here)`, body);
  else describeUnless(missing, name, body);
}
