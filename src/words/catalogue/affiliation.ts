/** What is said of the National Intermutualist College and its answers. */

import type { Translations } from './translations.ts';

export const affiliation: Translations = {
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
};
