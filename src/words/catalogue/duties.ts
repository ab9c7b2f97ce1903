/** What is said of deadlines, statements, legal holds and the end of the channel. */

import type { Translations } from './translations.ts';

export const duties: Translations = {
  'a social security number had come into the closure report': [
    'un numéro d’identification de la sécurité sociale s’était glissé dans le rapport de clôture',
    'er was een identificatienummer van de sociale zekerheid in het eindverslag terechtgekomen',
  ],
  'Nothing was written. This is a defect of the program: report it.': [
    'Rien n’a été écrit. C’est un défaut du programme : signalez-le.',
    'Er is niets geschreven. Dit is een fout van het programma: meld ze.',
  ],
  '{0} is no evidence of tests': [
    '{0} n’est pas une preuve laissée par les tests',
    '{0} is geen bewijs dat de tests hebben achtergelaten',
  ],
  'It is written by the tests themselves: npm test': [
    'Ce fichier est écrit par les tests eux-mêmes : npm test',
    'Dit bestand wordt door de tests zelf geschreven: npm test',
  ],
  'It is there as a comment since init: fill it in. docs/configuration.md explains each key.': [
    'Elle s’y trouve en commentaire depuis init : complétez-la. docs/configuration.md explique chaque clé.',
    'Ze staat er sinds init als commentaar: vul ze in. docs/configuration.md legt elke sleutel uit.',
  ],
  'Put back the one that was made with the site: no other opens its data.': [
    'Remettez celle qui a été générée avec le site : aucune autre n’ouvre ses données.',
    'Zet die terug die samen met de site werd gemaakt: geen andere opent haar gegevens.',
  ],
  'Put each key under the party that it is of.': [
    'Placez chaque clé sous l’institution dont elle est.',
    'Zet elke sleutel onder de instelling waarvan ze is.',
  ],
  '{0}–{1} days': ['{0}–{1} jours', '{0}–{1} dagen'],
  '{0} records are held for more than {1} days (n° {2}, point {3})': [
    '{0} mutations sont en attente depuis plus de {1} jours (n° {2}, point {3})',
    '{0} mutaties wachten al meer dan {1} dagen (nr. {2}, punt {3})',
  ],
  'token for {0}': ['jeton pour {0}', 'token voor {0}'],
  'the certificates at {0} cannot be read': [
    'les certificats ne peuvent être lus à l’emplacement {0}',
    'de certificaten kunnen niet worden gelezen op {0}',
  ],
  'See [affiliation.service] in docs/configuration.md.': [
    'Voir [affiliation.service] dans docs/configuration.md.',
    'Zie [affiliation.service] in docs/configuration.md.',
  ],
  'The file of {0}, which {1} owes, is missing since {2}.': [
    'Le fichier de {0}, que doit {1}, manque depuis le {2}.',
    'Het bestand van {0}, dat {1} verschuldigd is, ontbreekt sinds {2}.',
  ],
  'The receipt of {0} for {1} is missing since {2}.': [
    'L’accusé de réception de {0} pour {1} manque depuis le {2}.',
    'Het ontvangstbewijs van {0} voor {1} ontbreekt sinds {2}.',
  ],
  '{0} files or receipts are overdue': [
    '{0} fichiers ou accusés de réception sont en retard',
    '{0} bestanden of ontvangstbewijzen zijn te laat',
  ],
  'Ask those who owe them; the statement of the month names all its files: passerelle statement --month': [
    'Réclamez-les à ceux qui les doivent ; l’état du mois nomme tous ses fichiers : passerelle statement --month',
    'Vraag ze aan wie ze verschuldigd is; de staat van de maand noemt al haar bestanden: passerelle statement --month',
  ],
  '{0}, port {1}': ['{0}, port {1}', '{0}, poort {1}'],
  'another process listens there already': [
    'un autre processus y écoute déjà',
    'een ander proces luistert daar al',
  ],
  'this user may not listen there': [
    'cet utilisateur ne peut y écouter',
    'deze gebruiker mag daar niet luisteren',
  ],
  'that is no address of this machine': [
    'ce n’est pas une adresse de cette machine',
    'dat is geen adres van deze machine',
  ],
  'nobody knows that name': ['personne ne connaît ce nom', 'niemand kent die naam'],
  'the gateway cannot listen on {0}: {1}': [
    'la passerelle ne peut écouter sur {0} : {1}',
    'de gateway kan niet luisteren op {0}: {1}',
  ],
  'Choose another host or port under [gateway], or end the other process.': [
    'Choisissez un autre hôte ou port sous [gateway], ou arrêtez l’autre processus.',
    'Kies een andere host of poort onder [gateway], of beëindig het andere proces.',
  ],
  '{0} has no section [{1}] yet': ['{0} n’a pas encore de section [{1}]', '{0} heeft nog geen sectie [{1}]'],
  'password of {0} at {1}': ['mot de passe de {0} chez {1}', 'wachtwoord van {0} bij {1}'],
  'TOTP secret of {0} at {1}': ['secret TOTP de {0} chez {1}', 'TOTP-geheim van {0} bij {1}'],
  'the {0} is none': [
    'la valeur donnée pour « {0} » n’en est pas un',
    'wat voor «{0}» werd gegeven, is er geen',
  ],
  'It is the otpauth URI that was handed over, or the secret in it.': [
    'C’est l’URI otpauth qui a été remise, ou le secret qu’elle contient.',
    'Het is de otpauth-URI die werd overhandigd, of het geheim daarin.',
  ],
  'the evaluations cannot be read at {0}': [
    'les évaluations ne peuvent être lues à l’emplacement {0}',
    'de evaluaties kunnen niet worden gelezen op {0}',
  ],
  'Nothing was selected. Check the path.': [
    'Rien n’a été sélectionné. Vérifiez le chemin.',
    'Er is niets geselecteerd. Controleer het pad.',
  ],
  '{0} was not refused after the last legal day': [
    '{0} n’a pas été refusé après le dernier jour légal',
    '{0} werd na de laatste wettelijke dag niet geweigerd',
  ],
  'the ledger of {0} is broken at entry {1}: {2}': [
    'le registre journal de {0} est rompu à l’entrée {1} : {2}',
    'het logboek van {0} is verbroken bij inschrijving {1}: {2}',
  ],
  'the hold was confirmed by {0} already': [
    'la suspension a déjà été confirmée par {0}',
    'de opschorting werd al bevestigd door {0}',
  ],
  '{0} placed this hold: another operator must confirm it': [
    '{0} a demandé cette suspension : un autre opérateur doit la confirmer',
    '{0} heeft deze opschorting gevraagd: een andere operator moet ze bevestigen',
  ],
  'its last day is over': ['son dernier jour est passé', 'haar laatste dag is voorbij'],
  'a confirmed hold is lifted by two operators, as it was placed': [
    'une suspension confirmée est levée par deux opérateurs, comme elle a été ordonnée',
    'een bevestigde opschorting wordt opgeheven door twee operatoren, zoals ze werd bevolen',
  ],
  'there is no hold of that id': [
    'il n’y a pas de suspension portant cet identifiant',
    'er is geen opschorting met dat kenmerk',
  ],
  'the hold ended at {0}': ['la suspension a pris fin le {0}', 'de opschorting eindigde op {0}'],
  'a reason is one line of 8 to 300 characters, for example the number of the claim': [
    'un motif est une ligne de 8 à 300 caractères, par exemple le numéro du dossier',
    'een reden is één regel van 8 tot 300 tekens, bijvoorbeeld het nummer van het dossier',
  ],
  'the reason holds a social security number: it stays for ever': [
    'le motif contient un numéro d’identification de la sécurité sociale : il y resterait pour toujours',
    'de reden bevat een identificatienummer van de sociale zekerheid: ze blijft voorgoed bewaard',
  ],
  'nothing of {0} is kept here any more': [
    'rien de {0} n’est plus conservé ici',
    'van {0} wordt hier niets meer bewaard',
  ],
  '{0} is kept through {1} anyway: a hold that ends on {2} would keep nothing': [
    '{0} est de toute façon conservé jusqu’au {1} inclus : une suspension qui prend fin le {2} ne conserverait rien',
    '{0} wordt sowieso bewaard tot en met {1}: een opschorting die eindigt op {2} zou niets bewaren',
  ],
  'the last day of a hold on {0} is {1} at most': [
    'le dernier jour d’une suspension portant sur {0} est au plus tard le {1}',
    'de laatste dag van een opschorting voor {0} is ten laatste {1}',
  ],
  'that month is purged: what is gone cannot be held': [
    'ce mois est purgé : ce qui a disparu ne peut être conservé',
    'die maand is gewist: wat weg is, kan niet worden bewaard',
  ],
  'somebody else changed that hold at the same moment': [
    'quelqu’un d’autre a modifié cette suspension au même moment',
    'iemand anders heeft die opschorting op hetzelfde ogenblik gewijzigd',
  ],
  'See what stands: passerelle hold list; passerelle purge calendar': [
    'Voyez ce qui vaut : passerelle hold list ; passerelle purge calendar',
    'Bekijk wat geldt: passerelle hold list; passerelle purge calendar',
  ],
  'The master key is not {0} bytes long.': [
    'La clé maîtresse ne compte pas {0} octets.',
    'De hoofdsleutel is geen {0} bytes lang.',
  ],
  'The data key of {0} was destroyed by the purge: its data cannot be read any more.': [
    'La clé de données de {0} a été détruite par la purge : ses données ne peuvent plus être lues.',
    'De gegevenssleutel van {0} werd door de wissing vernietigd: de gegevens kunnen niet meer worden gelezen.',
  ],
  'A sealed {0} in the database cannot be opened.': [
    'Un élément scellé ({0}) de la base de données ne peut être ouvert.',
    'Een verzegeld element ({0}) in de databank kan niet worden geopend.',
  ],
  "Either it was altered, or the master key is not this site's: check the key, then the backup.": [
    'Soit il a été altéré, soit la clé maîtresse n’est pas celle de ce site : vérifiez la clé, puis la sauvegarde.',
    'Ofwel werd het gewijzigd, ofwel is de hoofdsleutel niet die van deze site: controleer de sleutel, daarna de back-up.',
  ],
  'entry {0} of the ledger names no month': [
    'l’entrée {0} du registre journal ne mentionne aucun mois',
    'inschrijving {0} van het logboek noemt geen maand',
  ],
  'the ledger grew each time while it was counted': [
    'le registre journal s’est allongé chaque fois qu’il était compté',
    'het logboek is telkens gegroeid terwijl het werd geteld',
  ],
  'Run the command again later.': ['Relancez la commande plus tard.', 'Voer het commando later opnieuw uit.'],
  '{0}: {1} records were received, and {2} are accounted for': [
    '{0} : {1} mutations ont été reçues, et le compte en justifie {2}',
    '{0}: {1} mutaties werden ontvangen, en {2} zijn verantwoord',
  ],
  '{0}: of {1} the ledger tells «{2}», the data «{3}»': [
    '{0} : pour {1}, le registre journal dit « {2} », les données « {3} »',
    '{0}: voor {1} zegt het logboek «{2}», de gegevens «{3}»',
  ],
  'Verify the ledger («ledger verify»), keep the database as it is, and compare with the last backup.': [
    'Vérifiez le registre journal (« ledger verify »), conservez la base de données telle quelle, et comparez-la avec la dernière sauvegarde.',
    'Controleer het logboek («ledger verify»), bewaar de databank zoals ze is, en vergelijk met de laatste back-up.',
  ],
  'The channel of deliberation {0}': ['Le canal de la délibération {0}', 'Het kanaal van beraadslaging {0}'],
  '{0} (points {1})': ['{0} (points {1})', '{0} (punten {1})'],
  '{0} is closed since {1}: its last day was {2}.': [
    '{0} est fermé depuis le {1} : son dernier jour était le {2}.',
    '{0} is gesloten sinds {1}: de laatste dag was {2}.',
  ],
  '{0} is closed since {1}: this site ends it before its last day, {2}.': [
    '{0} est fermé depuis le {1} : ce site y met fin avant son dernier jour, le {2}.',
    '{0} is gesloten sinds {1}: deze site beëindigt het vóór de laatste dag, {2}.',
  ],
  '{0} opens on {1}: before, the deliberation was not adopted.': [
    '{0} s’ouvre le {1} : avant cette date, la délibération n’était pas adoptée.',
    '{0} opent op {1}: voordien was de beraadslaging niet goedgekeurd.',
  ],
  '{0} is closed: the clock runs behind the newest entry of the ledger, of {1}.': [
    '{0} est fermé : l’horloge retarde sur la dernière entrée du registre journal, du {1}.',
    '{0} is gesloten: de klok loopt achter op de jongste inschrijving van het logboek, van {1}.',
  ],
  '{0} is closed: since {1} it is known that others hold more of the ledger of this site than there is.': [
    '{0} est fermé : depuis le {1}, on sait que d’autres détiennent davantage du registre journal de ce site que ce qui s’y trouve.',
    '{0} is gesloten: sinds {1} is geweten dat anderen meer van het logboek van deze site bijhouden dan er staat.',
  ],
  'Set the clock right. Ledger and status still work.': [
    'Mettez l’horloge à l’heure. Le registre journal (ledger) et status restent disponibles.',
    'Zet de klok juist. Het logboek (ledger) en status werken nog.',
  ],
  'This is an older state of the site, or a changed one: restore the newest backup, or see docs/ledger.md, "After a restore".':
    [
      'Ceci est un état plus ancien du site, ou modifié : restaurez la sauvegarde la plus récente, ou voyez docs/ledger.md, « After a restore ».',
      'Dit is een vroegere toestand van de site, of een gewijzigde: zet de recentste back-up terug, of zie docs/ledger.md, «After a restore».',
    ],
  'Purge, ledger and status still work. From {0} the message {1} through the {2} takes its place.': [
    'La purge, le registre journal (ledger) et status restent disponibles. À partir du {0}, le message {1} par l’intermédiaire de {2} prend sa place.',
    'De wissing (purge), het logboek (ledger) en status werken nog. Vanaf {0} komt het bericht {1} via {2} in de plaats.',
  ],
};
