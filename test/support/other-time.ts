/** A machine whose clock shows another time: options for Node, by which the program starts there. */

/** The clock shows `start` when the program starts, and goes on. */
export function clockFrom(start: string): readonly string[] {
  return importing(`
    const offset = Date.parse(${JSON.stringify(start)}) - Date.now();
    const present = Temporal.Now.instant;
    const now = () => present().add({ milliseconds: offset });`);
}

/** What a process says on stderr once its clock was set. */
export const clockWasSet = 'the clock was set';

/** The same until the process is sent SIGUSR2; from then on the clock goes on from `then`. */
export function clockFromUntil(start: string, then: string): readonly string[] {
  return importing(`
    const present = Temporal.Now.instant;
    const offsetTo = (time) => Date.parse(time) - present().epochMilliseconds;
    let offset = offsetTo(${JSON.stringify(start)});
    process.once('SIGUSR2', () => {
      offset = offsetTo(${JSON.stringify(then)});
      process.stderr.write('${clockWasSet}\\n');
    });
    const now = () => present().add({ milliseconds: offset });`);
}

/** The clock of a rehearsal, which only counts from its start, is so much further once the process is sent SIGUSR2. */
export function clockThatJumps(by: { readonly minutes: number }): readonly string[] {
  const module = `
    const present = performance.now.bind(performance);
    let jumped = 0;
    process.once('SIGUSR2', () => {
      jumped = ${by.minutes * 60_000};
    });
    performance.now = () => present() + jumped;`;
  return importOf(module);
}

/** The clock always shows `instant`. */
export function clockStoppedAt(instant: Temporal.Instant): readonly string[] {
  return importing(`const now = () => Temporal.Instant.from('${instant}');`);
}

/** Puts `now` in the place of all clocks of the language; timers are left alone. */
function importing(definition: string): readonly string[] {
  const module = `${definition}
    const RealDate = Date;
    globalThis.Date = class extends RealDate {
      constructor(...parts) {
        super(...(parts.length === 0 ? [now().epochMilliseconds] : parts));
      }
      static now() {
        return now().epochMilliseconds;
      }
    };
    Temporal.Now.instant = now;`;
  return importOf(module);
}

function importOf(module: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(module)}`];
}
