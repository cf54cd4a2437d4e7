// A plain server of one file, read anew for each request: the peer of a page of the journal.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const server = createServer(async (request, response) => {
  const body = await readFile(process.argv[2]);
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
