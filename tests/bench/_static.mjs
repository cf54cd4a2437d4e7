// A plain server of one file, read anew for each request: the peer of a page of the journal. What is posted is put at the
// end of another file, 4 KB and synced, before the answer: the peer of a mark.
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const log = await open(`${process.argv[2]}.log`, 'a');
const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    request.resume();
    await log.write(Buffer.alloc(4096, 'x'));
    await log.datasync();
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 2 });
    response.end('{}');
    return;
  }
  const body = await readFile(process.argv[2]);
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
