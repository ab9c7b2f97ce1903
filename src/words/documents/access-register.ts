/** What an answer to a data subject says, in the terms of the field. */

import type { ActName } from '../../access-register/acts.ts';
import type { Catalogue } from '../../pages/language.ts';

const acts: Catalogue<ActName> = {
  published: {
    fr: 'fichier mis à disposition (destinataire : {other})',
    nl: 'bestand ter beschikking gesteld van {other}',
    en: 'file made available to {other}',
  },
  received: {
    fr: 'fichier reçu (expéditeur : {other})',
    nl: 'bestand ontvangen van {other}',
    en: 'file received from {other}',
  },
  'made-ready': {
    fr: 'fichier mis à disposition (destinataire : {other})',
    nl: 'bestand ter beschikking gesteld van {other}',
    en: 'file made available to {other}',
  },
  returned: {
    fr: 'fichier rendu (destinataire : {other}) : aucun organisme assureur n’a pu être désigné',
    nl: 'bestand teruggegeven aan {other}: er kon geen verzekeringsinstelling worden aangewezen',
    en: 'file given back to {other}: no insurer could be named',
  },
  'reading-begun': {
    fr: 'lecture du fichier commencée',
    nl: 'lezen van het bestand begonnen',
    en: 'reading of the file begun',
  },
  collected: { fr: 'fichier lu en entier', nl: 'bestand volledig gelezen', en: 'file read whole' },
  'receipt-accepted': {
    fr: 'accusé de réception signé ({other})',
    nl: 'ontvangstbewijs ondertekend door {other}',
    en: 'receipt signed by {other}',
  },
  'opened-here': { fr: 'fichier déchiffré ici', nl: 'bestand hier ontcijferd', en: 'file decrypted here' },
  'transit-copy-removed': {
    fr: 'copie retirée du serveur (destinataire : {other})',
    nl: 'kopie voor {other} van de server verwijderd',
    en: 'copy for {other} removed from the server',
  },
  consulted: {
    fr: 'données de l’enfant consultées à l’écran',
    nl: 'gegevens van het kind op het scherm geraadpleegd',
    en: 'the child looked up on the screen',
  },
};

type Key =
  | 'title'
  | 'rehearsal'
  | 'child'
  | 'site'
  | 'deliberation'
  | 'answered'
  | 'request'
  | 'known'
  | 'unknown'
  | 'waiting'
  | 'nothing-more'
  | 'pruned'
  | 'route'
  | 'purpose-of'
  | 'entry-number'
  | 'acts'
  | 'when'
  | 'what'
  | 'who'
  | 'factors'
  | 'purpose'
  | 'file'
  | 'entry'
  | 'purges'
  | 'month'
  | 'kept-through'
  | 'purged-at'
  | 'points'
  | 'proof'
  | 'proof-says'
  | 'proof-part'
  | 'no-proof'
  | 'checkpoint'
  | 'path'
  | 'insurer'
  | 'knowledge'
  | 'possession';

