// Judge of Teams' tokens: Microsoft's own library, pointed at a fake identity server. Arguments: app id, channel metadata URL, Entra metadata URL.
// One JSON line in, one out. In: {authorization, activity}; out: {accepted, problem}.
import readline from 'node:readline';
import connector from 'botframework-connector';

const [appId, channelMetadata, entraMetadata] = process.argv.slice(2);
const judge = connector.BotFrameworkAuthenticationFactory.create(
  undefined, true,
  'https://login.microsoftonline.com/botframework.com', 'https://api.botframework.com', 'https://api.botframework.com',
  'https://api.botframework.com', channelMetadata, entraMetadata, 'urn:botframework:azure',
  new connector.PasswordServiceClientCredentialFactory(appId, 'unused'), { requiredEndorsements: [] }, undefined, {});

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { authorization, activity } = JSON.parse(line);
  try {
    await judge.authenticateRequest(activity, authorization ?? '');
    console.log(JSON.stringify({ accepted: true, problem: '' }));
  } catch (error) {
    console.log(JSON.stringify({ accepted: false, problem: String(error.message ?? error) }));
  }
}
