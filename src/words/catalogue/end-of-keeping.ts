/** What is said of the end of the ledger's own entries, and of a purge that waits at a restored site. */

import type { Translations } from './translations.ts';

export const endOfKeeping: Translations = {
  'The restore is acknowledged: what is due is purged again.': [
    'La restauration est reconnue : ce qui est échu est de nouveau purgé.',
    'Het terugzetten is erkend: wat vervallen is, wordt weer gewist.',
  ],
  'Or it was, and the entry that told of it was pruned ten years later: a certificate of then still proves it.':
    [
      'Ou bien ce fut fait, et l’entrée qui le disait a été détruite dix ans plus tard : un certificat de ce temps le prouve encore.',
      'Of het is gebeurd, en de inschrijving die het vermeldde is tien jaar later vernietigd: een certificaat van toen bewijst het nog.',
    ],
  'the purge of {0} waits: this site was put back to an older state': [
    'la purge de {0} attend : ce site a été remis dans un état antérieur',
    'de wissing van {0} wacht: deze site werd in een oudere toestand teruggezet',
  ],
  'Legal holds placed since may be missing. If none is: passerelle ledger acknowledge-restore {0} --reason "…"':
    [
      'Des suspensions de la purge décidées depuis peuvent manquer. S’il n’en manque aucune : passerelle ledger acknowledge-restore {0} --reason "…"',
      'Opschortingen van de wissing van sindsdien kunnen ontbreken. Ontbreekt er geen: passerelle ledger acknowledge-restore {0} --reason "…"',
    ],
  'Due, and not purged yet: {0}, kept through {1}.': [
    'Échu, et pas encore purgé : {0}, conservé jusqu’au {1} inclus.',
    'Vervallen, en nog niet gewist: {0}, bewaard tot en met {1}.',
  ],
  'Legal holds that were placed, and lifted, after the backup was made are not in it. Until you acknowledge that, nothing is purged: passerelle ledger acknowledge-restore {0} --reason "…"':
    [
      'Les suspensions de la purge décidées ou levées après la sauvegarde n’y figurent pas. Tant que vous ne l’avez pas reconnu, rien n’est purgé : passerelle ledger acknowledge-restore {0} --reason "…"',
      'Opschortingen van de wissing die na de back-up zijn beslist of opgeheven, staan er niet in. Zolang u dat niet hebt erkend, wordt niets gewist: passerelle ledger acknowledge-restore {0} --reason "…"',
    ],
  'the ledger tells nothing of {0} any more: its entries were pruned when their time was over': [
    'le registre journal ne dit plus rien de {0} : ses entrées ont été détruites à la fin de leur délai de conservation',
    'het logboek zegt niets meer van {0}: de inschrijvingen ervan zijn na afloop van hun bewaartermijn vernietigd',
  ],
  'A hash of the ledger’s Merkle tree is not in the database.': [
    'Une empreinte de l’arbre de Merkle du registre journal manque dans la base de données.',
    'Een hash van de Merkle-boom van het logboek ontbreekt in de databank.',
  ],
  'It was pruned, or something changed the database from outside: passerelle ledger verify': [
    'Elle a été détruite à la fin du délai de conservation, ou quelque chose a modifié la base de données de l’extérieur : passerelle ledger verify',
    'Hij werd na afloop van de bewaartermijn vernietigd, of iets heeft de databank van buitenaf gewijzigd: passerelle ledger verify',
  ],
  'See: passerelle ledger verify': ['Voir : passerelle ledger verify', 'Zie: passerelle ledger verify'],
};
