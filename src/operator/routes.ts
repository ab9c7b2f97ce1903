/**
 * The route table of the operator page: all that can be asked for. A new line says method and path, who may see it,
 * and what it answers; whatever is not here is refused.
 */

import { operator, siteRoles } from '../accounts/site-role.ts';
import type { EvidenceDesk } from './evidence.ts';
import { ledgerViewOf } from './gather/ledger.ts';
import { frameOf, operatorViewOf } from './gather/overview.ts';
import type { SeenSite } from './gather/site.ts';
import { evidencePage } from './pages/evidence.ts';
import { icon } from './pages/icon.ts';
import { operatorPage } from './pages/operator.ts';
import { stylesheet } from './pages/style.ts';
import { paths } from './paths.ts';
import { forEverybody, forRoles, page, plain, type Route, type SignedInRequest } from './route.ts';
import type { SignInDesk } from './sign-in.ts';
import type { Frame } from './view.ts';

export interface Desks {
  readonly seen: SeenSite;
  readonly signIn: SignInDesk;
  readonly evidence: EvidenceDesk;
}

export function routesOf({ seen, signIn, evidence }: Desks): readonly Route[] {
  return [
    forEverybody('GET', paths.stylesheet, () => plain(stylesheet, 200, 'text/css; charset=utf-8')),
    forEverybody('GET', paths.icon, () => plain(icon, 200, 'image/svg+xml')),
    ...signIn.routes,
    forRoles([operator], 'GET', paths.overview, async (request) => {
      const { query, language } = request;
      const month = query.get('month') ?? undefined;
      const view = await operatorViewOf(seen, viewerOf(request), { month, language });
      return page(operatorPage(view, language));
    }),
    forRoles(siteRoles, 'GET', paths.evidence, async (request) => {
      const site = seen.site();
      const view = {
        ...frameOf(site, viewerOf(request), request.language),
        ledger: await ledgerViewOf(site, await site.store.head()),
        documents: await evidence.documents(),
      };
      return page(evidencePage(view, request.language));
    }),
    ...evidence.routes,
  ];
}

function viewerOf({ session, role }: SignedInRequest): Frame['viewer'] {
  return { account: session.account.name, role };
}
