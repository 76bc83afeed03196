// Cloudinary's Node SDK, unchanged, against the account of CLOUDINARY_ACCOUNT_URL. Each case is one of its live tests' expectations.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const cloudinary = require('cloudinary').v2;

const account = cloudinary.provisioning.account;
const KEY = ['name', 'api_key', 'api_secret', 'created_at', 'updated_at', 'enabled', 'root'];
const DEDICATED_KEY = [...KEY.slice(0, -1), 'dedicated_for', 'root'];
const stamp = `node${Date.now()}`;

/** What the SDK rejects with: {error: {message, http_code}}. */
async function refusal(promise) {
  try {
    await promise;
  } catch (reason) {
    return reason.error || reason;
  }
  assert.fail('it was not refused');
}

test('environments', async () => {
  const made = await account.create_sub_account(stamp, stamp, {}, true);
  assert.equal(made.cloud_name, stamp);
  assert.equal(made.api_access_keys.length, 1);
  assert.equal((await account.sub_account(made.id)).id, made.id);

  await account.update_sub_account(made.id, `${stamp}-renamed`);
  assert.equal((await account.sub_account(made.id)).name, `${stamp}-renamed`);

  assert.ok((await account.sub_accounts(true)).sub_accounts.some((one) => one.id === made.id));
  assert.ok((await account.sub_accounts()).sub_accounts.some((one) => one.id === made.id));
  assert.equal((await account.sub_accounts(true, [made.id])).sub_accounts.length, 1);
  assert.equal((await account.sub_accounts(true, [], stamp)).sub_accounts.length, 1);
  assert.equal((await account.sub_accounts(false, [], stamp)).sub_accounts.length, 0);

  const based = await account.create_sub_account(`${stamp} based`, null, { team: 'harbor' }, null, made.id);
  assert.deepEqual(based.custom_attributes, { team: 'harbor' });
  assert.equal(based.enabled, true);
  assert.equal((await refusal(account.create_sub_account('x', stamp))).http_code, 409);
  assert.equal((await refusal(account.sub_account('nobody'))).http_code, 404);

  assert.equal((await account.delete_sub_account(based.id)).message, 'ok');
  assert.equal((await account.delete_sub_account(made.id)).message, 'ok');
});

test('wrong credentials', async () => {
  const error = await refusal(account.sub_accounts(true, [], null, { provisioning_api_key: 'abc', provisioning_api_secret: 'abc' }));
  assert.equal(error.http_code, 401);
  assert.equal(error.message, 'Invalid credentials');
});

test('access keys', async () => {
  const { id } = await account.create_sub_account(stamp, stamp);
  const listed = await account.access_keys(id);
  assert.deepEqual(Object.keys(listed), ['access_keys', 'total']);
  assert.deepEqual(Object.keys(listed.access_keys[0]), KEY);

  const first = await account.generate_access_key(id, { name: 'A first' });
  assert.deepEqual(Object.keys(first), KEY);
  const second = await account.generate_access_key(id, { name: 'B second', enabled: false });
  assert.equal(second.enabled, false);
  const page = await account.access_keys(id, { page_size: 2, page: 1, sort_by: 'name', sort_order: 'desc' });
  assert.deepEqual(page.access_keys.map((key) => key.name), ['Root', 'B second']);
  assert.equal(page.total, 3);

  const changed = await account.update_access_key(id, second.api_key, { name: 'C', enabled: true, dedicated_for: 'webhooks' });
  assert.deepEqual(Object.keys(changed), DEDICATED_KEY);
  assert.deepEqual(changed.dedicated_for, ['webhooks']);

  assert.deepEqual(await account.delete_access_key(id, first.api_key), { message: 'ok' });
  assert.deepEqual(await account.delete_access_key_by_name(id, { name: 'C' }), { message: 'ok' });
  await account.delete_sub_account(id);
});

test('users', async () => {
  const { id } = await account.create_sub_account(stamp, stamp);
  const [one, two] = await Promise.all([
    account.create_user(`${stamp} one`, `one+${stamp}@example.org`, 'billing', []),
    account.create_user(`${stamp} two`, `two+${stamp}@example.org`, 'billing', []),
  ]);
  assert.equal(one.pending, true);

  const address = `updated+${stamp}@example.org`;
  const changed = await account.update_user(one.id, 'updated', address);
  assert.deepEqual([changed.name, changed.email], ['updated', address]);
  assert.equal((await account.user(one.id)).email, address);
  assert.equal((await account.users()).users.find((user) => user.id === one.id).email, address);
  assert.equal((await account.users(null, [one.id])).users.length, 1);
  assert.equal((await account.users(true, [one.id])).users.length, 1);
  assert.equal((await account.users(false, [one.id])).users.length, 0);
  assert.equal((await account.users(true, null, `${stamp} tw`)).users.length, 1);
  assert.equal((await account.users(true, null, `${stamp} twozzz`)).users.length, 0);
  assert.equal((await account.users(true, null, `${stamp} two`, id)).users.length, 1);

  const today = new Date();
  assert.equal((await account.users(null, [one.id], null, null, { lastLogin: true, fromDate: today, toDate: today })).users.length, 0);
  assert.equal((await account.users(null, [one.id], null, null, { lastLogin: false })).users.length, 1);
  assert.equal((await refusal(account.users(true, null, null, 4711))).message, 'Cannot find sub account with id 4711');

  for (const user of [one, two]) {
    assert.equal((await account.delete_user(user.id)).message, 'ok');
  }
  await account.delete_sub_account(id);
});

test('groups', async () => {
  const user = await account.create_user(`${stamp} member`, `member+${stamp}@example.org`, 'billing');
  const group = await account.create_user_group(`group ${stamp}`);
  assert.equal((await account.update_user_group(group.id, `renamed ${stamp}`)).id, group.id);
  assert.equal((await account.user_group(group.id)).name, `renamed ${stamp}`);
  assert.ok((await account.user_groups()).user_groups.some((one) => one.id === group.id));

  assert.equal((await account.add_user_to_group(group.id, user.id)).users.length, 1);
  assert.equal((await account.user_group_users(group.id)).users.length, 1);
  assert.equal((await account.remove_user_from_group(group.id, user.id)).users.length, 0);

  assert.equal((await account.delete_user_group(group.id)).ok, true);
  assert.equal((await account.delete_user(user.id)).message, 'ok');
});

test('Admin API', async () => {
  const made = await account.create_sub_account(`${stamp} admin`, `${stamp}-admin`);
  const [{ key, secret }] = made.api_access_keys;
  const options = { cloud_name: made.cloud_name, api_key: key, api_secret: secret };

  assert.equal((await cloudinary.api.ping(options)).status, 'ok');
  const config = await cloudinary.api.config({ ...options, settings: true });
  assert.equal(config.cloud_name, made.cloud_name);
  assert.equal(config.settings.folder_mode, 'dynamic');
  const usage = await cloudinary.api.usage(options);
  assert.equal(usage.transformations.usage, 0);
  assert.equal(usage.rate_limit_remaining, usage.rate_limit_allowed - 3);
  const yesterday = new Date(Date.now() - 86400000);
  const text = [yesterday.getUTCFullYear(), yesterday.getUTCMonth() + 1, yesterday.getUTCDate()].map((n) => String(n).padStart(2, '0')).join('-');
  assert.equal((await cloudinary.api.usage({ ...options, date: text })).date_requested, `${text}T00:00:00Z`);
  assert.equal((await refusal(cloudinary.api.ping({ ...options, api_secret: 'x' }))).http_code, 401);

  await account.delete_sub_account(made.id);
});
