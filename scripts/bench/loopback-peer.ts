/** The other end of scripts/bench/limits.ts on loopback: node loopback-peer.ts <port> <echo|sink> */

import { connect } from 'node:net';
import process from 'node:process';

const [port, way] = process.argv.slice(2);
const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
if (way === 'echo') socket.pipe(socket);
else socket.resume();
const before = process.cpuUsage();
// Everything has arrived: the processor time for it, in seconds.
socket.once('end', () => {
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / 1e6));
});
