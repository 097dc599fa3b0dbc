// Judge of signatures: one JSON line in, one out. In: {secret, body (base64), signature}; out: {accepted, signature}.
// `accepted` is the verdict of LINE's own SDK over the given signature; `signature` is made here with Node's crypto.
import crypto from 'node:crypto';
import readline from 'node:readline';
import { validateSignature } from '@line/bot-sdk';

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { secret, body, signature } = JSON.parse(line);
  const bytes = Buffer.from(body, 'base64');
  console.log(JSON.stringify({
    accepted: signature ? validateSignature(bytes, secret, signature) : false,
    signature: crypto.createHmac('sha256', secret).update(bytes).digest('base64'),
  }));
}
