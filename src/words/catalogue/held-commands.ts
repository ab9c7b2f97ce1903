/** What the commands for held records and legal holds say. */

import type { Translations } from './translations.ts';

export const heldCommands: Translations = {
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
    '  passerelle hold confirm {0} --as ACCOUNTNAAM',
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
};
