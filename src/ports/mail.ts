/** The mail port: one message to one recipient, taken over by a mail server or not. */

export interface MailMessage {
  /** Without angle brackets; the same for the same news, so that a duplicate is recognised (RFC 5322 section 3.6.4). */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly date: Temporal.Instant;
  readonly text: string;
}

export interface Mailer {
  /**
   * Resolves when the server has taken the message over. Throws `peer-unreachable`, `peer-failed` or `login-refused`; it
   * may have taken it nevertheless if the connection was lost late.
   */
  send(message: MailMessage): Promise<void>;
  /** Goes as far as a message would, without one. Throws as `send` does. */
  greet(): Promise<void>;
}
