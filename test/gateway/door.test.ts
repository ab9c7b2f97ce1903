import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createDoor, type Place } from '../../src/gateway/door.ts';

/** A door and who went through it; sockets need no network. */
function openDoor(startups: number, startupsPerAddress = startups) {
  const gone: string[] = [];
  const addressOf = new Map<Socket, string>();
  const door = createDoor({ startups, startupsPerAddress }, (address) => gone.push(address));
  const come = (address: string): Place | undefined => {
    const socket = new Socket();
    addressOf.set(socket, address);
    return door.enter(socket, address);
  };
  return { come, gone, addresses: () => [...door.waiting()].map((socket) => addressOf.get(socket)) };
}

it('lets the first of the silent give way while they hold half of the places [threat 36]', () => {
  const { come, gone, addresses } = openDoor(4);
  come('192.0.2.1')?.reached('half-proven');
  come('192.0.2.2')?.reached('encrypted');
  come('192.0.2.3');
  come('192.0.2.4');
  come('192.0.2.5');
  come('192.0.2.6');
  expect(gone).toEqual(['192.0.2.3', '192.0.2.4']);
  expect(addresses()).toEqual(['192.0.2.5', '192.0.2.6', '192.0.2.2', '192.0.2.1']);
});

it('lets the first of those give way who exchanged keys and went no further, if they hold more [threat 36]', () => {
  const { come, gone } = openDoor(20);
  for (let number = 0; number < 20; number += 1) come(`192.0.2.${number}`)?.reached('encrypted');
  const honest = come('198.51.100.1');
  for (let number = 0; number < 9; number += 1) come(`203.0.113.${number}`);
  expect(gone).toEqual(Array.from({ length: 10 }, (_, number) => `192.0.2.${number}`));
  honest?.reached('encrypted');
  for (let number = 0; number < 100; number += 1) come(`203.0.113.${number}`);
  expect(gone).not.toContain('198.51.100.1');
});

it('lets nobody give way who has proven a factor', () => {
  const { come, gone } = openDoor(1);
  const place = come('192.0.2.1');
  place?.reached('half-proven');
  expect(come('192.0.2.2')).toBeUndefined();
  expect(gone).toEqual([]);
  place?.leave();
  expect(come('192.0.2.2')).toBeDefined();
});

it('has few places for one address, whose network of IPv6 is one, and counts those who left no more', () => {
  const { come, gone } = openDoor(10, 2);
  const first = come('2001:db8::1');
  come('2001:db8::2');
  expect(come('2001:db8::3')).toBeUndefined();
  expect(come('2001:db8:0:1::1')).toBeDefined();
  first?.leave();
  first?.leave();
  expect(come('2001:db8::3')).toBeDefined();
  expect(come('2001:db8::4')).toBeUndefined();
  expect(gone).toEqual([]);
});

it('counts right where the one that gives way comes from the same address', () => {
  const { come, gone } = openDoor(2, 2);
  for (let number = 0; number < 5; number += 1) come('192.0.2.1')?.leave();
  come('192.0.2.2');
  come('192.0.2.3');
  come('192.0.2.2');
  expect(gone).toEqual(['192.0.2.2']);
  expect(come('192.0.2.2')).toBeDefined();
});

it('gives no place again to a connection that has left, however far it comes', () => {
  const { come, addresses } = openDoor(2);
  const place = come('192.0.2.1');
  place?.leave();
  place?.reached('encrypted');
  expect(addresses()).toEqual([]);
});
