/** The command `notices`, its section of the configuration, and the mail server. */

import type { Translations } from './translations.ts';

export const noticeCommands: Translations = {
  'show and send what people are told by e-mail: new files, what is due, what ends': [
    'montrer et envoyer ce que l’on annonce par courriel : nouveaux fichiers, échéances, fins de validité',
    'tonen en versturen wat per e-mail wordt gemeld: nieuwe bestanden, wat te doen is, wat afloopt',
  ],
  'show what stands for each recipient, and what it was not told yet (the default)': [
    'montrer ce qui est en cours pour chaque destinataire, et ce qui ne lui a pas encore été dit (par défaut)',
    'tonen wat voor elke ontvanger openstaat, en wat hem nog niet is gemeld (standaard)',
  ],
  'send now what is due, as serve does by schedule': [
    'envoyer maintenant ce qui doit l’être, comme serve le fait à l’heure prévue',
    'nu versturen wat verstuurd moet worden, zoals serve op het geplande uur doet',
  ],
  'check the signature of a NOTICE.txt; needs no site': [
    'vérifier la signature d’un NOTICE.txt ; ne demande pas de site',
    'de handtekening van een NOTICE.txt nagaan; vraagt geen site',
  ],
  'a notice': ['un avis', 'een bericht'],
  'Nobody is sent an e-mail: the configuration has no section [notices].': [
    'Personne ne reçoit de courriel : la configuration n’a pas de section [notices].',
    'Niemand krijgt een e-mail: de configuratie heeft geen sectie [notices].',
  ],
  '{0} thing not told yet': ['{0} chose pas encore dite', '{0} zaak nog niet gemeld'],
  '{0} things not told yet': ['{0} choses pas encore dites', '{0} zaken nog niet gemeld'],
  '{0} ({1}): {2}; last message on {3}': [
    '{0} ({1}) : {2} ; dernier message le {3}',
    '{0} ({1}): {2}; laatste bericht op {3}',
  ],
  '{0} ({1}): {2}': ['{0} ({1}) : {2}', '{0} ({1}): {2}'],
  sent: ['envoyé', 'verstuurd'],
  'nothing new': ['rien de nouveau', 'niets nieuws'],
  'had its message already; what is new waits for the next': [
    'a déjà reçu son message ; ce qui est nouveau attend le suivant',
    'heeft zijn bericht al; wat nieuw is, wacht op het volgende',
  ],
  'another process is about it': ['un autre processus s’en occupe', 'een ander proces is ermee bezig'],
  'not sent, is tried again at the next run': [
    'pas envoyé, sera retenté au prochain passage',
    'niet verstuurd, wordt bij de volgende keer opnieuw geprobeerd',
  ],
  '{0} is no notice': ['{0} n’est pas un avis', '{0} is geen bericht'],
  'Notices are what stands in NOTICE.txt on a gateway.': [
    'Les avis sont ce qui se trouve dans NOTICE.txt sur une passerelle.',
    'Berichten zijn wat in NOTICE.txt op een gateway staat.',
  ],
  '{0}: signed by {1}, for {2}, on {3}': [
    '{0} : signé par {1}, pour {2}, le {3}',
    '{0}: ondertekend door {1}, voor {2}, op {3}',
  ],
  '{0} names nobody who is sent notices': [
    '{0} ne nomme personne à qui envoyer des avis',
    '{0} noemt niemand aan wie berichten worden verstuurd',
  ],
  'Add a section [notices]: docs/notices.md shows one.': [
    'Ajoutez une section [notices] : docs/notices.md en montre une.',
    'Voeg een sectie [notices] toe: docs/notices.md toont er een.',
  ],
  // The configuration
  'Whom to tell by e-mail what is new, overdue or about to end, and by which mail server: docs/notices.md': [
    'À qui annoncer par courriel ce qui est nouveau, en retard ou sur le point de finir, et par quel serveur : docs/notices.md',
    'Wie per e-mail te melden wat nieuw is, te laat of bijna afgelopen, en via welke server: docs/notices.md',
  ],
  'must be an e-mail address, without a name beside it': [
    'doit être une adresse électronique, sans nom à côté',
    'moet een e-mailadres zijn, zonder naam erbij',
  ],
  'must be "starttls", "implicit" or "off"': [
    'doit être "starttls", "implicit" ou "off"',
    'moet "starttls", "implicit" of "off" zijn',
  ],
  'must be a user of the mail server, without spaces': [
    'doit être un utilisateur du serveur de courriel, sans espaces',
    'moet een gebruiker van de mailserver zijn, zonder spaties',
  ],
  'can be off only on this machine: over a network anybody could read along': [
    'ne peut être "off" que sur cette machine : sur un réseau, n’importe qui pourrait lire',
    'kan alleen op deze machine "off" zijn: over een netwerk kan iedereen meelezen',
  ],
  'must name a password beside the user, or neither': [
    'doit nommer un mot de passe à côté de l’utilisateur, ou aucun des deux',
    'moet een wachtwoord naast de gebruiker noemen, of geen van beide',
  ],
  // The mail server
  'password of {0} at the mail server': [
    'mot de passe de {0} au serveur de courriel',
    'wachtwoord van {0} bij de mailserver',
  ],
  'Put the certificates there that vouch for the mail server, or correct [notices.server] authorities.': [
    'Déposez-y les certificats qui se portent garants du serveur de courriel, ou corrigez authorities sous [notices.server].',
    'Plaats daar de certificaten die voor de mailserver instaan, of verbeter authorities onder [notices.server].',
  ],
  'the mail server does not let this site log in': [
    'le serveur de courriel ne laisse pas ce site se connecter',
    'de mailserver laat deze site zich niet aanmelden',
  ],
  'Correct the user and its password under [notices.server].': [
    'Corrigez l’utilisateur et son mot de passe sous [notices.server].',
    'Verbeter de gebruiker en zijn wachtwoord onder [notices.server].',
  ],
  'no TLS connection with the mail server': [
    'pas de connexion TLS avec le serveur de courriel',
    'geen TLS-verbinding met de mailserver',
  ],
  'Correct tls, host and authorities under [notices.server]. Nothing was sent.': [
    'Corrigez tls, host et authorities sous [notices.server]. Rien n’a été envoyé.',
    'Verbeter tls, host en authorities onder [notices.server]. Er is niets verstuurd.',
  ],
  'the mail server does not take a message for that recipient': [
    'le serveur de courriel n’accepte pas de message pour ce destinataire',
    'de mailserver aanvaardt geen bericht voor die ontvanger',
  ],
  'Correct the address; if the server only asks for patience, it is tried again at the next run.': [
    'Corrigez l’adresse ; si le serveur ne demande que de la patience, un nouvel essai suit au prochain passage.',
    'Verbeter het adres; als de server alleen geduld vraagt, volgt bij de volgende keer een nieuwe poging.',
  ],
  'the mail server does not take the message': [
    'le serveur de courriel n’accepte pas le message',
    'de mailserver aanvaardt het bericht niet',
  ],
  'Ask who runs the mail server; it is tried again at the next run.': [
    'Demandez à qui gère le serveur de courriel ; un nouvel essai suit au prochain passage.',
    'Vraag het aan wie de mailserver beheert; bij de volgende keer volgt een nieuwe poging.',
  ],
  'the mail server is not reached, or the connection was lost': [
    'le serveur de courriel n’est pas joint, ou la connexion a été perdue',
    'de mailserver is niet bereikt, of de verbinding is verloren gegaan',
  ],
  'Check host, port and tls under [notices.server], and the firewall; it is tried again at the next run.': [
    'Vérifiez host, port et tls sous [notices.server], ainsi que le pare-feu ; un nouvel essai suit au prochain passage.',
    'Kijk host, port en tls onder [notices.server] na, en de firewall; bij de volgende keer volgt een nieuwe poging.',
  ],
  '{0} ({1})': ['{0} ({1})', '{0} ({1})'],
  '{0}, port {1}, answers {2}': ['{0}, port {1}, répond {2}', '{0}, poort {1}, antwoordt {2}'],
  // The doctor
  'whether the mail server for notices is reached and speaks TLS; nobody logs in': [
    'si le serveur de courriel des avis est joint et parle TLS ; personne ne se connecte',
    'of de mailserver voor berichten wordt bereikt en TLS spreekt; niemand meldt zich aan',
  ],
  'nobody is sent notices': ['personne ne reçoit d’avis', 'niemand krijgt berichten'],
  'Put it there, readable for its owner only: chmod 600': [
    'Déposez-le là, lisible pour son propriétaire seulement : chmod 600',
    'Plaats het daar, alleen leesbaar voor de eigenaar: chmod 600',
  ],
  'the password for the mail server is not at {0}': [
    'le mot de passe pour le serveur de courriel n’est pas en {0}',
    'het wachtwoord voor de mailserver staat niet in {0}',
  ],
  'the mail server at {0}, port {1}, answers': [
    'le serveur de courriel à {0}, port {1}, répond',
    'de mailserver op {0}, poort {1}, antwoordt',
  ],
  'the mail server at {0}, port {1}, answers with TLS and a certificate that holds': [
    'le serveur de courriel à {0}, port {1}, répond avec TLS et un certificat valable',
    'de mailserver op {0}, poort {1}, antwoordt met TLS en een geldig certificaat',
  ],
};
