/** What the commands for the ledger say. */

import type { Translations } from './translations.ts';

export const ledgerCommands: Translations = {
  'print a signed checkpoint of the ledger; of another party, the last one that is held': [
    'afficher un point de contrôle signé du registre journal ; d’une autre institution, le dernier qui est détenu',
    'toon een ondertekend controlepunt van het logboek; van een andere instelling het laatste dat wordt bijgehouden',
  ],
  'whose; left out: of this site, as it stands': [
    'de qui ; à défaut, de ce site, tel qu’il est',
    'van wie; anders van deze site, zoals het staat',
  ],
  'list which checkpoints are held, the own ones that others cosigned included': [
    'énumérer les points de contrôle détenus, y compris les nôtres que d’autres ont cosignés',
    'som op welke controlepunten worden bijgehouden, ook de eigen die anderen medeondertekenden',
  ],
  'write all entries to a new file, one a line, to be audited elsewhere': [
    'écrire toutes les entrées dans un nouveau fichier, une par ligne, pour les contrôler ailleurs',
    'schrijf alle inschrijvingen in een nieuw bestand, één per regel, om elders te auditeren',
  ],
  'go on though a restored ledger lost entries that others know of; at that site and at theirs': [
    'continuer bien qu’un registre journal restauré ait perdu des entrées que d’autres connaissent ; à ce site et aux leurs',
    'ga door hoewel een teruggezet logboek inschrijvingen verloor die anderen kennen; op die site en op de hunne',
  ],
  'whose ledger was restored': [
    'de qui le registre journal a été restauré',
    'van wie het logboek werd teruggezet',
  ],
  'why: it stays in the ledger for ever': [
    'pourquoi : cela reste à jamais dans le registre journal',
    'waarom: het blijft voorgoed in het logboek',
  ],
  'no checkpoint of {0} is held here': [
    'aucun point de contrôle de {0} n’est détenu ici',
    'er wordt hier geen controlepunt van {0} bijgehouden',
  ],
  origin: ['origine', 'oorsprong'],
  size: ['taille', 'grootte'],
  since: ['depuis', 'sinds'],
  'cosigned by': ['cosigné par', 'medeondertekend door'],
  '{0} entries in {1}': ['{0} entrées dans {1}', '{0} inschrijvingen in {1}'],
  'The ledger of {0} goes on as {1}.': [
    'Le registre journal de {0} continue sous le nom {1}.',
    'Het logboek van {0} gaat verder als {1}.',
  ],
  'Every site that held checkpoints of it acknowledges too: passerelle ledger acknowledge-restore {0} --reason "…"':
    [
      'Chaque site qui en détenait des points de contrôle en prend acte aussi : passerelle ledger acknowledge-restore {0} --reason "…"',
      'Elke site die er controlepunten van bijhield, neemt er ook akte van: passerelle ledger acknowledge-restore {0} --reason "…"',
    ],
  'What was held of it, {0} entries long, stays as evidence: passerelle ledger checkpoint --all': [
    'Ce qui en était détenu, {0} entrées, reste comme preuve : passerelle ledger checkpoint --all',
    'Wat ervan werd bijgehouden, {0} inschrijvingen lang, blijft als bewijs: passerelle ledger checkpoint --all',
  ],
  'Nothing was changed. See: passerelle ledger --help': [
    'Rien n’a été modifié. Voir : passerelle ledger --help',
    'Er is niets gewijzigd. Zie: passerelle ledger --help',
  ],
  '{0} names no ledger key': [
    '{0} ne désigne aucune clé de registre journal',
    '{0} noemt geen logboeksleutel',
  ],
  'Name a file as key under [ledger], and make it: passerelle keys generate ledger': [
    'Désignez un fichier comme key sous [ledger], et générez la clé : passerelle keys generate ledger',
    'Noem een bestand als key onder [ledger], en maak de sleutel: passerelle keys generate ledger',
  ],
  'recompute the whole chain and its Merkle tree': [
    'recalculer toute la chaîne et son arbre de Merkle',
    'bereken de hele keten en haar Merkle-boom opnieuw',
  ],
  'a head noted earlier, as «ledger head» prints it': [
    'une tête notée auparavant, comme l’affiche « ledger head »',
    'een eerder genoteerde kop, zoals «ledger head» hem toont',
  ],
  'list the entries, the oldest first': [
    'énumérer les entrées, les plus anciennes d’abord',
    'som de inschrijvingen op, de oudste eerst',
  ],
  'first entry to list': ['première entrée à énumérer', 'eerste inschrijving van de lijst'],
  'only entries of this event': [
    'uniquement les entrées de cet événement',
    'alleen inschrijvingen van deze gebeurtenis',
  ],
  'only entries of this account or party': [
    'uniquement les entrées de ce compte ou de cette institution',
    'alleen inschrijvingen van dit account of deze instelling',
  ],
  'print where the ledger stands, to be noted outside this machine': [
    'afficher où en est le registre journal, pour le noter hors de cette machine',
    'toon hoe ver het logboek staat, om buiten deze machine te noteren',
  ],
  'the ledger cannot be compared with that head any more: its entry {0} was pruned': [
    'le registre journal ne peut plus être comparé à cette tête : son entrée {0} a été épurée',
    'het logboek kan niet meer met die kop worden vergeleken: inschrijving {0} ervan werd opgeschoond',
  ],
  'is broken at entry {0}: {1}': ['est rompu à l’entrée {0} : {1}', 'is verbroken bij inschrijving {0}: {1}'],
  'has another Merkle tree than its entries make': [
    'a un autre arbre de Merkle que celui que forment ses entrées',
    'heeft een andere Merkle-boom dan zijn inschrijvingen vormen',
  ],
  'is not the one that others saw when it had {0} entries': [
    'n’est pas celui que d’autres ont vu quand il comptait {0} entrées',
    'is niet wat anderen zagen toen het {0} inschrijvingen telde',
  ],
  'is not proven to continue the one that others saw with {0} entries': [
    'n’est pas prouvé comme suite de celui que d’autres ont vu avec {0} entrées',
    'is niet bewezen als vervolg op wat anderen zagen met {0} inschrijvingen',
  ],
  'The ledger is whole: {0} entries.': [
    'Le registre journal est intact : {0} entrées.',
    'Het logboek is gaaf: {0} inschrijvingen.',
  ],
  'The ledger is whole: {0} entries, the last of {1}.': [
    'Le registre journal est intact : {0} entrées, la dernière du {1}.',
    'Het logboek is gaaf: {0} inschrijvingen, de laatste van {1}.',
  ],
  'Everything after is whole.': ['Tout ce qui suit est intact.', 'Alles daarna is gaaf.'],
  'Others saw its first {0} entries, as they stand.': [
    'D’autres en ont vu les {0} premières entrées, telles qu’elles sont.',
    'Anderen zagen de eerste {0} inschrijvingen ervan, zoals ze er staan.',
  ],
  'Head {0}': ['Tête {0}', 'Kop {0}'],
  'Entries 0 to {0} were pruned (points {1}, entry {2}): the last was written on {3} and kept through {4}.': [
    'Les entrées 0 à {0} ont été épurées (points {1}, entrée {2}) : la dernière avait été écrite le {3} et conservée jusqu’au {4}.',
    'Inschrijvingen 0 tot {0} werden opgeschoond (punten {1}, inschrijving {2}): de laatste werd geschreven op {3} en bewaard tot {4}.',
  ],
  'the ledger {0}': ['le registre journal {0}', 'het logboek {0}'],
  'Stop the site and compare with the last backup.': [
    'Arrêtez le site et comparez avec la dernière sauvegarde.',
    'Stop de site en vergelijk met de laatste back-up.',
  ],
  'The entries before {0} were pruned: ledger list --event log-pruned, ledger verify': [
    'Les entrées avant {0} ont été épurées : ledger list --event log-pruned, ledger verify',
    'De inschrijvingen vóór {0} werden opgeschoond: ledger list --event log-pruned, ledger verify',
  ],
  'A head is expected: a number, a colon, 64 hexadecimal digits.': [
    'Une tête est attendue : un nombre, deux-points, 64 chiffres hexadécimaux.',
    'Een kop wordt verwacht: een getal, een dubbelepunt, 64 hexadecimale cijfers.',
  ],
};
