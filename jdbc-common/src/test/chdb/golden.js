// SPDX-License-Identifier: Apache-2.0
// Runs the golden SQL files of the ClickHouse dialect through ClickHouse's engine and checks what the rows become.
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const { Session } = require('chdb');

const folder = path.join(process.argv[2] || path.join(__dirname, '..', 'resources', 'sql', 'clickhouse'));
const session = new Session();
const TABLE = '`Sales`.`order \\`items\\``';

const golden = (name) => fs.readFileSync(path.join(folder, name + '.sql'), 'utf8').trim();
const query = (sql) => session.query(sql, 'TSV').trim();

/** The statement with literals for its parameters, as the driver writes them. */
function run(name, ...values) {
  const left = [...values];
  const sql = golden(name).replace(/\?/g, () => left.shift());
  assert.strictEqual(left.length, 0, name + ' takes fewer values');
  console.log('ran', name);
  return query(sql);
}

function is(sql, expected) {
  assert.strictEqual(query(sql), expected, sql);
  console.log('  ', sql.replace(TABLE, 't'), '->', JSON.stringify(expected));
}

function refused(code, action) {
  assert.throws(action, (error) => String(error.message).includes('Code: ' + code + '.'));
  console.log('   refused with code', code);
}

const rest = "NULL, 1, '2024-01-31', 1700000000123456, '{\"a\":1}', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', '[\"x\",null]', '[]', '00ff'"
  .split(', ');
const upsert = (id, line, price, version) =>
  run('upsert', id, `'${line}'`, price, ...rest.slice(1), version);

query('CREATE DATABASE Sales');
run('create_table');
run('create_table');
upsert(1, 'a', "'1.50'", 10);
upsert(2, 'b', 'NULL', 11);
is(`SELECT order_id, price, at, tags, hex(file), _version FROM ${TABLE} FINAL ORDER BY order_id`,
  "1\t1.5\t2023-11-14 22:13:20.123456\t['x',NULL]\t00FF\t10\n2\t\\N\t2023-11-14 22:13:20.123456\t['x',NULL]\t00FF\t11");
console.log('a later record wins');
upsert(1, 'a', "'2.50'", 12);
is(`SELECT price FROM ${TABLE} FINAL WHERE order_id = 1`, '2.5');
console.log('a repetition of an earlier one does not');
upsert(1, 'a', "'1.50'", 10);
is(`SELECT price FROM ${TABLE} FINAL WHERE order_id = 1`, '2.5');
console.log('a delete hides the row, for repetitions too');
run('delete', 1, "'a'", 13, 1);
is(`SELECT count() FROM ${TABLE} FINAL WHERE order_id = 1`, '0');
upsert(1, 'a', "'2.50'", 12);
is(`SELECT count() FROM ${TABLE} FINAL WHERE order_id = 1`, '0');
console.log('a row that comes again is there again, and stays so when the delete is repeated');
upsert(1, 'a', "'3.50'", 14);
run('delete', 1, "'a'", 13, 1);
is(`SELECT price FROM ${TABLE} FINAL WHERE order_id = 1`, '3.5');
console.log('a merge changes nothing of this');
query(`OPTIMIZE TABLE ${TABLE} FINAL`);
is(`SELECT price FROM ${TABLE} FINAL WHERE order_id = 1`, '3.5');
is(`SELECT count() FROM ${TABLE}`, '2');

console.log('what does not fit writes nothing of its statement');
const good = `(7, 'g', NULL, ${rest.slice(1).map((v, i) => [v, v, `fromUnixTimestamp64Micro(${v})`, v, v, `['x']`, v, `unhex(${v})`][i]).join(', ')}, 20)`;
refused(53, () => query(golden('upsert').replace(/VALUES .*/s, 'VALUES ' + good + ', ' + good.replace("'g'", 'NULL'))));
is(`SELECT count() FROM ${TABLE} WHERE order_id = 7`, '0');

console.log('changes of the table, which can be made twice');
query(`ALTER TABLE ${TABLE} DROP COLUMN price, DROP COLUMN paid`);
run('add_columns');
run('add_columns');
is(`SELECT price, paid FROM ${TABLE} FINAL WHERE order_id = 2`, '\\N\ttrue');
run('change_type');
run('change_type');
run('drop_not_null');
run('drop_not_null');
is(`SELECT type FROM system.columns WHERE database = 'Sales' AND name IN ('price', 'at') ORDER BY name`,
  "Nullable(DateTime64(6, \\'UTC\\'))\nNullable(Decimal(20, 4))");
run('truncate');
is(`SELECT count() FROM ${TABLE}`, '0');

console.log('the version of update.when=newer');
query(`DROP TABLE ${TABLE}`);
run('create_table_newer');
const newer = (at) => run('insert', 1, "'a'", 'NULL', 1, "'2024-01-31'", at, ...rest.slice(4));
newer(2000000);
newer(1000000);
is(`SELECT at FROM ${TABLE} FINAL`, '1970-01-01 00:00:02.000000');
run('create_table_without_a_key');
query("INSERT INTO t VALUES (1, 'a'), (1, 'a')");
is('SELECT count() FROM t', '2');
console.log('All as it should be');
process.exit(0);
