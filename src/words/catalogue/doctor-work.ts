/** What the doctor says of the network, of the others and of the work of the channel. */

import type { Translations } from './translations.ts';

export const doctorWork: Translations = {
  'only the relay asks': ['seul le relais interroge', 'alleen het relais vraagt'],
  'there is none yet': ['il n’y en a pas encore', 'er is er nog geen'],
  '{0} answers': ['{0} répond', '{0} antwoordt'],
  '{0}, and its certificate is vouched for': [
    '{0}, et son certificat est garanti',
    '{0}, en voor het certificaat wordt ingestaan',
  ],
  '{0} cannot be asked: {1}': ['{0} ne peut être interrogé : {1}', '{0} kan niet worden bevraagd: {1}'],
  'Check [affiliation.service], the firewall and the certificates, and ask the CIN whether its service is up.':
    [
      'Vérifiez [affiliation.service], le pare-feu et les certificats, et demandez au CIN si son service fonctionne.',
      'Controleer [affiliation.service], de firewall en de certificaten, en vraag het NIC of zijn dienst werkt.',
    ],
  'Check host and port under [upstream], the firewall of both sides, and whether the gateway is up.': [
    'Vérifiez hôte et port sous [upstream], le pare-feu des deux côtés, et si la passerelle fonctionne.',
    'Controleer host en poort onder [upstream], de firewall aan beide kanten, en of de gateway werkt.',
  ],
  'no connection to {0}, port {1}': [
    'pas de liaison avec {0}, port {1}',
    'geen verbinding met {0}, poort {1}',
  ],
  'The gateway turns this address away, shares no algorithm with us, or another program answers there.': [
    'La passerelle refuse cette adresse, n’a aucun algorithme en commun avec nous, ou un autre programme y répond.',
    'De gateway weigert dit adres, heeft geen algoritme met ons gemeen, of een ander programma antwoordt daar.',
  ],
  '{0}, port {1}, is connected and shows no host key': [
    '{0}, port {1}, se laisse joindre et ne montre aucune clé d’hôte',
    '{0}, poort {1}, is verbonden en toont geen hostsleutel',
  ],
  '{0}, port {1}, shows the host key that is pinned': [
    '{0}, port {1}, montre la clé d’hôte qui est fixée',
    '{0}, poort {1}, toont de hostsleutel die vastligt',
  ],
  '{0}, port {1}, shows the host key {2}, which is not the one that is pinned': [
    '{0}, port {1}, montre la clé d’hôte {2}, qui n’est pas celle qui est fixée',
    '{0}, poort {1}, toont de hostsleutel {2}, die niet de vastgelegde is',
  ],
  'Do not log in. Ask the operator there by telephone whether the host key was replaced, and for its fingerprint.':
    [
      'Ne vous connectez pas. Demandez par téléphone à l’opérateur là-bas si la clé d’hôte a été remplacée, et son empreinte.',
      'Meld u niet aan. Vraag de operator daar per telefoon of de hostsleutel is vervangen, en naar de vingerafdruk.',
    ],
  'an insurer has none': ['un organisme assureur n’en a pas', 'een verzekeringsinstelling heeft er geen'],
  'the system chooses a port at each start': [
    'le système choisit un port à chaque démarrage',
    'het systeem kiest een poort bij elke start',
  ],
  '{0}, port {1}, is free: no gateway runs now': [
    '{0}, port {1}, est libre : aucune passerelle ne tourne',
    '{0}, poort {1}, is vrij: er draait nu geen gateway',
  ],
  'nobody can listen on {0}, port {1}: {2}': [
    'personne ne peut écouter sur {0}, port {1} : {2}',
    'niemand kan luisteren op {0}, poort {1}: {2}',
  ],
  'Choose another under [gateway].': [
    'Choisissez-en un autre sous [gateway].',
    'Kies een andere onder [gateway].',
  ],
  'there is neither an operator page nor monitoring': [
    'il n’y a ni page de l’opérateur ni surveillance',
    'er is geen pagina van de operator en geen monitoring',
  ],
  'it opens at {0}': ['elle s’ouvre à {0}', 'ze gaat open op {0}'],
  'there is no folder for {0}': ['il n’y a pas de dossier pour {0}', 'er is geen map voor {0}'],
  'Make it, or choose another in the configuration.': [
    'Créez-le ou choisissez-en un autre dans la configuration.',
    'Maak ze, of kies een andere in de configuratie.',
  ],
  '{0}, port {1}, is free: nothing is open there now': [
    '{0}, port {1}, est libre : rien n’y est ouvert',
    '{0}, poort {1}, is vrij: er is daar nu niets open',
  ],
  '{0}, port {1}, is held, by our own serve if it runs': [
    '{0}, port {1}, est tenu, par notre propre serve s’il tourne',
    '{0}, poort {1}, is bezet, door onze eigen serve als die draait',
  ],
  'Choose another in the configuration.': [
    'Choisissez-en un autre dans la configuration.',
    'Kies een andere in de configuratie.',
  ],
  '{0}, port {1}, shows the host key that was announced as its next': [
    '{0}, port {1}, montre la clé d’hôte qui était annoncée comme la suivante',
    '{0}, poort {1}, toont de hostsleutel die als volgende was aangekondigd',
  ],
  'Write it as host_key_fingerprint, and take out next_host_key_fingerprint: docs/rotation.md': [
    'Inscrivez-la comme host_key_fingerprint et retirez next_host_key_fingerprint : docs/rotation.md',
    'Schrijf hem als host_key_fingerprint en neem next_host_key_fingerprint weg: docs/rotation.md',
  ],
  'port {0} is held, and speaks to the load balancers only': [
    'le port {0} est tenu et ne parle qu’aux répartiteurs de charge',
    'poort {0} is bezet en spreekt alleen met de load balancers',
  ],
  'Ask through a load balancer.': ['Passez par un répartiteur de charge.', 'Ga via een load balancer.'],
  'port {0} is held by another process': [
    'le port {0} est tenu par un autre processus',
    'poort {0} is bezet door een ander proces',
  ],
  'See which: the host key is not there.': [
    'Voyez lequel : la clé d’hôte n’existe pas.',
    'Zoek welk: de hostsleutel is er niet.',
  ],
  'our gateway listens on {0}, port {1}': [
    'notre passerelle écoute sur {0}, port {1}',
    'onze gateway luistert op {0}, poort {1}',
  ],
  'End the other process, or choose another port under [gateway].': [
    'Arrêtez l’autre processus ou choisissez un autre port sous [gateway].',
    'Beëindig het andere proces, of kies een andere poort onder [gateway].',
  ],
  'a server with another host key, {0}, holds port {1}': [
    'un serveur avec une autre clé d’hôte, {0}, tient le port {1}',
    'een server met een andere hostsleutel, {0}, bezet poort {1}',
  ],
  'another process holds port {0}, and shows no host key': [
    'un autre processus tient le port {0} et ne montre aucune clé d’hôte',
    'een ander proces bezet poort {0} en toont geen hostsleutel',
  ],
  'others hold {0} entries of this ledger, and it does not bear them out': [
    'd’autres détiennent {0} entrées de ce registre journal, et il ne les confirme pas',
    'anderen hebben {0} inschrijvingen van dit logboek, en het bevestigt ze niet',
  ],
  'This is an older state of the site, or a changed one: restore the newest backup, or see docs/ledger.md, «After a restore».':
    [
      'C’est un état plus ancien du site, ou modifié : restaurez la sauvegarde la plus récente, ou voyez docs/ledger.md, « After a restore ».',
      'Dit is een oudere of een gewijzigde toestand van de site: zet de jongste back-up terug, of zie docs/ledger.md, «After a restore».',
    ],
  'the ledger has all that others saw of it; sites meet no more': [
    'le registre journal a tout ce que d’autres en ont vu ; les sites ne se rencontrent plus',
    'het logboek heeft alles wat anderen ervan zagen; sites ontmoeten elkaar niet meer',
  ],
  'no checkpoint is known yet of {0}': [
    'aucun point de contrôle n’est encore connu de {0}',
    'er is nog geen controlepunt bekend van {0}',
  ],
  'It comes with the first meeting at the gateway; see docs/ledger.md.': [
    'Il vient avec la première rencontre à la passerelle ; voir docs/ledger.md.',
    'Het komt met de eerste ontmoeting bij de gateway; zie docs/ledger.md.',
  ],
  'of our own ledger others hold {0} entries, told {1} days ago': [
    'de notre registre journal, d’autres détiennent {0} entrées, annoncées il y a {1} jours',
    'van ons logboek hebben anderen {0} inschrijvingen, {1} dagen geleden meegedeeld',
  ],
  'of the ledger of {0} we hold {1} entries, told {2} days ago': [
    'du registre journal de {0}, nous détenons {1} entrées, annoncées il y a {2} jours',
    'van het logboek van {0} hebben wij {1} inschrijvingen, {2} dagen geleden meegedeeld',
  ],
  'Sites meet at each month: see whether anything was fetched, and ask the other side.': [
    'Les sites se rencontrent chaque mois : voyez si quelque chose a été retiré, et interrogez l’autre côté.',
    'Sites ontmoeten elkaar elke maand: kijk of er iets is afgehaald, en vraag het de andere kant.',
  ],
  'the channel is open until {0}': ['le canal est ouvert jusqu’au {0}', 'het kanaal is open tot {0}'],
  'the channel ends after {0}, in {1} days': [
    'le canal prend fin après le {0}, dans {1} jours',
    'het kanaal eindigt na {0}, over {1} dagen',
  ],
  'Publish and collect what is due before that day, and see what takes its place: passerelle status': [
    'Publiez et retirez avant ce jour ce qui est dû, et voyez ce qui prend sa place : passerelle status',
    'Publiceer en haal vóór die dag af wat verschuldigd is, en kijk wat in de plaats komt: passerelle status',
  ],
  'no file and no receipt is overdue': [
    'aucun fichier ni accusé de réception n’est en retard',
    'geen bestand en geen ontvangstbewijs is te laat',
  ],
  'Ask who owes it; the statement names all files of a month: passerelle statement --month': [
    'Demandez-le à qui le doit ; l’état nomme tous les fichiers d’un mois : passerelle statement --month',
    'Vraag het aan wie het verschuldigd is; de staat noemt alle bestanden van een maand: passerelle statement --month',
  ],
  'no record is held for too long': [
    'aucune mutation n’est en attente depuis trop longtemps',
    'geen mutatie wacht te lang',
  ],
  'See them with «passerelle held --records»; give back what stays without an insurer: «passerelle held return».':
    [
      'Voyez-les avec « passerelle held --records » ; rendez ce qui reste sans organisme assureur : « passerelle held return ».',
      'Bekijk ze met «passerelle held --records»; geef terug wat zonder verzekeringsinstelling blijft: «passerelle held return».',
    ],
  '{0} records are held for more than {1} days': [
    '{0} mutations sont en attente depuis plus de {1} jours',
    '{0} mutaties wachten al meer dan {1} dagen',
  ],
  'data of {0} should have been destroyed': [
    'des données de {0} auraient dû être détruites',
    'gegevens van {0} hadden vernietigd moeten zijn',
  ],
  'Run passerelle purge, and see that serve or serve --retention-only runs every day.': [
    'Exécutez passerelle purge, et veillez à ce que serve ou serve --retention-only tourne chaque jour.',
    'Voer passerelle purge uit, en zorg dat serve of serve --retention-only elke dag draait.',
  ],
  'nothing is kept that would have to be destroyed': [
    'rien n’est conservé qui devrait être détruit',
    'er wordt niets bewaard dat vernietigd zou moeten worden',
  ],
  'what is due first is kept until {0}': [
    'ce qui échoit en premier est conservé jusqu’au {0}',
    'wat het eerst vervalt, wordt bewaard tot {0}',
  ],
  '{0} ({1}) was never run by schedule': [
    '{0} ({1}) n’a jamais tourné selon l’horaire',
    '{0} ({1}) is nooit volgens schema uitgevoerd',
  ],
  '{0} ({1}) was due and begun last at {2}': [
    '{0} ({1}) était prévu et a commencé en dernier lieu à {2}',
    '{0} ({1}) was gepland en begon het laatst om {2}',
  ],
  'Keep serve running, or serve --retention-only: else data outlive their time.': [
    'Laissez tourner serve ou serve --retention-only : sinon des données survivent à leur délai.',
    'Houd serve of serve --retention-only draaiend: anders blijven gegevens langer dan hun termijn.',
  ],
  'a site on a server is backed up by the server’s own tools, and its ledger does not hear of it': [
    'un site sur un serveur est sauvegardé par les outils du serveur, et son registre journal n’en sait rien',
    'een site op een server krijgt een back-up met de hulpmiddelen van de server, en haar logboek hoort daar niets van',
  ],
  'See that they run: docs/postgresql.md, «Backups».': [
    'Veillez à ce qu’ils tournent : docs/postgresql.md, « Backups ».',
    'Zorg dat ze draaien: docs/postgresql.md, «Backups».',
  ],
  'Run it every night and after each month: passerelle backup make <folder>': [
    'Faites-la chaque nuit et après chaque mois : passerelle backup make <folder>',
    'Maak ze elke nacht en na elke maand: passerelle backup make <folder>',
  ],
  'the ledger tells of no backup': [
    'le registre journal ne parle d’aucune sauvegarde',
    'het logboek vertelt van geen back-up',
  ],
  'the last backup that the ledger tells of was made {0} days ago': [
    'la dernière sauvegarde dont parle le registre journal a été faite il y a {0} jours',
    'de laatste back-up waarvan het logboek vertelt, is {0} dagen geleden gemaakt',
  ],
};
