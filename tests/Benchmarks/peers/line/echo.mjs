// A peer to measure against: an echo bot as LINE's own SDK shows it. It stores nothing.
//   node echo.mjs --port N --mode parse            verify, parse, 200
//   node echo.mjs --port N --mode reply --api URL  200, then one reply call per text
// The channel secret comes by LINE_CHANNEL_SECRET, the access token by LINE_ACCESS_TOKEN.
import { parseArgs } from 'node:util';
import express from 'express';
import { middleware, messagingApi } from '@line/bot-sdk';

const { values } = parseArgs({ options: { port: { type: 'string' }, mode: { type: 'string', default: 'parse' }, api: { type: 'string' } } });
const client = values.mode === 'reply'
  ? new messagingApi.MessagingApiClient({ channelAccessToken: process.env.LINE_ACCESS_TOKEN, baseURL: values.api })
  : null;

const app = express();
app.disable('x-powered-by');
app.post('/line/webhook', middleware({ channelSecret: process.env.LINE_CHANNEL_SECRET }), (request, response) => {
  response.status(200).end();
  for (const event of client ? request.body.events : []) {
    if (event.type === 'message' && event.message.type === 'text') {
      client.replyMessage({ replyToken: event.replyToken, messages: [{ type: 'text', text: event.message.text }] }).catch((error) => console.error(error.message));
    }
  }
});
app.use((error, request, response, next) => response.status(error.name === 'SignatureValidationFailed' ? 401 : 400).end());
app.listen(Number(values.port), '127.0.0.1', () => console.log('listening'));
