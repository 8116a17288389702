import { type Answer, type FakeServer, type Received, startFakeServer } from './fakeServer.ts';

export interface FakeBlobs extends FakeServer {
  /** The container's URL. */
  readonly container: string;
  /** Names as they are, not encoded. */
  readonly blobs: Map<string, string>;
  /** How many names a page of the list may have; where it is 0, every other page is empty, as Azure's may be. */
  pageSize: number;
}

/** A container of Azure Blob Storage under an immutability policy: blobs are made once and never change. */
export async function startFakeBlobs(): Promise<FakeBlobs> {
  const blobs = new Map<string, string>();
  const service = await startFakeServer(answer);
  const container = `${service.origin}/checkpoints`;
  const fake: FakeBlobs = { ...service, container, blobs, pageSize: 5_000 };
  return fake;

  function answer(call: Received): Answer {
    const url = new URL(call.url, service.origin);
    if (call.headers.authorization !== 'Bearer token for https://storage.azure.com/.default')
      return problem(401, 'NoAuthenticationInformation');
    if (call.headers['x-ms-version'] === undefined) return problem(400, 'MissingRequiredHeader');
    if (url.pathname === '/checkpoints') return listed(url.searchParams);
    const name = decodeURIComponent(url.pathname.replace('/checkpoints/', ''));
    return call.method === 'PUT' ? made(name, call) : blob(name);
  }

  function listed(query: URLSearchParams): Answer {
    if (query.get('restype') !== 'container' || query.get('comp') !== 'list')
      return problem(400, 'InvalidQueryParameterValue');
    const [mark = '0', empty] = (query.get('marker') ?? '').split('!');
    const all = [...blobs.keys()]
      .filter((name) => name.startsWith(query.get('prefix') ?? ''))
      .toSorted();
    const from = Number(mark);
    if (fake.pageSize === 0 && empty === undefined) return page([], `${from}!`);
    const size = Math.min(Math.max(1, fake.pageSize), Number(query.get('maxresults')));
    return page(all.slice(from, from + size), from + size < all.length ? `${from + size}` : '');
  }

  function made(name: string, { headers, body }: Received): Answer {
    if (headers['x-ms-blob-type'] !== 'BlockBlob') return problem(400, 'MissingRequiredHeader');
    if (headers['if-none-match'] !== '*') return problem(409, 'BlobImmutableDueToPolicy');
    if (blobs.has(name)) return problem(409, 'BlobAlreadyExists');
    blobs.set(name, body);
    return { status: 201 };
  }

  function blob(name: string): Answer {
    const body = blobs.get(name);
    return body === undefined ? problem(404, 'BlobNotFound') : { body };
  }
}

const xml = (text: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `\uFEFF<?xml version="1.0" encoding="utf-8"?>${text}`,
});

const problem = (status: number, code: string): Answer =>
  xml(`<Error><Code>${code}</Code><Message>said by the fake</Message></Error>`, status);

function page(names: readonly string[], marker: string): Answer {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const blobs = names.map(
    (name) => `<Blob><Name>${escaped(name)}</Name><Properties><Etag>0x8</Etag></Properties></Blob>`,
  );
  const next = marker === '' ? '<NextMarker />' : `<NextMarker>${marker}</NextMarker>`;
  return xml(
    `<EnumerationResults ContainerName="checkpoints"><Blobs>${blobs.join('')}</Blobs>${next}</EnumerationResults>`,
  );
}
