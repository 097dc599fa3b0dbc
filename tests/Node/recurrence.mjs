// Judge of recurrence: one JSON line in, one out. In: {rule (RFC 5545 RRULE), from, until (yyyy-MM-dd, until excluded)}; out: [yyyy-MM-dd, …] as npm rrule has them.
import readline from 'node:readline';
import rrule from 'rrule';

const { RRule } = rrule;
const at = day => new Date(`${day}T00:00:00Z`);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { rule, from, until } = JSON.parse(line);
  const options = RRule.parseString(rule);
  const dates = new RRule({ ...options, dtstart: at(from) }).between(at(from), new Date(at(until).getTime() - 1), true);
  console.log(JSON.stringify(dates.map(date => date.toISOString().slice(0, 10))));
}
