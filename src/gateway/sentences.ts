/**
 * What a refused user reads, in French, Dutch and English. It helps, and tells nothing that the user does
 * not know: not whether an account exists, nor which factor was wrong.
 */

import { legalDay } from '../clock.ts';
import type { ChannelState } from '../deliberations/rules.ts';

interface Sentence {
  readonly fr: string;
  readonly nl: string;
  readonly en: string;
}

/**
 * The last words of a connection. Plain ASCII and 400 bytes at most, in French too: OpenSSH shows all else
 * as octal escapes, and cuts off what is longer (`packet.c`, `ssh_packet_read_poll2`).
 */
export const lastWords = {
  'too-many-tries': {
    fr: "Trop d'essais. Revenez plus tard.",
    nl: 'Te veel pogingen. Probeer het later opnieuw.',
    en: 'Too many tries. Try again later.',
  },
  'login-time-over': {
    fr: 'Le temps pour se connecter est fini.',
    nl: 'De tijd om aan te melden is verstreken.',
    en: 'The time to log in is over.',
  },
  'not-now': {
    fr: "La connexion n'est pas possible pour le moment.",
    nl: 'Aanmelden is op dit ogenblik niet mogelijk.',
    en: 'Logging in is not possible at the moment.',
  },
  protocol: {
    fr: 'Demande inattendue.',
    nl: 'Onverwachte vraag.',
    en: 'Unexpected request.',
  },
  'account-changed': {
    fr: 'Votre compte vient de changer. Reconnectez-vous.',
    nl: 'Uw account werd gewijzigd. Meld u opnieuw aan.',
    en: 'Your account was changed. Log in again.',
  },
  enrolled: {
    fr: "C'est fait. Reconnectez-vous avec ce que vous venez de choisir.",
    nl: 'Dat is gebeurd. Meld u opnieuw aan met wat u zonet gekozen hebt.',
    en: 'Done. Log in again with what you have just chosen.',
  },
  'account-expired': {
    fr: "Votre compte n'est plus valable.",
    nl: 'De geldigheidsperiode van uw account is voorbij.',
    en: 'The period for which your account is valid is over.',
  },
  idle: {
    fr: 'Fin de la session : trop longtemps sans demande.',
    nl: 'Sessie afgesloten wegens inactiviteit.',
    en: 'Session ended after inactivity.',
  },
  stopping: {
    fr: 'Le serveur se ferme.',
    nl: 'De server stopt.',
    en: 'The server is stopping.',
  },
} as const satisfies Record<string, Sentence>;

/** What is read before or within a login: as text that the client shows as it is. */
const explanations = {
  'two-factors': {
    fr: 'Refusé. Il faut deux facteurs de genres différents : ce que vous avez (clé, carte, code à usage unique) et ce que vous savez (mot de passe ou PIN).',
    nl: 'Geweigerd. Er zijn twee factoren van verschillende soort nodig: wat u hebt (sleutel, kaart, eenmalige code) en wat u weet (wachtwoord of pincode).',
    en: 'Refused. Two factors of different kinds are needed: what you have (key, card, one-time code) and what you know (password or PIN).',
  },
  'other-kind': {
    fr: 'Un facteur est prouvé ; il en faut encore un de l’autre genre.',
    nl: 'Eén factor is bewezen; er is nog een van de andere soort nodig.',
    en: 'One factor is proven; one of the other kind is still needed.',
  },
  'choose-password': {
    fr: 'Choisissez votre mot de passe : 8 à 256 octets. Personne d’autre ne le connaîtra.',
    nl: 'Kies uw wachtwoord: 8 tot 256 bytes. Niemand anders zal het kennen.',
    en: 'Choose your password: 8 to 256 bytes. Nobody else will know it.',
  },
  'new-device': {
    fr: 'Ajoutez cette clé à votre application d’authentification ; elle ne sera plus montrée.',
    nl: 'Voeg deze sleutel toe aan uw authenticatie-app; hij wordt niet meer getoond.',
    en: 'Add this key to your authenticator; it will not be shown again.',
  },
} as const satisfies Record<string, Sentence>;

const sentences = { ...lastWords, ...explanations };

export type SentenceName = keyof typeof sentences;

/** The three languages on one line each. */
export function sentence(name: SentenceName): string {
  return lines(sentences[name]);
}

/** Since when, and by which point, the channel is closed: {@link lastWords} too. */
export function closedChannelSentence(
  deliberation: string,
  state: Extract<ChannelState, { open: false }>,
): string {
  const day = legalDay(state.since).toString();
  switch (state.reason) {
    case 'ended':
    case 'ended-early':
      return lines({
        fr: `Le canal ${deliberation} n'est plus ouvert depuis le ${day} (points ${state.points}).`,
        nl: `Het kanaal van beraadslaging ${deliberation} is gesloten sinds ${day} (punten ${state.points}).`,
        en: `The channel of deliberation ${deliberation} is closed since ${day} (points ${state.points}).`,
      });
    case 'not-yet':
      return lines({
        fr: `Le canal ${deliberation} ouvre le ${day}.`,
        nl: `Het kanaal van beraadslaging ${deliberation} opent op ${day}.`,
        en: `The channel of deliberation ${deliberation} opens on ${day}.`,
      });
    case 'clock-ran-back':
      return lines({
        fr: "Le canal n'est pas ouvert : l'horloge du serveur n'est pas fiable.",
        nl: 'Het kanaal is gesloten: de klok van de server is niet betrouwbaar.',
        en: 'The channel is closed: the clock of the server cannot be trusted.',
      });
    case 'ledger-rewound':
      return lines({
        fr: "Le canal n'est pas ouvert : ce serveur vient d'une sauvegarde plus ancienne.",
        nl: 'Het kanaal is gesloten: deze server werd in een vroegere toestand hersteld.',
        en: 'The channel is closed: this server was restored from an older state.',
      });
  }
}

function lines({ fr, nl, en }: Sentence): string {
  return `${fr}\r\n${nl}\r\n${en}`;
}
