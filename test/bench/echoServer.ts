import { once } from 'node:events';
import restify, { type Request, type Response } from 'restify';
import { serveCalls } from './child.ts';

/** A bare restify server that answers the JSON it is sent. */
async function echo(): Promise<number> {
  const server = restify.createServer();
  server.post('/echo', async (req: Request, res: Response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const text = JSON.stringify(value);
    res.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    res.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Number(server.address().port);
}

serveCalls(echo);
