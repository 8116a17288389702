import { Agent, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps, Agent as TlsAgent } from 'node:https';
import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';

const plain = { send: overHttp, agent: new Agent({ keepAlive: true }) };
const secure = { send: overHttps, agent: new TlsAgent({ keepAlive: true }) };

/**
 * The wire below the SDK's pipeline, without what streams, uploads and browsers need: a text goes out, a text comes back. A
 * failure is the `RestError` that the SDK's retries know; an abort ends the call at once.
 */
export const nodeHttp: HttpClient = {
  async sendRequest(request) {
    const { promise: failed, reject } = Promise.withResolvers<never>();
    const { promise: answered, resolve } = Promise.withResolvers<IncomingMessage>();
    const sent = begin(request, resolve);
    const abort = (): void => {
      reject(new DOMException('the storage call was aborted', 'AbortError'));
      sent.destroy();
    };
    sent.on('error', (error) => reject(restError(error, request)));
    request.abortSignal?.addEventListener('abort', abort);
    if (request.abortSignal?.aborted) abort();
    else sent.end(request.body);
    try {
      return await Promise.race([failed, responseOf(request, answered)]);
    } finally {
      request.abortSignal?.removeEventListener('abort', abort);
    }
  },
};

function begin(request: PipelineRequest, answered: (answer: IncomingMessage) => void) {
  const url = new URL(request.url);
  const isPlain = url.protocol !== 'https:';
  if (isPlain && !request.allowInsecureConnection)
    throw new TypeError(`not to ${url.host}, which is not https`);
  const { send, agent } = isPlain ? plain : secure;
  const proxy = request.agent instanceof Agent ? request.agent : undefined;
  const headers = request.headers.toJSON({ preserveCase: true });
  return send(url, { method: request.method, headers, agent: proxy ?? agent }, answered);
}

async function responseOf(
  request: PipelineRequest,
  answered: Promise<IncomingMessage>,
): Promise<PipelineResponse> {
  const answer = await answered;
  const { promise: whole, resolve, reject } = Promise.withResolvers<void>();
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.once('end', resolve);
  answer.once('error', (error) => reject(restError(error, request)));
  await whole;
  const headers = createHttpHeaders();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  const bodyAsText = Buffer.concat(chunks).toString('utf8');
  return { request, status: answer.statusCode ?? 0, headers, bodyAsText };
}

const restError = (error: Error & { readonly code?: string }, request: PipelineRequest) =>
  new RestError(error.message, { code: error.code ?? RestError.REQUEST_SEND_ERROR, request });
