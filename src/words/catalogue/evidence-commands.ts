/** What the commands for statements, reports, certificates and answers say. */

import type { Translations } from './translations.ts';

export const evidenceCommands: Translations = {
  '{0}: {1}': ['{0} : {1}', '{0}: {1}'],
  'write it (the default); before the last day it is an interim one': [
    'l’écrire (par défaut) ; avant le dernier jour, c’est un rapport intermédiaire',
    'schrijf het (standaard); vóór de laatste dag is het een tussentijds verslag',
  ],
  'a page to read and print, or signed JSON': [
    'une page à lire et à imprimer, ou du JSON signé',
    'een pagina om te lezen en af te drukken, of ondertekende JSON',
  ],
  'a new file; left out, it goes to the standard output': [
    'un nouveau fichier ; à défaut, la sortie standard',
    'een nieuw bestand; anders de standaarduitvoer',
  ],
  'check the signature of a report in JSON; needs no site': [
    'contrôler la signature d’un rapport en JSON ; ne demande pas de site',
    'controleer de handtekening van een verslag in JSON; heeft geen site nodig',
  ],
  'a report': ['un rapport', 'een verslag'],
  'ledger keys of the sites (keys show ledger)': [
    'clés des registres journaux des sites (keys show ledger)',
    'logboeksleutels van de sites (keys show ledger)',
  ],
  '{0} is written.': ['{0} est écrit.', '{0} is geschreven.'],
  'Interim: the channel has not ended.': [
    'Intermédiaire : le canal n’a pas pris fin.',
    'Tussentijds: het kanaal is nog niet beëindigd.',
  ],
  'The site has no ledger key: the JSON is not signed. See: passerelle keys generate ledger': [
    'Le site n’a pas de clé de registre journal : le JSON n’est pas signé. Voir : passerelle keys generate ledger',
    'De site heeft geen logboeksleutel: de JSON is niet ondertekend. Zie: passerelle keys generate ledger',
  ],
  'Note: the figures of {0} contradict each other, and the report says so. See: passerelle statement': [
    'Remarque : les chiffres de {0} se contredisent, et le rapport le dit. Voir : passerelle statement',
    'Opmerking: de cijfers van {0} spreken elkaar tegen, en het verslag zegt dat. Zie: passerelle statement',
  ],
  '{0} is no closure report in JSON': [
    '{0} n’est pas un rapport de clôture en JSON',
    '{0} is geen eindverslag in JSON',
  ],
  'A page is to be read; what is signed is «passerelle closure-report --format json».': [
    'Une page est faite pour être lue ; ce qui est signé, c’est « passerelle closure-report --format json ».',
    'Een pagina dient om te lezen; ondertekend is «passerelle closure-report --format json».',
  ],
  '{0}: signed by {1}; made {2}, interim': [
    '{0} : signé par {1} ; établi le {2}, intermédiaire',
    '{0}: ondertekend door {1}; opgemaakt op {2}, tussentijds',
  ],
  '{0}: signed by {1}; made {2}': [
    '{0} : signé par {1} ; établi le {2}',
    '{0}: ondertekend door {1}; opgemaakt op {2}',
  ],
  'what the tests left (default: beside the program)': [
    'ce que les tests ont laissé (par défaut, à côté du programme)',
    'wat de tests hebben achtergelaten (standaard naast het programma)',
  ],
  'of the matrix': ['de la matrice', 'van de matrix'],
  'the matrix; or a draft of what software cannot settle alone, in Markdown': [
    'la matrice ; ou un projet de ce qu’un logiciel ne peut régler seul, en Markdown',
    'de matrix; of een ontwerp van wat software alleen niet kan regelen, in Markdown',
  ],
  'of which deliberation': ['de quelle délibération', 'van welke beraadslaging'],
  'not shown by tests of this program: {0}': [
    'non démontré par des tests de ce programme : {0}',
    'niet aangetoond door tests van dit programma: {0}',
  ],
  'there is no evidence of tests at {0}: {1}': [
    'il n’y a pas de preuve laissée par les tests à l’emplacement {0} : {1}',
    'er is geen bewijs van de tests op {0}: {1}',
  ],
  'Run the tests where the program was made (npm test), or name what they left with --evidence.': [
    'Exécutez les tests là où le programme a été fait (npm test), ou désignez ce qu’ils ont laissé avec --evidence.',
    'Voer de tests uit waar het programma gemaakt werd (npm test), of wijs aan wat ze achterlieten met --evidence.',
  ],
  'For all parties: there is no configuration at {0}.': [
    'Pour toutes les institutions : il n’y a pas de configuration à l’emplacement {0}.',
    'Voor alle instellingen: er is geen configuratie op {0}.',
  ],
  'who looks: a reader of this site, see «reader»': [
    'qui consulte : un lecteur de ce site, voir « reader »',
    'wie opzoekt: een lezer van deze site, zie «reader»',
  ],
  'for which purpose of the deliberation': [
    'pour quelle finalité de la délibération',
    'voor welk doeleinde van de beraadslaging',
  ],
  'whether the right runs on that day (default: today)': [
    'si le droit court ce jour-là (par défaut, aujourd’hui)',
    'of het recht op die dag loopt (standaard: vandaag)',
  ],
  'Child {0}, for {1}': ['Enfant {0}, pour {1}', 'Kind {0}, voor {1}'],
  'On {0} the right runs.': ['Le {0}, le droit court.', 'Op {0} loopt het recht.'],
  'On {0} the right does not run.': ['Le {0}, le droit ne court pas.', 'Op {0} loopt het recht niet.'],
  'Nothing is kept here of this child.': [
    'Rien n’est conservé ici de cet enfant.',
    'Van dit kind wordt hier niets bewaard.',
  ],
  runs: ['court', 'loopt'],
  state: ['état', 'toestand'],
  insurers: ['organismes assureurs', 'verzekeringsinstellingen'],
  open: ['sans terme', 'onbepaald'],
  yes: ['oui', 'ja'],
  no: ['non', 'nee'],
  withdrawn: ['retirée', 'ingetrokken'],
  stands: ['en vigueur', 'van kracht'],
  'is not signed': ['n’est pas signé', 'is niet ondertekend'],
  'is of {0}, and none of the keys is': [
    'est de {0}, et aucune des clés ne l’est',
    'is van {0}, en geen van de sleutels is dat',
  ],
  'is not signed by {0}': ['n’est pas signé par {0}', 'is niet ondertekend door {0}'],
  'Do not rely on it. Ask its site for a new one, and for its ledger key by another way.': [
    'Ne vous y fiez pas. Demandez à son site un nouveau document, et par une autre voie la clé de son registre journal.',
    'Vertrouw er niet op. Vraag de site een nieuw document, en langs een andere weg haar logboeksleutel.',
  ],
  'state what came in, went out, is held and went back (the default); fails if it does not add up': [
    'dire ce qui est entré, sorti, en attente et renvoyé (par défaut) ; échoue si le compte n’est pas juste',
    'geef op wat binnenkwam, buitenging, wacht en terugging (standaard); mislukt als de rekening niet klopt',
  ],
  'of this month': ['de ce mois', 'van deze maand'],
  'of all months (the default)': ['de tous les mois (par défaut)', 'van alle maanden (standaard)'],
  'how it reads': ['sous quelle forme', 'in welke vorm'],
  'check the signature of a statement; needs no site': [
    'contrôler la signature d’un état ; ne demande pas de site',
    'controleer de handtekening van een staat; heeft geen site nodig',
  ],
  'a statement': ['un état', 'een staat'],
  'hold the statements of two sites against each other: names the first figure that differs': [
    'comparer les états de deux sites : nomme le premier chiffre qui diffère',
    'leg de staten van twee sites naast elkaar: noemt het eerste cijfer dat verschilt',
  ],
  another: ['un autre', 'een andere'],
  'no parcel of {0} has passed through this site': [
    'aucun fichier de {0} n’est passé par ce site',
    'er is geen bestand van {0} door deze site gegaan',
  ],
  'Not signed: the site has no ledger key. Make one with: passerelle keys generate ledger': [
    'Non signé : le site n’a pas de clé de registre journal. Générez-en une avec : passerelle keys generate ledger',
    'Niet ondertekend: de site heeft geen logboeksleutel. Maak er een met: passerelle keys generate ledger',
  ],
  '{0}: signed by {1}; {2} months, made {3}': [
    '{0} : signé par {1} ; {2} mois, établi le {3}',
    '{0}: ondertekend door {1}; {2} maanden, opgemaakt op {3}',
  ],
  '{0} and {1} differ in «{2}»': ['{0} et {1} diffèrent sur « {2} »', '{0} en {1} verschillen in «{2}»'],
  '{0} and {1} differ in «{2}» of {3}': [
    '{0} et {1} diffèrent sur « {2} » pour {3}',
    '{0} en {1} verschillen in «{2}» van {3}',
  ],
  'Signatures were not checked: «statement verify». Then compare the ledgers: «ledger audit».': [
    'Les signatures n’ont pas été contrôlées : « statement verify ». Comparez ensuite les registres journaux : « ledger audit ».',
    'De handtekeningen werden niet gecontroleerd: «statement verify». Vergelijk daarna de logboeken: «ledger audit».',
  ],
  '{0} and {1} tell the same: {2} figures': [
    '{0} et {1} disent la même chose : {2} chiffres',
    '{0} en {1} zeggen hetzelfde: {2} cijfers',
  ],
  'does not tell it': ['ne le dit pas', 'zegt het niet'],
  '{0} is no statement': ['{0} n’est pas un état', '{0} is geen staat'],
  'Statements are what «passerelle statement» prints.': [
    'Un état est ce qu’affiche « passerelle statement ».',
    'Een staat is wat «passerelle statement» toont.',
  ],
  'of the answer': ['de la réponse', 'van het antwoord'],
  'name the party in place of each account, and leave out entries that name one': [
    'nommer l’institution au lieu de chaque compte, et omettre les entrées qui en nomment un',
    'noem de instelling in plaats van elk account, en laat inschrijvingen weg die er een noemen',
  ],
  'verify an answer in JSON; needs no site': [
    'vérifier une réponse en JSON ; ne demande pas de site',
    'verifieer een antwoord in JSON; heeft geen site nodig',
  ],
  'what «who-saw --format json» printed': [
    'ce qu’a affiché « who-saw --format json »',
    'wat «who-saw --format json» toonde',
  ],
  'it is no answer in JSON, or one without proof': [
    'ce n’est pas une réponse en JSON, ou elle est sans preuve',
    'het is geen antwoord in JSON, of een zonder bewijs',
  ],
  'it tells otherwise than the entries in it': [
    'elle dit autre chose que les entrées qu’elle contient',
    'het zegt iets anders dan de inschrijvingen erin',
  ],
  'The ledger of {0} says so: {1} entries of {2}, each proven.': [
    'Le registre journal de {0} le dit : {1} entrées sur {2}, chacune prouvée.',
    'Het logboek van {0} zegt het: {1} inschrijvingen van {2}, elk bewezen.',
  ],
};
