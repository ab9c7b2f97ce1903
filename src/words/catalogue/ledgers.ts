/** What is said of the ledgers that sites keep and show each other. */

import type { Translations } from './translations.ts';

export const ledgers: Translations = {
  'An event "{0}" has a detail that the ledger cannot hold.': [
    'Un événement « {0} » a un détail que le registre journal ne peut contenir.',
    'Een gebeurtenis «{0}» heeft een detail dat het logboek niet kan bevatten.',
  ],
  'An event "{0}" was about to write a social security number to the ledger.': [
    'Un événement « {0} » allait écrire un numéro d’identification de la sécurité sociale dans le registre journal.',
    'Een gebeurtenis «{0}» stond op het punt een identificatienummer van de sociale zekerheid in het logboek te schrijven.',
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
