/** What the doctor looks at, and how it tells what it found. */

import type { Translations } from './translations.ts';

export const doctorChecks: Translations = {
  'examine the site and say what to mend; print how the clients of an account log in': [
    'examiner le site et dire ce qu’il faut réparer ; imprimer comment les clients d’un compte se connectent',
    'de site onderzoeken en zeggen wat te herstellen is; tonen hoe de clients van een account zich aanmelden',
  ],
  'show what is fine, too': ['montrer aussi ce qui est en ordre', 'ook tonen wat in orde is'],
  fine: ['en ordre', 'in orde'],
  'LOOK AT': ['À VÉRIFIER', 'NA TE KIJKEN'],
  'TO BE MENDED': ['À RÉPARER', 'TE HERSTELLEN'],
  unseen: ['non visible', 'niet te zien'],
  '{0} of {1} checks found nothing to look at.': [
    '{0} contrôles sur {1} n’ont rien trouvé à vérifier.',
    '{0} van {1} controles vonden niets om na te kijken.',
  ],
  '{0} findings must be mended': ['{0} constats sont à réparer', '{0} vaststellingen moeten worden hersteld'],
  'What to do stands beneath each. docs/doctor.md explains the checks.': [
    'Ce qu’il faut faire figure sous chacun. docs/doctor.md explique les contrôles.',
    'Wat te doen is, staat onder elke vaststelling. docs/doctor.md legt de controles uit.',
  ],
  'Everything was looked at, and nothing was changed.': [
    'Tout a été examiné et rien n’a été modifié.',
    'Alles is bekeken en niets is gewijzigd.',
  ],
  'first the configuration: see «configuration»': [
    'd’abord la configuration : voir « configuration »',
    'eerst de configuratie: zie «configuration»',
  ],
  'of no matter any more: the channel is closed': [
    'sans importance désormais : le canal est fermé',
    'niet meer van belang: het kanaal is gesloten',
  ],
  'first the database: see «database»': [
    'd’abord la base de données : voir « database »',
    'eerst de databank: zie «database»',
  ],
  'the ledger cannot be read: keep the database as it is, it is evidence': [
    'le registre journal ne peut être lu : conservez la base de données telle quelle, elle fait preuve',
    'het logboek kan niet worden gelezen: bewaar de databank zoals ze is, ze is een bewijsstuk',
  ],
  'the configuration, and the modes of the files with secrets that it names': [
    'la configuration et les droits sur les fichiers de secrets qu’elle nomme',
    'de configuratie en de rechten op de bestanden met geheimen die ze noemt',
  ],
  'correspondents and sections that the place of the site needs': [
    'les correspondants et sections dont le rôle du site a besoin',
    'de correspondenten en secties die de plaats van de site nodig heeft',
  ],
  'who may write into the folders of keys and data': [
    'qui peut écrire dans les dossiers des clés et des données',
    'wie mag schrijven in de mappen van sleutels en gegevens',
  ],
  'secrets that processes read unattended': [
    'les secrets que des processus lisent sans surveillance',
    'geheimen die processen zonder toezicht lezen',
  ],
  'the master key, without reading it': [
    'la clé maîtresse, sans la lire',
    'de hoofdsleutel, zonder hem te lezen',
  ],
  'the site’s OpenPGP key, without unlocking it': [
    'la clé OpenPGP du site, sans la déverrouiller',
    'de OpenPGP-sleutel van de site, zonder hem te ontgrendelen',
  ],
  'the OpenPGP keys of the others, and until when they serve': [
    'les clés OpenPGP des autres et jusqu’à quand elles servent',
    'de OpenPGP-sleutels van de anderen en tot wanneer ze dienen',
  ],
  'the ledger keys, ours and those of the others': [
    'les clés des registres journaux, la nôtre et celles des autres',
    'de logboeksleutels, de onze en die van de anderen',
  ],
  'host key and login key': ['la clé d’hôte et la clé de connexion', 'de hostsleutel en de aanmeldsleutel'],
  'certificates of servers and authorities, and until when they serve': [
    'les certificats des serveurs et des autorités et jusqu’à quand ils servent',
    'de certificaten van servers en autoriteiten en tot wanneer ze dienen',
  ],
  'who vouches for eID and other cards, and how fresh their revocation lists are': [
    'qui se porte garant des cartes eID et autres, et l’âge de leurs listes de révocation',
    'wie instaat voor eID en andere kaarten, en hoe recent hun intrekkingslijsten zijn',
  ],
  'whether the days of Brussels are known here': [
    'si les jours de Bruxelles sont connus ici',
    'of de dagen van Brussel hier bekend zijn',
  ],
  'whether the clock is synchronised': ['si l’horloge est synchronisée', 'of de klok gesynchroniseerd is'],
  'the clock against the newest entry of the ledger': [
    'l’horloge face à l’entrée la plus récente du registre journal',
    'de klok tegenover de jongste inschrijving in het logboek',
  ],
  'free space for the database and for opened files': [
    'la place libre pour la base de données et les fichiers ouverts',
    'de vrije ruimte voor de databank en de geopende bestanden',
  ],
  'whether the database opens, is whole, and of the newest form; on a server also its rights': [
    'si la base de données s’ouvre, est entière et de la forme la plus récente ; sur un serveur, aussi ses droits',
    'of de databank opengaat, gaaf is en de nieuwste vorm heeft; op een server ook haar rechten',
  ],
  'the port of the gateway: free, or held by our own': [
    'le port de la passerelle : libre ou tenu par la nôtre',
    'de poort van de gateway: vrij, of door de onze bezet',
  ],
  'where the operator page and the monitoring open': [
    'où s’ouvrent la page de l’opérateur et la surveillance',
    'waar de pagina van de operator en de monitoring opengaan',
  ],
  'whether the other gateway is reached and shows its host key; nobody logs in': [
    'si l’autre passerelle est joignable et montre sa clé d’hôte ; personne ne se connecte',
    'of de andere gateway bereikbaar is en haar hostsleutel toont; niemand meldt zich aan',
  ],
  'age and content of the CIN’s extract, or whether its service answers': [
    'l’âge et le contenu de l’extrait du CIN, ou si son service répond',
    'de ouderdom en inhoud van het uittreksel van het NIC, of zijn dienst antwoordt',
  ],
  'whether every party that fetches here can log in': [
    'si chaque partie qui retire ici peut se connecter',
    'of elke partij die hier afhaalt zich kan aanmelden',
  ],
  'whether the ledger is the one that others saw, and what is known of theirs': [
    'si le registre journal est celui que les autres ont vu, et ce que l’on sait des leurs',
    'of het logboek dat is wat anderen zagen, en wat van het hunne bekend is',
  ],
  'the age of the last backup': ['l’âge de la dernière sauvegarde', 'de ouderdom van de laatste back-up'],
  'whether a process does by schedule what must be done each day': [
    'si un processus fait chaque jour ce qui est prévu',
    'of een proces volgens schema doet wat elke dag moet gebeuren',
  ],
  'files and receipts that somebody owes': [
    'les fichiers et accusés de réception que quelqu’un doit',
    'bestanden en ontvangstbewijzen die iemand verschuldigd is',
  ],
  'records that are held for too long': [
    'les mutations en attente depuis trop longtemps',
    'mutaties die te lang wachten',
  ],
  'data whose time is over and that still stand': [
    'les données dont le délai est échu et qui subsistent',
    'gegevens waarvan de termijn voorbij is en die er nog staan',
  ],
  'how near the end of the channel is': [
    'combien la fin du canal est proche',
    'hoe nabij het einde van het kanaal is',
  ],
};
