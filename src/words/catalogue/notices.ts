/** E-mails and NOTICE.txt: what is new, and what is to be done. */

import type { Translations } from './translations.ts';

export const notices: Translations = {
  // Files and receipts
  '{0} new file is ready ({1}).': [
    '{0} nouveau fichier est prêt ({1}).',
    'Er staat {0} nieuw bestand klaar ({1}).',
  ],
  '{0} new files are ready ({1}).': [
    '{0} nouveaux fichiers sont prêts ({1}).',
    'Er staan {0} nieuwe bestanden klaar ({1}).',
  ],
  'Log in, fetch what lies in inbox/, open it and hand in the receipt: README.txt there says how.': [
    'Connectez-vous, récupérez ce qui se trouve dans inbox/, ouvrez-le et déposez l’accusé de réception : README.txt y explique comment.',
    'Meld u aan, haal op wat in inbox/ staat, open het en dien het ontvangstbewijs in: README.txt legt daar uit hoe.',
  ],
  '{0} file has not been fetched yet ({1}), and is ready since {2}.': [
    '{0} fichier n’a pas encore été récupéré ({1}) ; il est prêt depuis le {2}.',
    '{0} bestand is nog niet opgehaald ({1}); het staat klaar sinds {2}.',
  ],
  '{0} files have not been fetched yet ({1}), the oldest of them ready since {2}.': [
    '{0} fichiers n’ont pas encore été récupérés ({1}) ; le plus ancien est prêt depuis le {2}.',
    '{0} bestanden zijn nog niet opgehaald ({1}); het oudste staat klaar sinds {2}.',
  ],
  'Fetch what lies in inbox/, or tell us what keeps you from it.': [
    'Récupérez ce qui se trouve dans inbox/, ou dites-nous ce qui vous en empêche.',
    'Haal op wat in inbox/ staat, of laat ons weten wat u daarvan weerhoudt.',
  ],
  'The receipt of {0} file that you fetched is awaited ({1}); it is due on {2}.': [
    'L’accusé de réception de {0} fichier que vous avez récupéré est attendu ({1}), au plus tard le {2}.',
    'Het ontvangstbewijs van {0} bestand dat u hebt opgehaald, wordt verwacht ({1}), uiterlijk op {2}.',
  ],
  'The receipts of {0} files that you fetched are awaited ({1}); the first is due on {2}.': [
    'Les accusés de réception de {0} fichiers que vous avez récupérés sont attendus ({1}), le premier au plus tard le {2}.',
    'De ontvangstbewijzen van {0} bestanden die u hebt opgehaald, worden verwacht ({1}), het eerste uiterlijk op {2}.',
  ],
  'Sign the receipt and put it into receipts/: README.txt there says how.': [
    'Signez l’accusé de réception et déposez-le dans receipts/ : README.txt y explique comment.',
    'Onderteken het ontvangstbewijs en plaats het in receipts/: README.txt legt daar uit hoe.',
  ],
  '{0} receipt of {1} is overdue ({2}).': [
    '{0} accusé de réception de {1} est en retard ({2}).',
    '{0} ontvangstbewijs van {1} is te laat ({2}).',
  ],
  '{0} receipts of {1} are overdue ({2}).': [
    '{0} accusés de réception de {1} sont en retard ({2}).',
    '{0} ontvangstbewijzen van {1} zijn te laat ({2}).',
  ],
  'Ask for them; the statement of the month names the files: passerelle statement --month': [
    'Demandez-les ; l’état du mois nomme les fichiers : passerelle statement --month',
    'Vraag erom; de staat van de maand noemt de bestanden: passerelle statement --month',
  ],
  'The file of {0}, which {1} owes, was due on {2}.': [
    'Le fichier de {0}, dû par {1}, était attendu pour le {2}.',
    'Het bestand van {0}, dat {1} verschuldigd is, werd uiterlijk op {2} verwacht.',
  ],
  'Publish it, also if there is nothing to report: passerelle publish {0}': [
    'Publiez-le, même s’il n’y a rien à communiquer : passerelle publish {0}',
    'Publiceer het, ook als er niets te melden is: passerelle publish {0}',
  ],
  'Fetch once more, and if it is not there, telephone.': [
    'Récupérez encore une fois et, s’il n’y est pas, téléphonez.',
    'Haal nog eens op en bel als het er niet is.',
  ],
  // Keys and enrolments
  'The OpenPGP key of this site serves until {0}.': [
    'La clé OpenPGP de ce site sert jusqu’au {0}.',
    'De OpenPGP-sleutel van deze site dient tot en met {0}.',
  ],
  'Make the next one and tell the others in time: docs/rotation.md.': [
    'Créez la suivante et prévenez les autres à temps : docs/rotation.md.',
    'Maak de volgende aan en verwittig de anderen op tijd: docs/rotation.md.',
  ],
  'The OpenPGP key of {0} serves until {1}.': [
    'La clé OpenPGP de {0} sert jusqu’au {1}.',
    'De OpenPGP-sleutel van {0} dient tot en met {1}.',
  ],
  'Ask for the next key, and compare its fingerprint by telephone.': [
    'Demandez la clé suivante et comparez son empreinte par téléphone.',
    'Vraag de volgende sleutel en vergelijk de vingerafdruk ervan telefonisch.',
  ],
  'Your OpenPGP key serves until {0}.': [
    'Votre clé OpenPGP sert jusqu’au {0}.',
    'Uw OpenPGP-sleutel dient tot en met {0}.',
  ],
  'Send us the public half of your next key, and compare its fingerprint with us by telephone.': [
    'Envoyez-nous la partie publique de votre clé suivante et comparez avec nous son empreinte par téléphone.',
    'Stuur ons het publieke deel van uw volgende sleutel en vergelijk de vingerafdruk ervan telefonisch met ons.',
  ],
  'The certificate of a card of this site’s people serves until {0}.': [
    'Le certificat d’une carte d’un agent de ce site sert jusqu’au {0}.',
    'Het certificaat van een kaart van een medewerker van deze site dient tot en met {0}.',
  ],
  'The certificate of a card of {0} serves until {1}.': [
    'Le certificat d’une carte de {0} sert jusqu’au {1}.',
    'Het certificaat van een kaart van {0} dient tot en met {1}.',
  ],
  'Enrol the certificate of the next card before that day: passerelle account add-certificate': [
    'Enrôlez avant ce jour le certificat de la carte suivante : passerelle account add-certificate',
    'Schrijf voor die dag het certificaat van de volgende kaart in: passerelle account add-certificate',
  ],
  'The certificate of a card by which you log in serves until {0}.': [
    'Le certificat d’une carte par laquelle vous vous connectez sert jusqu’au {0}.',
    'Het certificaat van een kaart waarmee u zich aanmeldt, dient tot en met {0}.',
  ],
  'Have us enrol the certificate of the next card before that day.': [
    'Faites-nous enrôler avant ce jour le certificat de la carte suivante.',
    'Laat ons voor die dag het certificaat van de volgende kaart inschrijven.',
  ],
  'An account of this site’s people can log in until {0}.': [
    'Un compte d’un agent de ce site peut se connecter jusqu’au {0}.',
    'Een account van een medewerker van deze site kan zich aanmelden tot en met {0}.',
  ],
  'An account of {0} can log in until {1}.': [
    'Un compte de {0} peut se connecter jusqu’au {1}.',
    'Een account van {0} kan zich aanmelden tot en met {1}.',
  ],
  'An account by which you log in serves until {0}.': [
    'Un compte par lequel vous vous connectez sert jusqu’au {0}.',
    'Een account waarmee u zich aanmeldt, dient tot en met {0}.',
  ],
  'Renew it with «passerelle account restrict» if it is still needed.': [
    'Prolongez-le par « passerelle account restrict » s’il est encore nécessaire.',
    'Verleng het met «passerelle account restrict» als het nog nodig is.',
  ],
  'If it is still needed, ask us to renew it.': [
    'S’il est encore nécessaire, demandez-nous de le prolonger.',
    'Vraag ons het te verlengen als het nog nodig is.',
  ],
  // The end
  'The channel closes for good after {0}.': [
    'Le canal ferme définitivement après le {0}.',
    'Het kanaal sluit definitief na {0}.',
  ],
  'Fetch what is there and hand in the receipts before that day; afterwards nobody is let in.': [
    'Récupérez ce qui s’y trouve et déposez les accusés de réception d’ici là ; ensuite plus personne n’est admis.',
    'Haal op wat er staat en dien de ontvangstbewijzen voor die tijd in; daarna wordt niemand meer toegelaten.',
  ],
  // The message and the file
  'Passerelle, n° {0}, {1}: {2}': ['Passerelle, n° {0}, {1} : {2}', 'Passerelle, nr. {0}, {1}: {2}'],
  '{0} notice': ['{0} avis', '{0} bericht'],
  '{0} notices': ['{0} avis', '{0} berichten'],
  'This is a rehearsal: invented data, nothing here is real.': [
    'Ceci est une répétition : données inventées, rien ici n’est réel.',
    'Dit is een repetitie: verzonnen gegevens, niets hier is echt.',
  ],
  'A program wrote this message; it holds no personal data, and nobody reads answers to it.': [
    'Ce message a été rédigé par un programme ; il ne contient pas de données à caractère personnel et personne ne lit les réponses.',
    'Een programma heeft dit bericht opgesteld; het bevat geen persoonsgegevens en niemand leest antwoorden erop.',
  ],
  'Deliberation n° {0}: from {1} to {2}, on {3}.': [
    'Délibération n° {0} : de {1} à {2}, le {3}.',
    'Beraadslaging nr. {0}: van {1} aan {2}, op {3}.',
  ],
  'There is nothing to do.': ['Il n’y a rien à faire.', 'Er is niets te doen.'],
  'Not signed: this site has no ledger key.': [
    'Non signé : ce site n’a pas de clé de registre journal.',
    'Niet ondertekend: deze site heeft geen logboeksleutel.',
  ],
  'Signed with the ledger key of this site; README.txt says what else is here.': [
    'Signé avec la clé de registre journal de ce site ; README.txt dit ce qui se trouve encore ici.',
    'Ondertekend met de logboeksleutel van deze site; README.txt zegt wat hier nog staat.',
  ],
  'what is new today and what is still to be done': [
    'ce qui est nouveau aujourd’hui et ce qui reste à faire',
    'wat vandaag nieuw is en wat nog te doen is',
  ],
};
