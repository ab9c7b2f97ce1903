/** The same certificates, lists and responses, made by OpenSSL instead of by our own hands. */

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readTrust } from '../../src/login/certificate-trust.ts';
import { eidAuthenticationPolicies } from '../../src/login/eid.ts';
import { judgeCardCertificate } from '../../src/login/x509-certificate.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const configuration = `
[root]
basicConstraints = critical, CA:true, pathlen:1
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[citizen]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
certificatePolicies = 2.16.56.12.1.1.2
authorityKeyIdentifier = keyid
[authentication]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth, emailProtection
certificatePolicies = @policy
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:http://crl.example.org/citizen.crl
authorityInfoAccess = OCSP;URI:http://ocsp.example.org
[policy]
policyIdentifier = 2.16.56.12.1.1.2.2
CPS.1 = http://repository.example.org
[signature]
basicConstraints = CA:false
keyUsage = critical, nonRepudiation
certificatePolicies = 2.16.56.12.1.1.2.1
[responder]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, OCSPSigning
noCheck = ignored
[ca]
default_ca = lists
[lists]
database = index.txt
crlnumber = crlnumber
default_md = sha256
crl_extensions = list
[list]
authorityKeyIdentifier = keyid
`;

describeWithProgram('openssl', 'what OpenSSL makes', () => {
  async function infrastructure() {
    const folder = await temporaryFolder();
    const inFolder = (name: string) => path.join(folder, name);
    const openssl = (...options: readonly string[]) =>
      execFileSync('openssl', options, { cwd: folder, stdio: 'pipe' });
    const issue = (name: string, subject: string, section: string, by?: string, curve = 'P-384') => {
      const key = [
        '-newkey',
        'ec',
        '-pkeyopt',
        `ec_paramgen_curve:${curve}`,
        '-nodes',
        '-keyout',
        `${name}.key`,
      ];
      const config = ['-config', 'openssl.cnf', '-subj', subject];
      if (by === undefined) {
        openssl(
          'req',
          '-x509',
          ...key,
          ...config,
          '-extensions',
          section,
          '-days',
          '30',
          '-out',
          `${name}.pem`,
        );
        return;
      }
      openssl('req', ...key, ...config, '-out', `${name}.csr`);
      const authority = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial'];
      const extensions = ['-extfile', 'openssl.cnf', '-extensions', section];
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        ...authority,
        ...extensions,
        '-days',
        '20',
        '-out',
        `${name}.pem`,
      );
    };
    /** Revokes the card or not, and says so in a list and in a response. */
    const publish = async (status: 'V' | 'R') => {
      const serial = String(openssl('x509', '-in', 'card.pem', '-noout', '-serial'))
        .trim()
        .split('=')[1];
      const times = status === 'R' ? '491231235959Z\t220101000000Z,keyCompromise' : '491231235959Z\t';
      await writeFile(inFolder('index.txt'), `${status}\t${times}\t${serial}\tunknown\t/CN=card\n`);
      const ca = ['ca', '-config', 'openssl.cnf', '-gencrl', '-crldays', '1'];
      openssl(...ca, '-cert', 'citizen.pem', '-keyfile', 'citizen.key', '-out', 'citizen.crl');
      openssl('ocsp', '-issuer', 'citizen.pem', '-cert', 'card.pem', '-reqout', 'request.der');
      const responder = ['-rsigner', 'responder.pem', '-rkey', 'responder.key', '-CA', 'citizen.pem'];
      const files = ['-reqin', 'request.der', '-respout', 'response.der'];
      openssl('ocsp', '-index', 'index.txt', ...responder, ...files, '-ndays', '1');
    };

    await writeFile(inFolder('openssl.cnf'), `[req]\ndistinguished_name = name\n[name]\n${configuration}`);
    await writeFile(inFolder('crlnumber'), '01\n');
    await writeFile(inFolder('index.txt'), '');
    issue('root', '/C=BE/CN=Test Root CA', 'root');
    issue('citizen', '/C=BE/CN=Test Citizen CA/serialNumber=202201', 'citizen', 'root');
    const holder = '/C=BE/CN=Test Holder (Authentication)/SN=Holder/GN=Test/serialNumber=18670300208';
    issue('card', holder, 'authentication', 'citizen');
    issue('signature', holder, 'signature', 'citizen');
    issue('responder', '/C=BE/CN=Test Responder', 'responder', 'citizen', 'P-256');
    openssl(
      'ca',
      '-config',
      'openssl.cnf',
      '-gencrl',
      '-crldays',
      '1',
      '-cert',
      'root.pem',
      '-keyfile',
      'root.key',
      '-out',
      'root.crl',
    );

    const read = (name: string) => readFile(inFolder(name));
    return {
      publish,
      async verdict(card: string, evidence: 'list' | 'response' | 'none') {
        const { trust, problems } = readTrust({
          roots: [await read('root.pem')],
          intermediates: [await read('citizen.pem')],
          policies: eidAuthenticationPolicies,
          revocationLists: [
            await read('root.crl'),
            ...(evidence === 'list' ? [await read('citizen.crl')] : []),
          ],
          ocspResponses: evidence === 'response' ? [await read('response.der')] : [],
        });
        expect(problems).toEqual([]);
        return judgeCardCertificate(await read(card), trust, Temporal.Now.instant());
      },
    };
  }

  it('is judged as what we make ourselves [threats 19]', async () => {
    const { publish, verdict } = await infrastructure();
    await publish('V');
    expect(await verdict('card.pem', 'none')).toEqual({ accepted: false, reason: 'revocation-unknown' });
    for (const evidence of ['list', 'response'] as const) {
      expect(await verdict('card.pem', evidence)).toMatchObject({
        accepted: true,
        certificate: { issuer: 'Test Citizen CA', key: { algorithm: 'ecdsa-sha2-nistp384' } },
      });
    }
    expect(await verdict('signature.pem', 'list')).toEqual({ accepted: false, reason: 'wrong-usage' });
    await publish('R');
    for (const evidence of ['list', 'response'] as const) {
      expect(await verdict('card.pem', evidence)).toEqual({ accepted: false, reason: 'revoked' });
    }
  });
});
