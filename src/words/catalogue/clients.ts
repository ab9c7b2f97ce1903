/** What clients read: at the door, in refusals, and in the README.txt of their tree. Last words are ASCII but for the apostrophe. */

import type { Translations } from './translations.ts';

export const clients: Translations = {
  'This channel carries data under deliberation n° {0} ({1}).': [
    'Ce canal transmet des données au titre de la délibération n° {0} ({1}).',
    'Dit kanaal bezorgt gegevens op grond van beraadslaging nr. {0} ({1}).',
  ],
  'It closes for good after {0}.': ['Il ferme pour toujours après le {0}.', 'Het sluit voorgoed na {0}.'],
  'one folder a month, with the sealed files that are for you': [
    'un dossier par mois, avec les fichiers scellés qui vous sont destinés',
    'één map per maand, met de verzegelde bestanden die voor u bestemd zijn',
  ],
  'hand in a signed receipt for each file here': [
    'déposez-y un accusé de réception signé pour chaque fichier',
    'leg hier voor elk bestand een ondertekend ontvangstbewijs neer',
  ],
  'signed state of the ledgers, exchanged by programs; nothing to do for you': [
    'état signé des registres journaux, échangé entre programmes ; vous n’avez rien à y faire',
    'ondertekende stand van de logboeken, uitgewisseld door programma’s; u hoeft er niets te doen',
  ],
  'Fetch, open, sign the receipt and hand it in:': [
    'Récupérer, ouvrir, signer l’accusé et le déposer :',
    'Ophalen, openen, het ontvangstbewijs ondertekenen en afgeven:',
  ],
  'Open a file only if gpg says that the signature is good. A receipt once handed in stays as it is.': [
    'N’ouvrez un fichier que si gpg dit que la signature est bonne. Un accusé déposé n’est plus modifiable.',
    'Open een bestand alleen als gpg zegt dat de handtekening goed is. Een afgegeven bewijs ligt vast.',
  ],
  'Too many tries. Try again later.': [
    'Trop d’essais. Revenez plus tard.',
    'Te veel pogingen. Probeer het later opnieuw.',
  ],
  'The time to log in is over.': [
    'Le temps pour se connecter est fini.',
    'De tijd om aan te melden is verstreken.',
  ],
  'Logging in is not possible at the moment.': [
    'La connexion n’est pas possible pour le moment.',
    'Aanmelden is op dit ogenblik niet mogelijk.',
  ],
  'Unexpected request.': ['Demande inattendue.', 'Onverwachte vraag.'],
  'Your account was changed. Log in again.': [
    'Votre compte vient de changer. Reconnectez-vous.',
    'Uw account werd gewijzigd. Meld u opnieuw aan.',
  ],
  'Done. Log in again with what you have just chosen.': [
    'C’est fait. Reconnectez-vous avec ce que vous venez de choisir.',
    'Dat is gebeurd. Meld u opnieuw aan met wat u zonet gekozen hebt.',
  ],
  'The period for which your account is valid is over.': [
    'Votre compte n’est plus valable.',
    'De geldigheidsperiode van uw account is voorbij.',
  ],
  'Session ended after inactivity.': [
    'Fin de la session : trop longtemps sans demande.',
    'Sessie afgesloten wegens inactiviteit.',
  ],
  'The server is stopping.': ['Le serveur se ferme.', 'De server stopt.'],
  'Refused. Two factors of different kinds are needed: what you have (key, card, one-time code) and what you know (password or PIN).':
    [
      'Refusé. Il faut deux facteurs de genres différents : ce que vous avez (clé, carte, code à usage unique) et ce que vous savez (mot de passe ou PIN).',
      'Geweigerd. Er zijn twee factoren van verschillende soort nodig: wat u hebt (sleutel, kaart, eenmalige code) en wat u weet (wachtwoord of pincode).',
    ],
  'One factor is proven; one of the other kind is still needed.': [
    'Un facteur est prouvé ; il en faut encore un de l’autre genre.',
    'Eén factor is bewezen; er is nog een van de andere soort nodig.',
  ],
  'Choose your password: 8 to 256 bytes. Nobody else will know it.': [
    'Choisissez votre mot de passe : 8 à 256 octets. Personne d’autre ne le connaîtra.',
    'Kies uw wachtwoord: 8 tot 256 bytes. Niemand anders zal het kennen.',
  ],
  'Add this key to your authenticator; it will not be shown again.': [
    'Ajoutez cette clé à votre application d’authentification ; elle ne sera plus montrée.',
    'Voeg deze sleutel toe aan uw authenticatie-app; hij wordt niet meer getoond.',
  ],
  'The channel of deliberation {0} is closed since {1} (points {2}).': [
    'Le canal {0} n’est plus ouvert depuis le {1} (points {2}).',
    'Het kanaal van beraadslaging {0} is gesloten sinds {1} (punten {2}).',
  ],
  'The channel of deliberation {0} opens on {1}.': [
    'Le canal {0} ouvre le {1}.',
    'Het kanaal van beraadslaging {0} opent op {1}.',
  ],
  'The channel is closed: the clock of the server cannot be trusted.': [
    'Le canal n’est pas ouvert : l’horloge du serveur n’est pas fiable.',
    'Het kanaal is gesloten: de klok van de server is niet betrouwbaar.',
  ],
  'The channel is closed: this server was restored from an older state.': [
    'Le canal n’est pas ouvert : ce serveur vient d’une sauvegarde plus ancienne.',
    'Het kanaal is gesloten: deze server werd in een vroegere toestand hersteld.',
  ],
  'Receipt not accepted, made under other clauses than this site runs': [
    'Accusé de réception non accepté, établi sous d’autres clauses que celles de ce site',
    'Ontvangstbewijs niet aanvaard, gemaakt onder andere clausules dan die van deze site',
  ],
  'Receipt not accepted, see README.txt': [
    'Accusé de réception non accepté, voir README.txt',
    'Ontvangstbewijs niet aanvaard, zie README.txt',
  ],
};
