/**
 * The gateway of a site as `passerelle serve` runs it, but for the size of receipts, which is lifted so that
 * uploads can be timed: node transfer-process.ts <configuration>
 */

import process from 'node:process';
import { rehearsalClock, startOfLegalDay } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { createLog } from '../../src/log.ts';
import { gatewayOf } from '../../src/operations/gateway.ts';
import { openSite } from '../../src/site.ts';
import { today } from './sites.ts';

const [file = ''] = process.argv.slice(2);
const config = await loadConfig(file);
if (config.place === 'recipient') throw new TypeError('a site with a gateway is wanted');
const site = await openSite(config, rehearsalClock(startOfLegalDay(today), true));
const gateway = await gatewayOf(site, createLog('error'), { receiptBytes: 2 * 1024 ** 3 });
process.once('SIGTERM', async () => {
  await gateway.close();
  await site.close();
});
process.stdout.write(`${gateway.port}\n`);
