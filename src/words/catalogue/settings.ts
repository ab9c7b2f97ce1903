/** What is wrong with a value in the configuration: follows the name of its key. */

import type { Translations } from './translations.ts';

export const settings: Translations = {
  'is unknown, or belongs to a site at another place of the deliberation': [
    'est inconnu, ou appartient à un site à une autre place de la délibération',
    'is onbekend, of hoort bij een site op een andere plaats in de beraadslaging',
  ],
  'is unknown here': ['est inconnu ici', 'is hier onbekend'],
  'a text in quotes': ['un texte entre guillemets', 'een tekst tussen aanhalingstekens'],
  'a whole number': ['un nombre entier', 'een geheel getal'],
  'a number': ['un nombre', 'een getal'],
  'a section': ['une section', 'een sectie'],
  'is missing': ['manque', 'ontbreekt'],
  'must be {0}': ['doit être {0}', 'moet {0} zijn'],
  'names no file': ['ne désigne aucun fichier', 'noemt geen bestand'],
  'is no file name': ['n’est pas un nom de fichier', 'is geen bestandsnaam'],
  'must be { file = "…" } or { credential = "…" }: a secret itself does not belong here': [
    'doit être { file = "…" } ou { credential = "…" } : un secret lui-même n’a pas sa place ici',
    'moet { file = "…" } of { credential = "…" } zijn: een geheim zelf hoort hier niet',
  ],
  'must be { file = "…" }, { credential = "…" } or "prompt": a secret itself does not belong here': [
    'doit être { file = "…" }, { credential = "…" } ou "prompt" : un secret lui-même n’a pas sa place ici',
    'moet { file = "…" }, { credential = "…" } of "prompt" zijn: een geheim zelf hoort hier niet',
  ],
  'must be the name of a systemd credential': [
    'doit être le nom d’un credential de systemd',
    'moet de naam van een credential van systemd zijn',
  ],
  'must be a host name or an IP address': [
    'doit être un nom d’hôte ou une adresse IP',
    'moet een hostnaam of een IP-adres zijn',
  ],
  'must name at least one address': [
    'doit contenir au moins une adresse',
    'moet minstens één adres bevatten',
  ],
  'must be addresses or networks, for example ["10.0.0.5", "10.0.8.0/29"]': [
    'doit contenir des adresses ou des réseaux, par exemple ["10.0.0.5", "10.0.8.0/29"]',
    'moet adressen of netwerken bevatten, bijvoorbeeld ["10.0.0.5", "10.0.8.0/29"]',
  ],
  'must be an address https://…': ['doit être une adresse https://…', 'moet een adres https://… zijn'],
  'must be an address https://… (http only on this machine)': [
    'doit être une adresse https://… (http uniquement sur cette machine)',
    'moet een adres https://… zijn (http alleen op deze machine)',
  ],
  'must hold no user, password or fragment': [
    'ne doit contenir ni utilisateur, ni mot de passe, ni fragment',
    'mag geen gebruiker, wachtwoord of fragment bevatten',
  ],
  'must be a host name, an IP address, or the folder of a Unix socket': [
    'doit être un nom d’hôte, une adresse IP, ou le dossier d’une socket Unix',
    'moet een hostnaam, een IP-adres of de map van een Unix-socket zijn',
  ],
  'must be the name of a database or of its user': [
    'doit être le nom d’une base de données ou de son utilisateur',
    'moet de naam van een databank of van haar gebruiker zijn',
  ],
  'must be the name of an account': ['doit être le nom d’un compte', 'moet de naam van een account zijn'],
  'must be a port from {0} to 65535': [
    'doit être un port de {0} à 65535',
    'moet een poort van {0} tot 65535 zijn',
  ],
  'must be a fingerprint SHA256:…, as ssh-keygen -l prints it': [
    'doit être une empreinte SHA256:…, comme l’affiche ssh-keygen -l',
    'moet een vingerafdruk SHA256:… zijn, zoals ssh-keygen -l ze toont',
  ],
  'must be an object identifier, for example "2.16.56.12.1.1.2.2"': [
    'doit être un identifiant d’objet, par exemple "2.16.56.12.1.1.2.2"',
    'moet een objectidentificatie zijn, bijvoorbeeld "2.16.56.12.1.1.2.2"',
  ],
  'must be at least one day': ['doit être d’au moins un jour', 'moet minstens één dag zijn'],
  'must be fewer days': ['doit compter moins de jours', 'moet minder dagen tellen'],
  'must be a day, written without quotes, for example 2022-11-30': [
    'doit être un jour, écrit sans guillemets, par exemple 2022-11-30',
    'moet een dag zijn, geschreven zonder aanhalingstekens, bijvoorbeeld 2022-11-30',
  ],
  'must be a cron expression, for example "30 6 * * *"': [
    'doit être une expression cron, par exemple "30 6 * * *"',
    'moet een cron-expressie zijn, bijvoorbeeld "30 6 * * *"',
  ],
  'must name at least one file': ['doit désigner au moins un fichier', 'moet minstens één bestand noemen'],
  'must name at least one policy': [
    'doit désigner au moins une règle',
    'moet minstens één beleidsregel noemen',
  ],
  'must be "0600" or "0660"': ['doit être "0600" ou "0660"', 'moet "0600" of "0660" zijn'],
  'must be an address https://…, as browsers see it': [
    'doit être une adresse https://…, telle que la voient les navigateurs',
    'moet een adres https://… zijn, zoals browsers het zien',
  ],
  'must be a host and perhaps a port, no more': [
    'doit être un hôte et peut-être un port, rien de plus',
    'moet een host en eventueel een poort zijn, niet meer',
  ],
  'must be on this machine alone: "127.0.0.1:8443", "[::1]:8443" or "unix:/run/passerelle/operator.sock" (of at most 90 bytes)':
    [
      'doit se trouver sur cette machine uniquement : "127.0.0.1:8443", "[::1]:8443" ou "unix:/run/passerelle/operator.sock" (90 octets au plus)',
      'moet alleen op deze machine staan: "127.0.0.1:8443", "[::1]:8443" of "unix:/run/passerelle/operator.sock" (hoogstens 90 bytes)',
    ],
  'is of no use beside [store] on a server: leave it out': [
    'est sans objet à côté de [store] sur un serveur : omettez-le',
    'heeft geen zin naast [store] op een server: laat het weg',
  ],
  'must be one of {0}': ['doit être une valeur parmi {0}', 'moet een van {0} zijn'],
  'must be "real" or "rehearsal"': ['doit être "real" ou "rehearsal"', 'moet "real" of "rehearsal" zijn'],
  'must be "fr", "nl" or "en"': ['doit être "fr", "nl" ou "en"', 'moet "fr", "nl" of "en" zijn'],
  'is no party that this site exchanges with: {0}': [
    'n’est pas une institution avec laquelle ce site échange : {0}',
    'is geen instelling waarmee deze site uitwisselt: {0}',
  ],
  'must prove {0}: a password, and a key or totp': [
    'doit prouver {0} : un mot de passe, et une clé ou totp',
    'moet {0} bewijzen: een wachtwoord, en een sleutel of totp',
  ],
  'must have extract and maximum_age_days, or else [affiliation.service] alone': [
    'doit avoir extract et maximum_age_days, ou bien [affiliation.service] seul',
    'moet extract en maximum_age_days hebben, of anders alleen [affiliation.service]',
  ],
  'must have both certificate and key, or neither': [
    'doit avoir à la fois un certificat et une clé, ou aucun des deux',
    'moet zowel certificaat als sleutel hebben, of geen van beide',
  ],
  'must not be after {0}, the last day of deliberation n° {1} (points {2}): a site can only end earlier': [
    'ne doit pas être postérieur au {0}, dernier jour de la délibération n° {1} (points {2}) : un site ne peut que finir plus tôt',
    'mag niet na {0} liggen, de laatste dag van beraadslaging nr. {1} (punten {2}): een site kan alleen vroeger eindigen',
  ],
  'must be "verify" or "off"': ['doit être "verify" ou "off"', 'moet "verify" of "off" zijn'],
  'can be off only on this machine: over a network anybody could read and change everything': [
    'ne peut être off que sur cette machine : à travers un réseau, chacun pourrait tout lire et tout modifier',
    'kan alleen op deze machine off zijn: over een netwerk zou iedereen alles kunnen lezen en wijzigen',
  ],
  'must be "sqlite" or "postgres"': ['doit être "sqlite" ou "postgres"', 'moet "sqlite" of "postgres" zijn'],
};
