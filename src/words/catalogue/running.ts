/** What a process that stays says of its configuration and keys. */

import type { Translations } from './translations.ts';

export const running: Translations = {
  'Monitoring {0}': ['Surveillance {0}', 'Bewaking {0}'],
  '{0} changes what only a new start can take: {1}': [
    '{0} modifie ce que seul un redémarrage peut prendre en compte : {1}',
    '{0} wijzigt wat alleen een herstart kan overnemen: {1}',
  ],
  'Restart the process, or undo the change. Until then it goes on by what it had.': [
    'Redémarrez le processus, ou annulez la modification. D’ici là, il continue avec ce qu’il avait.',
    'Herstart het proces, of maak de wijziging ongedaan. Tot dan gaat het verder met wat het had.',
  ],
};
