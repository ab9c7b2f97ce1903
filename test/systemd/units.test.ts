/** The units of every kind of site, as systemd itself judges them. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type UnitSite, unitsOf } from '../../src/systemd/units.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const relay: UnitSite = {
  suffix: '-inami',
  title: 'INAMI',
  place: 'relay',
  mode: 'real',
  // A unit is refused whose program is not there.
  program: [process.execPath, '/opt/passerelle/src/main.ts'],
  config: '/srv/passerelle/passerelle.toml',
  user: 'passerelle',
  port: 2222,
  unattended: true,
  credentials: '/etc/passerelle/inami',
};
const sites: Readonly<Record<string, UnitSite>> = {
  'a relay': relay,
  'a publisher': { ...relay, suffix: '-opgroeien', place: 'publisher' },
  'an insurer': { ...relay, suffix: '-300', place: 'recipient' },
  'a gateway on a privileged port': { ...relay, port: 22, unattended: false },
  'a template in /var/lib': { ...relay, suffix: '@', config: '/var/lib/passerelle/%i/passerelle.toml' },
  'a rehearsal at home': { ...relay, mode: 'rehearsal', config: '/home/an/a site/passerelle.toml' },
};

/** The program as the unit starts it: systemd does not show what it has read. */
function startedBy(text: string): string {
  return /^ExecStart=(.*)$/m.exec(text)?.[1] ?? '';
}

describe('the units of a site', () => {
  it('are a gateway, what purges after it, and where nobody unlocks the fetch, what fetches', () => {
    const names = (place: UnitSite['place'], unattended: boolean) =>
      unitsOf({ ...relay, place, unattended }).map(({ name }) => name.replace('-inami.service', ''));
    expect(names('relay', false)).toEqual(['passerelle-gateway', 'passerelle-retention']);
    expect(names('relay', true)).toEqual(['passerelle-gateway', 'passerelle-retention', 'passerelle-relay']);
    expect(names('publisher', true).at(-1)).toBe('passerelle-collect');
    expect(names('recipient', false)).toEqual(['passerelle-retention']);
  });

  it('go on purging where the gateway ends because the channel is closed, and never beside it', () => {
    const [gateway, retention] = unitsOf(relay);
    expect(gateway).toMatchObject({ starts: true });
    expect(gateway?.text).toMatch(/^OnFailure=passerelle-retention-inami\.service$/m);
    expect(gateway?.text).toMatch(/^RestartPreventExitStatus=.*\b4\b/m);
    expect(retention).toMatchObject({ starts: false });
    expect(retention?.text).toMatch(/^Conflicts=passerelle-gateway-inami\.service$/m);
    const [insurer] = unitsOf({ ...relay, place: 'recipient' });
    expect(insurer).toMatchObject({ starts: true, text: expect.not.stringContaining('Conflicts=') });
  });

  it('keep the keys that open what is sealed from the process that strangers reach', () => {
    for (const { name, text } of unitsOf(relay)) {
      const kept = /^InaccessiblePaths=-\/srv\/passerelle\/secrets\/openpgp\.asc/m.test(text);
      expect({ name, kept }).toEqual({ name, kept: !name.includes('-relay') });
    }
  });

  it('start the gateway with memory in large pages, as bin/passerelle does', () => {
    for (const { name, text } of unitsOf(relay)) {
      const large = /^Environment=GLIBC_TUNABLES=glibc\.malloc\.hugetlb=1$/m.test(text);
      expect({ name, large }).toEqual({ name, large: name.includes('-gateway') });
    }
  });

  it('leave names with blanks, quotes and signs of systemd as they are', () => {
    const [unit] = unitsOf({ ...relay, config: '/srv/a "b" $c/passerelle.toml' });
    expect(startedBy(unit?.text ?? '')).toMatch(/--config "\/srv\/a \\"b\\" \$\$c\/passerelle\.toml"$/);
  });
});

describeWithProgram('systemd-analyze', 'systemd', () => {
  it.each(Object.keys(sites))(
    'finds the units of %s sound, and little that they could be abused for',
    async (kind) => {
      const site = sites[kind] ?? relay;
      const folder = await temporaryFolder();
      const units = unitsOf(site);
      expect(units.length).toBeGreaterThan(1);
      const files = units.map(({ name }) => path.join(folder, name.replace('@.', '@inami.')));
      for (const [index, file] of files.entries()) await writeFile(file, units[index]?.text ?? '');
      expect(await runProgram('systemd-analyze', ['verify', '--man=no', ...files])).toEqual({
        status: 0,
        output: '',
      });
      for (const file of files) {
        // In tenths: 10 of 100 is the best that a service with a network may have.
        const judged = await runProgram('systemd-analyze', [
          ...['security', '--offline=true', '--no-pager', '--threshold=20'],
          file,
        ]);
        expect(judged.status, judged.output).toBe(0);
      }
    },
  );
});
