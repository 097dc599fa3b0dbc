// A peer to measure against: an echo bot as botbuilder shows it. It stores nothing.
//   node echo.mjs --port N --identity URL [--mode parse|reply]
// parse: checks the token, reads the activity, answers 200. reply: one reply to the Connector besides.
// App id, password and tenant come by MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId.
import { parseArgs } from 'node:util';
import express from 'express';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';

const { values } = parseArgs({ options: { port: { type: 'string' }, mode: { type: 'string', default: 'parse' }, identity: { type: 'string' } } });
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({
  MicrosoftAppId: process.env.MicrosoftAppId,
  MicrosoftAppPassword: process.env.MicrosoftAppPassword,
  MicrosoftAppTenantId: process.env.MicrosoftAppTenantId,
  MicrosoftAppType: 'SingleTenant',
  ValidateAuthority: false,
  ToChannelFromBotLoginUrl: `${values.identity}/${process.env.MicrosoftAppTenantId}`,
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: values.identity,
  ToBotFromChannelOpenIdMetadataUrl: `${values.identity}/v1/.well-known/openidconfiguration`,
  ToBotFromEmulatorOpenIdMetadataUrl: `${values.identity}/botframework.com/v2.0/.well-known/openid-configuration`,
  CallerId: 'urn:botframework:azure',
}));
adapter.onTurnError = async (context, error) => console.error(error.message);

const app = express();
app.disable('x-powered-by');
app.use(express.json());
app.post('/api/messages', (request, response) => adapter.process(request, response, async (context) => {
  if (values.mode === 'reply' && context.activity.type === 'message') {
    await context.sendActivity(context.activity.text);
  }
}));
app.listen(Number(values.port), '127.0.0.1', () => console.log('listening'));
