/** What is asked and said as a site is set up. */

import type { Translations } from './translations.ts';

export const init: Translations = {
  'A host and a port are expected, for example sftp.example:2222.': [
    'Un hôte et un port sont attendus, par exemple sftp.example:2222.',
    'Een host en een poort worden verwacht, bijvoorbeeld sftp.example:2222.',
  ],
  'An address and a port are expected, for example 192.0.2.7:2222.': [
    'Une adresse et un port sont attendus, par exemple 192.0.2.7:2222.',
    'Een adres en een poort worden verwacht, bijvoorbeeld 192.0.2.7:2222.',
  ],
  'As root, put passphrase and password, for root alone, into {0}: {1}.': [
    'En tant que root, mettez la phrase de passe et le mot de passe, lisibles par root seul, dans {0} : {1}.',
    'Zet als root de wachtwoordzin en het wachtwoord, alleen voor root leesbaar, in {0}: {1}.',
  ],
  'Code of the insurer': ['Code de l’organisme assureur', 'Code van de verzekeringsinstelling'],
  'Each question has an option, see --help; --no-questions asks nothing.': [
    'Chaque question a une option, voir --help ; --no-questions ne demande rien.',
    'Elke vraag heeft een optie, zie --help; --no-questions vraagt niets.',
  ],
  'Enrol who fetches here, for example {0}: {1}': [
    'Inscrivez qui vient chercher ici, par exemple {0} : {1}',
    'Schrijf in wie hier komt ophalen, bijvoorbeeld {0}: {1}',
  ],
  'Fill in [upstream] in passerelle.toml with what the operator of that gateway tells you.': [
    'Complétez [upstream] dans passerelle.toml avec ce que vous dit l’opérateur de cette passerelle.',
    'Vul [upstream] in passerelle.toml in met wat de operator van die gateway u meedeelt.',
  ],
  'Fingerprint of its host key, as {0} told it (SHA256:…)': [
    'Empreinte de sa clé d’hôte, telle que {0} l’a communiquée (SHA256:…)',
    'Vingerafdruk van de hostsleutel, zoals {0} die heeft meegedeeld (SHA256:…)',
  ],
  'Give {0} your public keys: {1}; {2} also {3}, by which you log in there.': [
    'Remettez à {0} vos clés publiques : {1} ; à {2} aussi {3}, par laquelle vous vous y connectez.',
    'Geef {0} uw publieke sleutels: {1}; {2} ook {3}, waarmee u daar aanmeldt.',
  ],
  'Made in {0}:': ['Créé dans {0} :', 'Gemaakt in {0}:'],
  'Make the OpenPGP key: {0}': ['Créez la clé OpenPGP : {0}', 'Maak de OpenPGP-sleutel: {0}'],
  'Name a file with its passphrase: --passphrase-file <file>.': [
    'Indiquez un fichier contenant sa phrase de passe : --passphrase-file <file>.',
    'Noem een bestand met de wachtwoordzin: --passphrase-file <file>.',
  ],
  'Name it with --upstream-host-key SHA256:…, as its operator told it, or leave out --upstream.': [
    'Indiquez-la par --upstream-host-key SHA256:…, telle que son opérateur l’a communiquée, ou omettez --upstream.',
    'Noem hem met --upstream-host-key SHA256:…, zoals de operator hem heeft meegedeeld, of laat --upstream weg.',
  ],
  'Nothing is overwritten. Choose another folder with --config <folder>/passerelle.toml': [
    'Rien n’est écrasé. Choisissez un autre dossier par --config <folder>/passerelle.toml',
    'Niets wordt overschreven. Kies een andere map met --config <folder>/passerelle.toml',
  ],
  'Or have systemd run it: {0}': ['Ou laissez systemd s’en charger : {0}', 'Of laat systemd het doen: {0}'],
  'Overwrites nothing. At a terminal it asks what no option says.': [
    'N’écrase rien. Au terminal, demande ce qu’aucune option ne dit.',
    'Overschrijft niets. Aan een terminal vraagt het wat geen optie zegt.',
  ],
  'Put the password that you were given into {0}, for you alone (chmod 600).': [
    'Mettez le mot de passe qui vous a été remis dans {0}, lisible par vous seul (chmod 600).',
    'Zet het wachtwoord dat u kreeg in {0}, alleen voor u leesbaar (chmod 600).',
  ],
  'Put their keys into correspondents/ ({0} …), take the # away before them in passerelle.toml, and compare by telephone what «passerelle keys fingerprint» prints.':
    [
      'Mettez leurs clés dans correspondents/ ({0} …), ôtez le # qui les précède dans passerelle.toml et comparez par téléphone ce qu’affiche « passerelle keys fingerprint ».',
      'Zet hun sleutels in correspondents/ ({0} …), haal het # ervoor weg in passerelle.toml en vergelijk telefonisch wat «passerelle keys fingerprint» toont.',
    ],
  'SHA256: and 43 characters are expected.': [
    'SHA256: et 43 caractères sont attendus.',
    'SHA256: en 43 tekens worden verwacht.',
  ],
  'See what is missing for {0}: {1}': ['Voyez ce qui manque à {0} : {1}', 'Bekijk wat {0} nog mist: {1}'],
  'Start it by hand: {0}': ['Démarrez à la main : {0}', 'Start het met de hand: {0}'],
  'That is none of them.': ['Ce n’est aucun d’eux.', 'Dat is er geen van.'],
  'What comes next:': ['Les étapes suivantes :', 'Wat nu volgt:'],
  'Where is the gateway of {0}, from which this site fetches? host:port, or {1}@host:port; Enter if you do not know yet':
    [
      'Où est la passerelle de {0}, où ce site vient chercher ? hôte:port, ou {1}@hôte:port ; Entrée si vous ne le savez pas encore',
      'Waar is de gateway van {0}, waar deze site ophaalt? host:poort, of {1}@host:poort; Enter als u het nog niet weet',
    ],
  'Where shall the gateway listen? [{0}:{1}]': [
    'Où la passerelle doit-elle écouter ? [{0}:{1}]',
    'Waar moet de gateway luisteren? [{0}:{1}]',
  ],
  'With --rehearsal the site is one of a rehearsal, for good.': [
    'Avec --rehearsal, le site est pour toujours celui d’une répétition.',
    'Met --rehearsal is de site voorgoed die van een repetitie.',
  ],
  'Write a host and a port, for example sftp.example:2222.': [
    'Écrivez un hôte et un port, par exemple sftp.example:2222.',
    'Schrijf een host en een poort, bijvoorbeeld sftp.example:2222.',
  ],
  'Write an address and a port, for example 192.0.2.7:2222.': [
    'Écrivez une adresse et un port, par exemple 192.0.2.7:2222.',
    'Schrijf een adres en een poort, bijvoorbeeld 192.0.2.7:2222.',
  ],
  'Write it as ssh-keygen -l prints it: SHA256: and 43 characters.': [
    'Écrivez-la comme ssh-keygen -l l’affiche : SHA256: et 43 caractères.',
    'Schrijf hem zoals ssh-keygen -l hem toont: SHA256: en 43 tekens.',
  ],
  'Writes the configuration where --config says, and everything else beside it: keys, database, systemd units.':
    [
      'Écrit la configuration là où le dit --config, et tout le reste à côté : clés, base de données, unités systemd.',
      'Schrijft de configuratie waar --config zegt, en al het andere ernaast: sleutels, databank, systemd-units.',
    ],
  'an unattended site has its OpenPGP key made at once': [
    'un site sans opérateur a besoin de sa clé OpenPGP dès le début',
    'een onbemande site heeft zijn OpenPGP-sleutel meteen nodig',
  ],
  'ask nothing, as where there is no terminal': [
    'ne rien demander, comme là où il n’y a pas de terminal',
    'niets vragen, zoals waar er geen terminal is',
  ],
  'deliberation n° {0} knows no such party': [
    'la délibération n° {0} ne connaît pas cette partie',
    'beraadslaging nr. {0} kent die partij niet',
  ],
  'new passphrase of the OpenPGP key of {0}': [
    'nouvelle phrase de passe de la clé OpenPGP de {0}',
    'nieuwe wachtwoordzin van de OpenPGP-sleutel van {0}',
  ],
  'of its host key, as its operator told it': [
    'de sa clé d’hôte, telle que son opérateur l’a communiquée',
    'van de hostsleutel, zoals de operator die heeft meegedeeld',
  ],
  'protects the new OpenPGP key; else it is asked for': [
    'protège la nouvelle clé OpenPGP ; sinon elle est demandée',
    'beschermt de nieuwe OpenPGP-sleutel; anders wordt hij gevraagd',
  ],
  'systemd keeps the secrets, and relays or collects by schedule without an operator': [
    'systemd garde les secrets et fait le relais ou la collecte selon l’horaire, sans opérateur',
    'systemd bewaart de geheimen en geeft door of haalt op volgens het rooster, zonder operator',
  ],
  'the fingerprint of the host key of {0} is missing': [
    'l’empreinte de la clé d’hôte de {0} manque',
    'de vingerafdruk van de hostsleutel van {0} ontbreekt',
  ],
  'the gateway that the site fetches from; account@ before it if the account is not the usual one': [
    'la passerelle où le site vient chercher ; précédée de compte@ si le compte n’est pas le compte habituel',
    'de gateway waar de site ophaalt; voorafgegaan door account@ als het account niet het gebruikelijke is',
  ],
  'the question was not answered: nothing was made': [
    'la question est restée sans réponse : rien n’a été créé',
    'de vraag bleef onbeantwoord: er is niets gemaakt',
  ],
  'under which deliberation': ['sous quelle délibération', 'onder welke beraadslaging'],
  'where the gateway listens': ['où la passerelle écoute', 'waar de gateway luistert'],
  'whose site it is: {0}, or insurer to be asked which': [
    'à qui est le site : {0}, ou insurer pour choisir lequel',
    'van wie de site is: {0}, of insurer om te kiezen welke',
  ],
  '{0} (Enter: make the key later)': [
    '{0} (Entrée : créer la clé plus tard)',
    '{0} (Enter: de sleutel later maken)',
  ],
  '{0} is there already: there is a site here': [
    '{0} existe déjà : il y a un site ici',
    '{0} bestaat al: hier is al een site',
  ],
};
