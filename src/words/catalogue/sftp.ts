/** What is said of the gateway of another site. */

import type { Translations } from './translations.ts';

export const sftp: Translations = {
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
  'look at a file': ['examiner un fichier', 'een bestand te bekijken'],
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
};
