// Judge of calendar feeds: one JSON line in, one out. In: {bytes (base64)}; out: {problems, name, description, refreshSeconds, events, second} or {problems} if it cannot be read.
// `events` is what ical.js (Thunderbird's parser) reads, `second` what node-ical reads; ical.js takes much that RFC 5545 forbids, so its counts and limits are checked here.
process.env.TZ = 'America/New_York'; // A time without its zone must not come out right by chance.
import readline from 'node:readline';
import ICAL from 'ical.js';
import ical from 'node-ical';

for (const name of ['name', 'x-wr-calname', 'x-wr-caldesc', 'x-wr-timezone', 'x-published-ttl']) {
  ICAL.design.icalendar.property[name] = { defaultType: 'text' };
}

const once = {
  vcalendar: ['version', 'prodid'], vtimezone: ['tzid'], standard: ['dtstart', 'tzoffsetfrom', 'tzoffsetto'],
  vevent: ['uid', 'dtstamp', 'dtstart'], valarm: ['action', 'trigger', 'description'],
};
const atMostOnce = {
  vcalendar: ['calscale', 'method', 'name', 'description', 'refresh-interval', 'x-wr-calname', 'x-wr-caldesc'],
  vevent: ['sequence', 'last-modified', 'dtend', 'duration', 'summary', 'description', 'location', 'status', 'transp'],
};

function linesOf(text, problems) {
  if (!text.endsWith('\r\n')) problems.push('the last line has no end');
  const open = [];
  for (const line of text.split('\r\n').slice(0, -1)) {
    if (/[\r\n]/.test(line)) problems.push(`half a line end: ${line}`);
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) problems.push(`control character: ${JSON.stringify(line)}`);
    if (Buffer.byteLength(line) > 75) problems.push(`${Buffer.byteLength(line)} octets: ${line}`);
    if (line === '') problems.push('an empty line');
    if (line.startsWith('BEGIN:')) open.push(line.slice(6));
    if (line.startsWith('END:') && open.pop() !== line.slice(4)) problems.push(`closes nothing: ${line}`);
  }
  if (open.length > 0) problems.push(`not closed: ${open}`);
}

function countsOf(component, problems) {
  const count = name => component.getAllProperties(name).length;
  for (const name of once[component.name] ?? []) if (count(name) !== 1) problems.push(`${component.name} has ${count(name)} of ${name}`);
  for (const name of atMostOnce[component.name] ?? []) if (count(name) > 1) problems.push(`${component.name} has ${count(name)} of ${name}`);
  component.getAllSubcomponents().forEach(inner => countsOf(inner, problems));
}

function zonesOf(calendar, problems) {
  const zones = calendar.getAllSubcomponents('vtimezone').map(zone => zone.getFirstPropertyValue('tzid'));
  for (const event of calendar.getAllSubcomponents('vevent')) {
    for (const property of event.getAllProperties().filter(one => one.getParameter('tzid'))) {
      if (!zones.includes(property.getParameter('tzid'))) problems.push(`no such zone: ${property.toICALString()}`);
    }
  }
}

function read(component, problems) {
  const event = new ICAL.Event(component, { strictExceptions: true });
  const [start, end] = [event.startDate, event.endDate];
  if (start.isDate !== end.isDate || end.compare(start) <= 0) problems.push(`${event.uid} does not end after it starts`);
  if (component.getFirstPropertyValue('dtstamp').zone !== ICAL.Timezone.utcTimezone) problems.push(`${event.uid} has a stamp that is not in UTC`);
  const alarms = component.getAllSubcomponents('valarm');
  return {
    uid: event.uid, sequence: event.sequence, summary: event.summary, description: event.description ?? '', location: event.location ?? '',
    isAllDay: start.isDate, startsAt: start.isDate ? start.toString() : start.toJSDate().toISOString(), endsAt: end.isDate ? end.toString() : end.toJSDate().toISOString(),
    zone: start.zone.tzid, stamp: component.getFirstPropertyValue('dtstamp').toJSDate().toISOString(), changedAt: component.getFirstPropertyValue('last-modified').toJSDate().toISOString(),
    status: component.getFirstPropertyValue('status') ?? '', transparency: component.getFirstPropertyValue('transp') ?? '',
    alarmSeconds: alarms.map(alarm => alarm.getFirstPropertyValue('trigger').toSeconds()), alarmText: alarms.map(alarm => alarm.getFirstPropertyValue('description')).join(),
  };
}

function readSecond(text) {
  const day = date => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
  const at = date => date.dateOnly ? day(date) : date.toISOString();
  return Object.values(ical.sync.parseICS(text)).filter(one => one.type === 'VEVENT').map(one => ({
    uid: one.uid, summary: one.summary ?? '', description: one.description ?? '', location: one.location ?? '',
    startsAt: at(one.start), endsAt: at(one.end), isAllDay: one.datetype === 'date', status: one.status ?? '',
  }));
}

function judge(bytes) {
  const problems = [];
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  linesOf(text, problems);
  const calendar = new ICAL.Component(ICAL.parse(text));
  countsOf(calendar, problems);
  zonesOf(calendar, problems);
  if (calendar.name !== 'vcalendar' || calendar.getAllSubcomponents().length === 0) problems.push('not a calendar, or one without a component');
  const components = calendar.getAllSubcomponents('vevent');
  const events = components.map(component => read(component, problems));
  if (new Set(events.map(event => event.uid)).size !== events.length) problems.push('two events have one uid');
  const word = name => calendar.getFirstPropertyValue(name) ?? '';
  return {
    problems, name: word('name'), shownName: word('x-wr-calname'), description: word('description'), method: word('method'),
    refreshSeconds: calendar.getFirstPropertyValue('refresh-interval')?.toSeconds() ?? 0, events, second: readSecond(text),
  };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  let verdict;
  try {
    verdict = judge(Buffer.from(JSON.parse(line).bytes, 'base64'));
  } catch (error) {
    verdict = { problems: [String(error.message ?? error)], events: [], second: [] };
  }
  console.log(JSON.stringify(verdict));
}
