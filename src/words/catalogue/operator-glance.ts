/** The head of every operator page, and what stands at the top: whether all is well, and what comes first. */

import type { Translations } from './translations.ts';

export const operatorGlance: Translations = {
  REHEARSAL: ['RÉPÉTITION', 'REPETITIE'],
  'Skip to the content': ['Aller au contenu', 'Naar de inhoud'],
  'Invented persons and example keys: nothing here is real.': [
    'Personnes inventées et clés d’exemple : rien ici n’est réel.',
    'Verzonnen personen en voorbeeldsleutels: niets hier is echt.',
  ],
  Language: ['Langue', 'Taal'],
  'Deliberation n° {0}': ['Délibération n° {0}', 'Beraadslaging nr. {0}'],
  Overview: ['Vue d’ensemble', 'Overzicht'],
  Evidence: ['Preuves', 'Bewijsstukken'],
  Pages: ['Pages', 'Pagina’s'],
  'Signed in as': ['Connecté en tant que', 'Aangemeld als'],
  'Sign out': ['Se déconnecter', 'Afmelden'],
  'As of {0}, Brussels time. Load the page again for newer figures.': [
    'Situation du {0}, heure de Bruxelles. Rechargez la page pour des chiffres plus récents.',
    'Stand van {0}, Brusselse tijd. Laad de pagina opnieuw voor recentere cijfers.',
  ],
  'Counts, dates and digests only: nothing of any child stands on this page. Nothing can be changed from here.':
    [
      'Uniquement des nombres, des dates et des empreintes : aucune donnée relative à un enfant ne figure sur cette page. Rien ne peut être modifié d’ici.',
      'Enkel aantallen, data en hashes: geen enkel gegeven over een kind staat op deze pagina. Van hieruit kan niets worden gewijzigd.',
    ],
  'All is well': ['Tout est en ordre', 'Alles is in orde'],
  'The channel is closed, and all is well': [
    'Le canal est fermé, et tout est en ordre',
    'Het kanaal is gesloten, en alles is in orde',
  ],
  '{0} thing needs your attention': ['{0} point demande votre attention', '{0} punt vraagt uw aandacht'],
  '{0} things need your attention': ['{0} points demandent votre attention', '{0} punten vragen uw aandacht'],
  'Nothing is late and nothing waits for you.': [
    'Rien n’est en retard et rien ne vous attend.',
    'Niets is te laat en niets wacht op u.',
  ],
  'To do first': ['À faire en premier', 'Eerst te doen'],
  'Days left': ['Jours restants', 'Resterende dagen'],
  'Newest month': ['Dernier mois', 'Laatste maand'],
  'Next file due by': ['Prochain fichier dû le', 'Volgend bestand uiterlijk'],
  'Records held': ['Mutations en attente', 'Wachtende mutaties'],
  'Next purge after': ['Prochaine purge après le', 'Volgende wissing na'],
  'Act:': ['Agir :', 'Handelen:'],
  'Look:': ['Examiner :', 'Nakijken:'],
  'day left, today included': ['jour restant, aujourd’hui inclus', 'dag over, vandaag inbegrepen'],
  'days left, today included': ['jours restants, aujourd’hui inclus', 'dagen over, vandaag inbegrepen'],
  decision: ['décision', 'beslissing'],
  closed: ['fermé', 'gesloten'],
  'The channel is open until {0} (points {1}).': [
    'Le canal est ouvert jusqu’au {0} inclus (points {1}).',
    'Het kanaal is open tot en met {0} (punten {1}).',
  ],
  'The channel ended after {0} (points {1}). Nothing moves any more; purge and ledger go on.': [
    'Le canal a pris fin après le {0} (points {1}). Plus rien n’est transmis ; la purge et le registre journal se poursuivent.',
    'Het kanaal eindigde na {0} (punten {1}). Er wordt niets meer meegedeeld; de wissing en het logboek lopen door.',
  ],
  'The channel is closed since {0} (points {1}).': [
    'Le canal est fermé depuis le {0} (points {1}).',
    'Het kanaal is gesloten sinds {0} (punten {1}).',
  ],
  'Life of the channel': ['Durée du canal', 'Looptijd van het kanaal'],
  Sunset: ['Fin du canal', 'Einde van het kanaal'],
  'The channel is closed: the clock runs behind the newest entry of the ledger, of {0}.': [
    'Le canal est fermé : l’horloge retarde sur la dernière entrée du registre journal, du {0}.',
    'Het kanaal is gesloten: de klok loopt achter op de laatste inschrijving van het logboek, van {0}.',
  ],
  'Set the clock of this machine right.': [
    'Mettez l’horloge de cette machine à l’heure.',
    'Zet de klok van deze machine juist.',
  ],
  'The channel is closed: since {0} it is known that others hold more of this site’s ledger than there is here.':
    [
      'Le canal est fermé : depuis le {0}, on sait que d’autres détiennent plus du registre journal de ce site qu’il n’y en a ici.',
      'Het kanaal is gesloten: sinds {0} is bekend dat anderen meer van het logboek van deze site bezitten dan er hier is.',
    ],
  'Restore the newest backup, or read “After a restore” in docs/ledger.md.': [
    'Restaurez la sauvegarde la plus récente, ou lisez « After a restore » dans docs/ledger.md.',
    'Zet de recentste back-up terug, of lees «After a restore» in docs/ledger.md.',
  ],
  'Make the key:': ['Créez la clé :', 'Maak de sleutel:'],
  'See that the other sites log in: checkpoints are exchanged at each meeting.': [
    'Veillez à ce que les autres sites se connectent : les points de contrôle s’échangent à chaque rencontre.',
    'Zorg dat de andere sites zich aanmelden: bij elke ontmoeting worden controlepunten uitgewisseld.',
  ],
  'Start it, or look where it runs:': [
    'Démarrez-la, ou cherchez où elle tourne :',
    'Start ze, of ga na waar ze draait:',
  ],
  'See which month, and keep everything as it is:': [
    'Voyez de quel mois il s’agit, et laissez tout en l’état :',
    'Kijk om welke maand het gaat, en laat alles zoals het is:',
  ],
  'See below.': ['Voir ci-dessous.', 'Zie hieronder.'],
  'The data {0} are kept beyond their last day.': [
    'Les données {0} sont conservées au-delà de leur dernier jour.',
    'De gegevens {0} worden langer bewaard dan hun laatste dag.',
  ],
  'The data of {0} months are kept beyond their last day, from {1} on.': [
    'Les données de {0} mois sont conservées au-delà de leur dernier jour, depuis {1}.',
    'De gegevens van {0} maanden worden langer bewaard dan hun laatste dag, vanaf {1}.',
  ],
  'Purge them:': ['Purgez-les :', 'Wis ze:'],
  'The file {0} is not published: it was due by {1}.': [
    'Le fichier {0} n’est pas publié : il devait l’être au plus tard le {1}.',
    'Het bestand {0} is niet gepubliceerd: het moest er uiterlijk op {1} zijn.',
  ],
  'The file {0} has not come from {1}: it was due by {2}.': [
    'Le fichier {0} n’est pas arrivé ({1}) : il était dû au plus tard le {2}.',
    'Het bestand {0} is niet aangekomen ({1}): het moest er uiterlijk op {2} zijn.',
  ],
  'Publish it:': ['Publiez-le :', 'Publiceer het:'],
  'Ask the sender, then run:': [
    'Interrogez l’expéditeur, puis lancez :',
    'Vraag het na bij de afzender, en start dan:',
  ],
  'This site owes a receipt for {0} since {1}.': [
    'Ce site doit un accusé de réception pour {0} depuis le {1}.',
    'Deze site is sinds {1} een ontvangstbewijs verschuldigd voor {0}.',
  ],
  'Hand it in:': ['Remettez-le :', 'Dien het in:'],
  'A receipt for {0} is overdue since {1}: {2}.': [
    'Un accusé de réception pour {0} est en retard depuis le {1} : {2}.',
    'Een ontvangstbewijs voor {0} is te laat sinds {1}: {2}.',
  ],
  'Receipts for {0} are overdue since {1}: {2}.': [
    'Des accusés de réception pour {0} sont en retard depuis le {1} : {2}.',
    'Ontvangstbewijzen voor {0} zijn te laat sinds {1}: {2}.',
  ],
  'Not collected yet by {0}: remind them, and see that their accounts work.': [
    'Pas encore retiré par {0} : envoyez un rappel, et vérifiez que leurs comptes fonctionnent.',
    'Nog niet afgehaald door {0}: stuur een herinnering, en ga na of hun accounts werken.',
  ],
  'The files were collected: ask them to hand in the receipts.': [
    'Les fichiers ont été retirés : demandez les accusés de réception.',
    'De bestanden zijn afgehaald: vraag om de ontvangstbewijzen.',
  ],
  '{0} record is held for more than {1} days.': [
    '{0} mutation est en attente depuis plus de {1} jours.',
    '{0} mutatie wacht al meer dan {1} dagen.',
  ],
  '{0} records are held for more than {1} days.': [
    '{0} mutations sont en attente depuis plus de {1} jours.',
    '{0} mutaties wachten al meer dan {1} dagen.',
  ],
  'Give back what stays without an insurer:': [
    'Renvoyez ce qui reste sans organisme assureur :',
    'Stuur terug wat zonder verzekeringsinstelling blijft:',
  ],
  'See why, and ask the CIN again:': [
    'Voyez pourquoi, et interrogez à nouveau le CIN :',
    'Kijk waarom, en bevraag het NIC opnieuw:',
  ],
  '{0} logins were refused in the last seven days.': [
    '{0} connexions ont été refusées ces sept derniers jours.',
    '{0} aanmeldingen zijn de laatste zeven dagen geweigerd.',
  ],
  'See whose:': ['Voyez lesquelles :', 'Kijk van wie:'],
  '{0} asks for a legal hold on {1}: it keeps nothing until a second operator confirms it.': [
    '{0} demande une suspension de la purge pour {1} : elle ne retient rien tant qu’un second opérateur ne l’a pas confirmée.',
    '{0} vraagt een opschorting van de wissing voor {1}: ze houdt niets tegen zolang een tweede operator ze niet bevestigt.',
  ],
  'Confirm it or withdraw it:': ['Confirmez-la ou retirez-la :', 'Bevestig ze of trek ze in:'],
  'Today is the last day of the channel.': [
    'Aujourd’hui est le dernier jour du canal.',
    'Vandaag is de laatste dag van het kanaal.',
  ],
  'The channel ends after {0}: {1} days are left, today included.': [
    'Le canal prend fin après le {0} : il reste {1} jours, aujourd’hui inclus.',
    'Het kanaal eindigt na {0}: er blijven {1} dagen over, vandaag inbegrepen.',
  ],
  'Bring everything through by then; afterwards nothing moves any more.': [
    'Faites tout passer d’ici là ; ensuite plus rien n’est transmis.',
    'Zorg dat alles tegen dan is doorgegeven; daarna wordt niets meer meegedeeld.',
  ],
};
