/** What the commands for sites, accounts and held records say. */

import type { Translations } from './translations.ts';

export const commandsOne: Translations = {
  'the certificate {0} cannot be read': [
    'le certificat {0} ne peut être lu',
    'certificaat {0} kan niet worden gelezen',
  ],
  'the public key {0} cannot be read': [
    'la clé publique {0} ne peut être lue',
    'publieke sleutel {0} kan niet worden gelezen',
  ],
  name: ['nom', 'naam'],
  party: ['institution', 'instelling'],
  role: ['rôle', 'rol'],
  status: ['statut', 'status'],
  undertaking: ['engagement', 'verbintenis'],
  factors: ['facteurs', 'factoren'],
  password: ['mot de passe', 'wachtwoord'],
  totp: ['TOTP', 'TOTP'],
  '{0} keys': ['{0} clés', '{0} sleutels'],
  '{0} cards': ['{0} cartes', '{0} kaarten'],
  '{0} authorities': ['{0} autorités', '{0} autoriteiten'],
  'key {0} {1}': ['clé {0} {1}', 'sleutel {0} {1}'],
  'authority {0} {1}': ['autorité {0} {1}', 'autoriteit {0} {1}'],
  'distrusted {0}': ['plus de confiance : {0}', 'niet meer vertrouwd: {0}'],
  'card {0} until {1}': ['carte {0} jusqu’au {1}', 'kaart {0} tot {1}'],
  'invited until {0}': ['invité jusqu’au {0}', 'uitgenodigd tot {0}'],
  'from {0} only': ['uniquement depuis {0}', 'alleen vanaf {0}'],
  'valid from {0} until {1}, both days included': [
    'valable du {0} au {1}, ces deux jours inclus',
    'geldig van {0} tot en met {1}',
  ],
  'the beginning': ['début', 'het begin'],
  'the end': ['terme', 'het einde'],
  'by {0} only': ['uniquement par {0}', 'alleen met {0}'],
  'whose account it is': ['à qui est le compte', 'van wie het account is'],
  'what it reads the data for (default: the one that the deliberation names)': [
    'à quelle fin il lit les données (par défaut, celle que désigne la délibération)',
    'waarvoor het de gegevens leest (standaard: wat de beraadslaging noemt)',
  ],
  'public SSH key: possession': ['clé SSH publique : possession', 'publieke SSH-sleutel: bezit'],
  'give it a TOTP device: possession': [
    'lui donner un appareil TOTP : possession',
    'geef het een TOTP-toestel: bezit',
  ],
  'password (else it is asked for): knowledge': [
    'mot de passe (sinon il est demandé) : connaissance',
    'wachtwoord (anders wordt het gevraagd): kennis',
  ],
  'none yet: the holder sets it by an enrolment code, see «invite»': [
    'pas encore : le titulaire le choisit par un code d’inscription, voir « invite »',
    'nog geen: de houder kiest het met een inschrijvingscode, zie «invite»',
  ],
  'print the secret of the TOTP device as an otpauth URI on stdout': [
    'afficher le secret de l’appareil TOTP comme URI otpauth sur la sortie standard',
    'toon het geheim van het TOTP-toestel als otpauth-URI op de standaarduitvoer',
  ],
  'write that URI to a new file that only you may read': [
    'écrire cette URI dans un nouveau fichier que vous seul pouvez lire',
    'schrijf die URI in een nieuw bestand dat alleen u kunt lezen',
  ],
  'list all accounts': ['énumérer tous les comptes', 'som alle accounts op'],
  'show an account and its keys': ['montrer un compte et ses clés', 'toon een account en zijn sleutels'],
  'set another password': ['choisir un autre mot de passe', 'stel een ander wachtwoord in'],
  'read it there instead of asking': [
    'le lire là au lieu de le demander',
    'lees het daar in plaats van het te vragen',
  ],
  'print a code by which the holder sets its own password at its first login': [
    'afficher un code avec lequel le titulaire choisit son mot de passe à sa première connexion',
    'toon een code waarmee de houder bij de eerste aanmelding zelf een wachtwoord kiest',
  ],
  'and sets up a TOTP device too': ['et installe aussi un appareil TOTP', 'en stelt ook een TOTP-toestel in'],
  'for how long the code is good': [
    'pendant combien d’heures le code est valable',
    'hoeveel uren de code geldig is',
  ],
  'give another TOTP device': ['donner un autre appareil TOTP', 'geef een ander TOTP-toestel'],
  'print the secret as an otpauth URI on stdout': [
    'afficher le secret comme URI otpauth sur la sortie standard',
    'toon het geheim als otpauth-URI op de standaarduitvoer',
  ],
  'add a public SSH key, also of a FIDO2 authenticator': [
    'ajouter une clé SSH publique, y compris d’un authentificateur FIDO2',
    'voeg een publieke SSH-sleutel toe, ook van een FIDO2-authenticator',
  ],
  'add an eID or another card by its authentication certificate': [
    'ajouter une eID ou une autre carte par son certificat d’authentification',
    'voeg een eID of een andere kaart toe met haar authenticatiecertificaat',
  ],
  'trust the key of an authority that certifies keys for this account': [
    'faire confiance à la clé d’une autorité qui certifie des clés pour ce compte',
    'vertrouw de sleutel van een autoriteit die sleutels voor dit account certificeert',
  ],
  'trust a certified key no longer': [
    'ne plus faire confiance à une clé certifiée',
    'vertrouw een gecertificeerde sleutel niet langer',
  ],
  'take a public SSH key away, or a card, or an authority': [
    'retirer une clé SSH publique, une carte ou une autorité',
    'neem een publieke SSH-sleutel, een kaart of een autoriteit weg',
  ],
  'say where from, when and how it may log in; ends its sessions': [
    'dire d’où, quand et comment il peut se connecter ; met fin à ses sessions',
    'zeg vanwaar, wanneer en hoe het zich mag aanmelden; beëindigt zijn sessies',
  ],
  'addresses and networks, for example 192.0.2.7,2001:db8::/32': [
    'adresses et réseaux, par exemple 192.0.2.7,2001:db8::/32',
    'adressen en netwerken, bijvoorbeeld 192.0.2.7,2001:db8::/32',
  ],
  'first day': ['premier jour', 'eerste dag'],
  'last day': ['dernier jour', 'laatste dag'],
  'of {0}': ['parmi {0}', 'uit {0}'],
  'lift all restrictions before': ['lever d’abord toutes les restrictions', 'hef eerst alle beperkingen op'],
  'let the holder log in from now on': [
    'permettre au titulaire de se connecter dès maintenant',
    'laat de houder zich vanaf nu aanmelden',
  ],
  'day on which the holder signed the undertaking of confidentiality': [
    'jour où le titulaire a signé l’engagement de confidentialité',
    'dag waarop de houder de vertrouwelijkheidsverbintenis heeft ondertekend',
  ],
  'end its sessions, until it is activated again': [
    'mettre fin à ses sessions, jusqu’à ce qu’il soit réactivé',
    'beëindig zijn sessies, tot het opnieuw geactiveerd wordt',
  ],
  'end it for good': ['y mettre fin pour de bon', 'beëindig het voorgoed'],
  'Next: passerelle account activate {0} --undertaking <day on which the holder signed it>': [
    'Ensuite : passerelle account activate {0} --undertaking <jour où le titulaire l’a signé>',
    'Daarna: passerelle account activate {0} --undertaking <dag waarop de houder ze ondertekende>',
  ],
  'No account is enrolled.': ['Aucun compte n’est inscrit.', 'Er is geen account ingeschreven.'],
  'there is no account of that name': ['il n’y a pas de compte de ce nom', 'er is geen account met die naam'],
  'See all with: passerelle account list': [
    'Voyez-les tous avec : passerelle account list',
    'Bekijk ze allemaal met: passerelle account list',
  ],
  'a code is good for 1 to {0} hours': [
    'un code est valable de 1 à {0} heures',
    'een code is 1 tot {0} uur geldig',
  ],
  'Good once, until {0}. The holder gives it as its password, and chooses its own.': [
    'Valable une seule fois, jusqu’au {0}. Le titulaire le donne comme mot de passe, puis choisit le sien.',
    'Eén keer geldig, tot {0}. De houder geeft hem als wachtwoord en kiest dan zelf een wachtwoord.',
  ],
  'no restriction is given': ['aucune restriction n’est donnée', 'er is geen beperking opgegeven'],
  'See --help.': ['Voir --help.', 'Zie --help.'],
  'new password of {0}': ['nouveau mot de passe de {0}', 'nieuw wachtwoord van {0}'],
  'social security number (NISS, INSZ) of the child': [
    'numéro d’identification de la sécurité sociale (NISS) de l’enfant',
    'identificatienummer van de sociale zekerheid (INSZ) van het kind',
  ],
  'it is no social security number ({0})': [
    'ce n’est pas un numéro d’identification de la sécurité sociale ({0})',
    'het is geen identificatienummer van de sociale zekerheid ({0})',
  ],
  'it is a number of the mock register': [
    'c’est un numéro du registre fictif',
    'het is een nummer van het fictieve register',
  ],
  'a rehearsal knows the mock register only': [
    'une répétition ne connaît que le registre fictif',
    'een repetitie kent alleen het fictieve register',
  ],
  'what was typed is not taken: {0}': [
    'ce qui a été saisi n’est pas accepté : {0}',
    'wat werd ingetikt, wordt niet aangenomen: {0}',
  ],
  'Nothing was looked up. Type the eleven digits, with or without dots and hyphens.': [
    'Rien n’a été consulté. Saisissez les onze chiffres, avec ou sans points et traits d’union.',
    'Er is niets opgezocht. Tik de elf cijfers in, met of zonder punten en koppeltekens.',
  ],
  publisher: ['émetteur', 'verzender'],
  relay: ['relais', 'relais'],
  recipient: ['destinataire', 'ontvanger'],
  '{0} is a {1}: «{2}» has nothing to do there': [
    '{0} est un {1} : « {2} » n’y a rien à faire',
    '{0} is een {1}: «{2}» heeft daar niets te doen',
  ],
  'It is for a {0}. Name another configuration with --config.': [
    'La commande est destinée à : {0}. Désignez une autre configuration avec --config.',
    'Het commando is bestemd voor: {0}. Wijs een andere configuratie aan met --config.',
  ],
  'make a backup in a folder of its own: database, configuration, public keys': [
    'faire une sauvegarde dans un dossier à part : base de données, configuration, clés publiques',
    'maak een back-up in een eigen map: databank, configuratie, publieke sleutels',
  ],
  'where it is to lie': ['où la placer', 'waar ze moet komen'],
  '\nNo process need be stopped. A backup holds neither the master key nor a private key: keep those apart.':
    [
      '\nAucun processus ne doit être arrêté. Une sauvegarde ne contient ni la clé maîtresse ni de clé privée : gardez-les à part.',
      '\nGeen enkel proces hoeft te stoppen. Een back-up bevat noch de hoofdsleutel noch een privésleutel: bewaar die apart.',
    ],
  'read every byte of a backup, with the master key of the site': [
    'lire chaque octet d’une sauvegarde, avec la clé maîtresse du site',
    'lees elke byte van een back-up, met de hoofdsleutel van de site',
  ],
  'the folder that «backup make» printed': [
    'le dossier affiché par « backup make »',
    'de map die «backup make» heeft getoond',
  ],
  'note in the ledger that a backup is no more: no certificate of a purge lists it then': [
    'noter dans le registre journal qu’une sauvegarde n’existe plus : aucun certificat de purge ne la mentionne alors',
    'noteer in het logboek dat een back-up niet meer bestaat: geen wissingscertificaat vermeldt ze dan nog',
  ],
  'its name, or the folder where it lay': [
    'son nom, ou le dossier où elle se trouvait',
    'haar naam, of de map waar ze stond',
  ],
  'Ledger head {0}:{1}. It still holds what is purged later: destroy it in time.': [
    'Tête du registre journal {0}:{1}. La sauvegarde contient encore ce qui sera purgé plus tard : détruisez-la à temps.',
    'Kop van het logboek {0}:{1}. De back-up bevat nog wat later gewist wordt: vernietig ze tijdig.',
  ],
  'Noted: {0} is no more.': ['Noté : {0} n’existe plus.', 'Genoteerd: {0} bestaat niet meer.'],
  'The backup is whole: {0} parcels read to their last byte.': [
    'La sauvegarde est intacte : {0} fichiers scellés lus jusqu’au dernier octet.',
    'De back-up is gaaf: {0} verzegelde bestanden tot de laatste byte gelezen.',
  ],
  'Head {0}:{1}': ['Tête {0}:{1}', 'Kop {0}:{1}'],
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
  'stay, collect and purge by schedule; secrets are asked once and stay in memory': [
    'rester en service, relever et purger selon l’horaire ; les secrets sont demandés une fois et restent en mémoire',
    'blijf actief, haal op en wis volgens het schema; geheimen worden één keer gevraagd en blijven in het geheugen',
  ],
  'Opened {0}': ['{0} est ouvert', '{0} is geopend'],
  'Nothing new.': ['Rien de nouveau.', 'Niets nieuws.'],
  '{0}: {1} records in {2}': ['{0} : {1} mutations dans {2}', '{0}: {1} mutaties in {2}'],
  'Receipt handed in for {0}': ['Accusé de réception remis pour {0}', 'Ontvangstbewijs afgegeven voor {0}'],
  'Collecting by schedule until stopped.': [
    'Relève selon l’horaire jusqu’à l’arrêt.',
    'Haalt op volgens het schema tot het gestopt wordt.',
  ],
  'set up a site: configuration, folders, master key, ledger key, database': [
    'installer un site : configuration, dossiers, clé maîtresse, clé du registre journal, base de données',
    'richt een site in: configuratie, mappen, hoofdsleutel, logboeksleutel, databank',
  ],
  'generate and show the keys of the site': [
    'générer et montrer les clés du site',
    'maak en toon de sleutels van de site',
  ],
  'enrol, activate, restrict and revoke the accounts of the gateway': [
    'inscrire, activer, restreindre et révoquer les comptes de la passerelle',
    'schrijf accounts van de gateway in, activeer, beperk en trek ze in',
  ],
  'enrol and activate the people of this site who look records up or order a hold': [
    'inscrire et activer les personnes de ce site qui consultent des mutations ou ordonnent une suspension',
    'schrijf de mensen van deze site in die mutaties raadplegen of een opschorting bevelen, en activeer hen',
  ],
  'show in figures what publishing a file of evaluations would send': [
    'montrer en chiffres ce que publierait un fichier d’évaluations',
    'toon in cijfers wat de publicatie van een evaluatiebestand zou verzenden',
  ],
  'publish a month: select, sign, seal to the relay': [
    'publier un mois : sélectionner, signer, sceller pour le relais',
    'publiceer een maand: selecteer, onderteken, verzegel voor het relais',
  ],
  'run the gateway, and purge by schedule': [
    'exploiter la passerelle, et purger selon l’horaire',
    'laat de gateway draaien, en wis volgens het schema',
  ],
  'fetch what is new, route it to the insurers, seal and deliver': [
    'relever ce qui est nouveau, l’acheminer vers les organismes assureurs, sceller et transmettre',
    'haal op wat nieuw is, wijs het toe aan de verzekeringsinstellingen, verzegel en geef door',
  ],
  'list, retry and return the records for which there is no single insurer': [
    'énumérer, réessayer et renvoyer les mutations sans organisme assureur unique',
    'som de mutaties zonder één enkele verzekeringsinstelling op, probeer ze opnieuw of stuur ze terug',
  ],
  'fetch and open what lies ready at the relay, hand in receipts': [
    'relever et ouvrir ce qui est prêt au relais, remettre les accusés de réception',
    'haal op en open wat bij het relais klaarligt, geef ontvangstbewijzen af',
  ],
  'list the records that the relay could not route and gave back': [
    'énumérer les mutations que le relais n’a pu acheminer et a renvoyées',
    'som de mutaties op die het relais niet kon doorgeven en terugstuurde',
  ],
  'show where the channel, the months and the ledger stand': [
    'montrer où en sont le canal, les mois et le registre journal',
    'toon hoe het staat met het kanaal, de maanden en het logboek',
  ],
  'state in signed figures what became of each month; compare with another site': [
    'établir en chiffres signés ce que chaque mois est devenu ; comparer avec un autre site',
    'geef in ondertekende cijfers op wat er van elke maand geworden is; vergelijk met een andere site',
  ],
  'verify, read and audit the ledger, and prove it to others': [
    'vérifier, lire et contrôler le registre journal, et le prouver à d’autres',
    'verifieer, lees en audit het logboek, en bewijs het aan anderen',
  ],
  'show each clause and requirement, where it is enforced and which tests prove it': [
    'montrer chaque clause et exigence, où elle est appliquée et quels tests la prouvent',
    'toon elke clausule en vereiste, waar ze wordt afgedwongen en welke tests ze bewijzen',
  ],
  'write how the channel was used, for the evaluation of the committee': [
    'écrire comment le canal a servi, pour l’évaluation par le Comité',
    'schrijf hoe het kanaal werd gebruikt, voor de evaluatie door het Comité',
  ],
  'tell a child or its parents to whom its data were given': [
    'dire à un enfant ou à ses parents à qui ses données ont été communiquées',
    'zeg een kind of zijn ouders aan wie zijn gegevens werden meegedeeld',
  ],
  'look a child up, as a reader of this site and for a purpose of the deliberation': [
    'consulter les données d’un enfant, comme lecteur de ce site et pour une finalité de la délibération',
    'zoek een kind op, als lezer van deze site en voor een doeleinde van de beraadslaging',
  ],
  'destroy the data whose time is over, and certify it': [
    'détruire les données dont le délai est écoulé, et l’attester',
    'vernietig de gegevens waarvan de termijn verstreken is, en attesteer dat',
  ],
  'keep a month for a legal claim, by order of two operators': [
    'conserver un mois pour une action en justice, sur ordre de deux opérateurs',
    'bewaar een maand voor een rechtsvordering, op bevel van twee operatoren',
  ],
  'back up the site while it runs, and prove a backup': [
    'sauvegarder le site pendant qu’il fonctionne, et prouver une sauvegarde',
    'maak een back-up van de site terwijl ze draait, en bewijs een back-up',
  ],
  'put a backup in the place of a database that is lost': [
    'mettre une sauvegarde à la place d’une base de données perdue',
    'zet een back-up in de plaats van een verloren databank',
  ],
  'carry the site from its SQLite file to a PostgreSQL server': [
    'transférer le site de son fichier SQLite vers un serveur PostgreSQL',
    'breng de site over van haar SQLite-bestand naar een PostgreSQL-server',
  ],
  'grant the roles on the server their rights': [
    'accorder leurs droits aux rôles du serveur',
    'verleen de rollen op de server hun rechten',
  ],
  'live the whole life of the channel in a minute, with invented children': [
    'vivre toute la vie du canal en une minute, avec des enfants inventés',
    'beleef het hele leven van het kanaal in een minuut, met verzonnen kinderen',
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
  'no file of evaluations is named': [
    'aucun fichier d’évaluations n’est désigné',
    'er is geen evaluatiebestand genoemd',
  ],
  'Name one after the command, or in the configuration under [evaluations].': [
    'Désignez-en un après la commande, ou dans la configuration sous [evaluations].',
    'Noem er een na het commando, of in de configuratie onder [evaluations].',
  ],
  '\nChildren are masked; their numbers stand in the opened files. The ledger is told.': [
    '\nLes enfants sont masqués ; leurs numéros figurent dans les fichiers ouverts. Le registre journal en est informé.',
    '\nDe kinderen zijn gemaskeerd; hun nummers staan in de geopende bestanden. Het wordt in het logboek genoteerd.',
  ],
  reference: ['référence', 'referentie'],
  child: ['enfant', 'kind'],
  change: ['changement', 'wijziging'],
  period: ['période', 'periode'],
  reason: ['motif', 'reden'],
  'opened file': ['fichier ouvert', 'geopend bestand'],
  'Nothing was returned.': ['Rien n’a été renvoyé.', 'Er is niets teruggestuurd.'],
  'count them by reason and age (the default); also after the last day': [
    'les compter par motif et ancienneté (par défaut) ; aussi après le dernier jour',
    'tel ze per reden en ouderdom (standaard); ook na de laatste dag',
  ],
  'and list each of them; children are masked, and the ledger is told': [
    'et énumérer chacune ; les enfants sont masqués, et le registre journal en est informé',
    'en som elk ervan op; kinderen zijn gemaskeerd, en het wordt in het logboek genoteerd',
  ],
  'ask again for their insurer, and relay what is new: the same as «relay»': [
    'redemander leur organisme assureur, et acheminer ce qui est nouveau : comme « relay »',
    'vraag opnieuw naar hun verzekeringsinstelling, en geef door wat nieuw is: hetzelfde als «relay»',
  ],
  'give records back to the publisher in a signed feedback file': [
    'renvoyer des mutations à l’émetteur dans un fichier de retour signé',
    'stuur mutaties terug naar de verzender in een ondertekend terugmeldingsbestand',
  ],
  'the records, as «held --records» names them: 2022-03/7': [
    'les mutations, comme les nomme « held --records » : 2022-03/7',
    'de mutaties, zoals «held --records» ze noemt: 2022-03/7',
  ],
  'why; it must hold for each of them': [
    'pourquoi ; le motif doit valoir pour chacune',
    'waarom; het moet voor elk ervan gelden',
  ],
  '\nReasons of deliberation n° {0}:': [
    '\nMotifs de la délibération n° {0} :',
    '\nRedenen van beraadslaging nr. {0}:',
  ],
  'in all': ['en tout', 'in totaal'],
  'held since': ['en attente depuis', 'wacht sinds'],
  days: ['jours', 'dagen'],
  tries: ['essais', 'pogingen'],
  'Returned {0} records in {1}': ['{0} mutations renvoyées dans {1}', '{0} mutaties teruggestuurd in {1}'],
  'The publisher finds the file in its own tree here, and learns of it by: passerelle collect': [
    'L’émetteur trouve le fichier dans sa propre arborescence ici, et l’apprend par : passerelle collect',
    'De verzender vindt het bestand hier in zijn eigen mappen, en verneemt het met: passerelle collect',
  ],
  '\nOperators are accounts of the site itself, see «reader»; each proves a password and a TOTP device.': [
    '\nLes opérateurs sont des comptes du site lui-même, voir « reader » ; chacun prouve un mot de passe et un appareil TOTP.',
    '\nOperatoren zijn accounts van de site zelf, zie «reader»; elk bewijst een wachtwoord en een TOTP-toestel.',
  ],
  'ask that a month be kept: it is held once another operator confirms it': [
    'demander qu’un mois soit conservé : il l’est dès qu’un autre opérateur le confirme',
    'vraag dat een maand bewaard wordt: dat gebeurt zodra een andere operator het bevestigt',
  ],
  'which month': ['quel mois', 'welke maand'],
  'for which claim; it stays in the ledger for ever, so name nobody': [
    'pour quelle action ; cela reste à jamais dans le registre journal, ne nommez donc personne',
    'voor welke vordering; het blijft voorgoed in het logboek, noem dus niemand',
  ],
  'last day on which it is held': ['dernier jour de la suspension', 'laatste dag van de opschorting'],
  'who asks': ['qui demande', 'wie vraagt'],
  'confirm what another operator asked for': [
    'confirmer ce qu’un autre opérateur a demandé',
    'bevestig wat een andere operator heeft gevraagd',
  ],
  'of the hold': ['de la suspension', 'van de opschorting'],
  'who confirms': ['qui confirme', 'wie bevestigt'],
  'end a hold before its day; the purge follows': [
    'mettre fin à une suspension avant son terme ; la purge suit',
    'beëindig een opschorting vóór haar dag; de wissing volgt',
  ],
  'who lifts it': ['qui la lève', 'wie ze opheft'],
  'the second operator, at the same terminal; not for a request': [
    'le second opérateur, au même terminal ; pas pour une demande',
    'de tweede operator, aan dezelfde terminal; niet voor een aanvraag',
  ],
  'list all holds, those that have ended included': [
    'énumérer toutes les suspensions, y compris celles qui ont pris fin',
    'som alle opschortingen op, ook de beëindigde',
  ],
  'Asked: {0} to be held until {1}. Nothing is held before another operator confirms it:': [
    'Demandé : conserver {0} jusqu’au {1}. Rien n’est suspendu avant qu’un autre opérateur le confirme :',
    'Gevraagd: {0} bewaren tot {1}. Er is niets opgeschort voor een andere operator het bevestigt:',
  ],
  '  passerelle hold confirm {0} --as ACCOUNT': [
    '  passerelle hold confirm {0} --as COMPTE',
    '  passerelle hold confirm {0} --as ACCOUNT',
  ],
  'Held: {0} until {1}, placed by {2}, confirmed by {3}.': [
    'Purge suspendue : {0} jusqu’au {1}, demandé par {2}, confirmé par {3}.',
    'Wissing opgeschort: {0} tot {1}, gevraagd door {2}, bevestigd door {3}.',
  ],
  'Lifted: {0} is held by this order no more. What is due goes with the next purge.': [
    'Levée : {0} n’est plus conservé en vertu de cet ordre. Ce qui est échu part à la prochaine purge.',
    'Opgeheven: {0} wordt door dit bevel niet langer bewaard. Wat vervallen is, verdwijnt bij de volgende wissing.',
  ],
  'No hold was ever placed.': [
    'Aucune suspension n’a jamais été demandée.',
    'Er werd nooit een opschorting gevraagd.',
  ],
  month: ['mois', 'maand'],
  until: ['jusqu’au', 'tot'],
  'placed by': ['demandée par', 'gevraagd door'],
  'confirmed by': ['confirmée par', 'bevestigd door'],
  'in force': ['en cours', 'van kracht'],
  ended: ['terminée', 'beëindigd'],
  asked: ['demandée', 'gevraagd'],
  'It knows {0}.': ['Elle connaît {0}.', 'Ze kent {0}.'],
  'Note: {0}': ['Remarque : {0}', 'Opmerking: {0}'],
};
