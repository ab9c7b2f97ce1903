/** Puts a function in the place of a method that belongs to somebody else. */

type Method = (this: unknown, ...parameters: unknown[]) => unknown;

/** Tells of a durable step that begins, and gives what tells that it is durable. */
export type BeginStep = (step: string) => () => void;

/** `by` is given the method that it replaces. Throws if there is none. */
export function replaceMethod(owner: object, name: string, by: (original: Method) => Method): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new TypeError(`there is no method ${name} to watch`);
  Reflect.set(
    owner,
    name,
    by(function (this: unknown, ...parameters) {
      return Reflect.apply(original, this, parameters);
    }),
  );
}
