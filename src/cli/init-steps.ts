/** What a new site's operator does next, in order. */

import path from 'node:path';
import { usualAccountName } from '../accounts/name.ts';
import { correspondentsOf } from '../config/sections.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest, partyById, placeOf, spokenName } from '../deliberations/rules.ts';
import { credentialNames } from '../systemd/units.ts';
import { spokenLanguage } from '../words/operator.ts';
import { listed, type Text, text } from '../words/text.ts';
import { credentialsFolder, pairsAtOnce, startingUnits } from './init-files.ts';
import type { Answers } from './init-questions.ts';
import { keyFiles, type NewSite } from './init-template.ts';
import { publicFile } from './key-pairs.ts';

/** `options` are those that each command at the site needs, with a blank before them. */
export function nextSteps(answers: Answers, folder: string, options: string): readonly Text[] {
  const { site } = answers;
  return [
    ...(pairsAtOnce(answers).includes('openpgp')
      ? []
      : [text`Make the OpenPGP key: ${`passerelle keys generate openpgp${options}`}`]),
    ...(site.mode === 'real' ? exchange(site) : []),
    ...fetching(site),
    ...(site.place === 'recipient' ? [] : enrolling(site, options)),
    text`See what is missing for ${site.party.id}: ${`passerelle status${options}`}`,
    ...starting(site, folder, options),
  ];
}

function exchange(site: NewSite): readonly Text[] {
  const others = correspondentsOf(site.deliberation, site.party.id);
  const upstream = latest(site.place === 'relay' ? site.deliberation.publisher : site.deliberation.relay).id;
  return [
    text`Give ${listed(others)} your public keys: ${listed([keyFiles.openpgp, keyFiles.ledger].map(publicFile))}; ${upstream} also ${publicFile(keyFiles.login)}, by which you log in there.`,
    text`Put their keys into correspondents/ (${`${others[0]}.asc, ${others[0]}.vkey`} …), take the # away before them in passerelle.toml, and compare by telephone what «passerelle keys fingerprint» prints.`,
  ];
}

function fetching({ upstream, mode, unattended, ...site }: NewSite): readonly Text[] {
  const password = text`Put the password that you were given into ${keyFiles.password}, for you alone (chmod 600).`;
  const credentials = text`As root, put passphrase and password, for root alone, into ${credentialsFolder({ upstream, mode, unattended, ...site })}: ${listed(Object.values(credentialNames))}.`;
  return [
    ...(upstream === undefined
      ? [text`Fill in [upstream] in passerelle.toml with what the operator of that gateway tells you.`]
      : []),
    ...(mode === 'rehearsal' ? [password] : unattended ? [credentials] : []),
  ];
}

function enrolling({ deliberation, party, place }: NewSite, options: string): readonly Text[] {
  const [first = ''] = correspondentsOf(deliberation, party.id).filter(
    (id) => place === 'publisher' || placeOf(deliberation, id) === 'recipient',
  );
  const account = usualAccountName(first, placeOf(deliberation, first) ?? 'relay');
  return [
    text`Enrol who fetches here, for example ${nameOf(deliberation, first)}: ${`passerelle account enrol ${account} --party ${first} --key <file>${options}`}`,
  ];
}

function nameOf(deliberation: Deliberation, id: PartyId): string {
  const party = partyById(deliberation, id);
  return party === undefined ? id : spokenName(party, spokenLanguage());
}

function starting(site: NewSite, folder: string, options: string): readonly Text[] {
  const units = startingUnits(site).map((name) => name.replace(/\.service$/, ''));
  const install = `sudo install -m 644 ${path.join(folder, 'systemd')}/*.service /etc/systemd/system/`;
  const byHand = { publisher: 'serve', relay: 'serve', recipient: 'collect' }[site.place];
  return [
    text`Start it by hand: ${`passerelle ${byHand}${options}`}`,
    text`Or have systemd run it: ${`${install} && sudo systemctl daemon-reload && sudo systemctl enable --now ${units.join(' ')}`}`,
  ];
}
