/** What the audit of ledgers, their calendar and their proofs say. */

import type { Translations } from './translations.ts';

export const ledgerAudit: Translations = {
  'hold ledgers and checkpoints of several sites against each other; needs no site': [
    'confronter les registres journaux et points de contrôle de plusieurs sites ; ne demande pas de site',
    'leg logboeken en controlepunten van verschillende sites naast elkaar; heeft geen site nodig',
  ],
  'what «ledger export» and «ledger checkpoint» wrote': [
    'ce qu’ont écrit « ledger export » et « ledger checkpoint »',
    'wat «ledger export» en «ledger checkpoint» schreven',
  ],
  'ledger keys of the sites (keys show ledger): without them signatures are not checked': [
    'clés des registres journaux des sites (keys show ledger) : sans elles, les signatures ne sont pas contrôlées',
    'logboeksleutels van de sites (keys show ledger): zonder worden handtekeningen niet gecontroleerd',
  ],
  'another entry stands in its place: one was dropped, inserted or moved': [
    'une autre entrée se trouve à sa place : une entrée a été retirée, insérée ou déplacée',
    'er staat een andere inschrijving op haar plaats: er is er een weggelaten, ingevoegd of verplaatst',
  ],
  'its bytes are not those that were hashed': [
    'ses octets ne sont pas ceux dont l’empreinte a été prise',
    'haar bytes zijn niet die waarvan de hash werd genomen',
  ],
  'its bytes are no entry': ['ses octets ne forment pas une entrée', 'haar bytes zijn geen inschrijving'],
  'it does not follow the entry before': [
    'elle ne suit pas l’entrée précédente',
    'ze volgt niet op de vorige inschrijving',
  ],
  'it is older than the entry before': [
    'elle est plus ancienne que l’entrée précédente',
    'ze is ouder dan de vorige inschrijving',
  ],
  'it was written by another site': [
    'elle a été écrite par un autre site',
    'ze werd door een andere site geschreven',
  ],
  'the ledger ends before it': ['le registre journal se termine avant elle', 'het logboek eindigt ervoor'],
  'the ledger had another head then': [
    'le registre journal avait alors une autre tête',
    'het logboek had toen een andere kop',
  ],
  'it was pruned, and what the ledger was then cannot be told any more': [
    'elle a été épurée, et l’on ne peut plus dire ce qu’était alors le registre journal',
    'ze werd opgeschoond, en wat het logboek toen was, valt niet meer te zeggen',
  ],
  'what is gone before it is not what an entry says was pruned': [
    'ce qui manque avant elle n’est pas ce qu’une entrée dit avoir été épuré',
    'wat ervoor ontbreekt, is niet wat volgens een inschrijving werd opgeschoond',
  ],
  'it tells of pruning what had to be kept still': [
    'elle dit épuré ce qui devait encore être conservé',
    'ze noemt opgeschoond wat nog bewaard moest worden',
  ],
  'No signature was checked: name the keys with --keys.': [
    'Aucune signature n’a été contrôlée : désignez les clés avec --keys.',
    'Er werd geen handtekening gecontroleerd: wijs de sleutels aan met --keys.',
  ],
  'the audit found {0} contradictions': [
    'le contrôle a trouvé {0} contradictions',
    'de audit vond {0} tegenstrijdigheden',
  ],
  'Keep all files as they are: they are evidence.': [
    'Conservez tous les fichiers tels quels : ils font preuve.',
    'Bewaar alle bestanden zoals ze zijn: het zijn bewijsstukken.',
  ],
  '{0} is neither an exported ledger nor a checkpoint': [
    '{0} n’est ni un registre journal exporté ni un point de contrôle',
    '{0} is noch een geëxporteerd logboek, noch een controlepunt',
  ],
  '{0} is not signed by a key of {1}': [
    '{0} n’est pas signé par une clé de {1}',
    '{0} is niet ondertekend met een sleutel van {1}',
  ],
  'Nothing was compared. Name the ledger key of that site with --keys, or leave the file out.': [
    'Rien n’a été comparé. Désignez la clé du registre journal de ce site avec --keys, ou laissez ce fichier de côté.',
    'Er is niets vergeleken. Wijs de logboeksleutel van die site aan met --keys, of laat het bestand weg.',
  ],
  '{0}: ledger of {1}, {2} entries': [
    '{0} : registre journal de {1}, {2} entrées',
    '{0}: logboek van {1}, {2} inschrijvingen',
  ],
  '{0}: entries 0 to {1} were pruned (points {2}), the last written on {3}': [
    '{0} : les entrées 0 à {1} ont été épurées (points {2}), la dernière écrite le {3}',
    '{0}: inschrijvingen 0 tot {1} werden opgeschoond (punten {2}), de laatste geschreven op {3}',
  ],
  '{0} checkpoints compared': ['{0} points de contrôle comparés', '{0} controlepunten vergeleken'],
  '{0} checkpoints not compared: they are of entries that were pruned': [
    '{0} points de contrôle non comparés : ils portent sur des entrées épurées',
    '{0} controlepunten niet vergeleken: ze gaan over inschrijvingen die werden opgeschoond',
  ],
  '{0}: {1} lost what followed; it had {2}. Acknowledged: {3}': [
    '{0} : {1} a perdu ce qui suivait ; il comptait {2} entrées. Acte en a été pris : {3}',
    '{0}: {1} verloor wat volgde; het telde er {2}. Er werd akte van genomen: {3}',
  ],
  '{0}: {1} lost what followed, {2} entries of it are left; it had {3}. Acknowledged: {4}': [
    '{0} : {1} a perdu ce qui suivait, il en reste {2} entrées ; il en comptait {3}. Acte en a été pris : {4}',
    '{0}: {1} verloor wat volgde, er blijven {2} inschrijvingen van over; het telde er {3}. Er werd akte van genomen: {4}',
  ],
  'WRONG  {0}': ['FAUX  {0}', 'FOUT  {0}'],
  'No contradiction was found.': [
    'Aucune contradiction n’a été trouvée.',
    'Er werd geen tegenstrijdigheid gevonden.',
  ],
  '{0} is broken at entry {1}: {2}': [
    '{0} est rompu à l’entrée {1} : {2}',
    '{0} is verbroken bij inschrijving {1}: {2}',
  ],
  '{0} differs from {1} from entry {2} on': [
    '{0} diffère de {1} à partir de l’entrée {2}',
    '{0} verschilt van {1} vanaf inschrijving {2}',
  ],
  '{0} lacks entry {1} and what followed: {2} saw more': [
    '{0} n’a pas l’entrée {1} ni ce qui suivait : {2} en a vu davantage',
    '{0} mist inschrijving {1} en wat volgde: {2} zag er meer',
  ],
  '{0} was rewritten at entry {1}: {2} saw another': [
    '{0} a été réécrit à l’entrée {1} : {2} en a vu une autre',
    '{0} werd herschreven bij inschrijving {1}: {2} zag een andere',
  ],
  '{0} was rewritten from one of the entries {1} to {2} on: {3} saw others': [
    '{0} a été réécrit à partir d’une des entrées {1} à {2} : {3} en a vu d’autres',
    '{0} werd herschreven vanaf een van de inschrijvingen {1} tot {2}: {3} zag andere',
  ],
  '{0} was pruned too early: {1} tells that entry {2} had to be kept still': [
    '{0} a été épuré trop tôt : {1} dit que l’entrée {2} devait encore être conservée',
    '{0} werd te vroeg opgeschoond: {1} zegt dat inschrijving {2} nog bewaard moest worden',
  ],
  '{0} and {1} saw two different ledgers of {2} entries of one site': [
    '{0} et {1} ont vu d’un même site deux registres journaux différents de {2} entrées',
    '{0} en {1} zagen van één site twee verschillende logboeken van {2} inschrijvingen',
  ],
  'list until when the entries must be kept, by the year in which they were written': [
    'énumérer jusqu’à quand les entrées doivent être conservées, par année d’écriture',
    'som op tot wanneer de inschrijvingen bewaard moeten worden, per jaar waarin ze geschreven zijn',
  ],
  'written in': ['écrites en', 'geschreven in'],
  entries: ['entrées', 'inschrijvingen'],
  'the first kept until': ['la première jusqu’au', 'de eerste bewaard tot'],
  'the last kept until': ['la dernière jusqu’au', 'de laatste bewaard tot'],
  over: ['échues', 'verstreken'],
  'The time of {0} entries is over (points {1}). The next purge prunes them, unless a month that is kept still needs them: see docs/ledger.md, «How long it is kept».':
    [
      'Le délai de {0} entrées est écoulé (points {1}). La prochaine purge les épure, sauf si un mois conservé en a encore besoin : voir docs/ledger.md, « How long it is kept ».',
      'De termijn van {0} inschrijvingen is verstreken (punten {1}). De volgende wissing schoont ze op, tenzij een bewaarde maand ze nog nodig heeft: zie docs/ledger.md, «How long it is kept».',
    ],
  'If nothing more is written, database and backups may be destroyed whole after {0}.': [
    'Si plus rien n’est écrit, la base de données et les sauvegardes pourront être détruites entièrement après le {0}.',
    'Als er niets meer geschreven wordt, mogen databank en back-ups na {0} in hun geheel vernietigd worden.',
  ],
  'prove an entry, or that the ledger only grew; verify such a proof': [
    'prouver une entrée, ou que le registre journal n’a fait que s’allonger ; vérifier une telle preuve',
    'bewijs een inschrijving, of dat het logboek alleen groeide; verifieer zo’n bewijs',
  ],
  'print a proof for others (the default): that an entry is in the ledger, or that it only grew': [
    'afficher une preuve pour d’autres (par défaut) : qu’une entrée figure au registre journal, ou qu’il n’a fait que s’allonger',
    'toon een bewijs voor anderen (standaard): dat een inschrijving in het logboek staat, of dat het alleen groeide',
  ],
  'that this entry is in it (C2SP tlog-proof)': [
    'que cette entrée y figure (C2SP tlog-proof)',
    'dat deze inschrijving erin staat (C2SP tlog-proof)',
  ],
  'that it only grew from the first size to the second (C2SP add-checkpoint)': [
    'qu’il n’a fait que s’allonger de la première taille à la seconde (C2SP add-checkpoint)',
    'dat het alleen groeide van de eerste grootte tot de tweede (C2SP add-checkpoint)',
  ],
  'verify what «ledger prove» printed; needs no site': [
    'vérifier ce qu’a affiché « ledger prove » ; ne demande pas de site',
    'verifieer wat «ledger prove» toonde; heeft geen site nodig',
  ],
  'a proof': ['une preuve', 'een bewijs'],
  'the entry, as a line of «ledger export», for proofs that lack it': [
    'l’entrée, comme ligne de « ledger export », pour les preuves où elle manque',
    'de inschrijving, als regel van «ledger export», voor bewijzen waarin ze ontbreekt',
  ],
  'the checkpoint since which the ledger only grew, where that is the proof': [
    'le point de contrôle depuis lequel le registre journal n’a fait que s’allonger, là où c’est la preuve',
    'het controlepunt sinds hetwelk het logboek alleen groeide, waar dat het bewijs is',
  ],
  'an entry from 0 to {0} is expected, or two sizes': [
    'une entrée de 0 à {0} est attendue, ou deux tailles',
    'een inschrijving van 0 tot {0} wordt verwacht, of twee groottes',
  ],
  'entry {0} was pruned: nothing is left of it to be proven': [
    'l’entrée {0} a été épurée : il n’en reste rien à prouver',
    'inschrijving {0} werd opgeschoond: er blijft niets van over om te bewijzen',
  ],
  'two sizes are expected, the first not above the second, up to {0}': [
    'deux tailles sont attendues, la première n’excédant pas la seconde, jusqu’à {0}',
    'twee groottes worden verwacht, de eerste niet boven de tweede, tot {0}',
  ],
  'of the ledger as it was with {0} entries too little is left: they were pruned, and no other party is known to have seen it so':
    [
      'il reste trop peu du registre journal tel qu’il était avec {0} entrées : elles ont été épurées, et l’on ne connaît aucune autre institution qui l’ait vu ainsi',
      'van het logboek zoals het was met {0} inschrijvingen blijft te weinig over: ze werden opgeschoond, en van geen andere instelling is geweten dat ze het zo gezien heeft',
    ],
  'Entry {0} stands in the ledger that {1} signed with {2} entries.': [
    'L’entrée {0} figure au registre journal que {1} a signé avec {2} entrées.',
    'Inschrijving {0} staat in het logboek dat {1} ondertekende met {2} inschrijvingen.',
  ],
  'Written at {0}: {1}, by {2}.': ['Écrite le {0} : {1}, par {2}.', 'Geschreven op {0}: {1}, door {2}.'],
  '{0} proves that the ledger only grew since it had {1} entries: name the checkpoint of then, with --since':
    [
      '{0} prouve que le registre journal n’a fait que s’allonger depuis qu’il comptait {1} entrées : désignez le point de contrôle d’alors, avec --since',
      '{0} bewijst dat het logboek alleen groeide sinds het {1} inschrijvingen telde: wijs het controlepunt van toen aan met --since',
    ],
  '{0} only grew, from {1} entries to {2}.': [
    '{0} n’a fait que s’allonger, de {1} à {2} entrées.',
    '{0} groeide alleen, van {1} tot {2} inschrijvingen.',
  ],
  'it is no proof of an entry, nor of growth': [
    'ce n’est ni la preuve d’une entrée, ni celle d’un allongement',
    'het is geen bewijs van een inschrijving, en ook niet van groei',
  ],
  'it does not bring the entry along: give it with --entry': [
    'elle n’apporte pas l’entrée : donnez-la avec --entry',
    'het brengt de inschrijving niet mee: geef ze met --entry',
  ],
  'none of the keys that were named signed its checkpoint': [
    'aucune des clés désignées n’a signé son point de contrôle',
    'geen van de genoemde sleutels heeft het controlepunt ondertekend',
  ],
  'what it tells of is not in the ledger of its checkpoint': [
    'ce dont elle parle ne figure pas au registre journal de son point de contrôle',
    'waarover het spreekt, staat niet in het logboek van zijn controlepunt',
  ],
  '{0} proves nothing: {1}': ['{0} ne prouve rien : {1}', '{0} bewijst niets: {1}'],
  'Keep it as it is, and ask the site for another.': [
    'Conservez-le tel quel, et demandez-en un autre au site.',
    'Bewaar het zoals het is, en vraag de site een ander.',
  ],
};
