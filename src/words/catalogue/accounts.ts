/** What is said of accounts, of what they prove, and of who may look a child up. */

import type { Translations } from './translations.ts';

export const accounts: Translations = {
  'The key of an authority cannot be a FIDO2 key.': [
    'La clé d’une autorité ne peut être une clé FIDO2.',
    'De sleutel van een autoriteit kan geen FIDO2-sleutel zijn.',
  ],
  'The account has the key {0} already.': [
    'Le compte a déjà la clé {0}.',
    'Het account heeft sleutel {0} al.',
  ],
  'That is no fingerprint.': ['Ce n’est pas une empreinte.', 'Dat is geen vingerafdruk.'],
  'It is written SHA256:…, as ssh-keygen -l prints it.': [
    'Elle s’écrit SHA256:…, comme l’affiche ssh-keygen -l.',
    'Ze wordt geschreven als SHA256:…, zoals ssh-keygen -l ze toont.',
  ],
  '{0} is distrusted already.': [
    '{0} ne bénéficie déjà plus de confiance.',
    '{0} wordt al niet meer vertrouwd.',
  ],
  'Give one certificate, in PEM or DER.': [
    'Donnez un seul certificat, en PEM ou DER.',
    'Geef één certificaat, in PEM of DER.',
  ],
  'A card needs RSA of 2048 bits, or ECDSA (nistp256 or nistp384).': [
    'Une carte demande RSA de 2048 bits, ou ECDSA (nistp256 ou nistp384).',
    'Een kaart vraagt RSA van 2048 bits, of ECDSA (nistp256 of nistp384).',
  ],
  'A card has several certificates: give the one named Authentication, not Signature.': [
    'Une carte a plusieurs certificats : donnez celui nommé Authentication, pas Signature.',
    'Een kaart heeft verschillende certificaten: geef dat met de naam Authentication, niet Signature.',
  ],
  'See policies under [gateway.cards].': [
    'Voir policies sous [gateway.cards].',
    'Zie policies onder [gateway.cards].',
  ],
  'Fetch the revocation list of its authority, or an OCSP response.': [
    'Procurez-vous la liste de révocation de son autorité, ou une réponse OCSP.',
    'Haal de intrekkingslijst van de autoriteit op, of een OCSP-antwoord.',
  ],
  'Fetch the revocation list of its authority anew, or an OCSP response.': [
    'Procurez-vous de nouveau la liste de révocation de son autorité, ou une réponse OCSP.',
    'Haal de intrekkingslijst van de autoriteit opnieuw op, of een OCSP-antwoord.',
  ],
  'The certificate is refused ({0}).': [
    'Le certificat est refusé ({0}).',
    'Het certificaat wordt geweigerd ({0}).',
  ],
  'The name of an account is 2 to 32 lower-case letters, digits and hyphens, a letter first.': [
    'Le nom d’un compte compte 2 à 32 lettres minuscules, chiffres et traits d’union, une lettre en tête.',
    'De naam van een account telt 2 tot 32 kleine letters, cijfers en koppeltekens, met een letter vooraan.',
  ],
  'This site keeps accounts of {0} only.': [
    'Ce site ne tient que des comptes de {0}.',
    'Deze site houdt alleen accounts van {0}.',
  ],
  'Point {0} of deliberation n° {1} names who may come here.': [
    'Le point {0} de la délibération n° {1} dit qui peut venir ici.',
    'Punt {0} van beraadslaging nr. {1} zegt wie hier mag komen.',
  ],
  'Deliberation n° {0}, point {1}, does not let that role read the data.': [
    'La délibération n° {0}, point {1}, ne permet pas à ce rôle de lire les données.',
    'Beraadslaging nr. {0}, punt {1}, laat die rol de gegevens niet lezen.',
  ],
  '{0} Roles: {1}.': ['{0} Rôles : {1}.', '{0} Rollen: {1}.'],
  'There is an account {0} already.': ['Il y a déjà un compte {0}.', 'Er is al een account {0}.'],
  'The password is refused ({0}).': [
    'Le mot de passe est refusé ({0}).',
    'Het wachtwoord wordt geweigerd ({0}).',
  ],
  'It must have {0} to {1} bytes.': [
    'Il doit compter {0} à {1} octets.',
    'Het moet {0} tot {1} bytes tellen.',
  ],
  'Give one line as it stands in id_ed25519.pub: algorithm, base64, comment.': [
    'Donnez une ligne telle qu’elle figure dans id_ed25519.pub : algorithme, base64, commentaire.',
    'Geef één regel zoals hij in id_ed25519.pub staat: algoritme, base64, commentaar.',
  ],
  'That is a private key: it must stay with its holder. Ask for the public one.': [
    'C’est une clé privée : elle doit rester chez son titulaire. Demandez la clé publique.',
    'Dat is een privésleutel: die moet bij zijn houder blijven. Vraag de publieke.',
  ],
  'Use Ed25519, ECDSA (nistp256, 384 or 521), RSA, or a FIDO2 key (ed25519-sk, ecdsa-sk).': [
    'Employez Ed25519, ECDSA (nistp256, 384 ou 521), RSA, ou une clé FIDO2 (ed25519-sk, ecdsa-sk).',
    'Gebruik Ed25519, ECDSA (nistp256, 384 of 521), RSA, of een FIDO2-sleutel (ed25519-sk, ecdsa-sk).',
  ],
  'RSA needs 3072 bits at least; otherwise the line was damaged on its way.': [
    'RSA demande au moins 3072 bits ; sinon, la ligne a été abîmée en chemin.',
    'RSA vraagt minstens 3072 bits; anders werd de regel onderweg beschadigd.',
  ],
  'The authenticator made it for another purpose: make one with ssh-keygen -t ed25519-sk.': [
    'L’authentificateur l’a générée pour un autre usage : générez-en une avec ssh-keygen -t ed25519-sk.',
    'De authenticator heeft ze voor een ander doel gemaakt: maak er een met ssh-keygen -t ed25519-sk.',
  ],
  'The key is refused ({0}).': ['La clé est refusée ({0}).', 'De sleutel wordt geweigerd ({0}).'],
  'The account has no key {0}.': ['Le compte n’a pas de clé {0}.', 'Het account heeft geen sleutel {0}.'],
  'Point {0}: the account has no dated undertaking of confidentiality.': [
    'Point {0} : le compte n’a pas d’engagement de confidentialité daté.',
    'Punt {0}: het account heeft geen gedateerde vertrouwelijkheidsverbintenis.',
  ],
  'Have it signed, then give its date.': [
    'Faites-le signer, puis donnez-en la date.',
    'Laat ze ondertekenen en geef dan de datum.',
  ],
  'The undertaking of confidentiality is dated in the future.': [
    'L’engagement de confidentialité est daté du futur.',
    'De vertrouwelijkheidsverbintenis is in de toekomst gedateerd.',
  ],
  'Point {0}: the account needs factors of every kind ({1}), it has {2}.': [
    'Point {0} : le compte doit avoir des facteurs de chaque genre ({1}) ; il a : {2}.',
    'Punt {0}: het account heeft factoren van elke soort nodig ({1}); het heeft: {2}.',
  ],
  none: ['aucun', 'geen'],
  'A key or a TOTP device is possession, a password or PIN is knowledge.': [
    'Une clé ou un appareil TOTP relève de la possession, un mot de passe ou un PIN de la connaissance.',
    'Een sleutel of een TOTP-toestel is bezit, een wachtwoord of pincode is kennis.',
  ],
  'There is no account of that name.': [
    'Il n’y a pas de compte de ce nom.',
    'Er is geen account met die naam.',
  ],
  'The account {0} is revoked, and stays so.': [
    'Le compte {0} est révoqué, et le reste.',
    'Account {0} is ingetrokken, en blijft dat.',
  ],
  'The account {0} was changed by someone else at the same moment.': [
    'Le compte {0} a été modifié par quelqu’un d’autre au même moment.',
    'Account {0} werd op hetzelfde ogenblik door iemand anders gewijzigd.',
  ],
  'Try again.': ['Réessayez.', 'Probeer opnieuw.'],
  'PIN or password': ['PIN ou mot de passe', 'Pincode of wachtwoord'],
  'One-time code': ['Code à usage unique', 'Eenmalige code'],
  '{0} of {1}': ['{0} de {1}', '{0} van {1}'],
  'what was given does not prove that account': [
    'ce qui a été donné ne prouve pas ce compte',
    'wat werd gegeven, bewijst dat account niet',
  ],
  'It needs a password and a TOTP device, an undertaking, and to be active and of {0}. The ledger tells more: passerelle ledger list --event login-refused':
    [
      'Il faut un mot de passe et un appareil TOTP, un engagement de confidentialité, et que le compte soit actif et de {0}. Le registre journal en dit davantage : passerelle ledger list --event login-refused',
      'Nodig zijn een wachtwoord en een TOTP-toestel, een vertrouwelijkheidsverbintenis, en een account dat actief is en van {0}. Het logboek zegt meer: passerelle ledger list --event login-refused',
    ],
  'By these methods the account proves {0}; point {1} asks for {2}.': [
    'Par ces méthodes, le compte prouve : {0} ; le point {1} demande : {2}.',
    'Met deze methoden bewijst het account: {0}; punt {1} vraagt: {2}.',
  ],
  'That is no list of addresses and networks.': [
    'Ce n’est pas une liste d’adresses et de réseaux.',
    'Dat is geen lijst van adressen en netwerken.',
  ],
  'For example 192.0.2.7,2001:db8::/32': [
    'Par exemple 192.0.2.7,2001:db8::/32',
    'Bijvoorbeeld 192.0.2.7,2001:db8::/32',
  ],
  'The first day is after the last.': [
    'Le premier jour est postérieur au dernier.',
    'De eerste dag ligt na de laatste.',
  ],
  'There is no method of that name.': [
    'Il n’y a pas de méthode de ce nom.',
    'Er is geen methode met die naam.',
  ],
  'Points {0} of deliberation n° {1}. Purposes: {2}.': [
    'Points {0} de la délibération n° {1}. Finalités : {2}.',
    'Punten {0} van beraadslaging nr. {1}. Doeleinden: {2}.',
  ],
  'the deliberation does not let that role look records up': [
    'la délibération ne permet pas à ce rôle de consulter des mutations',
    'de beraadslaging laat die rol geen mutaties raadplegen',
  ],
  'the account has no undertaking of confidentiality that is dated today or before': [
    'le compte n’a pas d’engagement de confidentialité daté d’aujourd’hui ou d’avant',
    'het account heeft geen vertrouwelijkheidsverbintenis gedateerd op vandaag of vroeger',
  ],
  'the deliberation does not know that purpose': [
    'la délibération ne connaît pas cette finalité',
    'de beraadslaging kent dat doeleinde niet',
  ],
  'some of the data were purged at this moment': [
    'une partie des données était purgée à ce moment même',
    'een deel van de gegevens werd op dat ogenblik gewist',
  ],
  'Nothing was shown. Run the command again.': [
    'Rien n’a été montré. Relancez la commande.',
    'Er is niets getoond. Voer het commando opnieuw uit.',
  ],
  'A login without an account.': ['Une connexion sans compte.', 'Een aanmelding zonder account.'],
  'Nobody to ask.': ['Personne à qui demander.', 'Niemand om het aan te vragen.'],
  'The host key cannot be read.': [
    'La clé d’hôte ne peut être lue.',
    'De hostsleutel kan niet worden gelezen.',
  ],
  'It must be a private key without passphrase, as ssh-keygen makes it.': [
    'Ce doit être une clé privée sans phrase de passe, telle que la génère ssh-keygen.',
    'Het moet een privésleutel zonder wachtwoordzin zijn, zoals ssh-keygen ze maakt.',
  ],
  'The host key is of {0}.': ['La clé d’hôte est de type {0}.', 'De hostsleutel is van het type {0}.'],
  'It must be of {0}: ssh-keygen -t ed25519': [
    'Elle doit être de type {0} : ssh-keygen -t ed25519',
    'Ze moet van het type {0} zijn: ssh-keygen -t ed25519',
  ],
  'The deliberation asks for no factor: nobody may log in.': [
    'La délibération ne demande aucun facteur : personne ne peut se connecter.',
    'De beraadslaging vraagt geen enkele factor: niemand mag zich aanmelden.',
  ],
  'A file that vouches for cards cannot be used: {0}': [
    'Un fichier qui se porte garant de cartes est inutilisable : {0}',
    'Een bestand dat voor kaarten instaat, is onbruikbaar: {0}',
  ],
  possession: ['possession', 'bezit'],
  knowledge: ['connaissance', 'kennis'],
  'It was not pruned: what it still tells may be evidence. See: passerelle ledger verify': [
    'Il n’a pas été épuré : ce qu’il dit encore peut faire preuve. Voir : passerelle ledger verify',
    'Het werd niet opgeschoond: wat het nog zegt, kan een bewijsstuk zijn. Zie: passerelle ledger verify',
  ],
};
