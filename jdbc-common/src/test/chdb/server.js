// SPDX-License-Identifier: Apache-2.0
// The part of ClickHouse's HTTP interface that its JDBC driver needs, in front of an embedded engine.
// Prints a line for each statement: its first words, and the error's code if there was one.
const http = require('http');
const { Session } = require('chdb');

const session = new Session();
const port = Number(process.argv[2] || 8123);

async function run(sql, format) {
  const result = await session.queryAsync(sql, { format });
  return Buffer.from(result.bytes());
}

http
  .createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const url = new URL(request.url, 'http://localhost');
      const sql = Buffer.concat(chunks).toString('utf8') || url.searchParams.get('query') || '';
      const format =
        request.headers['x-clickhouse-format'] || url.searchParams.get('default_format') || 'TabSeparated';
      const line = sql.replace(/\s+/g, ' ').slice(0, 110);
      if (url.pathname === '/ping' || !sql) {
        response.end('Ok.\n');
        return;
      }
      try {
        const bytes = await run(sql, format);
        console.log('ok     ', line);
        response.writeHead(200, {
          'X-ClickHouse-Format': format,
          'X-ClickHouse-Timezone': 'UTC',
          'X-ClickHouse-Summary': '{"read_rows":"0","written_rows":"0","result_rows":"0"}',
        });
        response.end(bytes);
      } catch (error) {
        const message = String(error.message).replace(/^.*?(?=Code: )/s, '');
        const code = (/Code: (\d+)/.exec(message) || [0, '1000'])[1];
        console.log('err ' + code, line);
        response.writeHead(code === '60' ? 404 : 500, { 'X-ClickHouse-Exception-Code': code });
        response.end(message);
      }
    });
  })
  .listen(port, '127.0.0.1', () => console.log('listening on', port));
