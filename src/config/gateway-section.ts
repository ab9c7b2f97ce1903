/** The section [gateway]: where the SFTP server of a site listens, and whom it believes. */

import * as z from 'zod';
import { eidAuthenticationPolicies } from '../login/eid.ts';
import { text } from '../words/text.ts';
import { filePath, host, networks, objectIdentifier, port, privateFile } from './fields.ts';
import { placeOnThisMachine } from './operator-section.ts';
import { problem } from './problem-words.ts';
import type { SchemaContext } from './sections.ts';
import type { CardsConfig, GatewayConfig } from './site-config.ts';

/** The SFTP server of a site. */
export function gatewaySection({ file }: SchemaContext) {
  return z
    .strictObject({
      host,
      port: port(0),
      host_key: privateFile(file),
      next_host_key: privateFile(file).optional(),
      stop_seconds: z.int().min(0).max(3600).default(60),
      proxy_protocol_from: networks.optional(),
      monitoring: placeOnThisMachine(file).optional(),
      cards: cardsSection(file),
    })
    .transform(
      ({
        host_key,
        next_host_key,
        stop_seconds,
        proxy_protocol_from,
        cards,
        monitoring,
        ...rest
      }): GatewayConfig => ({
        ...rest,
        cards,
        monitoring,
        hostKey: host_key,
        nextHostKey: next_host_key,
        stopWithin: Temporal.Duration.from({ seconds: stop_seconds }),
        proxyProtocolFrom: proxy_protocol_from,
      }),
    );
}

function cardsSection(file: string) {
  const files = z.array(filePath(file));
  return z
    .strictObject({
      roots: files.min(1, problem(text`must name at least one file`)),
      intermediates: files.optional(),
      policies: z.array(objectIdentifier).min(1, problem(text`must name at least one policy`)).optional(),
      revocation_lists: files.optional(),
      ocsp_responses: files.optional(),
    })
    .transform(
      ({ roots, intermediates, policies, revocation_lists, ocsp_responses }): CardsConfig => ({
        roots,
        intermediates: intermediates ?? [],
        policies: policies ?? eidAuthenticationPolicies,
        revocationLists: revocation_lists ?? [],
        ocspResponses: ocsp_responses ?? [],
      }),
    )
    .optional();
}
