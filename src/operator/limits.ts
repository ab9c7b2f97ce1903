/** What one visitor may cost the operator page. */

import type { ServerLimits } from './server.ts';
import type { SessionLimits } from './sessions.ts';

export type PageLimits = ServerLimits & SessionLimits;

/** For the few people of one site, who read and do not hurry. */
export const defaultLimits: PageLimits = {
  connections: 64,
  headerBytes: 8 * 1024,
  formBytes: 4 * 1024,
  headerSeconds: 5,
  requestSeconds: 10,
  stallSeconds: 60,
  sessions: 50,
  sessionsPerAccount: 5,
  idleSeconds: 15 * 60,
  longestSeconds: 8 * 60 * 60,
  watchSeconds: 1,
};
