/** What the doctor says of keys, certificates, secrets and accounts. */

import type { Translations } from './translations.ts';

export const doctorKeys: Translations = {
  'it is the credential «{0}», which only the service is given': [
    'c’est le credential « {0} », que seul le service reçoit',
    'het is de credential «{0}», die alleen de dienst krijgt',
  ],
  '{0} is not there': ['{0} n’existe pas', '{0} is er niet'],
  '{0} is there, for its owner alone': [
    '{0} existe, pour son seul propriétaire',
    '{0} is er, alleen voor de eigenaar',
  ],
  'key of {0}, {1}': ['clé de {0}, {1}', 'sleutel van {0}, {1}'],
  'Make another in time, and tell the others.': [
    'Créez-en une autre à temps et prévenez les autres.',
    'Maak er tijdig een andere en verwittig de anderen.',
  ],
  '{0} stands there without the passphrase that the configuration names': [
    '{0} est là sans la phrase de passe que nomme la configuration',
    '{0} staat er zonder de wachtwoordzin die de configuratie noemt',
  ],
  'Protect it, or leave out passphrase.': [
    'Protégez-la ou retirez passphrase.',
    'Bescherm hem, of laat passphrase weg.',
  ],
  'the OpenPGP key': ['la clé OpenPGP', 'de OpenPGP-sleutel'],
  'Ask {0} for its next key.': ['Demandez à {0} sa prochaine clé.', 'Vraag {0} om de volgende sleutel.'],
  'the ledger key': ['la clé du registre journal', 'de logboeksleutel'],
  'the key of {0} is {1}': ['la clé de {0} est {1}', 'de sleutel van {0} is {1}'],
  'the key named for {0} is of {1}': [
    'la clé nommée pour {0} est de {1}',
    'de sleutel genoemd voor {0} is van {1}',
  ],
  'no ledger key is named: nobody can see that this ledger is not rewritten': [
    'aucune clé de registre journal n’est nommée : personne ne peut voir que ce registre n’est pas réécrit',
    'er is geen logboeksleutel genoemd: niemand kan zien dat dit logboek niet is herschreven',
  ],
  'Make one (passerelle keys generate ledger) and name it under [ledger].': [
    'Créez-en une (passerelle keys generate ledger) et nommez-la sous [ledger].',
    'Maak er een (passerelle keys generate ledger) en noem hem onder [ledger].',
  ],
  'the host key is {0}': ['la clé d’hôte est {0}', 'de hostsleutel is {0}'],
  'the login key is {0}': ['la clé de connexion est {0}', 'de aanmeldsleutel is {0}'],
  'this place has neither a gateway nor a login by key': [
    'ce site n’a ni passerelle ni connexion par clé',
    'deze plaats heeft geen gateway en geen aanmelding met een sleutel',
  ],
  'Make it with: passerelle keys generate {0}': [
    'Créez-la avec : passerelle keys generate {0}',
    'Maak hem met: passerelle keys generate {0}',
  ],
  'none is named': ['aucune n’est nommée', 'er is er geen genoemd'],
  '{0} of {1} cannot be read at {2}': [
    '{0} de {1} ne peut être lue à {2}',
    '{0} van {1} kan niet worden gelezen op {2}',
  ],
  'Put it there, or correct its path.': [
    'Déposez-la là ou corrigez son chemin.',
    'Leg hem daar, of verbeter het pad.',
  ],
  '{0} of {1} at {2}: {3}': ['{0} de {1} à {2} : {3}', '{0} van {1} op {2}: {3}'],
  'Ask {0} for another.': ['Demandez-en une autre à {0}.', 'Vraag {0} om een andere.'],
  '{0}: without an end': ['{0} : sans échéance', '{0}: zonder einde'],
  '{0}: expired on {1}': ['{0} : échu le {1}', '{0}: verlopen op {1}'],
  '{0}: good until {1}': ['{0} : valable jusqu’au {1}', '{0}: geldig tot {1}'],
  '{0}, {1} days from now': ['{0}, dans {1} jours', '{0}, over {1} dagen'],
  'none is named: the system’s authorities count': [
    'aucun n’est nommé : les autorités du système comptent',
    'er is er geen genoemd: de autoriteiten van het systeem tellen',
  ],
  '{0} cannot be read': ['{0} ne peut être lu', '{0} kan niet worden gelezen'],
  'Put the certificates there, or correct the path.': [
    'Déposez-y les certificats ou corrigez le chemin.',
    'Leg de certificaten daar, of verbeter het pad.',
  ],
  'the first of {0} certificates in {1}': [
    'le premier de {0} certificats dans {1}',
    'het eerste van {0} certificaten in {1}',
  ],
  'Fetch the next one from whoever issued it.': [
    'Demandez le suivant à qui l’a émis.',
    'Haal het volgende bij wie het uitgaf.',
  ],
  '{0} holds no certificate in PEM that can be read': [
    '{0} ne contient aucun certificat PEM lisible',
    '{0} bevat geen leesbaar certificaat in PEM',
  ],
  'Put the certificates there, in PEM.': [
    'Déposez-y les certificats, en PEM.',
    'Leg de certificaten daar, in PEM.',
  ],
  'no cards are let in': ['aucune carte n’est admise', 'er worden geen kaarten toegelaten'],
  'counts as absent: {0}': ['compte comme absent : {0}', 'telt als afwezig: {0}'],
  'Fetch the file anew; fewer cards are let in meanwhile.': [
    'Allez rechercher le fichier ; entre-temps, moins de cartes sont admises.',
    'Haal het bestand opnieuw; intussen worden minder kaarten toegelaten.',
  ],
  'the certificate issued by {0}': ['le certificat émis par {0}', 'het certificaat uitgegeven door {0}'],
  'an authority without a name': ['une autorité sans nom', 'een autoriteit zonder naam'],
  'Add the next one before that day.': [
    'Ajoutez le suivant avant ce jour.',
    'Voeg vóór die dag het volgende toe.',
  ],
  '{0} of {1} revocation lists and OCSP responses are too old to be believed': [
    '{0} listes de révocation et réponses OCSP sur {1} sont trop vieilles pour être crues',
    '{0} van {1} intrekkingslijsten en OCSP-antwoorden zijn te oud om te geloven',
  ],
  'Fetch them anew each day: a card of which nothing is known is not let in.': [
    'Allez les rechercher chaque jour : une carte dont on ne sait rien n’est pas admise.',
    'Haal ze elke dag opnieuw: een kaart waarvan niets bekend is, wordt niet toegelaten.',
  ],
  'no revocation list and no OCSP response is to be had': [
    'il n’y a ni liste de révocation ni réponse OCSP',
    'er is geen intrekkingslijst en geen OCSP-antwoord',
  ],
  'Fetch them: without one no card is let in.': [
    'Allez les chercher : sans elles, aucune carte n’est admise.',
    'Haal ze: zonder wordt geen kaart toegelaten.',
  ],
  'the passphrase of the other OpenPGP key': [
    'la phrase de passe de l’autre clé OpenPGP',
    'de wachtwoordzin van de andere OpenPGP-sleutel',
  ],
  'the passphrase of the OpenPGP key': [
    'la phrase de passe de la clé OpenPGP',
    'de wachtwoordzin van de OpenPGP-sleutel',
  ],
  'the password of the login at the other gateway': [
    'le mot de passe de la connexion à l’autre passerelle',
    'het wachtwoord van de aanmelding bij de andere gateway',
  ],
  'a systemd credential': ['un credential systemd', 'een systemd-credential'],
  'a file': ['un fichier', 'een bestand'],
  '{0} is read from {1}: who has the machine has it, and nobody need be present': [
    'On lit {0} dans {1} : qui a la machine l’a, et personne ne doit être présent',
    '{0} wordt gelezen uit {1}: wie de machine heeft, heeft het, en niemand hoeft aanwezig te zijn',
  ],
  'Set "prompt", or write down why it is an exception and who allowed it. A credential is better than a file.':
    [
      'Mettez "prompt", ou consignez pourquoi c’est une exception et qui l’a permise. Un credential vaut mieux qu’un fichier.',
      'Zet "prompt", of noteer waarom het een uitzondering is en wie ze toestond. Een credential is beter dan een bestand.',
    ],
  'what is known to a person is typed by a person': [
    'ce qu’une personne sait, une personne le tape',
    'wat een persoon weet, wordt door een persoon getypt',
  ],
  'an insurer has no gateway': [
    'un organisme assureur n’a pas de passerelle',
    'een verzekeringsinstelling heeft geen gateway',
  ],
  'nobody of {0} can log in to this gateway': [
    'personne de {0} ne peut se connecter à cette passerelle',
    'niemand van {0} kan zich bij deze gateway aanmelden',
  ],
  'Enrol and activate an account: passerelle account enrol <name> --party <party>': [
    'Enregistrez et activez un compte : passerelle account enrol <name> --party <party>',
    'Registreer en activeer een account: passerelle account enrol <name> --party <party>',
  ],
  '{0} accounts are active, of every party that fetches here': [
    '{0} comptes sont actifs, de chaque partie qui retire ici',
    '{0} accounts zijn actief, van elke partij die hier afhaalt',
  ],
  'the account {0} could log in until {1} only': [
    'le compte {0} ne pouvait se connecter que jusqu’au {1}',
    'de account {0} kon zich slechts tot {1} aanmelden',
  ],
  'Set another last day (passerelle account restrict), or revoke it (passerelle account revoke).': [
    'Fixez un autre dernier jour (passerelle account restrict) ou révoquez-le (passerelle account revoke).',
    'Stel een andere laatste dag in (passerelle account restrict), of trek hem in (passerelle account revoke).',
  ],
  'card of the account {0}': ['carte du compte {0}', 'kaart van de account {0}'],
  'Add the certificate of the next card.': [
    'Ajoutez le certificat de la prochaine carte.',
    'Voeg het certificaat van de volgende kaart toe.',
  ],
};