const rest: Catalogue<Key> = {
  title: {
    fr: 'À qui les données d’un enfant ont été communiquées',
    nl: 'Aan wie de gegevens van een kind zijn meegedeeld',
    en: 'To whom the data of a child were given',
  },
  rehearsal: {
    fr: 'RÉPÉTITION : les enfants sont inventés.',
    nl: 'REPETITIE: de kinderen zijn verzonnen.',
    en: 'REHEARSAL: the children are invented.',
  },
  child: { fr: 'Enfant (NISS masqué)', nl: 'Kind (INSZ afgeschermd)', en: 'Child (SSIN masked)' },
  site: { fr: 'Répond', nl: 'Antwoordt', en: 'Answers' },
  deliberation: { fr: 'Délibération', nl: 'Beraadslaging', en: 'Deliberation' },
  answered: { fr: 'Date de la réponse', nl: 'Datum van het antwoord', en: 'Answered on' },
  request: { fr: 'Demande', nl: 'Verzoek', en: 'Request' },
  'entry-number': {
    fr: 'entrée {entry} du registre journal',
    nl: 'inschrijving {entry} van het logboek',
    en: 'entry {entry} of the ledger',
  },
  known: {
    fr: 'Le registre des accès connaît cet enfant. Le tableau dit ce qui s’est passé, tel que le registre journal le relate.',
    nl: 'Het toegangsregister kent dit kind. De tabel zegt wat er is gebeurd, zoals het logboek het vertelt.',
    en: 'The access register knows this child. The table says what happened, as the ledger tells it.',
  },
  unknown: {
    fr: 'Rien n’est conservé ici au sujet de cet enfant.',
    nl: 'Over dit kind wordt hier niets bewaard.',
    en: 'Nothing is kept here of this child.',
  },
  waiting: {
    fr: 'Mois {month} : la donnée attend depuis le {since}, car l’organisme assureur compétent n’est pas encore connu. Personne ne l’a reçue.',
    nl: 'Maand {month}: het gegeven wacht sinds {since}, want de bevoegde verzekeringsinstelling is nog niet bekend. Niemand heeft het ontvangen.',
    en: 'Month {month}: the record has waited since {since}, for the competent insurer is not known yet. Nobody has received it.',
  },
  'nothing-more': {
    fr: 'Les données des mois ci-dessous ont été détruites à la fin de leur délai de conservation, et le registre des accès avec elles. Personne ne peut plus dire si cet enfant en faisait partie.',
    nl: 'De gegevens van de maanden hieronder zijn na afloop van hun bewaartermijn vernietigd, en het toegangsregister ervan ook. Niemand kan nog zeggen of dit kind erbij was.',
    en: 'The data of the months below were destroyed when the time for which they are kept was over, and the access register with them. Nobody can say any more whether this child was among them.',
  },
  pruned: {
    fr: 'Les entrées du registre journal écrites jusqu’au {day} ont été détruites à la fin de leur délai de conservation (points {points}). Ce qu’elles disaient, des destructions de données par exemple, ne peut plus être dit.',
    nl: 'De inschrijvingen van het logboek die tot en met {day} zijn geschreven, zijn na afloop van hun bewaartermijn vernietigd (punten {points}). Wat ze zeiden, bijvoorbeeld over vernietigde gegevens, kan niet meer worden gezegd.',
    en: 'The entries of the ledger that were written through {day} were destroyed when the time for which they are kept was over (points {points}). What they told, of data destroyed for example, can be told no more.',
  },
  route: {
    fr: 'Chemin : {publisher} → {relay} → organisme assureur de l’enfant, par SFTP avec deux facteurs d’authentification ; chaque fichier est chiffré pour son seul destinataire.',
    nl: 'Weg: {publisher} → {relay} → verzekeringsinstelling van het kind, via SFTP met twee authenticatiefactoren; elk bestand is versleuteld voor zijn bestemmeling alleen.',
    en: 'Route: {publisher} → {relay} → the child’s insurer, by SFTP with two factors of authentication; each file is encrypted for its receiver alone.',
  },
  'purpose-of': {
    fr: 'Finalité : {purpose} (points {points} de la délibération).',
    nl: 'Doeleinde: {purpose} (punten {points} van de beraadslaging).',
    en: 'Purpose: {purpose} (points {points} of the deliberation).',
  },
  acts: { fr: 'Ce qui s’est passé', nl: 'Wat er is gebeurd', en: 'What happened' },
  when: { fr: 'quand (heure de Bruxelles)', nl: 'wanneer (tijd in Brussel)', en: 'when (Brussels time)' },
  what: { fr: 'quoi', nl: 'wat', en: 'what' },
  who: { fr: 'qui', nl: 'wie', en: 'who' },
  factors: { fr: 'facteurs prouvés', nl: 'bewezen factoren', en: 'factors proven' },
  purpose: { fr: 'finalité', nl: 'doeleinde', en: 'purpose' },
  file: { fr: 'fichier', nl: 'bestand', en: 'file' },
  entry: { fr: 'entrée', nl: 'inschrijving', en: 'entry' },
  purges: { fr: 'Données détruites', nl: 'Vernietigde gegevens', en: 'Data destroyed' },
  month: { fr: 'mois', nl: 'maand', en: 'month' },
  'kept-through': { fr: 'conservées jusqu’au', nl: 'bewaard tot en met', en: 'kept through' },
  'purged-at': { fr: 'détruites le', nl: 'vernietigd op', en: 'destroyed on' },
  points: { fr: 'points', nl: 'punten', en: 'points' },
  proof: { fr: 'Preuves', nl: 'Bewijzen', en: 'Proofs' },
  'proof-says': {
    fr: 'Chaque entrée citée suit telle qu’elle figure au registre journal de ce site, avec les empreintes qui la relient à la racine du point de contrôle signé (preuve d’inclusion, RFC 6962). Les autres parties détiennent des points de contrôle antérieurs du même registre journal : personne ne peut le réécrire seul.',
    nl: 'Elke vermelde inschrijving volgt zoals ze in het logboek van deze site staat, met de hashwaarden die haar met de wortel van het ondertekende controlepunt verbinden (inclusiebewijs, RFC 6962). De andere partijen houden vroegere controlepunten van hetzelfde logboek bij: niemand kan het alleen herschrijven.',
    en: 'Every entry that is named follows as it stands in the ledger of this site, with the hashes that lead from it to the root of the signed checkpoint (inclusion proof, RFC 6962). The other parties hold earlier checkpoints of the same ledger: nobody can rewrite it alone.',
  },
  'proof-part': {
    fr: 'Les entrées qui nomment un compte ne sont pas reproduites : la réponse complète reste à la disposition de l’autorité de contrôle.',
    nl: 'Inschrijvingen die een account noemen, zijn weggelaten: het volledige antwoord blijft ter beschikking van de toezichthoudende autoriteit.',
    en: 'Entries that name an account are left out: the whole answer is there for the supervisory authority.',
  },
  'no-proof': {
    fr: 'Ce site n’a pas de clé de registre journal : les entrées sont citées, mais pas prouvées.',
    nl: 'Deze site heeft geen logboeksleutel: de inschrijvingen worden vermeld, maar niet bewezen.',
    en: 'This site has no ledger key: the entries are named, but not proven.',
  },
  checkpoint: {
    fr: 'Point de contrôle signé du registre journal',
    nl: 'Ondertekend controlepunt van het logboek',
    en: 'Signed checkpoint of the ledger',
  },
  path: { fr: 'Empreintes jusqu’à la racine', nl: 'Hashwaarden tot de wortel', en: 'Hashes up to the root' },
  insurer: { fr: 'organisme assureur {code}', nl: 'verzekeringsinstelling {code}', en: 'insurer {code}' },
  knowledge: { fr: 'connaissance', nl: 'kennis', en: 'knowledge' },
  possession: { fr: 'possession', nl: 'bezit', en: 'possession' },
};

export const words: Catalogue<ActName | Key> = { ...acts, ...rest };
