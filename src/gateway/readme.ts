/** The README.txt of every tree: what is here, how to fetch and open it, how to hand in a receipt. */

import type { Deliberation } from '../deliberations/clause.ts';
import { latest, partyById } from '../deliberations/rules.ts';
import type { Account } from '../ports/account.ts';
import { clausesLine } from '../receipts/format.ts';

/** `checkpoints`: the tree has a folder of them. */
export function readmeFor(
  account: Account,
  deliberation: Deliberation,
  mode: 'real' | 'rehearsal',
  checkpoints = false,
): string {
  const { number } = deliberation;
  const party = partyById(deliberation, account.party)?.name ?? account.party;
  const lastDay = latest(deliberation.lastDay);
  const { text: purpose } = latest(deliberation.purpose);
  const rehearsal =
    mode === 'rehearsal'
      ? [
          '*** REHEARSAL / RÉPÉTITION / REPETITIE: mock children, throwaway keys, nothing here is real ***',
          '',
        ]
      : [];
  const example = 'FILE.xml.pgp';
  const commands = [
    '    get -r inbox',
    `    gpg --output FILE.xml --decrypt ${example}`,
    `    sha256sum ${example} | gpg --clearsign > ${example}.receipt.asc`,
    `    put ${example}.receipt.asc receipts/`,
  ];
  const witnessed = (line: string) => (checkpoints ? [`  checkpoints/ ${line}`] : []);
  const lines = [
    ...rehearsal,
    `Passerelle: n° ${number} – ${party}`,
    '',
    'FRANÇAIS',
    `Ce canal transmet des données au titre de la délibération n° ${number} (${purpose}).`,
    `Il ferme pour toujours après le ${lastDay}.`,
    '  inbox/      un dossier par mois, avec les fichiers scellés qui vous sont destinés',
    '  receipts/   déposez-y un accusé de réception signé pour chaque fichier',
    ...witnessed('état signé des registres, échangé entre programmes ; vous n’avez rien à y faire'),
    'Récupérer, ouvrir, signer l’accusé et le déposer :',
    ...commands,
    'N’ouvrez un fichier que si gpg dit que la signature est bonne. Un accusé déposé n’est plus modifiable.',
    '',
    'NEDERLANDS',
    `Dit kanaal bezorgt gegevens op grond van beraadslaging nr. ${number} (${purpose}).`,
    `Het sluit voorgoed na ${lastDay}.`,
    '  inbox/      één map per maand, met de verzegelde bestanden die voor u bestemd zijn',
    '  receipts/   leg hier voor elk bestand een ondertekend ontvangstbewijs neer',
    ...witnessed(
      'ondertekende stand van de logboeken, uitgewisseld door programma’s; u hoeft er niets te doen',
    ),
    'Ophalen, openen, het ontvangstbewijs ondertekenen en afgeven:',
    ...commands,
    'Open een bestand alleen als gpg zegt dat de handtekening goed is. Een afgegeven bewijs ligt vast.',
    '',
    'ENGLISH',
    `This channel carries data under deliberation n° ${number} (${purpose}).`,
    `It closes for good after ${lastDay}.`,
    '  inbox/      one folder a month, with the sealed files that are for you',
    '  receipts/   hand in a signed receipt for each file here',
    ...witnessed('signed state of the ledgers, exchanged by programs; nothing to do for you'),
    'Fetch, open, sign the receipt and hand it in:',
    ...commands,
    'Open a file only if gpg says that the signature is good. A receipt once handed in stays as it is.',
    '',
    'Clauses en vigueur ici / Clausules die hier gelden / Clauses in force here:',
    clausesLine(deliberation),
    '',
    ...(rehearsal.length > 0 ? ['*** REHEARSAL ***', ''] : []),
  ];
  return lines.join('\n');
}
