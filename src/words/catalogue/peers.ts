/** What is said of the other sites, of the National Intermutualist College, and of the ledgers that sites show each other. */

import type { Translations } from './translations.ts';

export const peers: Translations = {
  'Nothing was routed. Ask the CIN for a new extract: a line «# extract YYYY-MM-DD», then the columns {0}.': [
    'Rien n’a été acheminé. Demandez au CIN un nouvel extrait : une ligne « # extract YYYY-MM-DD », puis les colonnes {0}.',
    'Er is niets doorgegeven. Vraag het NIC een nieuw uittreksel: een regel «# extract YYYY-MM-DD», dan de kolommen {0}.',
  ],
  'the extract of the CIN': ['l’extrait du CIN', 'het uittreksel van het NIC'],
  'is not «# extract YYYY-MM-DD»': ['n’est pas « # extract YYYY-MM-DD »', 'is niet «# extract YYYY-MM-DD»'],
  'is not one of an extract': ['n’est pas une colonne d’un extrait', 'is geen kolom van een uittreksel'],
  'says a second time what became of a number': [
    'dit une seconde fois ce qu’un numéro est devenu',
    'zegt een tweede keer wat er van een nummer geworden is',
  ],
  '{0} numbers are replaced or cancelled and insured as well': [
    '{0} numéros sont à la fois remplacés ou annulés et affiliés',
    '{0} nummers zijn vervangen of geannuleerd en toch aangesloten',
  ],
  'the extract was made in the future': [
    'l’extrait est daté du futur',
    'het uittreksel dateert uit de toekomst',
  ],
  'the extract is {0} days old, and {1} are allowed': [
    'l’extrait date de {0} jours, et {1} sont admis',
    'het uittreksel is {0} dagen oud, en {1} zijn toegelaten',
  ],
  'the extract of the CIN at {0} cannot be read': [
    'l’extrait du CIN ne peut être lu à l’emplacement {0}',
    'het uittreksel van het NIC kan niet worden gelezen op {0}',
  ],
  'stands in a row that says an affiliation as well': [
    'figure dans une ligne qui mentionne aussi une affiliation',
    'staat in een regel die ook een aansluiting vermeldt',
  ],
  'is the code of no insurer and of no mutual health fund': [
    'n’est le code d’aucun organisme assureur ni d’aucune mutualité',
    'is niet de code van een verzekeringsinstelling of een ziekenfonds',
  ],
  'is neither a social security number nor «cancelled»': [
    'n’est ni un numéro d’identification de la sécurité sociale ni « cancelled »',
    'is noch een identificatienummer van de sociale zekerheid, noch «cancelled»',
  ],
  'is the number itself': ['est le numéro lui-même', 'is het nummer zelf'],
  'is larger than any answer': [
    'est plus grande que toute réponse admise',
    'is groter dan elk toegelaten antwoord',
  ],
  "the CIN's service at {0} answered HTTP {1}": [
    'le service du CIN à l’adresse {0} a répondu HTTP {1}',
    'de dienst van het NIC op {0} heeft geantwoord met HTTP {1}',
  ],
  'Nothing was routed. {0}': ['Rien n’a été acheminé. {0}', 'Er is niets doorgegeven. {0}'],
  "no trusted connection to the CIN's service at {0} could be made": [
    'aucune connexion de confiance n’a pu être établie avec le service du CIN à l’adresse {0}',
    'er kon geen vertrouwde verbinding worden gemaakt met de dienst van het NIC op {0}',
  ],
  'Nothing was routed. Check authority, certificate and key in [affiliation.service].': [
    'Rien n’a été acheminé. Vérifiez l’autorité, le certificat et la clé sous [affiliation.service].',
    'Er is niets doorgegeven. Controleer autoriteit, certificaat en sleutel onder [affiliation.service].',
  ],
  'Check the token and the client certificate in [affiliation].': [
    'Vérifiez le jeton et le certificat client sous [affiliation].',
    'Controleer het token en het clientcertificaat onder [affiliation].',
  ],
  'Check the address in [affiliation], and ask the CIN which contract the service follows.': [
    'Vérifiez l’adresse sous [affiliation], et demandez au CIN quel contrat suit le service.',
    'Controleer het adres onder [affiliation], en vraag het NIC welk contract de dienst volgt.',
  ],
  'does not answer what was asked, one by one and in the same order': [
    'ne répond pas à ce qui a été demandé, un par un et dans le même ordre',
    'beantwoordt niet wat gevraagd werd, één voor één en in dezelfde volgorde',
  ],
  'is no JSON': ['n’est pas du JSON', 'is geen JSON'],
  'is not what the contract says: at {0}': [
    'n’est pas conforme au contrat : à {0}',
    'is niet wat het contract zegt: bij {0}',
  ],
  "an answer of the CIN's service {0}": [
    'une réponse du service du CIN {0}',
    'een antwoord van de dienst van het NIC {0}',
  ],
  'Nothing was routed. Tell the CIN; the contract of the service is in docs/affiliation.md.': [
    'Rien n’a été acheminé. Avertissez le CIN ; le contrat du service figure dans docs/affiliation.md.',
    'Er is niets doorgegeven. Verwittig het NIC; het contract van de dienst staat in docs/affiliation.md.',
  ],
  'lists more than any channel holds': [
    'énumère plus de fichiers que n’en contient aucun canal',
    'somt meer op dan eender welk kanaal bevat',
  ],
  'open a folder': ['ouvrir un dossier', 'een map te openen'],
  'list a folder': ['énumérer un dossier', 'een map op te sommen'],
  'close a folder': ['fermer un dossier', 'een map te sluiten'],
  'open a file': ['ouvrir un fichier', 'een bestand te openen'],
  'sends more than {0} bytes for one file': [
    'envoie plus de {0} octets pour un seul fichier',
    'verzendt meer dan {0} bytes voor één bestand',
  ],
  'close a file': ['fermer un fichier', 'een bestand te sluiten'],
  'read a file': ['lire un fichier', 'een bestand te lezen'],
  'end of file': ['fin de fichier', 'einde van het bestand'],
  'no such file': ['fichier inexistant', 'bestand bestaat niet'],
  'permission denied': ['accès refusé', 'toegang geweigerd'],
  failure: ['échec', 'mislukt'],
  'bad message': ['message incorrect', 'foutief bericht'],
  'no connection': ['pas de connexion', 'geen verbinding'],
  'connection lost': ['connexion perdue', 'verbinding verloren'],
  'operation unsupported': ['opération non prise en charge', 'bewerking niet ondersteund'],
  'ended the connection': ['a mis fin à la connexion', 'heeft de verbinding beëindigd'],
  'did not answer in time when asked to {0}': [
    'n’a pas répondu à temps à la demande de {0}',
    'heeft niet tijdig geantwoord op de vraag om {0}',
  ],
  'broke off': ['a rompu l’échange', 'heeft het gesprek afgebroken'],
  'answered “{0}”': ['a répondu « {0} »', 'heeft «{0}» geantwoord'],
  '{0} when asked to {1}': ['{0} à la demande de {1}', '{0} op de vraag om {1}'],
  'Nothing was taken over. Run the command again later; if it fails again, ask the operator there.': [
    'Rien n’a été repris. Relancez la commande plus tard ; en cas de nouvel échec, interrogez l’opérateur de l’autre site.',
    'Er is niets overgenomen. Voer het commando later opnieuw uit; mislukt het weer, vraag het dan aan de operator daar.',
  ],
  'no connection to {0}:{1}': ['pas de connexion avec {0}:{1}', 'geen verbinding met {0}:{1}'],
  'Check host and port in the configuration, the firewall, and whether the peer is up.': [
    'Vérifiez l’hôte et le port dans la configuration, le pare-feu, et si l’autre site est en service.',
    'Controleer host en poort in de configuratie, de firewall, en of de andere site in dienst is.',
  ],
  'create a file': ['créer un fichier', 'een bestand aan te maken'],
  'write a file': ['écrire un fichier', 'een bestand te schrijven'],
  'take over a file': ['reprendre un fichier', 'een bestand over te nemen'],
  'showed another host key than the one that is pinned': [
    'a présenté une autre clé d’hôte que celle qui est épinglée',
    'heeft een andere hostsleutel getoond dan de vastgelegde',
  ],
  'Do not log in by other means. Ask the operator there, by telephone, for the fingerprint of their host key.':
    [
      'Ne vous connectez pas par d’autres moyens. Demandez par téléphone à l’opérateur de l’autre site l’empreinte de sa clé d’hôte.',
      'Meld u niet langs een andere weg aan. Vraag de operator daar telefonisch naar de vingerafdruk van zijn hostsleutel.',
    ],
  'did not complete the connection': ['n’a pas achevé la connexion', 'heeft de verbinding niet voltooid'],
  'The network broke, the peer turns this address away, or it shares no SSH algorithm with us.': [
    'Le réseau s’est interrompu, l’autre site refuse cette adresse, ou il n’a aucun algorithme SSH en commun avec le nôtre.',
    'Het netwerk viel uit, de andere site weigert dit adres, of ze heeft geen SSH-algoritme met ons gemeen.',
  ],
  'refused the login': ['a refusé la connexion', 'heeft de aanmelding geweigerd'],
  'Check account, key, password and TOTP device. Too many tries lock the account for a while.': [
    'Vérifiez le compte, la clé, le mot de passe et l’appareil TOTP. Trop d’essais bloquent le compte pour un temps.',
    'Controleer account, sleutel, wachtwoord en TOTP-toestel. Te veel pogingen blokkeren het account een tijdlang.',
  ],
  'opened no SFTP session': ['n’a ouvert aucune session SFTP', 'heeft geen SFTP-sessie geopend'],
  'Run the command again later; if it fails again, ask the operator there.': [
    'Relancez la commande plus tard ; en cas de nouvel échec, interrogez l’opérateur de l’autre site.',
    'Voer het commando later opnieuw uit; mislukt het weer, vraag het dan aan de operator daar.',
  ],
  '{0}:{1} {2} (account {3})': ['{0}:{1} {2} (compte {3})', '{0}:{1} {2} (account {3})'],
  'An event "{0}" has a detail that the ledger cannot hold.': [
    'Un événement « {0} » a un détail que le registre journal ne peut contenir.',
    'Een gebeurtenis «{0}» heeft een detail dat het logboek niet kan bevatten.',
  ],
  'An event "{0}" was about to write a social security number to the ledger.': [
    'Un événement « {0} » allait écrire un numéro d’identification de la sécurité sociale dans le registre journal.',
    'Een gebeurtenis «{0}» stond op het punt een identificatienummer van de sociale zekerheid in het logboek te schrijven.',
  ],
  'Nothing was changed. This is a defect of the program: report it.': [
    'Rien n’a été modifié. C’est un défaut du programme : signalez-le.',
    'Er is niets gewijzigd. Dit is een fout van het programma: meld ze.',
  ],
  '{0} cannot be made': ['{0} ne peut être créé', '{0} kan niet worden aangemaakt'],
  'Nothing is overwritten: name a new file in a folder that is there.': [
    'Rien n’est écrasé : nommez un nouveau fichier dans un dossier existant.',
    'Er wordt niets overschreven: noem een nieuw bestand in een bestaande map.',
  ],
  '{0} is no ledger: a line of it has over {1} bytes': [
    '{0} n’est pas un registre journal : une de ses lignes dépasse {1} octets',
    '{0} is geen logboek: een regel ervan is langer dan {1} bytes',
  ],
  'the text is no verifier key of a ledger': [
    'le texte n’est pas une clé de vérification d’un registre journal',
    'de tekst is geen verificatiesleutel van een logboek',
  ],
  'Their operator prints it with: passerelle keys show ledger': [
    'L’opérateur de l’autre site l’affiche avec : passerelle keys show ledger',
    'De operator daar toont ze met: passerelle keys show ledger',
  ],
  'the text is no Ed25519 private key in PEM': [
    'le texte n’est pas une clé privée Ed25519 en PEM',
    'de tekst is geen Ed25519-privésleutel in PEM',
  ],
  'Make one with: passerelle keys generate ledger': [
    'Générez-en une avec : passerelle keys generate ledger',
    'Maak er een met: passerelle keys generate ledger',
  ],
  'Entry {0} of the ledger cannot be read.': [
    'L’entrée {0} du registre journal ne peut être lue.',
    'Inschrijving {0} van het logboek kan niet worden gelezen.',
  ],
  'Verify the whole ledger, and compare with the last backup: something changed it from outside.': [
    'Vérifiez tout le registre journal et comparez-le avec la dernière sauvegarde : quelque chose l’a modifié de l’extérieur.',
    'Controleer het hele logboek en vergelijk het met de laatste back-up: iets heeft het van buitenaf gewijzigd.',
  ],
  '{0} shows no checkpoint of its ledger any more': [
    '{0} ne montre plus aucun point de contrôle de son registre journal',
    '{0} toont geen controlepunt van zijn logboek meer',
  ],
  'Nothing was moved. Ask its operator why.': [
    'Rien n’a été transmis. Demandez-en la raison à son opérateur.',
    'Er is niets meegedeeld. Vraag de operator daar waarom.',
  ],
  '{0} shows a checkpoint of this ledger that this site never signed': [
    '{0} montre un point de contrôle de ce registre journal que ce site n’a jamais signé',
    '{0} toont een controlepunt van dit logboek dat deze site nooit ondertekend heeft',
  ],
  'Nothing was moved. Was the ledger key of this site replaced? Ask the operator of the peer what it holds.':
    [
      'Rien n’a été transmis. La clé du registre journal de ce site a-t-elle été remplacée ? Demandez à l’opérateur de l’autre site ce qu’il détient.',
      'Er is niets meegedeeld. Werd de logboeksleutel van deze site vervangen? Vraag de operator van de andere site wat hij bijhoudt.',
    ],
  '{0} holds a checkpoint of it': [
    '{0} en détient un point de contrôle',
    '{0} houdt er een controlepunt van bij',
  ],
  'is shorter than it was': ['est plus court qu’il ne l’était', 'is korter dan het was'],
  'has another history than it had': [
    'a une autre histoire qu’auparavant',
    'heeft een andere geschiedenis dan voorheen',
  ],
  'the ledger of this site {0}: {1}': [
    'le registre journal de ce site {0} : {1}',
    'het logboek van deze site {0}: {1}',
  ],
  'Nothing was moved. This is an older state, or a changed one: restore the newest backup, or see docs/ledger.md, "After a restore".':
    [
      'Rien n’a été transmis. Ceci est un état plus ancien, ou modifié : restaurez la sauvegarde la plus récente, ou voyez docs/ledger.md, « After a restore ».',
      'Er is niets meegedeeld. Dit is een vroegere toestand, of een gewijzigde: zet de recentste back-up terug, of zie docs/ledger.md, «After a restore».',
    ],
  'is none': ['n’en est pas un', 'is er geen'],
  'can not be judged: its ledger key is not configured': [
    'ne peut être jugé : la clé de ce registre journal n’est pas configurée',
    'kan niet worden beoordeeld: de sleutel van dat logboek is niet geconfigureerd',
  ],
  'is not signed by its ledger key': [
    'n’est pas signé par la clé de ce registre journal',
    'is niet ondertekend met de sleutel van dat logboek',
  ],
  'is of a ledger that was restored': [
    'est celui d’un registre journal restauré',
    'is van een logboek dat werd teruggezet',
  ],
  'is not proven to have grown from the last one that is held': [
    'n’est pas prouvé comme suite du dernier qui est détenu',
    'is niet bewezen als vervolg op het laatste dat wordt bijgehouden',
  ],
  'was made under other clauses of the deliberation than this site runs': [
    'a été établi sous d’autres clauses de la délibération que celles de ce site',
    'werd gemaakt onder andere clausules van de beraadslaging dan die van deze site',
  ],
  'is shorter than the last one that is held': [
    'est plus court que le dernier qui est détenu',
    'is korter dan het laatste dat wordt bijgehouden',
  ],
  'has another history than the last one that is held': [
    'a une autre histoire que le dernier qui est détenu',
    'heeft een andere geschiedenis dan het laatste dat wordt bijgehouden',
  ],
  'the checkpoint of the ledger of {0} {1}': [
    'le point de contrôle du registre journal de {0} {1}',
    'het controlepunt van het logboek van {0} {1}',
  ],
  'Nothing was moved. Once its operator has told you why: passerelle ledger acknowledge-restore {0} --reason "…"':
    [
      'Rien n’a été transmis. Une fois que son opérateur vous en a dit la raison : passerelle ledger acknowledge-restore {0} --reason "…"',
      'Er is niets meegedeeld. Zodra de operator daar u gezegd heeft waarom: passerelle ledger acknowledge-restore {0} --reason "…"',
    ],
  'Nothing was moved. The two sites run different versions of the program: update the older one.': [
    'Rien n’a été transmis. Les deux sites n’ont pas la même version du programme : mettez à jour la plus ancienne.',
    'Er is niets meegedeeld. De twee sites hebben verschillende versies van het programma: werk de oudste bij.',
  ],
  'Nothing was moved. Compare ledger keys with its operator.': [
    'Rien n’a été transmis. Comparez les clés des registres journaux avec son opérateur.',
    'Er is niets meegedeeld. Vergelijk de logboeksleutels met de operator daar.',
  ],
  'Nothing was moved, and {0} was told. Its operator restores the newest backup, or acknowledges what is lost.':
    [
      'Rien n’a été transmis, et {0} en a été averti. Son opérateur restaure la sauvegarde la plus récente, ou prend acte de ce qui est perdu.',
      'Er is niets meegedeeld, en {0} werd verwittigd. De operator daar zet de recentste back-up terug, of neemt akte van wat verloren is.',
    ],
  'the peer did not take a checkpoint that was handed in': [
    'l’autre site n’a pas accepté un point de contrôle qui lui a été remis',
    'de andere site heeft een afgegeven controlepunt niet aangenomen',
  ],
  'Nothing was moved. Its ledger says why (checkpoint-refused): no ledger key of this site, a restore that is not acknowledged there, or other clauses.':
    [
      'Rien n’a été transmis. Son registre journal dit pourquoi (checkpoint-refused) : pas de clé de registre journal de ce site, une restauration dont il n’a pas pris acte, ou d’autres clauses.',
      'Er is niets meegedeeld. Het logboek daar zegt waarom (checkpoint-refused): geen logboeksleutel van deze site, een teruggezette back-up waarvan daar geen akte is genomen, of andere clausules.',
    ],
  'nothing is known of the ledger of {0} that could be lost': [
    'on ne sait rien du registre journal de {0} qui puisse être perdu',
    'van het logboek van {0} is niets gekend dat verloren kon gaan',
  ],
  'the ledger of this site holds all that others are known to have seen': [
    'le registre journal de ce site contient tout ce que d’autres ont vu, autant que l’on sache',
    'het logboek van deze site bevat alles wat anderen voor zover gekend gezien hebben',
  ],
  'another process has acknowledged it already': [
    'un autre processus en a déjà pris acte',
    'een ander proces heeft er al akte van genomen',
  ],
  'Nothing was changed. See: passerelle ledger checkpoint': [
    'Rien n’a été modifié. Voir : passerelle ledger checkpoint',
    'Er is niets gewijzigd. Zie: passerelle ledger checkpoint',
  ],
};
