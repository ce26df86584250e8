/** Milliseconds of computing that the act takes, whatever else the machine does meanwhile. */
export function computingTime(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
