/** All checks, in the order in which they are made: what the others need comes first. */

import { text } from '../words/text.ts';
import { examineAccounts } from './accounts.ts';
import { examineAffiliation } from './affiliation.ts';
import { examineCards, examineCertificates } from './certificates.ts';
import type { Check } from './check.ts';
import { examineClock, examineSynchronisation, examineTimeZone } from './clock.ts';
import { examineCompleteness, examineConfiguration, examineFolders, examineSpace } from './configuration.ts';
import { examineDatabase } from './database.ts';
import {
  examineCorrespondents,
  examineLedgerKeys,
  examineMasterKey,
  examineOpenpgpKey,
  examineSshKeys,
} from './keys.ts';
import { examineNotices } from './mail.ts';
import { examineGateway, examineListeners, examineUpstream } from './network.ts';
import { examineSecrets } from './secrets.ts';
import { examineWitnesses } from './witnesses.ts';
import {
  examineBackups,
  examineHeld,
  examineOverdue,
  examinePurge,
  examineSchedule,
  examineSunset,
} from './work.ts';

export const checks: readonly Check[] = [
  {
    name: 'configuration',
    looksAt: text`the configuration, and the modes of the files with secrets that it names`,
    needs: 'machine',
    examine: examineConfiguration,
  },
  {
    name: 'completeness',
    looksAt: text`correspondents and sections that the place of the site needs`,
    needs: 'config',
    whileOpen: true,
    examine: examineCompleteness,
  },
  {
    name: 'folders',
    looksAt: text`who may write into the folders of keys and data`,
    needs: 'config',
    examine: examineFolders,
  },
  {
    name: 'secrets',
    looksAt: text`secrets that processes read unattended`,
    needs: 'config',
    examine: examineSecrets,
  },
  {
    name: 'master-key',
    looksAt: text`the master key, without reading it`,
    needs: 'config',
    examine: examineMasterKey,
  },
  {
    name: 'openpgp-key',
    looksAt: text`the site’s OpenPGP key, without unlocking it`,
    needs: 'config',
    whileOpen: true,
    examine: examineOpenpgpKey,
  },
  {
    name: 'correspondents',
    looksAt: text`the OpenPGP keys of the others, and until when they serve`,
    needs: 'config',
    whileOpen: true,
    examine: examineCorrespondents,
  },
  {
    name: 'ledger-keys',
    looksAt: text`the ledger keys, ours and those of the others`,
    needs: 'config',
    examine: examineLedgerKeys,
  },
  {
    name: 'ssh-keys',
    looksAt: text`host key and login key`,
    needs: 'config',
    whileOpen: true,
    examine: examineSshKeys,
  },
  {
    name: 'certificates',
    looksAt: text`certificates of servers and authorities, and until when they serve`,
    needs: 'config',
    examine: examineCertificates,
  },
  {
    name: 'cards',
    looksAt: text`who vouches for eID and other cards, and how fresh their revocation lists are`,
    needs: 'config',
    whileOpen: true,
    examine: examineCards,
  },
  {
    name: 'time-zone',
    looksAt: text`whether the days of Brussels are known here`,
    needs: 'machine',
    examine: examineTimeZone,
  },
  {
    name: 'time-server',
    looksAt: text`whether the clock is synchronised`,
    needs: 'machine',
    examine: examineSynchronisation,
  },
  {
    name: 'database',
    looksAt: text`whether the database opens, is whole, and of the newest form; on a server also its rights`,
    needs: 'config',
    examine: examineDatabase,
  },
  {
    name: 'clock',
    looksAt: text`the clock against the newest entry of the ledger`,
    needs: 'site',
    examine: examineClock,
  },
  {
    name: 'space',
    looksAt: text`free space for the database and for opened files`,
    needs: 'config',
    examine: examineSpace,
  },
  {
    name: 'gateway',
    looksAt: text`the port of the gateway: free, or held by our own`,
    needs: 'config',
    whileOpen: true,
    examine: examineGateway,
  },
  {
    name: 'listeners',
    looksAt: text`where the operator page and the monitoring open`,
    needs: 'config',
    examine: examineListeners,
  },
  {
    name: 'upstream',
    looksAt: text`whether the other gateway is reached and shows its host key; nobody logs in`,
    needs: 'config',
    whileOpen: true,
    examine: examineUpstream,
  },
  {
    name: 'notices',
    looksAt: text`whether the mail server for notices is reached and speaks TLS; nobody logs in`,
    needs: 'config',
    whileOpen: true,
    examine: examineNotices,
  },
  {
    name: 'affiliation',
    looksAt: text`age and content of the CIN’s extract, or whether its service answers`,
    needs: 'config',
    whileOpen: true,
    examine: examineAffiliation,
  },
  {
    name: 'accounts',
    looksAt: text`whether every party that fetches here can log in`,
    needs: 'site',
    whileOpen: true,
    examine: examineAccounts,
  },
  {
    name: 'witnesses',
    looksAt: text`whether the ledger is the one that others saw, and what is known of theirs`,
    needs: 'site',
    examine: examineWitnesses,
  },
  {
    name: 'backups',
    looksAt: text`the age of the last backup`,
    needs: 'site',
    examine: examineBackups,
  },
  {
    name: 'schedule',
    looksAt: text`whether a process does by schedule what must be done each day`,
    needs: 'site',
    examine: examineSchedule,
  },
  {
    name: 'overdue',
    looksAt: text`files and receipts that somebody owes`,
    needs: 'site',
    whileOpen: true,
    examine: examineOverdue,
  },
  {
    name: 'held',
    looksAt: text`records that are held for too long`,
    needs: 'site',
    whileOpen: true,
    examine: examineHeld,
  },
  {
    name: 'purge',
    looksAt: text`data whose time is over and that still stand`,
    needs: 'site',
    examine: examinePurge,
  },
  {
    name: 'sunset',
    looksAt: text`how near the end of the channel is`,
    needs: 'site',
    examine: examineSunset,
  },
];
