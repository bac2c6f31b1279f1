// Verifies messages with the published library, as a receiver in Node would.
// Reads one JSON object a line, {headers, body, secret}, and says for each what the library thinks.
import {readFileSync} from 'node:fs';
import {Webhook} from 'standardwebhooks';

for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const {headers, body, secret} = JSON.parse(line);
  try {
    const message = new Webhook(secret).verify(body, headers);
    console.log(`verified ${headers['webhook-id']} ${message.type} ${message.data.lead_id}`);
  } catch (error) {
    console.log(`refused ${headers['webhook-id']} ${error.message}`);
  }
}
